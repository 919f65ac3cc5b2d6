"""Heat over the picture: colours by value, cells where the network has them."""

import numpy as np
import pytest

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.heat import HeatOverlay
from ssd_desktop.gui.overlays.heat_colours import heat_colours, heat_table
from ssd_desktop.inference.explanation.questions import HeatMap, ScoreHeat

TRANSFORM = CanvasTransform(80, 40, 100, 60, zoom=1, x=10, y=10)
VALUES = np.array([[0.0, 0.25], [0.5, 1.0]], np.float32)


@pytest.fixture
def overlay(qapp):
    overlay = HeatOverlay()
    overlay.set_opacity(1.0)
    return overlay


def lightness(colours):
    """L of CIELAB, 0 to 100, of uint8 RGB."""
    share = colours.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    luminance = linear @ np.array([0.2126, 0.7152, 0.0722])
    return np.where(luminance > 0.008856, 116 * np.cbrt(luminance) - 16, 903.3 * luminance)


def test_the_colours_get_lighter_in_even_steps():
    steps = np.diff(lightness(heat_table())[::16])
    assert (steps > 0).all()
    assert steps.max() < 2 * steps.min()


def test_values_have_the_colours_of_their_share_and_those_outside_the_ends():
    table = heat_table()
    colours = heat_colours(np.array([[-1.0, 2.0, 4.0, 9.0]], np.float32), 0.0, 4.0)
    assert np.array_equal(colours[0], table[[0, 128, 255, 255]])
    assert np.array_equal(heat_colours(VALUES, 1.0, 1.0), np.broadcast_to(table[0], (2, 2, 3)))


def test_each_cell_covers_its_part_of_the_picture(overlay, paint):
    overlay.set_heat(HeatMap(ScoreHeat(0, 1), VALUES), pitch=0.5)
    canvas, expected = paint(overlay, TRANSFORM), heat_colours(VALUES, 0.0, 1.0)
    for row in range(2):
        for column in range(2):
            cell = canvas[10 + 20 * row : 30 + 20 * row, 10 + 40 * column : 50 + 40 * column]
            assert (cell == expected[row, column]).all()
    assert (canvas[:10] == 0).all()
    assert (canvas[:, 90:] == 0).all()


def test_a_map_that_reaches_beyond_the_picture_is_cut_off_there(overlay, paint):
    overlay.set_heat(HeatMap(ScoreHeat(0, 1), VALUES), pitch=0.6)
    canvas = paint(overlay, TRANSFORM)
    assert (canvas[10, 10 + 47] == heat_table()[0]).all()
    assert (canvas[10, 10 + 48] == heat_table()[64]).all()
    assert (canvas[50:] == 0).all()


def test_the_marked_cell_is_framed(overlay, paint):
    overlay.set_heat(HeatMap(ScoreHeat(0, 1), VALUES), pitch=0.5)
    plain = paint(overlay, TRANSFORM)
    overlay.set_marked((1, 0))
    changed = (paint(overlay, TRANSFORM) != plain).any(axis=2)
    rows, columns = np.nonzero(changed)
    assert (rows.min(), columns.min()) == (29, 10)
    assert not changed[35:45, 20:40].any()


def test_without_opacity_the_picture_shows(overlay, paint):
    overlay.set_heat(HeatMap(ScoreHeat(0, 1), VALUES), pitch=0.5)
    overlay.set_opacity(0.0)
    assert (paint(overlay, TRANSFORM) == 0).all()


def test_no_heat_draws_nothing(overlay, paint):
    overlay.set_heat(None)
    overlay.set_marked((0, 0))
    assert (paint(overlay, TRANSFORM) == 0).all()
