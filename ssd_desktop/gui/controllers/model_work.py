"""What a worker does with models; torch is imported in its thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ssd_desktop.checkpoints.published import published_model

if TYPE_CHECKING:
    from ssd_desktop.checkpoints.first_layer import ChannelOrder
    from ssd_desktop.gui.dialogs.import_model import ImportRequest
    from ssd_desktop.gui.workers.model_job import Progress, Work
    from ssd_desktop.inference.engines.config import EngineChoice


def download_work(name: str) -> "Work":
    """Returns the download of a published model; it gives the file in the library."""

    def work(progress: "Progress", cancelled: Callable[[], bool]) -> object:
        from ssd_desktop.checkpoints.obtain import obtain

        return obtain(published_model(name), progress=progress, cancelled=cancelled)

    return work


def import_work(request: "ImportRequest", target: Path) -> "Work":
    """Returns the import of a file; it gives an ``ImportedFile``."""

    def work(progress: "Progress", cancelled: Callable[[], bool]) -> object:
        from ssd_desktop.annotation.classes import read_class_list
        from ssd_desktop.checkpoints.import_file import ImportOptions, import_file

        classes = None if request.class_list is None else read_class_list(request.class_list)
        channels = cast("ChannelOrder | None", request.channels)
        return import_file(request.path, target, ImportOptions(classes, request.plan, channels))

    return work


def measure_work(path: Path, device: str, engine: "EngineChoice") -> "Work":
    """Returns the measurement of a detector's speed.

    It gives device and engine in words, and milliseconds; None when cancelled.
    """

    def work(progress: "Progress", cancelled: Callable[[], bool]) -> object:
        from ssd_desktop.inference.speed import measure_speed

        return measure_speed(path, device=device, engine=engine, cancelled=cancelled)

    return work
