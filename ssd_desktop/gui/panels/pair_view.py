"""Images on which two detectors differ: a list, the chosen one twice side by side, and what the marks mean."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.disagreement import ImageDifference
from ssd_desktop.gui.overlays.differences import Mark, mark_sample
from ssd_desktop.gui.panels.difference_pane import DifferencePane

_SAMPLE = QSize(28, 16)
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PairView(QWidget):
    """Shows differences; somebody else reads the pictures.

    Signals:
        picture_wanted: Index of the image that is shown now; answer with ``show_picture``.
        open_wanted: Index of the image that the user wants to see in the window.
    """

    picture_wanted = Signal(int)
    open_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: Sequence[Sample] = ()
        self._differences: Sequence[ImageDifference] = ()
        self._classes: tuple[str, ...] = ()
        self._list = _Names()
        self._list.setAccessibleName(self.tr("Pictures on which they differ"))
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.currentItemChanged.connect(self._on_current)
        self._list.itemActivated.connect(self._open)
        self._headings = QLabel(), QLabel()
        self._panes = DifferencePane(), DifferencePane()
        for pane in self._panes:
            pane.setToolTip(self.tr("Click: open this picture in the window"))
            pane.clicked.connect(self._open)
        self._lay_out()

    def set_headings(self, first: str, second: str) -> None:
        """Names the two detectors."""
        for label, pane, text in zip(self._headings, self._panes, (first, second), strict=True):
            label.setText(text)
            label.setToolTip(text)
            pane.setAccessibleName(text)

    def set_differences(
        self, differences: Sequence[ImageDifference], samples: Sequence[Sample], classes: tuple[str, ...]
    ) -> None:
        """Takes what sets the detectors apart on all images.

        Args:
            differences: Of each image.
            samples: Their ground truth.
            classes: Foreground names; label i is ``classes[i - 1]``.
        """
        self._differences, self._samples, self._classes = differences, samples, classes

    def show_images(self, indices: Sequence[int]) -> None:
        """Lists images by their indices; the one that was chosen stays so, else the first one is."""
        chosen = self.current()
        with QSignalBlocker(self._list):
            self._list.clear()
            for index in indices:
                item = QListWidgetItem(self._row_text(index))
                item.setData(Qt.ItemDataRole.UserRole, index)
                item.setToolTip(f"{self._samples[index].image_path}\n{self._row_tip(index)}")
                self._list.addItem(item)
            if indices:
                self._list.setCurrentRow(indices.index(chosen) if chosen in indices else 0)
        self._show()

    def current(self) -> int | None:
        """Returns the index of the image that is shown; None while none is."""
        item = self._list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def show_picture(self, index: int, picture: QImage) -> None:
        """Shows the pixels of an image, unless another one is shown by now."""
        if index == self.current():
            for pane in self._panes:
                pane.set_picture(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the next image, or the one before."""
        by = _STEPS.get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self._step(by)

    def _step(self, by: int) -> None:
        row = self._list.currentRow() + by
        if 0 <= row < self._list.count():
            self._list.setCurrentRow(row)

    @Slot()
    def _on_current(self) -> None:
        self._show()

    @Slot()
    def _open(self) -> None:
        index = self.current()
        if index is not None:
            self.open_wanted.emit(index)

    def _show(self) -> None:
        index = self.current()
        if index is None:
            for pane in self._panes:
                pane.set_side(None, None, ())
            return
        one = self._differences[index]
        for pane, side in zip(self._panes, (one.first, one.second), strict=True):
            pane.set_side(side, self._samples[index], self._classes)
            pane.setAccessibleDescription(", ".join(text for mark, text in pane.overlay.marks() if mark.sign))
        self.picture_wanted.emit(index)

    # -- Texts

    def _row_text(self, index: int) -> str:
        one = self._differences[index]
        sign = "▲" if one.gain > 0 else "▼" if one.gain < 0 else "="
        return f"{sign} {self.locale().toString(one.size, 'f', 1)}  {self._samples[index].image_path.name}"

    def _row_tip(self, index: int) -> str:
        one = self._differences[index]
        better = self.tr("The second is better.") if one.gain > 0 else self.tr("The first is better.")
        counts = self.tr(
            "Only the second found: {more}, only the first: {less}. Wrong only in the second: {worse}, only in the "
            "first: {better}."
        ).format(
            more=int(one.first.lacks.sum()),
            less=int(one.second.lacks.sum()),
            worse=int(one.second.only_wrong.sum()),
            better=int(one.first.only_wrong.sum()),
        )
        return f"{better} {counts}" if one.gain else counts

    # -- Building

    def _lay_out(self) -> None:
        pictures = QWidget()
        row = QHBoxLayout(pictures)
        row.setContentsMargins(4, 0, 0, 0)
        for label, pane in zip(self._headings, self._panes, strict=True):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(40)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(pane, 1)
            row.addLayout(column, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self._list)
        parts.addWidget(pictures)
        parts.setSizes([190, 900])
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts, 1)
        outer.addLayout(self._legend())

    def _legend(self) -> QHBoxLayout:
        texts = {
            Mark.ONLY_FOUND: self.tr("found only here"),
            Mark.LACKS: self.tr("found only there"),
            Mark.ONLY_WRONG: self.tr("wrong only here"),
            Mark.BOTH_FOUND: self.tr("both found"),
            Mark.BOTH_WRONG: self.tr("both wrong"),
            Mark.TRUTH: self.tr("label"),
        }
        row = QHBoxLayout()
        for mark, text in texts.items():
            sample, name = QLabel(), QLabel(f"{mark.sign} {text}".strip())
            sample.setPixmap(mark_sample(mark, _SAMPLE, self.devicePixelRatioF()))
            row.addWidget(sample)
            row.addWidget(name)
            row.addSpacing(10)
        row.addStretch(1)
        hint = QLabel(self.tr("← → next picture"))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row.addWidget(hint)
        return row


class _Names(QListWidget):
    """A list that leaves the keys to the left and right to the view around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
