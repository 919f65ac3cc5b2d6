"""What a training is looked at by: its curves, and what it finds so far in a few validation images."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.training_curve import TrainingCurve
from ssd_desktop.training.events import PreviewPicture, PreviewsDrawn, TrainingProgress

_LEAST_SIDE = 80


class TrainingViews(QTabWidget):
    """Curves and predictions, a tab each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.curve = TrainingCurve()
        self.previews = PreviewStrip()
        self.addTab(self.curve, self.tr("Curves"))
        self.addTab(self.previews, self.tr("Predictions"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Low enough for a panel below the picture: a scroll area around wrapped texts asks for no less than this."""
        return QSize(320, 180)

    def clear(self) -> None:
        """Forgets the run."""
        self.curve.clear()
        self.previews.clear()

    def show_progress(self, event: TrainingProgress) -> None:
        """Adds the figures of a step to the curves."""
        self.curve.add_loss(event.step, event.loss)
        self.curve.add_parts(
            event.step,
            confidence=event.confidence_loss,
            localisation=event.localisation_loss,
            learning_rate=event.learning_rate,
        )

    def show_previews(self, event: PreviewsDrawn) -> None:
        """Shows the detector after a step on the validation images."""
        self.previews.show_previews(event)


class PreviewStrip(QWidget):
    """Small pictures side by side, as high as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(self.tr("What is found in some validation images"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._note)
        self._column.addWidget(self._scroll, 1)
        self._pictures: list[_Preview] = []
        self.clear()

    def clear(self) -> None:
        """Takes the pictures away."""
        self._set_pictures(())
        self._note.setText(
            self.tr("After the first measurement a few validation images show what the detector finds by then.")
        )

    def show_previews(self, event: PreviewsDrawn) -> None:
        """Reads the pictures and shows them; one that is gone by now is left out."""
        self._set_pictures(event.pictures)
        text = self.tr("After step {step}. White: what is to be found. In colour: what is found, from a score of 0.3.")
        self._note.setText(text.format(step=self.locale().toString(event.step)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scales the pictures to the height there is."""
        super().resizeEvent(event)
        self._column.activate()
        self._scale()

    def _set_pictures(self, pictures: tuple[PreviewPicture, ...]) -> None:
        # Taken over where they are: the same images come again and again.
        while len(self._pictures) > len(pictures):
            gone = self._pictures.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._pictures) < len(pictures):
            self._pictures.append(_Preview())
            self._row.insertWidget(len(self._pictures) - 1, self._pictures[-1])
        if self._row.count() == len(self._pictures):
            self._row.addStretch(1)
        for widget, picture in zip(self._pictures, pictures, strict=True):
            widget.show_picture(picture)
        self._scale()

    def _scale(self) -> None:
        below = self.fontMetrics().height() + self._scroll.horizontalScrollBar().sizeHint().height() + 4
        side = max(_LEAST_SIDE, self._scroll.height() - below)
        for picture in self._pictures:
            picture.scale(side)


class _Preview(QWidget):
    """One picture and its caption."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._picture, self._caption = QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        column.addWidget(self._picture)
        column.addWidget(self._caption)
        column.addStretch(1)

    def show_picture(self, picture: PreviewPicture) -> None:
        """Reads the drawn picture anew."""
        self._pixmap = QPixmap(picture.drawn)
        name = Path(picture.image).name
        found = self.locale().toString(picture.found)
        objects = self.locale().toString(picture.objects)
        caption = self.tr("{found} found, {objects} there").format(found=found, objects=objects)
        self._caption.setText(caption)
        self._picture.setToolTip(picture.image)
        self._picture.setAccessibleName(f"{name}: {caption}")

    def scale(self, side: int) -> None:
        """Shows the picture so high at most, never larger than it is."""
        size = self._pixmap.size().scaled(QSize(2 * side, side), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self._pixmap.size())
        if not self._pixmap.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(self._pixmap.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        self._picture.setFixedSize(size)
