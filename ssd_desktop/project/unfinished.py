"""What the program was doing when it ended, so that the next start can offer to go on."""

from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.project.queue import QueuedRun, RunQueue
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import RunRecord, read_run


@dataclass(frozen=True)
class Unfinished:
    """Work that is left in a folder of runs.

    Attributes:
        runs: The folder.
        interrupted: The training that had begun; None where only others wait.
        record: Its run; None where it had not begun to write one.
        waiting: How many wait for their turn.
    """

    runs: Path
    interrupted: QueuedRun | None
    record: RunRecord | None
    waiting: int


def find_unfinished(runs: Path) -> Unfinished | None:
    """Returns what is left to do; None where nothing is, or another program does it.

    A training that came to its end before the program did is taken out of the queue.

    Raises:
        ProjectError: The queue is damaged, or its file cannot be written.
    """
    queue = RunQueue(runs)
    for entry in queue.entries():
        if entry.begun:
            found = queue.interrupted()
            if found is None:
                return None
            record = None if found.run is None else read_run(found.run)
            if record is None or record.state in (RunState.CRASHED, RunState.STOPPED):
                return Unfinished(runs, found, record, len(queue.waiting()))
            queue.remove(entry.number)
    waiting = len(queue.waiting())
    return Unfinished(runs, None, None, waiting) if waiting else None
