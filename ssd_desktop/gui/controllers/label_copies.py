"""Boxes copied, pasted and duplicated, on one picture or from one to another."""

from dataclasses import replace

from PySide6.QtCore import QObject

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.gui.canvas.box_shapes import Picture, boxes_beside
from ssd_desktop.gui.controllers.annotate import AnnotateController


class LabelCopies(QObject):
    """Keeps what was copied; going to another picture does not lose it."""

    def __init__(self, annotate: AnnotateController) -> None:
        super().__init__(annotate)
        self._annotate = annotate
        self._copied: tuple[AnnotatedObject, ...] = ()

    def copy(self) -> None:
        """Remembers the selected boxes."""
        self._copied = self._annotate.selected or self._copied

    def paste(self) -> None:
        """Adds the copied boxes where they were; beside themselves where they still are."""
        there = {(item.label, item.box) for item in self._annotate.objects}
        again = any((item.label, item.box) in there for item in self._copied)
        self._annotate.add(self._beside(self._copied) if again else self._copied, self.tr("Paste"))
        if again:
            self.copy()

    def duplicate(self) -> None:
        """Adds copies of the selected boxes beside them."""
        self._annotate.add(self._beside(self._annotate.selected), self.tr("Duplicate"))

    def paste_from(self, annotation: ImageAnnotation | None) -> None:
        """Adds all boxes of another picture."""
        if annotation is not None:
            self._annotate.add(annotation.objects, self.tr("Paste from Previous Picture"))

    def _beside(self, objects: tuple[AnnotatedObject, ...]) -> list[AnnotatedObject]:
        boxes = boxes_beside({item.entry: item.box for item in objects}, Picture(*self._annotate.size))
        return [replace(item, box=boxes[item.entry]) for item in objects]
