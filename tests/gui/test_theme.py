"""Icons and the theme they follow."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QScrollBar, QStyleFactory

from ssd_desktop.gui.overlays.colours import relative_luminance
from ssd_desktop.gui.theme import _fusion_palette, apply_theme, icon, is_dark
from ssd_desktop.resources import resource_path


def test_every_icon_named_by_the_window_is_shipped_and_has_something_in_it(window):
    for name in sorted({path.stem for path in resource_path("icons").glob("*.svg")}):
        image = icon(name).pixmap(QSize(24, 24)).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name
    for action in window.commands.all():
        if not action.icon().isNull():
            image = action.icon().pixmap(QSize(24, 24)).toImage()
            assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), action.text()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_have_a_pixel_for_every_pixel_of_the_screen(qapp, ratio):
    pixmap = icon("open").pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(20, 20) * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_icons_follow_the_theme(qapp):
    def brightness():
        image = icon("close").pixmap(QSize(24, 24)).toImage()
        return max(
            image.pixelColor(x, y).lightness()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 200
        )

    try:
        apply_theme("light")
        assert not is_dark()
        on_light = brightness()
        apply_theme("dark")
        assert is_dark()
        assert brightness() > on_light + 100
    finally:
        apply_theme("system")


def test_an_unknown_icon_is_empty_and_no_error(qapp):
    image = icon("there-is-no-such-icon").pixmap(QSize(8, 8)).toImage()
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(8) for y in range(8))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_handle_of_a_scroll_bar_is_lighter_than_its_groove(qtbot, name):
    try:
        apply_theme(name)
        bar = QScrollBar(Qt.Orientation.Vertical)
        qtbot.addWidget(bar)
        bar.setStyle(QStyleFactory.create("Fusion"))
        bar.resize(16, 300)
        bar.setRange(0, 200)
        bar.setPageStep(50)
        image = bar.grab().toImage()
        assert image.pixelColor(8, 40).lightness() >= image.pixelColor(8, 200).lightness() + 10
    finally:
        apply_theme("system")


def contrast(one, other):
    """How much brighter one of two colours is than the other (WCAG 2.2, relative luminance)."""
    dark, bright = sorted((relative_luminance(one), relative_luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", [QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button])
def test_hints_can_be_read_on_the_window_and_in_fields(name, ground):
    palette = _fusion_palette(dark=name == "dark")
    assert contrast(palette.color(QPalette.ColorRole.PlaceholderText), palette.color(ground)) >= 4.5
