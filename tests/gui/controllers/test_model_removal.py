"""Models deleted from the dialog, with the question answered and the trash replaced."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from ssd_desktop.checkpoints.catalog import default_detector
from ssd_desktop.checkpoints.model_list import ModelEntry
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.controllers.model_removal import ModelRemoval


def entry(path, source="imported"):
    return ModelEntry(path.stem, path.stem, source, True, path, 3)


class Answers:
    """Answers in the user's place."""

    def __init__(self):
        self.answer = True
        self.asked = []

    def remove(self, entry, *, is_in_use):
        self.asked.append((entry.name, is_in_use))
        return self.answer


class Told:
    """Keeps what a removal tells."""

    def __init__(self, removal):
        self.removed, self.failed, self.others, self.runs = [], [], [], []
        removal.removed.connect(self.removed.append)
        removal.failed.connect(self.failed.append)
        removal.other_wanted.connect(self.others.append)
        removal.run_removed.connect(lambda: self.runs.append(True))


@pytest.fixture
def gone(monkeypatch):
    paths = []
    monkeypatch.setattr("ssd_desktop.gui.controllers.model_removal.remove_model_file", paths.append)
    monkeypatch.setattr("ssd_desktop.gui.controllers.model_removal.move_to_trash", paths.append)
    return paths


@pytest.fixture
def make(qapp, gone):
    owner = QObject()
    answers = Answers()

    def make(in_use=None):
        removal = ModelRemoval(answers, in_use=lambda: in_use, parent=owner)
        return removal, answers, Told(removal)

    return make


def test_a_model_goes_to_the_trash_once_the_user_agrees(make, gone, qtbot):
    removal, answers, told = make()
    answers.answer = False
    removal.remove(entry(Path("a/mine.safetensors")))
    assert (gone, told.removed) == ([], [])
    answers.answer = True
    removal.remove(entry(Path("a/mine.safetensors")))
    qtbot.waitUntil(lambda: told.removed == ["mine"])
    assert gone == [Path("a/mine.safetensors")]
    assert answers.asked == [("mine", False)] * 2
    assert (told.others, told.runs) == ([], [])


def test_the_model_in_use_is_replaced_and_the_user_is_told_before(make, gone, qtbot):
    used = Path("a/mine.safetensors")
    removal, answers, told = make(in_use=used)
    removal.remove(entry(used))
    assert told.others == [default_detector()]
    qtbot.waitUntil(lambda: told.removed == ["mine"])
    assert answers.asked == [("mine", True)]


def test_where_nothing_could_replace_it_the_model_in_use_stays(make, gone, monkeypatch):
    def none():
        raise CheckpointError("This installation ships no detector.")

    monkeypatch.setattr("ssd_desktop.gui.controllers.model_removal.default_detector", none)
    used = Path("a/mine.safetensors")
    removal, _, told = make(in_use=used)
    removal.remove(entry(used))
    assert told.failed == ["This installation ships no detector."]
    assert gone == []


def test_of_a_run_all_goes_and_its_other_checkpoint_counts_as_in_use(make, gone, qtbot):
    removal, answers, told = make(in_use=Path("runs/one/last.safetensors"))
    removal.remove(entry(Path("runs/one/best.safetensors"), "run"))
    qtbot.waitUntil(lambda: told.runs == [True])
    assert gone == [Path("runs/one")]
    assert answers.asked == [("best", True)]


@pytest.mark.parametrize("source", ["shipped", "downloadable"])
def test_what_is_not_the_users_own_is_not_even_asked_about(make, gone, source):
    removal, answers, _ = make()
    removal.remove(entry(Path("a/cards.safetensors"), source))
    assert (answers.asked, gone) == ([], [])


def test_a_failure_is_told_in_its_words(make, qtbot, monkeypatch):
    def fail(path):
        raise CheckpointError("There is no trash here.")

    monkeypatch.setattr("ssd_desktop.gui.controllers.model_removal.remove_model_file", fail)
    removal, _, told = make()
    removal.remove(entry(Path("a/mine.safetensors")))
    qtbot.waitUntil(lambda: told.failed == ["There is no trash here."])
    assert told.removed == []
