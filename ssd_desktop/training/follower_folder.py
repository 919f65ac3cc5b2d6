"""The run folder of a process that is not the first: a scratch copy, so that only the first writes to the real one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ssd_desktop.training.distributed import Ranks
from ssd_desktop.training.run_folder import FEATURES, RunFolder, saving_to


@contextmanager
def open_run_folder(path: Path, *, resume: bool, ranks: Ranks) -> Iterator[RunFolder]:
    """Yields the folder that this process reads its run from and writes to.

    That of the first process is ``path``. The others get a copy of it in the temporary folder, removed in the end:
    whatever a part of the training writes, it writes there.

    Args:
        path: A new or empty folder; with ``resume`` the folder of a run, which every process must be able to read.
        resume: Whether to go on with a run.
        ranks: All processes.

    Raises:
        TrainingError: The folder cannot be made, or holds no run to resume.
    """
    if ranks.is_first:
        yield RunFolder.open(path) if resume else RunFolder.create(path)
        return
    with TemporaryDirectory(prefix="ssd-desktop-") as scratch:
        copy = Path(scratch) / "run"
        if resume:
            RunFolder.open(path)
            with saving_to(copy):
                shutil.copytree(path, copy, ignore=shutil.ignore_patterns("*.part", "*.tmp", FEATURES))
        yield RunFolder.open(copy) if resume else RunFolder.create(copy)
