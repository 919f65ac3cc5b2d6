"""The table of an evaluation: a row a class."""

from PySide6.QtCore import Qt

from ssd_desktop.gui.panels.class_errors_model import ClassErrorsModel


def test_all_headings_begin_with_a_capital_letter(qapp):
    model = ClassErrorsModel()
    horizontal = Qt.Orientation.Horizontal
    headings = [model.headerData(column, horizontal) for column in range(model.columnCount())]
    assert headings[:2] == ["Class", "Objects"]
    assert {"Missed", "Wrong\nclass"} < set(headings)
    assert all(heading[0].isupper() for heading in headings)
