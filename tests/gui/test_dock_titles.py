"""The buttons in the titles of docks."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton

from ssd_desktop.gui.overlays.colours import contrast_ratio
from ssd_desktop.gui.theme import apply_theme


def contrast(button):
    """Returns the highest contrast of a button's pixels to the title."""
    image, title = button.grab().toImage(), button.palette().color(QPalette.ColorRole.Window)
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(contrast_ratio(title, image.pixelColor(x, y)) for x, y in places)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["qt_dockwidget_floatbutton", "qt_dockwidget_closebutton"])
def test_they_stand_out_from_the_title_in_both_themes(window, qtbot, theme, name):
    dock = window.images_dock
    button = dock.findChild(QAbstractButton, name)
    try:
        apply_theme(theme)
        window.show()
        qtbot.waitExposed(window)
        # At least 3 to 1: WCAG 2.2, of what is no text.
        qtbot.waitUntil(lambda: contrast(button) >= 3)
        dock.setFloating(True)
        dock.setFloating(False)
        qtbot.waitUntil(lambda: contrast(button) >= 3)
        window.put_layout(window.layout_state())
        qtbot.waitUntil(lambda: contrast(button) >= 3)
    finally:
        apply_theme("system")
    assert button.toolTip()
