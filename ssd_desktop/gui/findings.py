"""Goes from a finding of the fine-tune dialog to its image in the window, with the box selected."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.suspicious_boxes import Suspicion, matching_entry
from ssd_desktop.data.findings import Finding
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_commands import LabelCommands
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.train import TrainController

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class FindingsGuide(QObject):
    """Shows images of the data folder, which need not be the folder that is open.

    Args:
        window: Has the picture.
        train: Has the dialog.
        media: Opens pictures.
        annotate: Has the boxes of the picture that is shown.
        labels: Turns to editing boxes.
    """

    def __init__(
        self,
        window: "MainWindow",
        train: TrainController,
        media: MediaController,
        annotate: AnnotateController,
        labels: LabelCommands,
    ) -> None:
        super().__init__(window)
        self._window, self._media, self._annotate, self._labels = window, media, annotate, labels
        self._listed: frozenset[Path] = frozenset()
        self._wanted: Finding | None = None
        media.listed.connect(self._on_listed)
        media.refused.connect(self._forget)
        annotate.changed.connect(self._select)
        train.finding_chosen.connect(self.go_to)

    @Slot(object)
    def go_to(self, finding: Finding) -> None:
        """Shows the image of a finding; its box is selected there, where it is about one."""
        image = finding.image
        if image is None:
            return
        self._wanted = finding
        if self._annotate.image == image:
            self._select(image)
        elif image in self._listed:
            self._media.open_image(image)
        else:
            self._media.open(str(image), remember=False)

    @Slot(object)
    def _on_listed(self, images: list[Path]) -> None:
        self._listed = frozenset(images)

    @Slot()
    def _forget(self) -> None:
        self._wanted = None

    @Slot(object)
    def _select(self, image: Path) -> None:
        wanted = self._wanted
        if wanted is None or wanted.image != image or self._annotate.image != image:
            return
        self._wanted = None
        if wanted.box is None:
            return
        self._labels.set_mode("edit")
        entry = matching_entry(Suspicion("size", image, 0, wanted.label, wanted.box), self._annotate.objects)
        self._annotate.select(frozenset() if entry is None else frozenset({entry}))
        for item in self._annotate.selected:
            self._window.canvas.reveal(*item.box.xyxy())
