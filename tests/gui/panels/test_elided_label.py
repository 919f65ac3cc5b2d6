"""A text that is longer than its place."""

from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.elided_label import ElidedLabel


def test_the_middle_of_a_long_text_is_left_out_and_its_end_stays(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("a folder with a long name: 48 pictures, 121 objects")
    label.resize(1000, 20)
    assert label.shown_text() == label.text()
    label.resize(160, 20)
    assert "…" in label.shown_text()
    assert label.shown_text().endswith("objects")
    assert label.fontMetrics().horizontalAdvance(label.shown_text()) <= 160


def test_it_asks_for_no_width_of_its_own(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("x" * 500)
    assert label.minimumSizeHint().width() == 0
