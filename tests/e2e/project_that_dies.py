"""The files of a project, changed one after the other by a process that is killed before a change: ``FOLDER``.

Told are the states that a process left alone goes through, then for each kill the state that is read afterwards and
whether the halves of files that are left stand in the way of going through them all.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ssd_desktop.media.image_file import write_image
from ssd_desktop.project.about import annotate, read_about, rename
from ssd_desktop.project.project import create_project, is_project, open_project, with_model
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from tests.e2e.dying import changes_of, killed_before_change, say, told
from tests.made_models import made_picture


def start(folder: Path) -> Path:
    """Makes a folder with a picture and a run, and no project yet."""
    run = folder / "runs" / "one"
    run.mkdir(parents=True)
    write_image(folder / "a.png", made_picture(8, 8))
    for name in ("config.toml", "versions.json"):
        (run / name).write_text("")
    return folder


def steps(folder: Path) -> Iterator[Callable[[], object]]:
    """Yields changes of one file each; each takes up what the ones before it made."""
    queue, data, run = RunQueue(folder / "runs"), DataChoice(folder), folder / "runs" / "one"
    yield lambda: is_project(folder) or create_project(folder, name="도형")
    yield lambda: with_model(open_project(folder), run / "last.safetensors")
    yield lambda: queue.entries() or queue.add(data, TrainingConfig(epochs=3))
    yield lambda: len(queue.entries()) > 1 or queue.add(data, TrainingConfig(epochs=4))
    yield lambda: queue.entries()[0].begun or queue.begin_next()
    yield lambda: queue.note_run(1, run)
    yield lambda: rename(run, "Blüte")
    yield lambda: annotate(run, "more light")


def state(folder: Path) -> str:
    """Returns what is read of the project; raises where a file is damaged."""
    project = open_project(folder) if is_project(folder) else None
    entries = [(entry.number, entry.begun, str(entry.run)) for entry in RunQueue(folder / "runs").entries()]
    about = read_about(folder / "runs" / "one")
    own = None if project is None else (project.name, str(project.model))
    return json.dumps([own, entries, about.name, about.note]).replace(str(folder), "")


def work(folder: Path) -> Callable[[], int]:
    """Returns what goes through all steps."""

    def go() -> int:
        for step in steps(folder):
            step()
        return 0

    return go


def main(root: Path) -> None:
    """Goes through the kills."""
    straight = start(root / "straight")
    states = [state(straight)]
    for step in steps(straight):
        step()
        states.append(state(straight))
    say(states=states)
    count = changes_of(start(root / "counted"), work(root / "counted"))
    for number in range(1, count + 1):
        folder = start(root / str(number))
        code = killed_before_change(number, folder, work(folder))
        left = state(folder)
        again, said = told(work(folder), root / f"{number}.again")
        say(number=number, code=code, state=left, again=again, said=said, end=state(folder))
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
