"""The training panel: every event has its place, and the buttons say what is wanted."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QListWidget, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.curve_history import LossHistory
from ssd_desktop.gui.panels.training import TrainingPanel
from ssd_desktop.gui.panels.training_curve import TrainingCurve
from ssd_desktop.gui.panels.training_figures import TrainingFigures
from ssd_desktop.gui.panels.training_views import TrainingViews
from ssd_desktop.training.events import (
    DISK_FULL,
    EpochFinished,
    TrainingDiverged,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
    TrainingStopping,
)

_STARTED = TrainingStarted("run", ("cat",), "caffe-voc", 0.99, "CPU", "float32", 40, 4, 120, 10, 0)


def _progress(step: int, **changes: Any) -> TrainingProgress:
    values: dict[str, Any] = {
        "step": step,
        "steps": 120,
        "epoch": 1 + step // 10,
        "loss": 3.0,
        "confidence_loss": 2.0,
        "localisation_loss": 1.0,
        "learning_rate": 1e-3,
        "images_per_second": 4.2,
        "seconds_left": 700.0,
    }
    return TrainingProgress(**{**values, **changes})


class _Stage:
    def __init__(self, qtbot: QtBot) -> None:
        self.panel = TrainingPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(340, 700)
        self.panel.show()
        self.wanted: list[tuple[str, tuple[Any, ...]]] = []
        for name in ("fine_tune", "pause", "resume", "stop", "cancel", "model", "folder"):
            signal = getattr(self.panel, f"{name}_wanted")
            signal.connect(lambda *values, name=name: self.wanted.append((name, values)))

    def button(self, text: str) -> QPushButton:
        buttons = [b for b in self.panel.findChildren(QPushButton) if b.text().replace("&", "").startswith(text)]
        return next((button for button in buttons if button.isVisible()), buttons[0])

    def visible_buttons(self) -> set[str]:
        buttons = self.panel.findChildren(QPushButton)
        return {button.text().replace("&", "") for button in buttons if button.isVisible()}

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.panel.findChildren(QLabel) if label.isVisible())

    def log(self) -> list[str]:
        log = self.panel.findChildren(QListWidget)[0]
        return [log.item(row).text() for row in range(log.count())]

    def figure(self, name: str) -> str:
        labels = self.panel.findChildren(QLabel)
        return next(label.text() for label in labels if label.accessibleName() == name)

    def running(self) -> "_Stage":
        self.panel.begin("cards")
        self.panel.show_event(_STARTED)
        self.panel.show_event(_progress(1))
        return self


@pytest.fixture
def stage(qtbot: QtBot) -> _Stage:
    return _Stage(qtbot)


def test_without_a_training_the_panel_offers_one(stage: _Stage) -> None:
    assert "No training yet." in stage.texts()
    stage.button("Fine-tune").click()
    assert stage.wanted == [("fine_tune", ())]


def test_progress_shows_where_the_run_stands(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(_progress(25))
    assert "Step 25 of 120, epoch 3 of 12" in stage.texts()
    bar = stage.panel.findChildren(QProgressBar)[0]
    assert (bar.value(), bar.maximum()) == (25, 120)
    assert bar.text() == "20\N{NO-BREAK SPACE}%"
    assert stage.figure("Loss") == "3.000"
    assert stage.figure("Time left") == "about 12 min"


@pytest.mark.parametrize(
    ("seconds", "text"), [(5, "under a minute"), (3590, "about 1 h 0 min"), (7800, "about 2 h 10 min")]
)
def test_the_time_left_is_in_words(stage: _Stage, seconds: float, text: str) -> None:
    stage.running()
    stage.panel.show_event(_progress(3, seconds_left=seconds))
    assert stage.figure("Time left") == text


def test_pause_is_answered_at_once_and_confirmed_by_the_training(stage: _Stage) -> None:
    stage.running()
    stage.button("Pause").click()
    assert stage.wanted == [("pause", ())]
    stage.panel.show_pausing()
    assert "Pausing..." in stage.texts()
    stage.panel.show_event(_progress(2))
    assert "Pausing..." in stage.texts()
    stage.panel.show_event(TrainingPaused())
    assert "Paused" in stage.texts()
    stage.button("Go On").click()
    assert stage.wanted[-1] == ("resume", ())
    stage.panel.show_resuming()
    stage.panel.show_event(TrainingResumed())
    assert "Training" in stage.texts()
    assert "Pause" in stage.visible_buttons()


def test_a_full_disk_is_shown_as_the_reason_of_the_pause(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingPaused(DISK_FULL))
    assert "Paused: the disk is full" in stage.texts()
    stage.button("Go On").click()
    stage.panel.show_resuming()
    stage.panel.show_event(TrainingPaused(DISK_FULL))
    assert "Paused: the disk is full" in stage.texts()
    assert stage.button("Go On").isEnabled()


def test_a_stop_that_could_save_nothing_offers_no_model(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingResult("runs/r1", None, "stopped", 0))
    assert "Stopped before anything could be saved" in stage.texts()
    assert stage.visible_buttons() == {"Fine-tune Again..."}


def test_stop_and_cancel_are_different_wishes(stage: _Stage) -> None:
    stage.running()
    stage.button("Stop and Keep").click()
    stage.button("Cancel").click()
    assert stage.wanted == [("stop", ()), ("cancel", ())]


def test_a_stopping_training_takes_no_more_orders(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_stopping(keep=True)
    stage.panel.show_event(_progress(3))
    stage.panel.show_event(TrainingStopping(True))
    assert "Finishing: the checkpoint is being saved..." in stage.texts()
    assert not any(stage.button(name).isEnabled() for name in ("Pause", "Stop and Keep", "Cancel"))


def test_a_finished_training_offers_its_model_and_folder(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingResult("runs/r1", "runs/r1/best.safetensors", "finished", 120, ap50=0.875))
    assert "Finished" in stage.texts()
    assert stage.figure("Best AP50") == "87.5 %"
    assert stage.visible_buttons() == {"Use This Model", "Open Folder", "Fine-tune Again..."}
    stage.button("Use This Model").click()
    stage.button("Open Folder").click()
    assert stage.wanted == [("model", ("runs/r1/best.safetensors",)), ("folder", ("runs/r1",))]


def test_a_discarded_training_offers_no_model(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingResult("runs/r1", None, "discarded", 7))
    assert "Discarded" in stage.texts()
    assert stage.visible_buttons() == {"Fine-tune Again..."}


def test_a_failure_is_told_and_ends_the_progress(stage: _Stage) -> None:
    stage.panel.begin("cards")
    stage.panel.show_failure("The disk is full.")
    assert "Failed" in stage.texts()
    assert stage.log() == ["The disk is full."]
    assert stage.panel.findChildren(QProgressBar)[0].maximum() > 0
    assert stage.visible_buttons() == {"Fine-tune Again..."}


def test_epochs_and_messages_are_logged(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingMessage("warning", "One image was skipped."))
    stage.panel.show_event(EpochFinished(1, 12, 2.5, 0.5, "last.safetensors", True))
    stage.panel.show_event(EpochFinished(2, 12, 2.4, None, "last.safetensors", False))
    assert stage.log() == [
        "One image was skipped.",
        "Epoch 1 of 12: mean loss 2.500, AP50 50.0\N{NO-BREAK SPACE}%, the best so far",
        "Epoch 2 of 12: mean loss 2.400",
    ]
    assert stage.figure("Best AP50") == "50.0 %"


def test_the_next_training_starts_from_a_clean_panel(stage: _Stage) -> None:
    stage.running()
    stage.panel.show_event(TrainingPaused())
    stage.panel.show_event(TrainingResult("runs/r1", "x", "finished", 120))
    stage.panel.begin("cells")
    assert stage.log() == []
    assert stage.figure("Loss") == "–"
    assert stage.visible_buttons() == {"Pause", "Stop and Keep", "Cancel"}
    assert all(stage.button(name).isEnabled() for name in ("Pause", "Stop and Keep", "Cancel"))


def test_a_low_wide_panel_lays_its_parts_side_by_side(qtbot: QtBot, stage: _Stage) -> None:
    stage.running()
    curve = stage.panel.findChildren(TrainingViews)[0]
    log = stage.panel.findChildren(QListWidget)[0]
    qtbot.waitUntil(lambda: _position(log, stage.panel)[1] > _position(curve, stage.panel)[1])
    stage.panel.resize(1100, 240)
    qtbot.waitUntil(lambda: _position(log, stage.panel)[0] > _position(curve, stage.panel)[0])
    assert _position(log, stage.panel)[1] == _position(curve, stage.panel)[1]


def _position(widget: QWidget, panel: QWidget) -> tuple[int, int]:
    point = widget.mapTo(panel, widget.rect().topLeft())
    return point.x(), point.y()


def test_a_long_run_keeps_a_bounded_number_of_losses() -> None:
    history = LossHistory()
    for step in range(50_000):
        history.add(step, 2.0)
    assert len(history.smoothed) <= 4001
    steps = [point.step for point in history.smoothed]
    assert steps == sorted(steps)
    assert steps[-1] > 49_000


def test_a_smoothed_loss_starts_at_the_first_and_follows_the_mean() -> None:
    history = LossHistory()
    for step, loss in enumerate((4.0, 2.0, 3.0)):
        history.add(step, loss)
    assert [point.value for point in history.smoothed] == pytest.approx([4.0, 3.0, 3.0])


def test_a_loss_that_is_no_number_is_left_out_of_the_curve() -> None:
    history = LossHistory()
    for loss in (float("nan"), float("inf"), 1.0):
        history.add(1, loss)
    assert [point.value for point in history.smoothed] == [1.0]


def test_a_divergence_is_marked_and_going_on_keeps_the_curve_before_it(stage: _Stage) -> None:
    stage.running()
    for step in range(2, 60):
        stage.panel.show_event(_progress(step, loss=100.0 / step))
    curve = stage.panel.findChildren(TrainingCurve)[0]
    curve.setFixedSize(320, 180)
    before = curve.grab().toImage()
    stage.panel.show_event(TrainingDiverged("run", 60, 5e-4, 40, "run/last.safetensors"))
    stage.panel.show_failure("The training diverged at step 60.")
    marked = curve.grab().toImage()
    assert marked != before
    stage.panel.begin("cards", resumed=True)
    assert stage.log() == ["The training diverged at step 60."]
    assert curve.grab().toImage() == marked
    stage.panel.show_event(replace(_STARTED, first_step=40))
    assert curve.grab().toImage() != marked


def test_a_history_that_is_cut_goes_on_from_the_last_value_kept() -> None:
    history = LossHistory()
    for step, loss in enumerate((4.0, 2.0, 90.0), start=1):
        history.add(step, loss)
    history.cut(2)
    history.add(3, 3.0)
    assert [point.value for point in history.smoothed] == pytest.approx([4.0, 3.0, 3.0])
    history.cut(0)
    assert history.smoothed == []


@pytest.mark.parametrize("size", [QSize(320, 180), QSize(8, 8), QSize(2000, 60)])
def test_a_curve_of_any_size_can_be_drawn(qtbot: QtBot, size: QSize) -> None:
    curve = TrainingCurve()
    qtbot.addWidget(curve)
    curve.setMinimumHeight(0)
    curve.resize(size)
    curve.grab()
    curve.set_steps(10)
    for step in range(1, 11):
        curve.add_loss(step, 8.0 / step)
    curve.add_ap(10, 0.4)
    assert not curve.grab().isNull()


def test_the_drawing_changes_with_the_losses(qtbot: QtBot) -> None:
    curve = TrainingCurve()
    qtbot.addWidget(curve)
    curve.resize(320, 180)
    curve.set_steps(10)
    empty: QImage = curve.grab().toImage()
    for step in range(1, 11):
        curve.add_loss(step, 8.0 / step)
    assert curve.grab().toImage() != empty
    curve.clear()
    curve.set_steps(10)
    assert curve.grab().toImage() == empty


def test_a_panel_that_was_closed_shows_all_that_came_meanwhile(stage: _Stage) -> None:
    stage.running()
    stage.panel.hide()
    for step in range(2, 31):
        stage.panel.show_event(_progress(step, images_per_second=7.5))
    stage.panel.show_event(EpochFinished(3, 12, 2.5, 0.5, "run/last.safetensors", True))
    stage.panel.show_event(TrainingResult("run", "run/best.safetensors", "finished", 30, ap50=0.5))
    stage.panel.show()
    assert "Finished" in stage.texts()
    assert stage.figure("Images a second") == "7.5"
    assert any("Epoch 3 of 12" in line for line in stage.log())
    assert "Use This Model" in stage.visible_buttons()


def test_the_memory_is_shown_against_what_there_is(stage: _Stage) -> None:
    stage.running()
    assert stage.figure("Memory") == "–"
    stage.panel.show_event(_progress(2, memory_bytes=3_140_000_000, memory_total=16_000_000_000))
    assert stage.figure("Memory") == "3.1 of 16.0 GB"


def test_figures_that_come_and_grow_need_no_more_room(qtbot: QtBot) -> None:
    figures = TrainingFigures()
    qtbot.addWidget(figures)
    empty = figures.minimumSizeHint().width()
    figures.show_progress(_progress(3, memory_bytes=62_100_000_000, memory_total=128_000_000_000, seconds_left=40_000))
    assert figures.minimumSizeHint().width() == empty
