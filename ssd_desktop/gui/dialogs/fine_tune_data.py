"""The upper half of the fine-tune dialog: the data folder, its splits, and what is in them."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QWidget,
)

from ssd_desktop.gui.dialogs.class_list import ClassList
from ssd_desktop.gui.dialogs.class_table import ClassTable
from ssd_desktop.gui.dialogs.findings_list import FindingsList
from ssd_desktop.gui.dialogs.form import add_row, label_for, named, note_label, wide_combo
from ssd_desktop.gui.dialogs.held_back_choice import HeldBackChoice
from ssd_desktop.gui.dialogs.reading_options import ReadingOptions
from ssd_desktop.gui.dialogs.training_request import OwnPlan
from ssd_desktop.gui.dialogs.typed_paths import typed_path
from ssd_desktop.gui.dialogs.validation_folder import ValidationFolder
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.workers.data_check import CheckRequest, DataCheck, holds_back
from ssd_desktop.ssd.networks import SSD300
from ssd_desktop.training.config import AUTO_PLAN
from ssd_desktop.training.data_choice import DataChoice

_TYPING_PAUSE_MS = 600
_ELSEWHERE = "/"
"""Chosen to measure on another folder; no list has a slash in its name."""


class DataSection(QGroupBox):
    """Chooses the data; every change asks for a check of the folder, which somebody else runs.

    Signals:
        check_wanted: A ``CheckRequest``; answer with ``show_check`` or ``show_error`` and its number.
        changed: ``check`` or ``reason`` may have changed.
        finding_chosen: A ``Finding`` whose image should be shown.
    """

    check_wanted = Signal(object)
    changed = Signal()
    finding_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Data"))
        self._number = 0
        self._folder: Path | None = None
        self._choice: DataChoice | None = None
        self._own_plan: OwnPlan | None = None
        self._network = SSD300.name
        self._plan = ""
        self._check: DataCheck | None = None
        self._reason = self.tr("Choose a data folder.")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._take_typed_folder)
        self._build_widgets()
        self._lay_out()

    @property
    def check(self) -> DataCheck | None:
        """What the chosen images are; None while unknown or when they cannot be trained on."""
        return self._check

    @property
    def reason(self) -> str:
        """Why a training cannot start on the data; empty when it can."""
        return self._reason

    def is_busy(self) -> bool:
        """Whether the folder is being looked through, which is told here."""
        return not self._busy.isHidden()

    @Slot()
    def choose_folder(self, folder: Path) -> None:
        """Takes a data folder and asks for its check."""
        self.choose(DataChoice(folder))

    def choose(self, choice: DataChoice) -> None:
        """Takes a choice that was made before and asks for its check."""
        self._folder_edit.setText(QDir.toNativeSeparators(str(choice.folder)))
        self._typing.stop()
        self._folder = choice.folder
        holds_back = choice.validate and choice.validation_folder is None and choice.validation_split is None
        choice = replace(choice, earlier_split=self._held_back.earlier() if holds_back else None)
        self._ask(choice, is_new=True)
        self._show_choice(choice)

    def measure_too(self, plan: OwnPlan) -> None:
        """Asks from now on what a plan of the user's can match, too; also of the data that is chosen."""
        self._own_plan = plan
        if self._choice is not None:
            self._ask(self._choice, is_new=False)

    def set_earlier(self, run: Path | None) -> None:
        """Takes the run that made the start weights: what it was trained on should not measure the next one.

        Args:
            run: Its folder; None: no run made them.
        """
        if not self._held_back.set_earlier(run) or self._choice is None:
            return
        wanted = self._held_back.earlier()
        if self._choice.earlier_split != wanted and self._validation.currentData() in (True, None):
            self._ask(replace(self._choice, earlier_split=wanted), is_new=False)

    def show_plan(self, plan: str) -> None:
        """Shows which boxes a plan cannot match; ``auto`` is the one that matches most."""
        best = "" if self._check is None else self._check.best_plan
        wanted = best if plan == AUTO_PLAN else plan
        if wanted != self._plan:
            self._plan = wanted
            self._fill_findings()

    def measure_network(self, network: str) -> None:
        """Asks from now on what the plans of a network can match; also of the data that is chosen."""
        self._network = network
        if self._choice is not None:
            self._ask(self._choice, is_new=False)

    def show_check(self, number: int, check: DataCheck) -> None:
        """Shows the answer to request ``number``; a stale answer is dropped."""
        if number != self._number:
            return
        self._check = check
        self._settle("")
        self._fill_splits(check)
        self._reading.show_kind(check.kind)
        self._table.show_counts(check.counts)
        self._fill_findings()
        self._summary.setText(self._summary_text(check))
        self.changed.emit()

    def show_error(self, number: int, text: str) -> None:
        """Shows why the folder of request ``number`` cannot be trained on."""
        if number != self._number:
            return
        self._check = None
        self._settle(self.tr("Choose a folder that can be trained on."))
        self._table.show_counts(())
        self._tabs.setTabText(1, self.tr("Problems"))
        self._findings.clear()
        self._summary.setText(localised(text))
        self.changed.emit()

    def _build_widgets(self) -> None:
        self._folder_edit = named(QLineEdit(clearButtonEnabled=True), self.tr("Data folder"))
        self._folder_edit.setPlaceholderText(self.tr("A folder of images with their annotations; drop one here"))
        self._folder_edit.textEdited.connect(self._on_typed)
        self._browse = QPushButton(self.tr("&Browse..."), autoDefault=False)
        self._browse.clicked.connect(self._ask_for_folder)
        self._train = wide_combo(self.tr("Images to train on"))
        self._validation = wide_combo(self.tr("Images to measure on"))
        self._train.activated.connect(self._on_train_chosen)
        self._validation.activated.connect(self._on_validation_chosen)
        self._held_back = HeldBackChoice()
        self._elsewhere = ValidationFolder()
        self._elsewhere.hide()
        self._classes = ClassList()
        for part in (self._held_back, self._elsewhere, self._classes):
            part.changed.connect(self._on_validation_chosen)
            part.typed.connect(self._on_part_typed)
        self._reading = ReadingOptions()
        self._reading.changed.connect(self._on_validation_chosen)
        self._enable_splits(False)
        self._summary = note_label(self.tr("No folder chosen yet."))
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setMaximumHeight(6)
        self._keep_place_of_busy()
        self._tabs = QTabWidget(documentMode=True)
        self._table = ClassTable()
        self._findings = FindingsList()
        self._findings.chosen.connect(self.finding_chosen)
        self._tabs.addTab(self._table, self.tr("Classes"))
        self._tabs.addTab(self._findings, self.tr("Problems"))

    def _keep_place_of_busy(self) -> None:
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.addWidget(self._folder_edit, 1)
        folder.addWidget(self._browse)
        splits = QHBoxLayout()
        splits.addWidget(self._train, 1)
        splits.addSpacing(12)
        splits.addWidget(label_for(self.tr("&Measure on"), self._validation))
        splits.addWidget(self._validation, 1)
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("&Folder"), folder, field=self._folder_edit)
        add_row(form, self.tr("&Train on"), splits, field=self._train)
        form.addRow("", self._held_back)
        form.addRow("", self._elsewhere)
        add_row(form, self.tr("Classes"), self._classes, field=self._classes.edit)
        form.addRow("", self._reading)
        form.addRow(self._busy)
        form.addRow(self._summary)
        form.addRow(self._tabs)

    def _enable_splits(self, enabled: bool) -> None:
        self._train.setEnabled(enabled)
        self._validation.setEnabled(enabled)
        self._held_back.setEnabled(enabled)
        self._classes.setEnabled(enabled or self._folder is not None)

    def _ask(self, choice: DataChoice, *, is_new: bool) -> None:
        self._number += 1
        self._choice = choice
        self._check = None
        self._reason = self.tr("The data folder is being looked through.")
        self._summary.setText(self.tr("Looking through the folder..."))
        self._busy.show()
        if is_new:
            self._train.clear()
            self._validation.clear()
            self._held_back.reset()
            self._held_back.hide()
            self._elsewhere.show_folder(None)
            self._elsewhere.hide()
            self._classes.show_classes(None)
            self._classes.show_known(())
            self._reading.reset()
            self._enable_splits(False)
        self.changed.emit()
        self.check_wanted.emit(CheckRequest(self._number, choice, self._own_plan, self._network))

    def _settle(self, reason: str) -> None:
        self._reason = reason
        self._busy.hide()

    @Slot()
    def _on_typed(self) -> None:
        self._choice = self._folder = None
        self._number += 1  # an answer on its way is for another folder
        self._check = None
        self._enable_splits(False)
        self._settle(self.tr("Choose a data folder."))
        self._typing.start()
        self.changed.emit()

    @Slot()
    def _take_typed_folder(self) -> None:
        folder = typed_path(self._folder_edit.text())
        if folder is not None:
            self._folder = folder
            self._ask(DataChoice(folder, earlier_split=self._held_back.earlier()), is_new=True)
        else:
            self._summary.setText(self.tr("No folder chosen yet."))

    @Slot()
    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Data folder"), self._folder_edit.text())
        if chosen:
            self.choose_folder(Path(chosen))

    @Slot()
    def _on_train_chosen(self) -> None:
        if self._folder is not None:
            self._held_back.reset()
            choice = DataChoice(
                self._folder,
                split=self._train.currentData(),
                earlier_split=self._held_back.earlier(),
                classes=self._classes.classes(),
            )
            self._ask(self._as_read(choice), is_new=False)

    @Slot()
    def _on_validation_chosen(self) -> None:
        if self._folder is None:
            return
        chosen, check = self._validation.currentData(), self._check
        elsewhere = chosen == _ELSEWHERE
        self._elsewhere.setVisible(elsewhere)
        problem = self._classes.problem() or (self._elsewhere.problem() if elsewhere else "")
        if problem:
            self._refuse(problem)
            return
        if chosen is True and check is not None and not holds_back(None, check.split, check.splits):
            self._held_back.insist()
        elif chosen is not True:
            self._held_back.reset()
        choice = DataChoice(
            self._folder,
            split=self._train.currentData(),
            validation_folder=self._elsewhere.folder() if elsewhere else None,
            validation_split=self._elsewhere.split() if elsewhere else chosen if isinstance(chosen, str) else None,
            validation_share=self._held_back.share(),
            split_by=self._held_back.rule(),
            earlier_split=self._held_back.earlier() if chosen is True else None,
            validate=chosen is not False,
            classes=self._classes.classes(),
        )
        self._ask(self._as_read(choice), is_new=False)

    @Slot()
    def _on_part_typed(self) -> None:
        """Keeps a training from starting on the answer from before until what is typed has been asked about."""
        if self._folder is not None:
            self._refuse(self.tr("The data folder is being looked through."))

    def _refuse(self, problem: str) -> None:
        """Waits for a choice that can be asked about, and says what is wrong with this one."""
        self._number += 1  # an answer on its way is for another choice
        self._check = None
        self._settle(problem)
        self._summary.clear()
        self.changed.emit()

    def _show_choice(self, choice: DataChoice) -> None:
        """Shows what of a choice does not come back with its check."""
        self._classes.show_classes(choice.classes)
        self._elsewhere.show_folder(choice.validation_folder)
        self._held_back.show_choice(choice.validation_share, choice.split_by)
        self._reading.show_choice(one_based=choice.one_based, missing_is_background=choice.missing_is_background)

    def _as_read(self, choice: DataChoice) -> DataChoice:
        """Returns a choice with the way in which the files are read."""
        reading = self._reading
        return replace(choice, one_based=reading.one_based, missing_is_background=reading.missing_is_background)

    def _fill_splits(self, check: DataCheck) -> None:
        self._train.clear()
        if check.split is None:
            self._train.addItem(self.tr("All images"), None)
        for name in check.splits:
            self._train.addItem(self._split_text(check, name), name)
        self._train.setCurrentIndex(max(0, self._train.findData(check.split)))
        self._fill_validation(check)
        self._enable_splits(True)

    def _fill_validation(self, check: DataCheck) -> None:
        """Offers other splits (str), holding back (True) and nothing (False)."""
        self._validation.clear()
        # Where all images are trained on, every split would flatter the measurement.
        others = [name for name in check.splits if check.split not in (None, name)]
        for name in others:
            self._validation.addItem(self._split_text(check, name), name)
        self._validation.addItem(self.tr("Hold back a share of them"), True)
        self._validation.addItem(self.tr("Images of another folder"), _ELSEWHERE)
        self._validation.addItem(self.tr("Nothing: the training is not measured"), False)
        elsewhere = check.choice.validation_folder is not None
        wanted = _ELSEWHERE if elsewhere else check.validation_split or check.choice.validate
        self._validation.setCurrentIndex(max(0, self._validation.findData(wanted)))
        self._held_back.setVisible(wanted is True)
        self._elsewhere.setVisible(elsewhere)
        self._elsewhere.show_lists(check.validation_lists, check.choice.validation_split)
        if check.choice.classes is None:
            self._classes.show_known([count.name for count in check.counts])

    def _split_text(self, check: DataCheck, name: str) -> str:
        return self.tr("{name} ({images} images)").format(name=name, images=self._number_text(check.splits[name]))

    def _fill_findings(self) -> None:
        check = self._check
        if check is None:
            return
        unmatched, count = check.unmatched.get(self._plan, ((), 0))
        counts = check.finding_counts | ({"unmatched": count} if count else {})
        self._findings.show_findings((*check.findings, *unmatched), counts)
        found = sum(counts.values())
        name = self.tr("Problems ({count})").format(count=self._number_text(found))
        self._tabs.setTabText(1, name if found else self.tr("Problems"))

    def _summary_text(self, check: DataCheck) -> str:
        parts = [
            self.tr("Images: {images}, boxes: {boxes}, classes: {classes}.").format(
                images=self._number_text(check.images),
                boxes=self._number_text(sum(count.boxes for count in check.counts)),
                classes=self._number_text(len(check.counts)),
            )
        ]
        others = (
            (check.validation_images, self.tr("Measured on {count} images.")),
            (check.background, self.tr("Images without objects, trained as background: {count}.")),
            (check.unlabelled, self.tr("Images without an annotation file, left out: {count}.")),
            (check.unreadable, self.tr("Images that cannot be read, left out: {count}.")),
        )
        parts += [text.format(count=self._number_text(count)) for count, text in others if count]
        parts += [self.tr("The labels are kept in {folder}.").format(folder=one) for one in check.labels_elsewhere]
        return " ".join(parts)

    def _number_text(self, number: int) -> str:
        return self.locale().toString(number)
