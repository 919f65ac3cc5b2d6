"""The fine-tune dialog: what it asks to be checked, what it shows, and what it starts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ssd_desktop.annotation.box import Box
from ssd_desktop.checkpoints.plan_file import save_plan
from ssd_desktop.data.findings import Finding
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.dialogs.advanced_settings import AdvancedSettings
from ssd_desktop.gui.dialogs.class_list import ClassList
from ssd_desktop.gui.dialogs.findings_list import FindingsList
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.settings_file import SettingsFile
from ssd_desktop.gui.dialogs.training_request import SpeedRequest, StartWeights, TrainingRequest
from ssd_desktop.gui.workers.data_check import CheckRequest, ClassCount, DataCheck
from ssd_desktop.ssd.config import PLANS, LossConfig, MatchConfig
from ssd_desktop.ssd.networks import SSDLITE320
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.recipes import RECIPES
from ssd_desktop.training.time_estimate import Speeds, with_speeds

_BASE = StartWeights("vgg16", "VGG16 base")
_SHIPPED = StartWeights("shipped.safetensors", "Shipped detector", ("cat", "person"), "caffe-coco")


def make_check(choice: DataChoice, **changes: Any) -> DataCheck:
    values: dict[str, Any] = {
        "choice": choice,
        "splits": {"train": 90, "test": 10},
        "split": "train",
        "validation_split": None,
        "images": 81,
        "background": 2,
        "unlabelled": 3,
        "unreadable": 0,
        "validation_images": 9,
        "counts": (ClassCount("cat", 60, 70, 7), ClassCount("dog", 30, 33, 2)),
        "recalls": (("paper", 0.5), ("caffe-voc", 0.984), ("caffe-coco", 0.97)),
        "best_plan": "caffe-voc",
        "findings": (Finding("file", Path("a.png"), text="a.xml:3: a box has no area and was skipped"),),
        "finding_counts": {"file": 1},
        "unmatched": {"caffe-voc": ((Finding("unmatched", Path("b.png"), "cat", Box(1, 2, 3, 4), 0.3),), 7)},
    }
    return DataCheck(**{**values, **changes})


def _describe(path: Path) -> StartWeights:
    if path.suffix != ".safetensors":
        raise CheckpointError(f"{path.name} is no checkpoint.")
    return StartWeights(str(path), path.name, ("cat", "dog"), "paper")


class _Stage:
    """A dialog and what it emitted."""

    def __init__(self, qtbot: QtBot, runs_folder: Path, **options: Any) -> None:
        devices = options.pop("devices", [("cpu", "CPU")])
        self.dialog = FineTuneDialog(
            [_BASE, _SHIPPED], devices, runs_folder=runs_folder, describe_checkpoint=_describe, **options
        )
        qtbot.addWidget(self.dialog)
        self.asked: list[CheckRequest] = []
        self.started: list[TrainingRequest] = []
        self.dialog.check_wanted.connect(self.asked.append)
        self.dialog.start_wanted.connect(self.started.append)

    def named(self, kind: type[Any], name: str) -> Any:
        return next(widget for widget in self.dialog.findChildren(kind) if widget.accessibleName() == name)

    @property
    def start(self) -> QPushButton:
        return next(button for button in self.dialog.findChildren(QPushButton) if "Start" in button.text())

    def texts(self) -> str:
        labels = [widget.text() for widget in self.dialog.findChildren(QWidget) if hasattr(widget, "text")]
        return "\n".join(str(text) for text in labels)

    def check(self, **changes: Any) -> None:
        request = self.asked[-1]
        self.dialog.show_check(request.number, make_check(request.choice, **changes))


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> _Stage:
    return _Stage(qtbot, tmp_path / "runs")


def test_nothing_can_be_started_before_a_folder_is_chosen_and_the_reason_is_written(stage: _Stage) -> None:
    assert not stage.start.isEnabled()
    assert "Choose a data folder." in stage.texts()


def test_choosing_a_folder_asks_for_its_check(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    assert [request.choice for request in stage.asked] == [DataChoice(tmp_path)]
    assert not stage.start.isEnabled()
    assert "Looking through the folder..." in stage.texts()
    assert "being looked through" not in stage.texts()


def test_foot_and_content_begin_at_the_same_place(qtbot: QtBot, stage: _Stage) -> None:
    stage.dialog.show()
    qtbot.waitExposed(stage.dialog)
    parts = (stage.dialog.data, stage.dialog.training, stage.dialog._reason)
    assert len({part.mapTo(stage.dialog, QPoint(0, 0)).x() for part in parts}) == 1


def test_a_typed_folder_is_checked_after_a_pause(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    edit = stage.named(QLineEdit, "Data folder")
    with qtbot.waitSignal(stage.dialog.check_wanted, timeout=5000):
        qtbot.keyClicks(edit, str(tmp_path))
    assert [request.choice.folder for request in stage.asked] == [tmp_path]


def test_a_checked_folder_can_be_trained_on(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    assert stage.start.isEnabled()
    assert "Images: 81, boxes: 103, classes: 2." in stage.texts()
    assert "Images without an annotation file, left out: 3." in stage.texts()


def test_the_summary_says_where_labels_are_that_do_not_lie_with_the_images(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check(labels_elsewhere=(tmp_path / "mine",))
    assert f"The labels are kept in {tmp_path / 'mine'}." in stage.texts()


def test_typing_takes_the_old_answer_back(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    qtbot.keyClicks(stage.named(QLineEdit, "Data folder"), "x")
    assert not stage.start.isEnabled()


@pytest.mark.parametrize("field", ["Regular expression", "Folder to measure on", "Classes to train on"])
def test_nothing_starts_on_the_answer_from_before_while_something_is_typed(
    qtbot: QtBot, stage: _Stage, tmp_path: Path, field: str
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    assert stage.start.isEnabled()
    qtbot.keyClicks(stage.named(QLineEdit, field), "x")
    assert not stage.start.isEnabled()
    assert stage.dialog.data.check is None


def test_a_folder_that_was_typed_away_is_not_asked_about_again(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    edit, before = stage.named(QLineEdit, "Data folder"), len(stage.asked)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert not stage.named(QComboBox, "Images to train on").isEnabled()
    choose_to_measure_on(stage, "Nothing")
    assert len(stage.asked) == before


def test_an_answer_to_an_earlier_question_is_dropped(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path / "first")
    first = stage.asked[-1]
    stage.dialog.choose_data(tmp_path / "second")
    stage.dialog.show_check(first.number, make_check(first.choice))
    assert not stage.start.isEnabled()
    stage.dialog.show_check_error(first.number, "The first folder is gone.")
    assert "The first folder is gone." not in stage.texts()


def test_a_folder_that_cannot_be_trained_on_says_why_and_leaves_start_disabled(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.dialog.choose_data(tmp_path / "none")
    stage.dialog.show_check_error(stage.asked[-1].number, "The folder does not exist; check the path.")
    assert not stage.start.isEnabled()
    assert "The folder does not exist; check the path." in stage.texts()


def test_start_emits_what_was_chosen_and_closes(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.named(QSpinBox, "Epochs").setValue(5)
    stage.named(QSpinBox, "Images of a batch").setValue(16)
    stage.start.click()
    config = replace(RECIPES["fine-tune"], init="vgg16", epochs=5, passes=1, batch_size=16, freeze="conv4_3")
    assert stage.started == [TrainingRequest(DataChoice(tmp_path), config, tmp_path / "runs")]
    assert stage.dialog.result() == FineTuneDialog.DialogCode.Accepted


def test_the_defaults_of_the_dialog_are_those_of_the_trainer(stage: _Stage) -> None:
    assert stage.dialog.training.config() == replace(RECIPES["fine-tune"], init="vgg16", freeze="conv4_3")


def test_the_steps_are_foretold_as_the_loader_makes_them(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check(images=36)
    # 30 epochs of 3 passes, each of 108 images in 13 batches of 8: one pass an epoch would be 120 steps, too few.
    assert "About 390 steps:" in stage.texts()
    stage.named(QSpinBox, "Epochs").setValue(20)  # asked for: 20 passes of 4 batches; 4 images are left over
    assert "About 80 steps:" in stage.texts()
    stage.named(QSpinBox, "Images of a batch").setValue(64)
    assert "About 20 steps:" in stage.texts()


def test_with_a_gpu_everything_is_trained_unless_chosen_otherwise(qtbot: QtBot, tmp_path: Path) -> None:
    stage = _Stage(qtbot, tmp_path, devices=[("cuda:0", "A GPU"), ("cpu", "CPU")], device="cuda:0")
    config = stage.dialog.training.config()
    assert (config.freeze, config.device) == ("none", "cuda:0")


def test_a_start_detector_of_other_classes_says_what_it_still_knows(stage: _Stage, tmp_path: Path) -> None:
    stage.named(QComboBox, "Start weights").setCurrentIndex(1)
    stage.dialog.choose_data(tmp_path)
    stage.check(counts=(ClassCount("rook", 1, 1, None), ClassCount("pawn", 1, 1, None)))
    assert "none of your 2 classes" in stage.texts()


def test_only_a_detector_has_classes_to_keep(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    keep = next(box for box in stage.dialog.findChildren(QCheckBox) if "classes it knows" in box.text())
    start = stage.named(QComboBox, "Start weights")
    start.setCurrentIndex(0)
    keep.setChecked(True)
    assert not keep.isVisibleTo(stage.dialog)
    assert not stage.dialog.training.keeps_classes()
    start.setCurrentIndex(1)
    assert keep.isVisibleTo(stage.dialog)
    stage.start.click()
    assert stage.started[0].data.keep_classes


def test_a_start_detector_brings_its_box_plan_and_its_class_order(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.named(QComboBox, "Start weights").setCurrentIndex(1)
    plan = stage.named(QComboBox, "Box plan")
    assert not plan.isEnabled()
    assert "caffe-coco, can match 97.0 % of your boxes" in plan.currentText()
    assert "Knows 1 of your 2 classes" in stage.texts()
    stage.start.click()
    assert stage.started[0].data.start_classes == ("cat", "person")
    assert stage.started[0].config.plan == "auto"


def test_a_chosen_plan_survives_a_new_check(stage: _Stage, tmp_path: Path) -> None:
    plan = stage.named(QComboBox, "Box plan")
    plan.setCurrentIndex(plan.findData("paper"))
    stage.dialog.choose_data(tmp_path)
    stage.check()
    assert plan.currentText() == "paper, can match 50.0 % of your boxes"
    assert stage.dialog.training.config().plan == "paper"


def test_an_opened_checkpoint_is_offered_and_taken_once(stage: _Stage, tmp_path: Path) -> None:
    combo = stage.named(QComboBox, "Start weights")
    before = combo.count()
    for _ in range(2):
        stage.dialog.training.open_checkpoint(tmp_path / "mine.safetensors")
    assert combo.count() == before + 1
    assert stage.dialog.training.config().init == str(tmp_path / "mine.safetensors")


def test_a_file_that_is_no_checkpoint_is_explained_and_changes_nothing(stage: _Stage, tmp_path: Path) -> None:
    before = stage.dialog.training.config()
    stage.dialog.training.open_checkpoint(tmp_path / "photo.jpg")
    assert "photo.jpg is no checkpoint." in stage.texts()
    assert stage.dialog.training.config() == before


def test_choosing_what_is_measured_asks_again(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    combo = stage.named(QComboBox, "Images to measure on")
    offered = [combo.itemData(index) for index in range(combo.count())]
    assert offered == ["test", True, "/", False]
    assert combo.currentData() is True
    for data, choice in (
        ("test", DataChoice(tmp_path, split="train", validation_split="test")),
        (False, DataChoice(tmp_path, split="train", validate=False)),
    ):
        combo.setCurrentIndex(offered.index(data))
        combo.activated.emit(combo.currentIndex())
        assert stage.asked[-1].choice == choice


def test_where_there_is_a_val_split_it_measures_and_a_share_is_held_back_on_wish_only(
    stage: _Stage, tmp_path: Path
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check(splits={"train": 5, "val": 2}, validation_split="val")
    combo = stage.named(QComboBox, "Images to measure on")
    assert [combo.itemData(index) for index in range(combo.count())] == ["val", True, "/", False]
    assert stage.named(QSpinBox, "Share to hold back").parentWidget().isHidden()
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert stage.asked[-1].choice == DataChoice(tmp_path, split="train", validation_share=0.1, split_by="class")


def test_share_and_rule_of_what_is_held_back_can_be_chosen(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    rule = stage.named(QComboBox, "Rule of the split")
    stage.named(QSpinBox, "Share to hold back").setValue(25)
    for name in ("random", "class", "frames", "folder"):
        rule.setCurrentIndex(rule.findData(name))
        rule.activated.emit(rule.currentIndex())
        assert stage.asked[-1].choice == DataChoice(tmp_path, split="train", validation_share=0.25, split_by=name)
        stage.check()


def test_an_expression_is_asked_for_and_taken_after_a_pause(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    before = len(stage.asked)
    rule, expression = stage.named(QComboBox, "Rule of the split"), stage.named(QLineEdit, "Regular expression")
    assert expression.isHidden()
    rule.setCurrentIndex(rule.findData("expression"))
    rule.activated.emit(rule.currentIndex())
    assert not expression.isHidden()
    assert len(stage.asked) == before
    with qtbot.waitSignal(stage.dialog.check_wanted, timeout=5000):
        qtbot.keyClicks(expression, "^(.+)_")
    assert stage.asked[-1].choice.split_by == "^(.+)_"


def test_a_new_folder_takes_the_share_back(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.named(QSpinBox, "Share to hold back").setValue(25)
    stage.dialog.choose_data(tmp_path / "other")
    assert stage.asked[-1].choice == DataChoice(tmp_path / "other")


def test_a_folder_without_splits_trains_on_all_images(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check(splits={}, split=None)
    combo = stage.named(QComboBox, "Images to train on")
    assert [combo.itemText(index) for index in range(combo.count())] == ["All images"]


def test_a_place_that_cannot_be_saved_in_is_the_reason(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    edit = stage.named(QLineEdit, "Folder of runs")
    file = tmp_path / "file"
    file.write_text("")
    for text, reason in (("", "Choose where to save."), (str(file / "runs"), f"{file} is no folder")):
        edit.setText(text)
        assert not stage.start.isEnabled()
        assert reason in stage.texts()
    edit.setText(str(tmp_path / "new" / "runs"))
    assert stage.start.isEnabled()


def test_a_dropped_folder_is_taken_and_a_dropped_file_is_not(stage: _Stage, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("")
    for path, expected in ((file, 0), (tmp_path, 1)):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        none = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
        stage.dialog.dropEvent(event)
        assert len(stage.asked) == expected


def test_the_advanced_settings_are_hidden_until_asked_for(qtbot: QtBot, stage: _Stage) -> None:
    seed = stage.named(QSpinBox, "Seed")
    stage.dialog.show()
    assert not seed.isVisible()
    toggle = next(button for button in stage.dialog.findChildren(QToolButton) if "Advanced" in button.text())
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert seed.isVisible()


def test_every_field_has_a_name_for_screen_readers(stage: _Stage) -> None:
    for kind in (QComboBox, QSpinBox):
        for widget in stage.dialog.findChildren(kind):
            assert widget.accessibleName()


def test_a_length_in_steps_is_no_quality_and_a_quality_takes_it_back(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    epochs, steps, unit = (
        stage.named(kind, name) for kind, name in ((QSpinBox, "Epochs"), (QSpinBox, "Steps"), (QComboBox, "Counted in"))
    )
    unit.setCurrentIndex(unit.findText("steps"))
    steps.setValue(250)
    assert (epochs.isHidden(), steps.isHidden()) == (True, False)
    assert stage.dialog.training.config().steps == 250
    assert "About 250 steps:" in stage.texts()
    quality = stage.named(QComboBox, "Quality against time")
    assert quality.currentText() == "As set under Advanced"
    quality.setCurrentIndex(0)
    quality.activated.emit(0)
    assert (stage.dialog.training.config().steps, epochs.isHidden(), steps.isHidden()) == (0, False, True)


def test_a_recipe_sets_what_follows_and_can_be_left_again(stage: _Stage) -> None:
    recipe = stage.named(QComboBox, "Recipe")
    recipe.setCurrentIndex(recipe.findData("paper"))
    assert stage.dialog.training.config() == RECIPES["paper"]
    recipe.setCurrentIndex(recipe.findData("fine-tune"))
    assert stage.dialog.training.config() == replace(RECIPES["fine-tune"], init="vgg16", freeze="conv4_3")


def test_what_is_opened_comes_into_view_on_a_low_screen(qtbot: QtBot, stage: _Stage) -> None:
    stage.dialog.resize(680, 600)
    stage.dialog.show()
    qtbot.waitExposed(stage.dialog)
    stage.dialog.training.advanced_toggle.click()
    settings = stage.dialog.findChild(AdvancedSettings)
    qtbot.waitUntil(lambda: not settings.visibleRegion().isEmpty())


def test_advanced_settings_reach_the_configuration(qtbot: QtBot) -> None:
    wanted = TrainingConfig(
        learning_rate=0.002, schedule="step", warmup_steps=7, weight_decay=0.001, base_rate_factor=0.25, ema_decay=0.99,
        evaluate_every=3, early_stopping=4, mosaic=0.5, mixup=0.25, multi_scale=0.1, augment=False, class_balance=0.5,
        train_difficult=False, seed=9, precision="bfloat16", workers=5, tensorboard=True, momentum=0.8,
        gradient_clip=5.0, tiles="auto", rehearsal_share=0.5, label_missing=False, missing_object_score=0.7,
        missing_ignore_score=0.6, micro_batch=2, cached_views=3, cache_limit_gb=1.5,
        match=MatchConfig(positive_iou=0.6, negative_iou=0.3),
        loss=LossConfig(
            label_smoothing=0.1, focal_gamma=2.0, alpha=0.5, negatives_per_positive=2, min_negatives=1
        ),
    )  # fmt: skip
    settings = AdvancedSettings(TrainingConfig())
    qtbot.addWidget(settings)
    settings.show_config(wanted)
    assert settings.changed_config(TrainingConfig()) == wanted


def test_an_automatic_learning_rate_shows_that_of_the_network(qtbot: QtBot, stage: _Stage) -> None:
    assert stage.named(QDoubleSpinBox, "Learning rate").text() == "Automatic (0.004)"
    advanced = AdvancedSettings(TrainingConfig())
    qtbot.addWidget(advanced)
    rate = next(spin for spin in advanced.findChildren(QDoubleSpinBox) if spin.accessibleName() == "Learning rate")

    advanced.show_network(SSDLITE320)
    assert (rate.text(), advanced.changed_config(TrainingConfig()).learning_rate) == ("Automatic (0.008)", 0.0)
    rate.setValue(0.002)
    assert advanced.changed_config(TrainingConfig()).learning_rate == 0.002
    advanced.show_config(TrainingConfig(learning_rate=1e-9))
    assert advanced.changed_config(TrainingConfig()).learning_rate == 1e-6


def test_every_advanced_setting_explains_itself(stage: _Stage) -> None:
    fields = [field for kind in (QSpinBox, QDoubleSpinBox, QComboBox, QCheckBox)
              for field in stage.dialog.findChild(AdvancedSettings).findChildren(kind)]  # fmt: skip
    assert len(fields) >= 18
    assert all(field.toolTip() and field.accessibleName() for field in fields)


def test_the_time_is_foretold_from_speeds_of_the_same_kind(qtbot: QtBot, tmp_path: Path) -> None:
    speeds = with_speeds({}, "auto/ssd300-vgg16/conv4_3/auto/8", Speeds(training=2.0, kept=8.0, detection=9.0))
    stage = _Stage(qtbot, tmp_path / "runs", speeds=speeds)
    stage.dialog.choose_data(tmp_path)
    stage.check(images=80)  # 800 images at 2 a second, 1600 kept at 8, 30 times 9 and 4 to draw: 643 seconds
    assert "About 300 steps: about 10 to 19 minutes, as measured on this machine." in stage.texts()
    freeze = stage.named(QComboBox, "What is trained")
    freeze.setCurrentIndex(freeze.findData("none"))
    assert "About 300 steps: how long they take is being measured on this machine..." in stage.texts()
    freeze.setCurrentIndex(freeze.findData("conv4_3"))
    stage.named(QSpinBox, "Epochs").setValue(1)
    assert "a minute or two" in stage.texts()
    stage.named(QSpinBox, "Epochs").setValue(1000)
    assert "hours, as measured on this machine." in stage.texts()


def test_unknown_speeds_are_asked_for_once_the_choice_has_settled(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    wanted: list[SpeedRequest] = []
    stage.dialog.training.speed_wanted.connect(wanted.append)
    stage.dialog.show()
    stage.dialog.choose_data(tmp_path)
    with qtbot.waitSignal(stage.dialog.training.speed_wanted, timeout=5000):
        stage.check()
    (request,) = wanted
    assert (request.key, request.network) == ("auto/ssd300-vgg16/conv4_3/auto/8", "ssd300-vgg16")
    stage.dialog.training.show_no_speed(request.key, "another training runs.")
    assert "About 300 steps: another training runs." in stage.texts()
    stage.dialog.training.show_speeds(with_speeds({}, request.key, Speeds(2.0, 8.0, 9.0)))
    assert "as measured on this machine." in stage.texts()


@pytest.mark.parametrize(
    ("effort", "settings"),
    [
        ("quick", {"epochs": 5, "passes": 3, "freeze": "conv4_3"}),
        ("good", {"epochs": 30, "passes": 0, "freeze": "conv4_3"}),
        ("best", {"epochs": 60, "passes": 2, "freeze": "conv3_3"}),
    ],
)
def test_quality_against_time_is_one_choice(
    stage: _Stage, tmp_path: Path, effort: str, settings: dict[str, Any]
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    combo = stage.named(QComboBox, "Quality against time")
    combo.setCurrentIndex(combo.findData(effort))
    combo.activated.emit(combo.currentIndex())
    assert stage.dialog.training.config() == replace(RECIPES["fine-tune"], init="vgg16", **settings)


def test_what_is_no_effort_says_so_and_an_effort_is_known_again(stage: _Stage) -> None:
    combo, epochs = stage.named(QComboBox, "Quality against time"), stage.named(QSpinBox, "Epochs")
    assert combo.currentData() == "good"
    epochs.setValue(7)
    assert combo.currentText() == "As set under Advanced"
    epochs.setValue(30)
    assert combo.currentData() == "good"


def test_the_best_on_a_gpu_from_the_base_is_the_larger_network_and_a_detector_keeps_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stage = _Stage(qtbot, tmp_path, devices=[("cuda:0", "A GPU"), ("cpu", "CPU")])
    combo, start = stage.named(QComboBox, "Quality against time"), stage.named(QComboBox, "Start weights")
    combo.setCurrentIndex(combo.findData("best"))
    combo.activated.emit(combo.currentIndex())
    assert stage.dialog.training.config().network == "ssd512-vgg16"
    start.setCurrentIndex(1)
    assert (stage.dialog.training.config().network, combo.currentData()) == ("ssd300-vgg16", "best")


def test_another_network_has_its_own_plans_measured(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    network, plan = stage.named(QComboBox, "Network"), stage.named(QComboBox, "Box plan")
    network.setCurrentIndex(network.findData("ssd512-vgg16"))
    assert stage.asked[-1].network == "ssd512-vgg16"
    assert all("ssd300" not in plan.itemText(index) for index in range(plan.count()))
    assert stage.dialog.training.config().network == "ssd512-vgg16"


def test_a_detector_can_start_another_network_with_a_plan_of_that(stage: _Stage, tmp_path: Path) -> None:
    stage.named(QComboBox, "Start weights").setCurrentIndex(1)
    network, plan = stage.named(QComboBox, "Network"), stage.named(QComboBox, "Box plan")
    assert not plan.isEnabled()
    network.setCurrentIndex(network.findData("ssd512-vgg16"))
    assert plan.isEnabled()
    assert "the others start fresh" in stage.texts()


def test_images_of_old_classes_reach_the_training_and_a_wrong_folder_is_the_reason(
    stage: _Stage, tmp_path: Path
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.named(QComboBox, "Start weights").setCurrentIndex(1)
    next(box for box in stage.dialog.findChildren(QCheckBox) if "classes it knows" in box.text()).setChecked(True)
    folder = stage.named(QLineEdit, "Images of the old classes")
    folder.setText(str(tmp_path / "gone"))
    assert not stage.start.isEnabled()
    assert "is no folder; choose the images of the old classes anew." in stage.texts()
    folder.setText(str(tmp_path))
    stage.start.click()
    assert stage.started[0].data.rehearsal_folder == tmp_path


def test_of_a_pair_of_thresholds_the_lower_never_passes_the_upper(stage: _Stage) -> None:
    upper, lower = (stage.named(QDoubleSpinBox, name) for name in ("Match from IoU", "Background below IoU"))
    upper.setValue(0.3)
    assert lower.value() == 0.3
    assert stage.dialog.training.config().match.negative_iou == 0.3


def test_each_finding_is_one_click_from_its_image(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    found = stage.dialog.findChild(FindingsList)
    groups = [found.topLevelItem(row) for row in range(found.topLevelItemCount())]
    assert [group.text(0)[-3:] for group in groups] == ["(1)", "(7)"]
    assert groups[1].child(1).text(0) == "… and 6 more"
    chosen: list[Finding] = []
    stage.dialog.finding_chosen.connect(chosen.append)
    for line in (groups[0].child(0), groups[1].child(0), groups[1].child(1), groups[0]):
        found.itemClicked.emit(line, 0)
    assert [(finding.kind, finding.image) for finding in chosen] == [
        ("file", Path("a.png")),
        ("unmatched", Path("b.png")),
    ]


def test_the_unmatched_boxes_are_those_of_the_chosen_plan(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    found, plan = stage.dialog.findChild(FindingsList), stage.named(QComboBox, "Box plan")
    assert found.topLevelItemCount() == 2
    plan.setCurrentIndex(plan.findData("paper"))
    assert found.topLevelItemCount() == 1


@pytest.mark.parametrize(
    ("kind", "text", "choice"),
    [
        ("Pascal VOC", "Coordinates count from 1", {"one_based": True}),
        ("YOLO", "An image without a txt file has no objects", {"missing_is_background": True}),
    ],
)
def test_how_files_are_read_is_asked_where_their_format_leaves_it_open(
    stage: _Stage, tmp_path: Path, kind: str, text: str, choice: dict[str, bool]
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check(kind=kind)
    boxes = [box for box in stage.dialog.data.findChildren(QCheckBox) if not box.isHidden()]
    assert [box.text() for box in boxes] == [text]
    boxes[0].click()
    assert stage.asked[-1].choice == DataChoice(tmp_path, split="train", **choice)
    stage.check(kind="COCO")
    assert all(box.isHidden() for box in stage.dialog.data.findChildren(QCheckBox))
    stage.dialog.choose_data(tmp_path / "other")
    assert stage.asked[-1].choice == DataChoice(tmp_path / "other")


def choose_to_measure_on(stage: _Stage, text: str) -> None:
    combo = stage.named(QComboBox, "Images to measure on")
    combo.setCurrentIndex(next(row for row in range(combo.count()) if combo.itemText(row).startswith(text)))
    combo.activated.emit(combo.currentIndex())


def test_another_folder_and_one_of_its_lists_can_be_measured_on(qtbot: QtBot, stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    choose_to_measure_on(stage, "Images of another folder")
    assert "Choose the folder to measure on." in stage.texts()
    assert not stage.start.isEnabled()
    edit = stage.named(QLineEdit, "Folder to measure on")
    qtbot.keyClicks(edit, str(tmp_path / "gone"))
    gone = "gone is no folder; choose the folder to measure on anew."
    qtbot.waitUntil(lambda: gone in stage.texts(), timeout=5000)
    (tmp_path / "other").mkdir()
    edit.clear()
    with qtbot.waitSignal(stage.dialog.check_wanted, timeout=5000):
        qtbot.keyClicks(edit, str(tmp_path / "other"))
    assert stage.asked[-1].choice == DataChoice(tmp_path, split="train", validation_folder=tmp_path / "other")
    stage.check(validation_lists={"test": 5})
    assert stage.start.isEnabled()
    lists = stage.named(QComboBox, "List of that folder")
    lists.setCurrentIndex(lists.findData("test"))
    lists.activated.emit(lists.currentIndex())
    assert stage.asked[-1].choice.validation_split == "test"
    stage.check(validation_lists={"test": 5})
    assert lists.currentData() == "test"
    choose_to_measure_on(stage, "Nothing")
    assert (stage.asked[-1].choice.validation_folder, stage.asked[-1].choice.validate) == (None, False)


def test_classes_to_train_on_are_typed_or_read_and_a_wrong_list_is_the_reason(
    qtbot: QtBot, stage: _Stage, tmp_path: Path
) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    edit = stage.named(QLineEdit, "Classes to train on")
    assert edit.placeholderText() == "All: cat, dog"
    with qtbot.waitSignal(stage.dialog.check_wanted, timeout=5000):
        qtbot.keyClicks(edit, " dog , cat,")
    assert stage.asked[-1].choice.classes == ("dog", "cat")
    qtbot.keyClicks(edit, "dog")
    qtbot.waitUntil(lambda: "names 'dog' twice" in stage.texts(), timeout=5000)
    assert not stage.start.isEnabled()
    names = tmp_path / "names.txt"
    names.write_text("king, red\nqueen\n")
    classes = stage.dialog.findChild(ClassList)
    classes.read_file(names)
    assert stage.asked[-1].choice.classes == ("king, red", "queen")
    classes.read_file(tmp_path / "gone.txt")
    assert "gone.txt does not exist" in stage.texts()
    edit.clear()
    edit.textEdited.emit("")
    qtbot.waitUntil(lambda: stage.asked[-1].choice.classes is None, timeout=5000)


def test_what_measured_the_run_that_is_started_from_measures_this_one_unless_it_is_unticked(
    qtbot: QtBot, stage: _Stage, tmp_path: Path
) -> None:
    run = tmp_path / "runs" / "one"
    stage.dialog.choose_data(tmp_path)
    stage.check()
    stage.dialog.training._start.addItem("one", replace(_SHIPPED, init="one.safetensors", run=run))
    stage.named(QComboBox, "Start weights").setCurrentIndex(2)
    assert stage.asked[-1].choice == DataChoice(tmp_path, earlier_split=run)
    stage.check()
    keeps = next(box for box in stage.dialog.findChildren(QCheckBox) if "measured one" in box.text())
    assert not keeps.isHidden()
    keeps.click()
    assert stage.asked[-1].choice.earlier_split is None
    keeps.click()
    edit = stage.named(QLineEdit, "Data folder")
    edit.setText(str(tmp_path))
    with qtbot.waitSignal(stage.dialog.check_wanted, timeout=5000):
        edit.textEdited.emit(edit.text())
    assert stage.asked[-1].choice == DataChoice(tmp_path, earlier_split=run)
    stage.check()
    choose_to_measure_on(stage, "test")
    assert stage.asked[-1].choice == DataChoice(tmp_path, split="train", validation_split="test")
    stage.named(QComboBox, "Start weights").setCurrentIndex(0)
    assert keeps.isHidden()


def test_settings_come_from_the_file_of_a_run_and_a_wrong_file_is_explained(stage: _Stage, tmp_path: Path) -> None:
    wanted = replace(
        RECIPES["fine-tune"], init="vgg16", plan="fitted", steps=700, freeze="conv3_3", batch_size=4, mosaic=0.5, seed=9
    )
    path = tmp_path / "config.toml"
    path.write_text(config_to_toml(wanted))
    stage.dialog.choose_data(tmp_path)
    stage.check()
    settings = stage.dialog.findChild(SettingsFile)
    settings.read_file(path)
    assert stage.dialog.training.config() == replace(wanted, plan="auto")
    stage.check(recalls=(("paper", 0.5), ("fitted", 0.99)))
    assert stage.dialog.training.config() == wanted
    path.write_text("no settings")
    settings.read_file(path)
    assert "is not valid TOML" in stage.texts()
    assert stage.dialog.training.config() == wanted


def test_the_quality_of_settings_from_elsewhere_is_known_again(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    quality = stage.named(QComboBox, "Quality against time")
    quality.setCurrentIndex(quality.findData("best"))
    quality.activated.emit(quality.currentIndex())
    best = stage.dialog.training.config()
    stage.dialog.training.show_settings(replace(RECIPES["fine-tune"], init="gone.safetensors", epochs=7, passes=3))
    assert quality.currentText() == "As set under Advanced"
    assert (stage.dialog.training.config().epochs, stage.dialog.training.config().passes) == (7, 3)
    stage.dialog.training.show_settings(best)
    assert quality.currentData() == "best"
    assert stage.dialog.training.config() == best


def test_a_plan_file_that_comes_with_settings_is_chosen_and_measured(stage: _Stage, tmp_path: Path) -> None:
    stage.dialog.choose_data(tmp_path)
    stage.check()
    path = save_plan(replace(PLANS["paper"], name="mine"), tmp_path)
    stage.dialog.training.show_settings(replace(RECIPES["fine-tune"], init="vgg16", plan=str(path)))
    own = stage.asked[-1].own_plan
    assert own is not None
    assert (own.value, own.plan.name) == (str(path), "mine")
    assert stage.dialog.training.config().plan == str(path)
    stage.dialog.training.show_settings(replace(RECIPES["fine-tune"], init="vgg16", plan=str(tmp_path / "gone.json")))
    assert "gone.json" in stage.texts()
