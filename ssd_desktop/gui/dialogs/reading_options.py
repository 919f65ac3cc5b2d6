"""How the files of a data folder are read, where its format leaves that open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

_VOC, _YOLO = "Pascal VOC", "YOLO"


class ReadingOptions(QWidget):
    """Asks only what can be asked of the folder's format.

    Signals:
        changed: Another way to read was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_based = QCheckBox(self.tr("Coordinates count from 1"))
        self._one_based.setToolTip(
            self.tr("As the files of the VOC challenge do; labelImg and most programs count from 0")
        )
        self._background = QCheckBox(self.tr("An image without a txt file has no objects"))
        self._background.setToolTip(self.tr("As Ultralytics reads them; else such an image is unlabelled and left out"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in (self._one_based, self._background):
            layout.addWidget(box)
            box.clicked.connect(self.changed)
        layout.addStretch(1)
        self.reset()

    @property
    def one_based(self) -> bool:
        """Whether the annotation files count pixels from 1."""
        return self._one_based.isChecked()

    @property
    def missing_is_background(self) -> bool:
        """Whether an image without an annotation file has no objects."""
        return self._background.isChecked()

    def reset(self) -> None:
        """Goes back to the usual way, of a folder whose format is not known yet."""
        for box in (self._one_based, self._background):
            box.setChecked(False)
        self.show_kind("")

    def show_choice(self, *, one_based: bool, missing_is_background: bool) -> None:
        """Shows what was chosen before; nothing is emitted."""
        self._one_based.setChecked(one_based)
        self._background.setChecked(missing_is_background)

    def show_kind(self, kind: str) -> None:
        """Offers what can be asked of a format (``DataFolder.kind``)."""
        self._one_based.setVisible(kind == _VOC)
        self._background.setVisible(kind == _YOLO)
        self.setVisible(kind in (_VOC, _YOLO))
