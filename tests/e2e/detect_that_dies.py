"""``ssd-desktop detect`` with a made detector, killed and gone on with: ``PICTURES OUT MOMENT...``.

A moment is a number of changes to the folder of the results, or seconds such as ``0.3s``. For each of them a run into
a folder of its own is killed there, started again without ``--resume``, and gone on with; what came of it is told.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from ssd_desktop.cli.main import main
from ssd_desktop.inference import batch, tiles  # noqa: F401 - what a run imports, once for all forks
from ssd_desktop.inference.results import folder, run_journal  # noqa: F401
from ssd_desktop.inference.types import Detections
from tests.e2e.dying import changes_of, killed_after, killed_before_change, say, told
from tests.made_detectors import OneByOne

FORMATS = ("image", "voc", "yolo", "json", "coco", "csv")
_DETECTION_S = 0.02


class ByColour(OneByOne):
    """Finds as many boxes as the picture's first pixel says, none in some pictures."""

    name = "made"
    config = SimpleNamespace(classes=("cat", "개"))

    def __init__(self, pause_s: float) -> None:
        self._pause_s = pause_s

    def detect(self, pixels_rgb, config):
        time.sleep(self._pause_s)
        height, width, _ = pixels_rgb.shape
        count = int(pixels_rgb[0, 0, 0]) % 3
        share = pixels_rgb[:count, 1].mean(axis=1, dtype=np.float32) / np.float32(255)
        boxes = np.stack([share * width / 3, share * 5, width - share * 7, height - share], axis=1)
        return Detections(
            boxes.astype(np.float32), np.arange(count) % 2 + 1, np.sort(0.5 + share / 3)[::-1].astype(np.float32),
            np.arange(count), self.config.classes, width, height,
        )  # fmt: skip


def detect(pictures: Path, out: Path, *more: str, pause_s: float = 0.0) -> Callable[[], int]:
    """Returns what runs the command into a folder, with every format, JSON Lines and events."""
    saved = [word for name in FORMATS for word in ("--save", name)]
    lines = ["--json", str(out / "rows.jsonl"), "--events", str(out / "events.csv")]

    def run() -> int:
        sys.stdout = io.StringIO()
        tiles.load_detector = lambda *_, **__: ByColour(pause_s)
        out.mkdir(exist_ok=True)
        return main(["detect", str(pictures), "--output", str(out), *saved, *lines, *more])

    return run


def try_moment(moment: str, pictures: Path, out: Path) -> None:
    """Kills a run there, starts it again in both ways and tells how these went."""
    if moment.endswith("s"):
        code = killed_after(float(moment[:-1]), detect(pictures, out, pause_s=_DETECTION_S))
    else:
        code = killed_before_change(int(moment), out, detect(pictures, out))
    files = {path.name: path.read_bytes().hex() for path in out.iterdir()} if out.is_dir() else {}
    before = run_journal.earlier_run(out)
    is_cut_off = before is not None and not before.finished
    again, refusal = told(detect(pictures, out), out.with_suffix(".again")) if is_cut_off else (None, "")
    resumed, said = told(detect(pictures, out, "--resume"), out.with_suffix(".resumed"))
    say(moment=moment, code=code, files=files, again=again, refusal=refusal, resumed=resumed, said=said)


def run(pictures: Path, out: Path, moments: list[str]) -> None:
    """Tells how many changes a whole run makes, then goes through the moments."""
    out.mkdir()
    say(changes=changes_of(out / "straight", detect(pictures, out / "straight")))
    for moment in moments:
        try_moment(moment, pictures, out / moment.replace(".", "_"))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3:])
