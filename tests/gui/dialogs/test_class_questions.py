"""What is said before the classes of a folder change."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QDialogButtonBox

from ssd_desktop.annotation.class_edits import ClassEditPlan, DeleteClass, MergeClass, RenameClass
from ssd_desktop.gui.dialogs.class_questions import ClassQuestions


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (ClassEditPlan(RenameClass("ace", "Ace"), (), (), 92, 88), 'Rename "ace" to "Ace" in 92 boxes of 88 files?'),
        (ClassEditPlan(MergeClass("a", "b"), (), (), 1, 1), 'Merge "a" into "b": 1 box of 1 file?'),
        (ClassEditPlan(DeleteClass("a"), (), (), 2, 1), 'Delete "a" and its 2 boxes in 1 file?'),
        (ClassEditPlan(DeleteClass("a"), (), ()), 'Delete "a"? It has no boxes.'),
    ],
)
def test_the_question_says_exactly_what_happens(qtbot, plan, text):
    assert ClassQuestions().headline(plan) == text


@pytest.mark.parametrize(("pressed", "expected"), [(1, QColor("teal")), (0, None)])
def test_a_colour_is_asked_for_in_a_dialog_that_looks_like_the_others(qtbot, monkeypatch, pressed, expected):
    icons = []

    def answer(dialog):
        icons.extend(button.icon().isNull() for button in dialog.findChild(QDialogButtonBox).buttons())
        return pressed

    monkeypatch.setattr(QColorDialog, "exec", answer)
    assert ClassQuestions().colour("ace", QColor("teal")) == expected
    assert icons == [True, True]


def test_what_else_happens_is_said_too(qtbot):
    plan = ClassEditPlan(
        DeleteClass("a"), (), (), 9, 5, emptied=3, renumbered=7, unreadable=(Path("x/broken.txt"), Path("y.txt"))
    )
    told = " ".join(ClassQuestions().consequences(plan))
    assert "Pictures that lose their last box: 3." in told
    assert "Label files whose class numbers change together with the class list: 7." in told
    assert "stay as they are: 2 (broken.txt, y.txt)" in told
