"""Pictures of compared runs: each dialog gets a controller, and a picture that is clicked is opened in the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.pair_pictures import PairController

if TYPE_CHECKING:
    from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog
    from ssd_desktop.gui.main_window import MainWindow


class Comparing(QObject):
    """Serves every dialog that compares runs.

    Args:
        window: Shows the pictures.
        media: Opens them.
        detect: Knows the device.
        moved_data: Returns the data folder of the project that is open, where one is.
    """

    def __init__(
        self,
        window: "MainWindow",
        media: MediaController,
        detect: DetectController,
        *,
        moved_data: Callable[[], Path | None],
    ) -> None:
        super().__init__(window)
        self._window, self._media, self._detect, self._moved_data = window, media, detect, moved_data

    @Slot(object)
    def begin(self, dialog: "CompareRunsDialog") -> None:
        """Lets a dialog compare pictures as long as it is open."""
        controller = PairController(
            dialog.pictures, device=lambda: self._detect.device, moved_data=self._moved_data
        )  # fmt: skip
        controller.image_chosen.connect(self._open)
        dialog.finished.connect(controller.stop)
        self._window.closing.connect(controller.stop)

    @Slot(object)
    def _open(self, image: Path) -> None:
        self._media.open(str(image), remember=False)
