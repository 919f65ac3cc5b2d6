"""The panel of suggestions and uncertain pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QListView, QProgressBar, QPushButton, QSlider

from ssd_desktop.gui.panels.suggestions import SuggestionsPanel
from ssd_desktop.gui.panels.uncertain_model import reason_text
from ssd_desktop.gui.suggest_actions import SuggestActions
from ssd_desktop.inference.uncertainty import Uncertainty

A, B = Path("folder/a.jpg"), Path("folder/b.jpg")


def unsure(reason="two classes", labels=("ace", "king")):
    return Uncertainty(0.5, 0.25, 0.75, 0.5, reason, labels)


ROWS = ((A, unsure()), (B, unsure("nothing", ())))


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def panel(qtbot, owner):
    panel = SuggestionsPanel(SuggestActions(owner))
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.mark.parametrize(
    ("shown", "hidden", "text"),
    [
        (None, 0, "The detector has not looked for suggestions here yet."),
        (0, 0, "0 suggestions"),
        (1, 0, "1 suggestion"),
        (5, 2, "5 suggestions (2 more below the score)"),
    ],
)
def test_the_number_of_suggestions_is_told(panel, shown, hidden, text):
    panel.set_count(shown, hidden)
    assert panel.count_text() == text


def test_the_slider_tells_the_threshold(panel, qtbot):
    with qtbot.waitSignal(panel.threshold_changed) as heard:
        panel.findChild(QSlider).setValue(30)
    assert heard.args == [0.3]
    assert panel.threshold() == 0.3


def test_a_threshold_that_is_set_is_not_told(panel, qtbot):
    with qtbot.assertNotEmitted(panel.threshold_changed):
        panel.set_threshold(0.8)
    assert panel.threshold() == 0.8


def test_uncertain_pictures_are_listed_with_score_and_reason(panel):
    panel.set_uncertain(ROWS, None)
    model = panel.findChild(QListView).model()
    assert [model.index(row).data() for row in range(2)] == [
        "0.50   a.jpg\ntwo classes nearly as likely: ace, king",
        "0.50   b.jpg\nnothing found",
    ]
    assert "entropy 0.25" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_click_opens_a_picture_and_marking_the_shown_one_does_not(panel, qtbot):
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_uncertain(ROWS, B)
    view = panel.findChild(QListView)
    with qtbot.waitSignal(panel.image_chosen) as heard:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0)).center()
        )
    assert heard.args == [A]


def test_progress_is_shown_while_pictures_are_looked_at_and_can_be_ended(panel, qtbot):
    bar, cancel = panel.findChild(QProgressBar), panel.findChild(QPushButton)
    assert not bar.isVisible()
    panel.set_progress(3, 20)
    assert (bar.text(), bar.isVisible(), cancel.isVisible()) == ("3 of 20", True, True)
    with qtbot.waitSignal(panel.cancelled):
        cancel.click()
    panel.set_progress(0, 0)
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("hardly an object", "perhaps no object: ace"),
        ("only mirrored", "found only when mirrored: ace"),
        ("only unmirrored", "not found when mirrored: ace"),
        ("other score", "other score when mirrored: ace"),
        ("sure", "no doubt"),
    ],
)
def test_every_reason_has_words(reason, text):
    assert reason_text(unsure(reason, ("ace",))) == text
