"""The next fine-tuning on the same data begins where the last one was asked for."""

from dataclasses import replace

import pytest

from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.controllers.training_memory import TrainingMemory
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.training_request import StartWeights, TrainingRequest
from ssd_desktop.gui.settings import Settings
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.recipes import RECIPES

CONFIG = replace(RECIPES["fine-tune"], init="cats.safetensors", steps=300, freeze="conv3_3", mosaic=0.25)


def describe(path):
    raise CheckpointError(f"{path} is gone.")


@pytest.fixture
def memory(tmp_path):
    return TrainingMemory(Settings(tmp_path / "settings.ini"))


@pytest.fixture
def dialog(qtbot, tmp_path):
    starts = [StartWeights("vgg16", "VGG16 base"), StartWeights("cats.safetensors", "Cats", ("cat",), "paper")]
    dialog = FineTuneDialog(starts, [("cpu", "CPU")], runs_folder=tmp_path, describe_checkpoint=describe)
    dialog.asked = []
    dialog.check_wanted.connect(lambda request: dialog.asked.append(request.choice))
    qtbot.addWidget(dialog)
    return dialog


def asked_for(folder, **data):
    return TrainingRequest(DataChoice(folder, **data), CONFIG, folder / "runs")


def test_data_and_settings_come_back_for_the_same_folder(memory, dialog, tmp_path):
    other = tmp_path / "다른 other"
    other.mkdir()
    chosen = {
        "split": "train", "validation_folder": other, "validation_split": "test", "classes": ("dog", "cat"),
        "one_based": True,
    }  # fmt: skip
    old = {"keep_classes": True, "rehearsal_folder": other, "rehearsal_split": "trainval"}
    memory.keep(asked_for(tmp_path, start_classes=("cat",), **old, **chosen))
    memory.fill(dialog, tmp_path)
    assert dialog.asked == [DataChoice(tmp_path, **chosen)]
    assert dialog.training.config() == CONFIG
    training = dialog.training
    assert (training.keeps_classes(), training.old_images(), training.old_list()) == (True, other, "trainval")


def test_share_and_rule_come_back_and_a_folder_that_is_gone_does_not(memory, dialog, tmp_path):
    memory.keep(asked_for(tmp_path, validation_share=0.25, split_by="^(.+)_"))
    memory.fill(dialog, tmp_path)
    assert dialog.asked[-1] == DataChoice(tmp_path, validation_share=0.25, split_by="^(.+)_")
    assert (dialog.data._held_back.share(), dialog.data._held_back.rule()) == (0.25, "^(.+)_")
    memory.keep(asked_for(tmp_path, validation_folder=tmp_path / "gone", validation_split="test"))
    memory.fill(dialog, tmp_path)
    assert dialog.asked[-1] == DataChoice(tmp_path)


def test_another_folder_and_a_damaged_memory_begin_anew(memory, dialog, tmp_path):
    usual = dialog.training.config()
    memory.keep(asked_for(tmp_path / "one", classes=("cat",)))
    memory.fill(dialog, tmp_path)
    assert dialog.asked == [DataChoice(tmp_path)]
    for damaged in ("[", "{}", '{"base": 1, "data": {}, "settings": {}}'):
        memory._settings.last_training = damaged
        assert memory.last_on(tmp_path) is None
    assert dialog.training.config() == usual
