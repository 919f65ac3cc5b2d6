"""How soon is the window there, how soon the first detection, and how much memory does it take?

Whole processes, started anew each time: seconds from the command until the window was painted, until what is in it
answers, until the first sample picture has its detections, and the most memory the process had. Beside it, in turns:
``import torch`` alone, and a script that detects one picture with torchvision's ``ssd300_vgg16``.

    python -m benchmarks.bench_start [--repeats 5]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.figures import Figure, record
from ssd_desktop.resources import resource_path

WINDOW = """
import resource, time
from ssd_desktop import app

class Watched(app.Program):
    def __init__(self, *arguments, **options):
        print("shown", time.monotonic(), flush=True)
        super().__init__(*arguments, **options)

    def start(self, path):
        print("ready", time.monotonic(), flush=True)
        self.detect.answered.connect(self.end)
        super().start(path)

    def end(self, answer):
        print("found", time.monotonic(), flush=True)
        print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
        self.window.close()

app.Program = Watched
app.run_app(None, device="cpu", debug=False)
"""

IMPORT_TORCH = """
import time
import torch
print("shown", time.monotonic(), flush=True)
"""

TORCHVISION = """
import resource, sys, time
import torch, torchvision
from torchvision.io import decode_image
from torchvision.models.detection import ssd300_vgg16
model = ssd300_vgg16(weights=None, weights_backbone=None).eval()
with torch.inference_mode():
    model([decode_image(sys.argv[1], "RGB") / 255])
print("found", time.monotonic(), flush=True)
print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
"""

SAMPLE = "1-cards-on-felt.jpg"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    args = parser.parse_args()
    window, torch_alone, torchvision = defaultdict(list), defaultdict(list), defaultdict(list)
    with tempfile.TemporaryDirectory() as home:
        # The first start fills the caches of the disk and of compiled modules, and is not counted.
        for repeat in range(args.repeats + 1):
            for script, taken in ((WINDOW, window), (IMPORT_TORCH, torch_alone), (TORCHVISION, torchvision)):
                for name, value in measure(script, Path(home)).items():
                    taken[name].append(value) if repeat else None
    ours, alone, theirs = (
        {name: statistics.median(values) for name, values in taken.items()}
        for taken in (window, torch_alone, torchvision)
    )
    record(
        [
            Figure(
                "command to painted window", ours["shown"], "s", alone["shown"], "import torch", "1.0 s, 3 times better"
            ),
            Figure("command to a window that answers", ours["ready"], "s", alone["shown"], "import torch"),
            Figure("command to first detection", ours["found"], "s", theirs["found"], "torchvision's script"),
            Figure(
                "peak memory of the window after a detection", ours["memory"], "MB", theirs["memory"],
                "torchvision's script",
            ),
        ]
    )  # fmt: skip
    return 0


def measure(script: str, home: Path) -> dict[str, float]:
    """Runs a script; returns the seconds from its start to each moment it tells, and the memory it tells in MB."""
    environment = {**os.environ, "HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "DISPLAY" not in environment:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = time.monotonic()
    command = [sys.executable, "-c", script, str(resource_path("samples", SAMPLE))]
    output = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    told = {name: float(value) for name, value in (line.split() for line in output.splitlines())}
    return {name: value if name == "memory" else value - start for name, value in told.items()}


if __name__ == "__main__":
    sys.exit(main())
