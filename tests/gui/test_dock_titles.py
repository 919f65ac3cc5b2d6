"""The buttons in the titles of docks."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton

from ssd_desktop.gui.overlays.colours import contrast_ratio
from ssd_desktop.gui.theme import apply_theme


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["qt_dockwidget_floatbutton", "qt_dockwidget_closebutton"])
def test_they_stand_out_from_the_title_in_both_themes(window, qtbot, theme, name):
    button = window.images_dock.findChild(QAbstractButton, name)
    try:
        apply_theme(theme)
        window.show()
        qtbot.waitExposed(window)
        window.images_dock.setFloating(True)
        window.images_dock.setFloating(False)
        window.put_layout(window.layout_state())
        image = button.grab().toImage()
        title = button.palette().color(QPalette.ColorRole.Window)
        contrasts = [
            contrast_ratio(title, image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())
        ]
        assert max(contrasts) >= 3  # WCAG 2.2, what is no text
    finally:
        apply_theme("system")
    assert button.toolTip()
