"""Suggestions in the real window, by keys and mouse, with a detector that only pretends."""

from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from ssd_desktop.annotation.annotation import Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.inference.types import Detections

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Pretender:
    """Finds an ace, a king and a doubtful ace wherever it looks; the doubtful one only in pictures that are bright."""

    name = "cards"

    def detect(self, pixels_rgb, config):
        count = 3 if pixels_rgb.mean() > 128 else 2
        return Detections(
            boxes_xyxy=np.array([[10, 10, 90, 110], [150, 20, 230, 120], [280, 200, 340, 280]], np.float32)[:count],
            labels=np.array([1, 2, 1])[:count],
            scores=np.array([0.9, 0.7, 0.3], np.float32)[:count],
            default_boxes=np.zeros(count, np.int64),
            classes=("ace", "king"),
            width=400,
            height=300,
        )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "own pictures"
    folder.mkdir()
    for name, grey in (("a.png", 90), ("b.png", 200), ("c.png", 90)):
        cv2.imwrite(str(folder / name), np.full((300, 400, 3), grey, np.uint8))
    return folder


@pytest.fixture
def ready(program, qtbot, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(program.suggestion_jobs._worker, "_load_detector", lambda path, device: Pretender())
    checkpoint = tmp_path / "cards.safetensors"
    checkpoint.write_bytes(b"weights")
    program.detect._model = MagicMock(path=str(checkpoint))
    program.window.commands.detecting.setChecked(False)
    program.window.resize(1100, 800)
    program.window.show()
    program.media.start()
    program.media.open(str(folder))
    qtbot.waitUntil(lambda: program.annotate.image == folder / "a.png", timeout=20_000)
    yield program
    program.window.close()


def press(program, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(program.window.canvas, key, modifiers)


def labels(program):
    return [item.label for item in program.annotate.objects]


def test_suggestions_are_accepted_and_rejected_by_keys_and_saved(ready, qtbot, folder):
    press(ready, qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(ready.suggest.shown) == 2, timeout=20_000)
    assert ready.window.suggestions_panel.count_text() == "2 suggestions"
    press(ready, qtbot, Qt.Key.Key_Return)
    press(ready, qtbot, Qt.Key.Key_Delete)
    assert (labels(ready), ready.suggest.shown) == (["ace"], ())
    press(ready, qtbot, Qt.Key.Key_Z, CONTROL)
    assert [one.label for one in ready.suggest.shown] == ["king"]
    qtbot.waitUntil(lambda: ready.label_files.state()[0] == "saved", timeout=20_000)
    (item,) = read_voc_xml(folder / "a.xml").annotation.objects
    assert (item.label, item.box, item.origin) == ("ace", Box(10, 10, 90, 110), Origin("cards", 0.9))


def test_a_click_selects_a_suggestion_and_delete_leaves_the_boxes_alone(ready, qtbot):
    press(ready, qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(ready.suggest.shown) == 2, timeout=20_000)
    press(ready, qtbot, Qt.Key.Key_Return)
    canvas = ready.window.canvas
    at = QPoint(*(round(value) for value in canvas.transform().to_widget(190, 70).toTuple()))
    ready.suggest._select(None)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert ready.suggest.selected.label == "king"
    press(ready, qtbot, Qt.Key.Key_Delete)
    assert (labels(ready), ready.suggest.shown) == (["ace"], ())


def test_all_pictures_are_looked_at_and_all_suggestions_of_one_accepted(ready, qtbot, folder):
    press(ready, qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(ready.suggest.shown), timeout=20_000)
    with qtbot.waitSignal(ready.suggestion_jobs.ended, timeout=20_000) as heard:
        press(ready, qtbot, Qt.Key.Key_S, SHIFT)
    assert heard.args == [3, ()]
    press(ready, qtbot, Qt.Key.Key_Return, SHIFT)
    assert labels(ready) == ["ace", "king"]
    press(ready, qtbot, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=20_000)
    assert ready.window.suggestions_panel.count_text() == "2 suggestions (1 more below the score)"


def test_the_uncertain_key_goes_to_the_most_doubtful_picture(ready, qtbot, folder):
    press(ready, qtbot, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=20_000)


def test_pictures_that_cannot_be_read_are_named_when_all_others_are_done(ready, qtbot, folder):
    (folder / "c.png").write_bytes(b"no picture")
    with qtbot.waitSignal(ready.suggestion_jobs.ended, timeout=20_000) as heard:
        press(ready, qtbot, Qt.Key.Key_S, SHIFT)
    looked_at, missed = heard.args
    assert (looked_at, [image.name for image, _ in missed]) == (3, ["c.png"])
