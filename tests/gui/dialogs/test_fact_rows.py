"""Rows of names and values: all of one height and on one line, whether their letters are Latin or Hangul."""

import pytest
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from ssd_desktop.gui.dialogs.fact_rows import add_fact


@pytest.fixture
def widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def labels(widget, *facts, like):
    """Returns the labels of rows, the name of each before its value."""
    form = QFormLayout(widget)
    for name, value in facts:
        add_fact(form, name, value, like=like)
    return widget.findChildren(QLabel)


def test_rows_without_hangul_are_as_high_as_those_with_it(widget):
    shown = labels(widget, ("이름", "카드"), ("mAP", "85.4 %"), ("이름", "85.4 %"), like="이름")
    assert {label.sizeHint().height() for label in shown} == {QLabel("이름").sizeHint().height()}


def test_a_window_of_latin_letters_gives_no_row_more_room(widget):
    shown = labels(widget, ("Name", "cards"), ("mAP", "85.4 %"), like="Name")
    assert len(shown) == 4
    assert all(label.contentsMargins().isNull() for label in shown)


def test_a_value_is_read_aloud_with_its_name(widget):
    labels(widget, ("Licence", "MIT"), like="Name")
    assert [label.text() for label in widget.findChildren(QLabel) if label.accessibleName() == "Licence"] == ["MIT"]
