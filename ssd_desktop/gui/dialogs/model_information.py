"""What a detector finds and how it was made."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ssd_desktop.gui.about import close_button
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.workers.detection import ModelInfo

_SIZE = QSize(560, 420)


class ModelInformationDialog(QDialog):
    """Names and values, one below the other; every value can be selected and copied."""

    def __init__(self, model: ModelInfo, facts: Mapping[str, float | str], parent: QWidget | None = None) -> None:
        """Builds the dialog.

        Args:
            model: The detector.
            facts: Figures and card of its checkpoint, by their names there.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model Information"))
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._add(self.tr("Name"), model.name)
        self._add(self.tr("File"), model.path)
        self._add(self.tr("Device"), model.device_label)
        boxes = count_text(model.plan.box_count)
        self._add(self.tr("Box plan"), self.tr("{plan}, {count} boxes").format(plan=model.plan.name, count=boxes))
        self._add(self.tr("Classes"), f"{len(model.classes)}: {', '.join(model.classes)}")
        known = self._known_names()
        for name, value in facts.items():
            self._add(known.get(name, name), value if isinstance(value, str) else self._number(value))
        self._lay_out()

    def _known_names(self) -> dict[str, str]:
        """Returns what the user reads for the names that a training writes."""
        return {
            "images": self.tr("Training images"),
            "steps": self.tr("Training steps"),
            "loss": self.tr("Loss"),
            "ap50": "AP50",
            "map": "mAP",
            "metric": self.tr("Metric"),
            "data": self.tr("Data"),
            "validation": self.tr("Measured on"),
            "start": self.tr("Start weights"),
            "recipe": self.tr("Recipe"),
            "licence": self.tr("Licence"),
        }

    def _number(self, value: float) -> str:
        if float(value).is_integer():
            return count_text(int(value))
        return self.locale().toString(float(value), "g", 4)

    def _add(self, name: str, value: str) -> None:
        label = QLabel(value)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._form.addRow(name, label)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setLayout(self._form)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(close_button(self))
        self.resize(_SIZE)
