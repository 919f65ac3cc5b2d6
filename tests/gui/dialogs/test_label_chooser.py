import pytest
from PySide6.QtCore import QPoint, Qt

from ssd_desktop.gui.dialogs.label_chooser import LabelChooser

NAMES = ("ace", "king", "queen of hearts")


@pytest.fixture
def chooser(qtbot):
    chooser = LabelChooser()
    qtbot.addWidget(chooser)
    chooser.answers = []
    chooser.chosen.connect(chooser.answers.append)
    chooser.dismissed.connect(lambda: chooser.answers.append(None))
    return chooser


def ask(chooser, qtbot, text="", *keys, preset="king", names=NAMES):
    chooser.ask(QPoint(0, 0), names, preset)
    qtbot.keyClicks(chooser._edit, text)
    for key in keys:
        qtbot.keyClick(chooser._edit, key)
    return chooser.answers


def test_enter_takes_the_last_class(chooser, qtbot):
    assert ask(chooser, qtbot, "", Qt.Key.Key_Return) == ["king"]
    assert not chooser.isVisible()


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("qu", "queen of hearts"), ("HEART", "queen of hearts"), ("jack", "jack"), (" 카드/🂡 ", "카드/🂡")],
)
def test_typing_finds_a_class_or_makes_one(chooser, qtbot, typed, taken):
    chooser.ask(QPoint(0, 0), NAMES, "")
    chooser._edit.setText(typed)
    qtbot.keyClick(chooser._edit, Qt.Key.Key_Return)
    assert chooser.answers == [taken]


def test_a_new_class_may_begin_as_a_known_one(chooser, qtbot):
    assert ask(chooser, qtbot, "kin", Qt.Key.Key_Down, Qt.Key.Key_Return) == ["kin"]


def test_a_digit_takes_a_class_at_once_and_may_begin_a_name(chooser, qtbot):
    assert ask(chooser, qtbot, "1") == ["ace"]
    chooser.answers.clear()
    assert ask(chooser, qtbot, "7 of clubs", Qt.Key.Key_Return) == ["7 of clubs"]


def test_escape_and_a_click_elsewhere_take_none(chooser, qtbot):
    assert ask(chooser, qtbot, "", Qt.Key.Key_Escape) == [None]
    chooser.ask(QPoint(0, 0), NAMES, "")
    chooser.hide()
    assert chooser.answers == [None, None]


def test_without_a_class_enter_waits_for_a_name(chooser, qtbot):
    assert ask(chooser, qtbot, "", Qt.Key.Key_Return, preset="", names=()) == []
    assert chooser.isVisible()


def test_it_is_as_high_as_its_classes_and_one_more_need(chooser, qtbot):
    heights = []
    for count in (0, 3, 9, 30):
        chooser.ask(QPoint(0, 0), [f"class {number}" for number in range(count)], "")
        qtbot.waitUntil(chooser.isVisible)
        rows = min(count + 1, 10)
        row = max(chooser._list.sizeHintForRow(0), 1)
        assert chooser._list.viewport().height() >= rows * row
        heights.append(chooser.height())
        chooser.hide()
    assert heights[0] < heights[1] < heights[2] == heights[3]
