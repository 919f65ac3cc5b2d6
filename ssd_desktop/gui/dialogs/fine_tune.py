"""The dialog that starts a fine-tuning: data, start weights, settings, where to save."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.dialogs.fine_tune_data import DataSection
from ssd_desktop.gui.dialogs.fine_tune_settings import DescribeCheckpoint, TrainingSection
from ssd_desktop.gui.dialogs.form import add_row, named, note_label
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.dialogs.training_request import OwnPlan, StartWeights, TrainingRequest
from ssd_desktop.gui.dialogs.typed_paths import is_folder, is_there, typed_path
from ssd_desktop.gui.workers.data_check import DataCheck


class FineTuneDialog(QDialog):
    """Asks for a training. It reads nothing itself: it asks for checks and is told the answers.

    Signals:
        check_wanted: A ``CheckRequest``; answer with ``show_check`` or ``show_check_error``.
        start_wanted: A ``TrainingRequest``; the dialog is accepted after it.
        finding_chosen: A ``Finding`` whose image should be shown.
    """

    check_wanted = Signal(object)
    start_wanted = Signal(object)
    finding_chosen = Signal(object)

    def __init__(
        self,
        start_weights: Sequence[StartWeights],
        devices: Sequence[tuple[str, str]],
        *,
        runs_folder: Path,
        describe_checkpoint: DescribeCheckpoint,
        device: str = "auto",
        speeds: Mapping[str, float] | None = None,
        queues: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Builds the dialog; ``choose_data`` fills it with a folder.

        Args:
            start_weights: Choices, the first is preselected.
            devices: Name and label of each device besides ``auto``.
            runs_folder: Where runs are saved, unless the user changes it.
            describe_checkpoint: For a checkpoint that the user opens.
            device: Name of the device to preselect.
            speeds: What is remembered of earlier trainings (``time_estimate.with_speeds``).
            queues: Whether another training runs, so that this one waits for its turn.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fine-tune a Detector"))
        self.setAcceptDrops(True)
        self.data = DataSection()
        self.training = TrainingSection(
            start_weights, devices, describe_checkpoint=describe_checkpoint, device=device, speeds=speeds
        )
        self._build_save_row(runs_folder)
        self._reason = note_label()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        without_icons(self._buttons)
        cancel.setAutoDefault(False)
        self._start = QPushButton(default=True)
        self.set_queues(queues)
        self._buttons.addButton(self._start, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._update_start()
        self.ensurePolished()
        # Labels that wrap let Qt take the height of the layout, which knows nothing of what can be scrolled.
        self.resize(self.sizeHint())

    def choose_data(self, folder: Path) -> None:
        """Takes a data folder and asks for its check."""
        self.data.choose_folder(folder)

    @Slot(bool)
    def set_queues(self, queues: bool) -> None:
        """Says whether the training starts at once, or is queued behind the one that runs."""
        self._start.setText(self.tr("&Add to Queue") if queues else self.tr("&Start Training"))

    def use_plan(self, plan: OwnPlan) -> None:
        """Offers a plan of the user's, chooses it, and asks what it can match of the data."""
        self.training.use_plan(plan)
        self.data.measure_too(plan)

    def show_check(self, number: int, check: DataCheck) -> None:
        """Shows what is in the data folder."""
        self.data.show_check(number, check)

    def show_check_error(self, number: int, text: str) -> None:
        """Shows why the data folder cannot be trained on."""
        self.data.show_error(number, text)

    def sizeHint(self) -> QSize:
        """As high as all sections, where the screen has the room; else they scroll."""
        content = self._content.sizeHint() + QSize(40, 110)
        return content.boundedTo(self.screen().availableSize() - QSize(40, 60)).expandedTo(QSize(680, 320))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_folder(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _dropped_folder(event)
        if folder is not None:
            event.acceptProposedAction()
            self.choose_data(folder)

    def _build_save_row(self, runs_folder: Path) -> None:
        self._save_edit = named(QLineEdit(QDir.toNativeSeparators(str(runs_folder))), self.tr("Folder of runs"))
        self._save_edit.setToolTip(self.tr("Each training makes a folder of its own in it"))
        self._save_edit.textChanged.connect(self._update_start)
        self._save_browse = QPushButton(self.tr("Bro&wse..."), autoDefault=False)
        self._save_browse.clicked.connect(self._ask_for_runs_folder)

    def _lay_out(self) -> None:
        save = QHBoxLayout()
        save.addWidget(self._save_edit, 1)
        save.addWidget(self._save_browse)
        save_form = QFormLayout()
        add_row(save_form, self.tr("Save &in"), save, field=self._save_edit)
        self._content = QWidget()
        self._inside = QVBoxLayout(self._content)
        self._inside.addWidget(self.data, 1)
        self._inside.addWidget(self.training)
        self._inside.addLayout(save_form)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._content)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QWidget()
        bottom = QHBoxLayout(foot)
        bottom.addWidget(self._reason, 1)
        bottom.addWidget(self._buttons)
        outer = QVBoxLayout(self)
        # What scrolls and what stands below it have margins of their own, the same.
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(foot)

    def _connect(self) -> None:
        self.data.check_wanted.connect(self.check_wanted)
        self.data.finding_chosen.connect(self.finding_chosen)
        self.data.changed.connect(self._on_data_changed)
        self.training.changed.connect(self._update_start)
        self.training.network_changed.connect(self.data.measure_network)
        self.training.advanced_toggle.toggled.connect(self._bring_advanced_into_view)
        self.training.plan_read.connect(self.data.measure_too)
        self._start.clicked.connect(self._on_start)
        self._buttons.rejected.connect(self.reject)

    @Slot()
    def _on_data_changed(self) -> None:
        self.training.show_check(self.data.check)
        self._update_start()

    @Slot(bool)
    def _bring_advanced_into_view(self, shown: bool) -> None:
        """Scrolls down to what was opened, which else lies out of sight on a low screen."""
        if shown:
            self._inside.activate()
            self._content.adjustSize()
            toggle = self.training.advanced_toggle.mapTo(self._content, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(toggle)

    @Slot()
    def _update_start(self) -> None:
        self.data.show_plan(self.training.plan)
        self.data.set_earlier(self.training.start_run())
        reason = self.data.reason or self.training.reason or self._save_problem()
        self._reason.setText("" if self.data.is_busy() else reason)
        self._start.setEnabled(not reason)

    def _runs_folder(self) -> Path | None:
        return typed_path(self._save_edit.text())

    def _save_problem(self) -> str:
        folder = self._runs_folder()
        if folder is None:
            return self.tr("Choose where to save.")
        there = next((path for path in (folder, *folder.absolute().parents) if is_there(path)), None)
        if there is None or not is_folder(there):
            return self.tr("{path} is no folder; choose another to save in.").format(path=there or folder)
        if not os.access(there, os.W_OK):
            return self.tr("{path} is read-only; choose another folder to save in.").format(path=there)
        return ""

    @Slot()
    def _ask_for_runs_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Save in"), self._save_edit.text())
        if chosen:
            self._save_edit.setText(QDir.toNativeSeparators(chosen))

    @Slot()
    def _on_start(self) -> None:
        check, runs_folder = self.data.check, self._runs_folder()
        if check is None or runs_folder is None:
            return
        data = replace(
            check.choice,
            start_classes=self.training.start_classes(),
            keep_classes=self.training.keeps_classes(),
            rehearsal_folder=self.training.old_images(),
            rehearsal_split=self.training.old_list(),
        )
        self.start_wanted.emit(TrainingRequest(data, self.training.config(), runs_folder))
        self.accept()


def _dropped_folder(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and path.is_dir():
            return path
    return None
