"""The whole loop in the real window, by its buttons: labelled data to a model that is measured, compared and used."""

import json
import shutil
from pathlib import Path
from statistics import fmean

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton, QSpinBox, QTableView, QTableWidget

from ssd_desktop.app import Program
from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.panels.evaluation import EvaluationPanel
from ssd_desktop.gui.panels.runs import RunsPanel
from ssd_desktop.gui.settings import Settings
from ssd_desktop.resources import resource_path
from ssd_desktop.training.run_folder import RunFolder

LEFT = Qt.MouseButton.LeftButton


def copied(source: Path, target: Path, *, train: int, val: int) -> Path:
    """Copies the first labelled images of a VOC folder, and splits them."""
    annotations = sorted((source / "Annotations").iterdir())[: train + val]
    images = {path.stem: path for path in (source / "JPEGImages").iterdir()}
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (target / folder).mkdir(parents=True)
    for annotation in annotations:
        shutil.copy(images[annotation.stem], target / "JPEGImages")
        shutil.copy(annotation, target / "Annotations")
    stems = [path.stem for path in annotations]
    for split, members in {"train": stems[:train], "val": stems[train:]}.items():
        (target / "ImageSets" / "Main" / f"{split}.txt").write_text("\n".join(members), encoding="utf-8")
    return target


class User:
    """Presses the buttons of the program and waits for what they do."""

    def __init__(self, qtbot, folder: Path, data: Path):
        self.qtbot, self.runs_folder = qtbot, folder / "runs"
        self.runs_folder.mkdir()
        settings = Settings(folder / "settings.ini")
        settings.runs_folder = self.runs_folder
        self.program = Program(settings)
        self.window = self.program.window
        qtbot.addWidget(self.window)
        self.window.show()
        self.program.start(str(data))
        qtbot.waitUntil(lambda: self.program.detect.model is not None, timeout=60_000)

    def press(self, parent, text: str) -> None:
        self.qtbot.mouseClick(self.button(parent, text), LEFT)

    def button(self, parent, text: str) -> QPushButton:
        return next(button for button in parent.findChildren(QPushButton) if button.text().replace("&", "") == text)

    def fine_tune(self, data: Path, *, epochs: int, batch: int) -> None:
        """Trains from the dialog until the training has ended."""
        self.window.commands.fine_tune.trigger()
        dialog = self.window.findChild(FineTuneDialog)
        dialog.choose_data(data)
        self.qtbot.waitUntil(self.button(dialog, "Start Training").isEnabled, timeout=30_000)
        spins = {spin.accessibleName(): spin for spin in dialog.findChildren(QSpinBox)}
        spins["Epochs"].setValue(epochs)
        spins["Images of a batch"].setValue(batch)
        self.press(dialog, "Start Training")
        self.wait_for_training()

    def wait_for_training(self) -> None:
        self.qtbot.waitUntil(self.program.train.is_running, timeout=30_000)
        self.qtbot.waitUntil(lambda: not self.program.train.is_running(), timeout=3_600_000)

    def use_new_model(self) -> None:
        before = self.program.detect.model
        use = self.button(self.window.training_panel, "Use This Model")
        self.qtbot.waitUntil(use.isEnabled, timeout=5_000)
        self.qtbot.mouseClick(use, LEFT)
        self.qtbot.waitUntil(lambda: self.program.detect.model is not before, timeout=60_000)

    def evaluate(self) -> float:
        """Measures the model in use on the validation images; returns its mean AP in percent, as it is shown."""
        panel = self.window.findChild(EvaluationPanel)
        self.panel_action("Evaluation").trigger()
        start = self.button(panel, "Evaluate")
        self.qtbot.waitUntil(start.isEnabled, timeout=20_000)
        assert panel.split() == "val"
        self.qtbot.mouseClick(start, LEFT)
        self.qtbot.waitUntil(lambda: panel.analysis() is not None, timeout=120_000)
        tables = panel.findChildren(QTableView)
        model = next(table for table in tables if table.accessibleName() == "Figures of the classes").model()
        return float(model.data(model.index(model.rowCount() - 1, 2)))

    def panel_action(self, title: str):
        return next(entry for entry in self.window.docks_menu.actions() if entry.text().replace("&", "") == title)

    def runs(self, count: int) -> RunsPanel:
        """Opens the panel of runs, and chooses all of them once there are so many."""
        panel = self.window.findChild(RunsPanel)
        if not panel.isVisible():
            self.window.commands.project.runs.trigger()
        self.qtbot.waitUntil(lambda: panel.shown_count() == count, timeout=20_000)
        panel.findChild(QTableView).selectAll()
        return panel

    def choose_run(self, panel: RunsPanel, row: int) -> None:
        table = panel.findChild(QTableView)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(table.model().index(row, 0), flags)

    def close(self) -> None:
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=10_000)


def run_loop(user: User, data: Path, *, epochs: int, batch: int) -> tuple[float, float]:
    """Trains, uses, measures, trains again, compares, uses the other one; returns AP as shown and as recorded."""
    user.fine_tune(data, epochs=epochs, batch=batch)
    user.use_new_model()
    shown = user.evaluate()

    panel = user.runs(1)
    user.qtbot.waitUntil(panel.repeat.isEnabled, timeout=5_000)
    panel.repeat.trigger()
    user.wait_for_training()
    panel = user.runs(2)
    user.qtbot.waitUntil(panel.compare.isEnabled, timeout=5_000)
    panel.compare.trigger()
    user.qtbot.waitUntil(lambda: user.window.findChild(CompareRunsDialog) is not None, timeout=30_000)
    dialog = user.window.findChild(CompareRunsDialog)
    assert dialog.findChildren(QTableWidget)[0].rowCount() == 2
    dialog.close()

    chosen = next(row.path for row in panel.chosen() if RunFolder.open(row.path).best != used_model(user))
    user.choose_run(panel, [row.path for row in panel.chosen()].index(chosen))
    user.qtbot.waitUntil(panel.use.isEnabled, timeout=5_000)
    panel.use.trigger()
    user.qtbot.waitUntil(lambda: used_model(user) == RunFolder.open(chosen).best, timeout=60_000)
    return shown, recorded_ap(user.runs_folder)


def used_model(user: User) -> Path:
    return Path(user.program.detect.model.path)


def recorded_ap(runs: Path) -> float:
    """Returns the best AP that the first run recorded on its validation images, in percent."""
    first = min(runs.glob("*/metrics.jsonl"), key=lambda path: path.stat().st_mtime)
    rows = [json.loads(line) for line in first.read_text(encoding="utf-8").splitlines()]
    measured = [row["ap50_per_class"].values() for row in rows if "ap50_per_class" in row]
    return 100 * max(fmean(ap for ap in aps if ap is not None) for aps in measured)


@pytest.mark.timeout(400)
def test_a_detector_is_trained_measured_repeated_compared_and_used_in_the_window(qtbot, tmp_path):
    data = copied(resource_path("samples", "game_pieces"), tmp_path / "조각 pieces", train=4, val=2)
    user = User(qtbot, tmp_path, data)
    shown, recorded = run_loop(user, data, epochs=1, batch=2)
    assert shown == pytest.approx(recorded, abs=1.0)
    assert user.program.detect.model.classes == ("coin", "die", "domino")
    assert len([path for path in user.runs_folder.iterdir() if (path / "metrics.jsonl").exists()]) == 2
    user.close()


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_detector_of_twenty_labelled_cards_finds_them(qtbot, tmp_path, shared_data):
    data = copied(shared_data / "playing_cards", tmp_path / "cards", train=16, val=4)
    user = User(qtbot, tmp_path, data)
    shown, recorded = run_loop(user, data, epochs=20, batch=8)
    assert shown == pytest.approx(recorded, abs=1.0)
    assert shown > 50
    user.close()
