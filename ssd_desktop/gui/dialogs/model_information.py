"""What a detector finds and how it was made."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ssd_desktop.checkpoints.model_card import PER_CLASS, precision_by_class
from ssd_desktop.gui.about import close_button
from ssd_desktop.gui.dialogs.fact_rows import add_fact
from ssd_desktop.gui.localised import localised, localised_device
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
        self._add(self.tr("Name"), model.name)
        self._add(self.tr("File"), model.path)
        self._add(self.tr("Device"), localised_device(model.device_label))
        boxes = count_text(model.plan.box_count)
        self._add(self.tr("Box plan"), self.tr("{plan}, {count} boxes").format(plan=model.plan.name, count=boxes))
        self._add(self.tr("Finds"), f"{len(model.classes)}: {', '.join(model.classes)}")
        self._add_shares(facts)
        known, shares = self._known_names(), _share_names()
        for name, value in facts.items():
            if name not in shares and name.removeprefix(PER_CLASS) not in model.classes:
                self._add(known.get(name, name), localised(value) if isinstance(value, str) else self._number(value))
        self._lay_out()

    def _add_shares(self, facts: Mapping[str, float | str]) -> None:
        """Adds what was measured, one below the other, before all else that the checkpoint tells."""
        for name, heading in _share_names().items():
            value = facts.get(name)
            if value is not None:
                self._add(heading, value if isinstance(value, str) else self._percent(value))
        by_class = [f"{name} {self._percent(value)}" for name, value in precision_by_class(facts).items()]
        if by_class:
            self._add(self.tr("AP50 by class"), ", ".join(by_class))

    def _known_names(self) -> dict[str, str]:
        """Returns what the user reads for the names that a training writes."""
        return {
            "images": self.tr("Training images"),
            "steps": self.tr("Training steps"),
            "loss": self.tr("Loss"),
            "test_images": self.tr("Test images"),
            "limits": self.tr("Limits"),
            "metric": self.tr("Metric"),
            "data": self.tr("Trained on"),
            "title": self.tr("Title"),
            "validation": self.tr("Measured on"),
            "measured_on": self.tr("Measured on"),
            "start": self.tr("Start weights"),
            "recipe": self.tr("Recipe"),
            "licence": self.tr("Licence"),
        }

    def _percent(self, share: float) -> str:
        return f"{self.locale().toString(100 * share, 'f', 1)} %"

    def _number(self, value: float) -> str:
        if float(value).is_integer():
            return count_text(int(value))
        return self.locale().toString(float(value), "g", 4)

    def _add(self, name: str, value: str) -> None:
        add_fact(self._form, name, value, like=self.tr("Name"))

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


def _share_names() -> dict[str, str]:
    """Returns what the user reads for figures from 0 to 1, in their order."""
    return {"ap50": "AP50", "map": "mAP", "coco_ap75": "COCO AP75", "coco_ap": "COCO AP"}
