"""What the fields of the status bar say."""

import pytest
from PySide6.QtWidgets import QStatusBar

from ssd_desktop.gui.status_fields import StatusFields


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(40.0, 25.0, "40 × 25 px"), (171.081, 214.75, "171.1 × 214.8 px"), (10000.0, 6000.04, "10000 × 6000 px")],
)
def test_the_size_of_a_box_is_shown_to_a_tenth_of_a_pixel(qtbot, width, height, text):
    bar = QStatusBar()
    qtbot.addWidget(bar)
    fields = StatusFields(bar)
    fields.set_box(width, height)
    assert fields._box.text() == text
    fields.set_box(None, count=3)
    assert fields._box.text() == "3 boxes"
    fields.set_box(None)
    assert fields._box.text() == ""


def test_the_thousands_of_a_long_detection_are_set_apart(qtbot):
    bar = QStatusBar()
    qtbot.addWidget(bar)
    fields = StatusFields(bar)
    fields.set_time(53907.4)
    assert fields._time.text() == "53,907 ms"
    fields.set_time(None)
    assert fields._time.text() == ""
