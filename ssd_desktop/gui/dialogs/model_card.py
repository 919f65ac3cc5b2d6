"""The card of a model: what it finds, its data and licence, what was measured, and how fast it is here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ssd_desktop.checkpoints.class_lists import without_gaps
from ssd_desktop.checkpoints.model_card import measured_precision, precision_by_class
from ssd_desktop.checkpoints.model_list import ModelEntry
from ssd_desktop.gui.dialogs.fact_rows import add_fact
from ssd_desktop.gui.localised import localised, localised_device

_MEGABYTE = 2**20


class ModelCard(QScrollArea):
    """Names and values, one below the other; every value can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Card of the model"))
        self._form = QFormLayout()

    def show_entry(self, entry: ModelEntry, speeds: Mapping[str, float]) -> None:
        """Shows a model.

        Args:
            entry: The model.
            speeds: Milliseconds a picture by device, as measured on this machine.
        """
        self._form = QFormLayout()
        self._form.setFormAlignment(Qt.AlignmentFlag.AlignTop)
        title = QLabel(entry.title)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setWordWrap(True)
        self._form.addRow(title)
        if entry.problem:
            self._add(self.tr("Problem"), localised(entry.problem))
        self._add_facts(entry, speeds)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 2, 8, 2)
        column.addLayout(self._form)
        column.addStretch(1)
        self.setWidget(content)

    def _add_facts(self, entry: ModelEntry, speeds: Mapping[str, float]) -> None:
        self._add(self.tr("Kind"), self.tr("Detector") if entry.is_detector else self.tr("Start weights of a training"))
        if entry.classes:
            named = without_gaps(entry.classes)
            self._add(self.tr("Finds"), f"{len(named)}: {', '.join(named)}")
        self._add_precision(entry)
        if entry.is_detector and not entry.problem:
            self._add(self.tr("Speed here"), self._speed_text(speeds))
        self._add(self.tr("Size"), self.tr("{size} MB").format(size=self.locale().toString(self._megabytes(entry))))
        known = self._known_texts()
        for name, label in known.items():
            self._add(label, localised(entry.card.get(name, "")))
        self._add(self.tr("Network"), entry.network)
        self._add(self.tr("Box plan"), entry.plan)
        for name, text in entry.card.items():
            if name not in known and name != "title":
                self._add(name.replace("_", " ").capitalize(), text)
        if entry.path is not None:
            self._add(self.tr("File"), str(entry.path))

    def _known_texts(self) -> dict[str, str]:
        """Returns what the user reads for the entries that a card usually has, in their order."""
        return {
            "data": self.tr("Trained on"),
            "validation": self.tr("Measured on"),
            "measured_on": self.tr("Measured on"),
            "licence": self.tr("Licence"),
            "limits": self.tr("Limits"),
            "start": self.tr("Start weights"),
            "recipe": self.tr("Recipe"),
            "source": self.tr("Source"),
            "address": self.tr("Address"),
        }

    def _add_precision(self, entry: ModelEntry) -> None:
        measured = measured_precision(entry.figures)
        if measured is not None:
            self._add(self.tr("Measured"), f"{measured.metric} {self._percent(measured.value)}")
        by_class = precision_by_class(entry.figures)
        if by_class:
            texts = (f"{name} {self._percent(value)}" for name, value in by_class.items())
            self._add(self.tr("By class"), ", ".join(texts))

    def _speed_text(self, speeds: Mapping[str, float]) -> str:
        if not speeds:
            return self.tr("Not measured yet")
        each = self.tr("{milliseconds} ms a picture on {device}")
        return "\n".join(
            each.format(milliseconds=self.locale().toString(round(ms)), device=localised_device(device))
            for device, ms in speeds.items()
        )

    def _percent(self, share: float) -> str:
        return f"{self.locale().toString(100 * share, 'f', 1)} %"

    def _megabytes(self, entry: ModelEntry) -> int:
        return round(entry.size_bytes / _MEGABYTE)

    def _add(self, name: str, value: str) -> None:
        if not value:
            return
        add_fact(self._form, name, value, like=self.tr("Kind"))
