"""Marks besides the boxes: flags of the selected ones, and whether the picture is verified."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.edits import ChangeFlag, Flag, SetVerified
from ssd_desktop.annotation.track_store import TrackStore
from ssd_desktop.gui.controllers.annotate import AnnotateController

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class LabelMarks(QObject):
    """Sets marks where the file of the picture can hold them, and says so where it cannot."""

    def __init__(self, view: "MainWindow", annotate: AnnotateController) -> None:
        super().__init__(annotate)
        self._view = view
        self._annotate = annotate

    @Slot(object, bool)
    def set_flag(self, flag: Flag, value: bool) -> None:
        """Sets a flag of the selected boxes."""
        store, image = self._annotate.files.store, self._annotate.image
        if store is None or image is None:
            return
        if flag not in store.holds(image):
            self._tell_unheld(store)
        else:
            entries = frozenset(item.entry for item in self._annotate.selected)
            name = self.tr("Set Flag") if value else self.tr("Clear Flag")
            self._annotate.edit(ChangeFlag(entries, flag, value), name)
        self._annotate.refresh()

    @Slot(bool)
    def set_verified(self, verified: bool) -> None:
        """Marks the picture as checked; without a box that says "no object"."""
        store, image = self._annotate.files.store, self._annotate.image
        if store is None or image is None:
            return
        if "verified" not in store.holds(image) and (self._annotate.objects or not verified):
            self._tell_unheld(store)
        else:
            name = self.tr("Verify") if verified else self.tr("Take Verified Back")
            self._annotate.edit(SetVerified(verified), name)
        self._annotate.refresh()

    def _tell_unheld(self, store: AnnotationStore | TrackStore) -> None:
        if isinstance(store, TrackStore):
            return
        text = self.tr(
            "{kind} files have no place for this; convert the data to Pascal VOC, COCO or labelme to keep it."
        )
        self._view.messages.show_notice(text.format(kind=store.folder.kind))
