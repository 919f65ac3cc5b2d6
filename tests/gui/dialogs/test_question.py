"""A question with its answers: what each button and key means, and that nothing of it stays."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ssd_desktop.gui.dialogs.question import DESTROYS, LEAVES, TAKES, Answer, ask, question_box

ANSWERS = [Answer("save", "&Save", TAKES), Answer("drop", "&Drop", DESTROYS), Answer("stay", "S&tay", LEAVES)]


def answered(qtbot, press):
    window = QWidget()
    qtbot.addWidget(window)
    box = question_box("Labels", "What now?", "They are not saved.", window)
    QTimer.singleShot(0, lambda: press(QApplication.activeModalWidget()))
    given = ask(box, ANSWERS, default="save", escape="stay")
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    return given


@pytest.mark.parametrize("value", ["save", "drop", "stay"])
def test_each_button_gives_its_answer_and_the_box_goes(qtbot, value):
    text = next(answer.text for answer in ANSWERS if answer.value == value)
    assert answered(qtbot, lambda box: next(one for one in box.buttons() if one.text() == text).click()) == value


def test_the_button_for_details_is_as_high_as_the_others(qtbot):
    def press(box):
        heights.update(button.height() for button in box.buttons())
        box.reject()

    heights = set()
    box = question_box("Classes", "What now?", "Files change.", None)
    box.setDetailedText("a.xml\nb.xml")
    QTimer.singleShot(50, lambda: press(box))
    ask(box, ANSWERS, default="save", escape="stay")
    assert len(heights) == 1


def test_escape_and_enter_have_the_answers_they_were_given(qtbot):
    assert answered(qtbot, lambda box: box.reject()) == "stay"
    assert answered(qtbot, lambda box: box.defaultButton().click()) == "save"
