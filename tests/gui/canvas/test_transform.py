"""The mapping between picture, canvas and screen."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QRectF

from ssd_desktop.gui.canvas.transform import (
    KEPT_IN_VIEW,
    LEAST_SEEN,
    MAX_ZOOM,
    MIN_ZOOM,
    CanvasTransform,
    round_half_up,
)

RATIOS = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
SIDES = st.integers(1, 9000)
ZOOMS = st.floats(MIN_ZOOM, MAX_ZOOM)


@st.composite
def transforms(draw: st.DrawFn) -> CanvasTransform:
    return CanvasTransform(
        draw(SIDES),
        draw(SIDES),
        draw(st.integers(120, 4000)),
        draw(st.integers(120, 4000)),
        zoom=draw(ZOOMS),
        x=draw(st.floats(-3000, 3000)),
        y=draw(st.floats(-3000, 3000)),
        device_pixel_ratio=draw(RATIOS),
        network_size=draw(st.sampled_from([None, 300])),
    )


@given(transforms(), st.floats(0, 1), st.floats(0, 1))
def test_a_point_comes_back_from_the_canvas(transform: CanvasTransform, right: float, down: float) -> None:
    x, y = right * transform.picture_width, down * transform.picture_height
    back = transform.to_picture(transform.to_widget(x, y))
    assert back.x() == pytest.approx(x, abs=1e-6)
    assert back.y() == pytest.approx(y, abs=1e-6)


@given(transforms(), ZOOMS, st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_the_point_under_the_cursor(
    transform: CanvasTransform, zoom: float, right: float, down: float
) -> None:
    at = QPointF(
        KEPT_IN_VIEW + right * (transform.view_width - 2 * KEPT_IN_VIEW),
        KEPT_IN_VIEW + down * (transform.view_height - 2 * KEPT_IN_VIEW),
    )
    under = transform.to_picture(at)
    assume(transform.contains(under.x(), under.y()))
    after = transform.zoomed(zoom, at).to_widget(under.x(), under.y())
    # Both positions are drawn on whole device pixels; the old rounding is magnified by the zoom.
    tolerance = (0.5 + 0.5 * max(zoom / transform.zoom, 1)) / transform.device_pixel_ratio + 1e-6
    assert abs(after.x() - at.x()) <= tolerance
    assert abs(after.y() - at.y()) <= tolerance


@given(transforms(), st.floats(0, 0.999), st.floats(0, 0.999), st.floats(0.001, 1), st.floats(0.001, 1))
def test_a_revealed_box_is_on_the_canvas_and_large_enough(
    transform: CanvasTransform, left: float, top: float, width: float, height: float
) -> None:
    sides = (transform.picture_width, transform.picture_height)
    box = (left, top, left + (1 - left) * width, top + (1 - top) * height)
    box = tuple(edge * side for edge, side in zip(box, sides * 2, strict=True))
    after = transform.revealing(*box)
    seen = after.rect(*box)
    whole = transform.fitted()
    if whole.zoom > MIN_ZOOM and after.zoom < MAX_ZOOM:
        assert min(seen.left(), seen.top()) >= -2
        assert seen.right() <= after.view_width + 2
        assert seen.bottom() <= after.view_height + 2
        assert max(seen.width(), seen.height()) >= LEAST_SEEN - 1
        # What is seen well already does not jump.
        assert after.revealing(*box) == after


def test_zooming_in_and_out_again_returns_to_the_same_place() -> None:
    start = CanvasTransform(640, 480, 800, 600).fitted()
    moved = start
    for factor in (1.25, 1.25, 1.25, 1 / 1.25, 1 / 1.25, 1 / 1.25):
        moved = moved.zoomed(moved.zoom * factor, QPointF(333, 222))
    assert moved.x == pytest.approx(start.x)
    assert moved.y == pytest.approx(start.y)


@given(transforms())
def test_a_box_of_the_whole_picture_covers_exactly_the_picture(transform: CanvasTransform) -> None:
    box = transform.device_rect(0, 0, transform.picture_width, transform.picture_height)
    assume(box.width() > 0 and box.height() > 0)
    assert box == transform.device_picture_rect()


@given(transforms(), st.floats(0, 1), st.floats(0, 1), st.floats(-500, 500))
def test_moving_the_picture_never_changes_the_size_of_a_drawn_box(
    transform: CanvasTransform, first: float, second: float, way: float
) -> None:
    left, right = sorted((first * transform.picture_width, second * transform.picture_width))
    here = transform.device_rect(left, 0, right, transform.picture_height)
    there = transform.panned(way, way / 3).device_rect(left, 0, right, transform.picture_height)
    assert here.size() == there.size()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_zoom_one_is_one_picture_pixel_on_one_screen_pixel_at_every_ratio(ratio: float) -> None:
    transform = CanvasTransform(100, 80, 400, 300, device_pixel_ratio=ratio)
    assert transform.device_rect(10, 20, 30, 50) == QRect(10, 20, 20, 30)
    assert transform.rect(0, 0, 100, 80) == QRectF(0, 0, 100 / ratio, 80 / ratio)


def test_the_network_view_squeezes_the_picture_to_a_square_with_different_scales() -> None:
    transform = CanvasTransform(600, 200, 1000, 1000, zoom=2, network_size=300)
    assert (transform.scale_x, transform.scale_y) == (1.0, 3.0)
    assert transform.device_rect(0, 0, 600, 200) == QRect(0, 0, 600, 600)
    assert transform.device_rect(300, 50, 600, 100) == QRect(300, 150, 300, 150)
    assert transform.to_picture(QPointF(300, 150)) == QPointF(300, 50)


@given(transforms())
def test_a_fitted_picture_lies_in_the_middle_and_inside(transform: CanvasTransform) -> None:
    fitted = transform.fitted()
    assume(MIN_ZOOM < fitted.zoom < MAX_ZOOM)
    rect = fitted.to_logical(fitted.device_picture_rect())
    pixel = 1 / fitted.device_pixel_ratio
    assert fitted.view_rect().adjusted(-pixel, -pixel, pixel, pixel).contains(rect)
    assert abs(rect.center().x() - fitted.view_width / 2) <= pixel
    assert abs(rect.center().y() - fitted.view_height / 2) <= pixel


@pytest.mark.parametrize(("wanted", "taken"), [(1e-9, MIN_ZOOM), (1e9, MAX_ZOOM), (3.0, 3.0)])
def test_zoom_is_limited(wanted: float, taken: float) -> None:
    assert CanvasTransform(100, 100, 500, 500).zoomed(wanted).zoom == taken


def test_fitting_a_one_pixel_picture_stays_within_the_limits() -> None:
    assert CanvasTransform(1, 1, 2000, 2000).fitted().zoom == MAX_ZOOM


def test_a_twenty_thousand_pixel_wide_picture_fits() -> None:
    fitted = CanvasTransform(20000, 1, 1016, 500).fitted()
    assert fitted.device_picture_rect().size().width() == 1000
    assert fitted.device_picture_rect().size().height() == 1


@given(transforms(), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_panning_never_loses_the_picture(transform: CanvasTransform, dx: float, dy: float) -> None:
    panned = transform.panned(dx, dy)
    width, height = panned.picture_width * panned.scale_x, panned.picture_height * panned.scale_y
    assert panned.x + width >= min(width, KEPT_IN_VIEW) - 1e-6
    assert panned.y + height >= min(height, KEPT_IN_VIEW) - 1e-6
    assert panned.x <= panned.view_width - min(width, KEPT_IN_VIEW) + 1e-6
    assert panned.y <= panned.view_height - min(height, KEPT_IN_VIEW) + 1e-6


def test_resizing_keeps_the_middle_of_the_view_in_the_middle() -> None:
    before = CanvasTransform(4000, 3000, 800, 600, zoom=2).panned(-500, -700)
    after = before.resized(1200, 500, 1.0)
    middle = before.to_picture(QPointF(400, 300))
    assert after.to_picture(QPointF(600, 250)) == middle


def test_halves_round_up_on_both_sides_of_zero() -> None:
    assert [round_half_up(value) for value in (-1.5, -0.5, 0.5, 1.5, 2.5)] == [-1, 0, 1, 2, 3]
