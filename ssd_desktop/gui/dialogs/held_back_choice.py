"""How many images are held back to measure on, and by which rule."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ssd_desktop.annotation.split_rule import CLASS, FOLDER, FRAMES, RANDOM
from ssd_desktop.gui.dialogs.form import label_for, named, wide_combo
from ssd_desktop.training.held_back import HELD_BACK_SHARE

_EXPRESSION = "expression"
_TYPING_PAUSE_MS = 600


class HeldBackChoice(QWidget):
    """Chooses a share and a rule; as long as nobody touched them the trainer decides, which may hold nothing back.

    Signals:
        changed: Another share or rule was chosen.
        typed: Something is being typed; ``changed`` follows after a pause.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._touched = False
        self._earlier: Path | None = None
        self._build_widgets()
        layout = QHBoxLayout()
        layout.addWidget(self._share)
        layout.addSpacing(12)
        layout.addWidget(label_for(self.tr("Sp&lit by"), self._rule))
        layout.addWidget(self._rule, 1)
        layout.addWidget(self._expression, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(layout)
        column.addWidget(self._keeps)

    def earlier(self) -> Path | None:
        """Returns the run whose images are kept apart as it had them; None: of no run."""
        return self._earlier if self._keeps.isChecked() else None

    def set_earlier(self, run: Path | None) -> bool:
        """Takes the run that made the start weights; None: no run did. Returns whether it is another one."""
        if run == self._earlier:
            return False
        self._earlier = run
        name = "" if run is None else run.name
        self._keeps.setText(self.tr("The images that measured {run}, and a share of the new ones").format(run=name))
        self._keeps.setVisible(run is not None)
        return True

    def share(self) -> float | None:
        """Returns the share (0..1) of the images; None as the trainer has it."""
        return self._share.value() / 100 if self._touched else None

    def rule(self) -> str | None:
        """Returns the rule, as ``DataChoice.split_by``; None as the trainer has it."""
        if not self._touched:
            return None
        chosen: str = self._rule.currentData()
        return (self._expression.text().strip() or CLASS) if chosen == _EXPRESSION else chosen

    def reset(self) -> None:
        """Goes back to what the trainer does unasked."""
        with QSignalBlocker(self._share), QSignalBlocker(self._rule):
            self._share.setValue(round(HELD_BACK_SHARE * 100))
            self._rule.setCurrentIndex(0)
        self._expression.clear()
        self._expression.hide()
        self._touched = False

    def show_choice(self, share: float | None, rule: str | None) -> None:
        """Shows what was chosen before; None: as the trainer has it. Nothing is emitted."""
        self.reset()
        self._touched = share is not None or rule is not None
        with QSignalBlocker(self._share), QSignalBlocker(self._rule):
            if share is not None:
                self._share.setValue(round(100 * share))
            if rule is not None:
                known = self._rule.findData(rule)
                self._rule.setCurrentIndex(known if known >= 0 else self._rule.findData(_EXPRESSION))
                self._expression.setText("" if known >= 0 else rule)
                self._expression.setVisible(known < 0)

    def insist(self) -> None:
        """Takes what is shown as asked for, where the trainer would do something else unasked."""
        self._touched = True

    def _build_widgets(self) -> None:
        self._share = named(QSpinBox(minimum=1, maximum=90, suffix=" %"), self.tr("Share to hold back"))
        self._share.setToolTip(self.tr("Share of the images that measures the training and is not trained on"))
        self._share.setKeyboardTracking(False)
        self._rule = wide_combo(self.tr("Rule of the split"))
        for text, rule in (
            (self.tr("Class: each has its share"), CLASS),
            (self.tr("Chance"), RANDOM),
            (self.tr("Frames: those of a video stay together"), FRAMES),
            (self.tr("Folder: those of a folder stay together"), FOLDER),
            (self.tr("Expression: its first group stays together"), _EXPRESSION),
        ):
            self._rule.addItem(text, rule)
        self._rule.setToolTip(
            self.tr("Images that resemble each other belong on the same side, or the figures flatter the detector")
        )
        self._expression = named(QLineEdit(), self.tr("Regular expression"))
        self._expression.setPlaceholderText(self.tr("such as ^(.+)_\\d+$"))
        self._expression.setToolTip(
            self.tr("Searched in the file name without its ending; what its first group finds alike stays together")
        )
        self._keeps = QCheckBox()
        self._keeps.setChecked(True)
        self._keeps.setToolTip(
            self.tr("None that the run was trained on is measured on: else before and after do not compare")
        )
        self._keeps.clicked.connect(self.changed)
        self._keeps.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._on_chosen)
        self.reset()
        self._share.valueChanged.connect(self._on_chosen)
        self._rule.activated.connect(self._on_rule)
        self._expression.textEdited.connect(self._typing.start)
        self._expression.textEdited.connect(self.typed)

    @Slot()
    def _on_rule(self) -> None:
        wants_text = self._rule.currentData() == _EXPRESSION
        self._expression.setVisible(wants_text)
        if wants_text and not self._expression.text():
            self._expression.setFocus()
        else:
            self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        self._touched = True
        self.changed.emit()
