"""``ssd-desktop train`` with a tiny network, killed and gone on with: ``DATA OUT MOMENT...``.

A moment is a number of changes to the run folder, or seconds such as ``0.3s``. For each of them a training into a
folder of its own is killed there, looked at, and gone on with where there is a run, else begun again.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from safetensors.torch import load_file

from ssd_desktop.cli import train  # noqa: F401 - what a run imports, once for all forks
from ssd_desktop.cli.main import main
from ssd_desktop.project.runs import read_run
from ssd_desktop.training import run_records  # noqa: F401
from ssd_desktop.training.run_folder import is_run
from tests.e2e.dying import changes_of, killed_after, killed_before_change, say, told
from tests.e2e.tiny_program import use_tiny_network


def training(data: Path, run: Path, *more: str) -> Callable[[], int]:
    """Returns what trains two epochs of two steps with validation and averaged weights."""
    command = [
        "train", str(data), "--output", str(run), "--batch", "2", "--plan", "caffe-voc", "--epochs", "2", "--quiet",
        "--device", "cpu", "--precision", "float32", "--workers", "1", "--set", "warmup_steps=0",
        "--set", "ema_decay=0.9", *more,
    ]  # fmt: skip

    def train_now() -> int:
        use_tiny_network()
        return main(command)

    return train_now


def look_at(run: Path) -> dict[str, object]:
    """Returns what the killed run says of itself; raises where a checkpoint that has its name cannot be read."""
    weights = {path.name: len(load_file(path)) for path in run.glob("*.safetensors")}
    record = read_run(run) if is_run(run) else None
    state = None if record is None else record.state.name
    return {"weights": weights, "state": state, "step": None if record is None else record.step}


def try_moment(moment: str, data: Path, run: Path) -> None:
    """Kills a training there, looks at it, goes on, and tells how that went."""
    if moment.endswith("s"):
        code = killed_after(float(moment[:-1]), training(data, run))
    else:
        code = killed_before_change(int(moment), run, training(data, run))
    seen = look_at(run)
    had_state = (run / "state" / "index.json").exists()
    resumed, said = told(training(data, run, "--resume"), run.with_suffix(".resumed"))
    anew, answer = (None, "") if resumed == 0 else told(training(data, run), run.with_suffix(".anew"))
    say(moment=moment, code=code, had_state=had_state, resumed=resumed, said=said, anew=anew, answer=answer, **seen)


def run(data: Path, out: Path, moments: list[str]) -> None:
    """Tells how many changes a whole training makes, then goes through the moments."""
    out.mkdir()
    say(changes=changes_of(out / "straight", training(data, out / "straight")))
    for moment in moments:
        try_moment(moment, data, out / moment.replace(".", "_"))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3:])
