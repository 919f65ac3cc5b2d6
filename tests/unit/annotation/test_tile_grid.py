import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.tile_grid import Tiling, lies_whole_in, tile_spans, view_regions, visible_shares
from ssd_desktop.errors import ConfigError

TILINGS = st.builds(Tiling, st.integers(32, 400), st.floats(0, 0.5))
LENGTHS = st.integers(1, 2000)


@settings(deadline=None)
@given(LENGTHS, TILINGS)
def test_tiles_cover_every_pixel_and_end_flush_with_both_borders(length, tiling):
    covered = np.zeros(length, bool)
    spans = tile_spans(length, tiling)
    for start, stop in spans:
        covered[start:stop] = True
    assert covered.all()
    assert spans[0, 0] == 0
    assert spans[-1, 1] == length
    assert (spans[:, 1] - spans[:, 0] == min(length, tiling.side)).all()


@settings(deadline=None)
@given(LENGTHS, TILINGS)
def test_neighbours_share_the_overlap_and_no_tile_could_be_left_out(length, tiling):
    spans = tile_spans(length, tiling)
    shared = spans[:-1, 1] - spans[1:, 0]
    assert (shared >= tiling.overlap_px).all()
    fewer = len(spans) - 1
    reach = fewer * tiling.side - (fewer - 1) * tiling.overlap_px
    assert fewer == 0 or reach < length


@settings(deadline=None)
@given(
    st.data(), st.integers(1, 500), st.integers(1, 500), st.builds(Tiling, st.integers(50, 400), st.floats(0.1, 0.5))
)
def test_every_object_up_to_the_overlap_lies_whole_in_some_tile(data, width, height, tiling):
    sides = [data.draw(st.floats(0.5, max(0.5, min(length, tiling.overlap_px)))) for length in (width, height)]
    low = [data.draw(st.floats(0, max(0, length - side))) for length, side in zip((width, height), sides, strict=True)]
    box = np.array([[*low, low[0] + sides[0], low[1] + sides[1]]])
    regions = view_regions(width, height, tiling)
    tiles = regions[1:] if len(regions) > 1 else regions
    assert max(visible_shares(box, tile)[0] for tile in tiles) == pytest.approx(1)


@settings(deadline=None)
@given(LENGTHS, LENGTHS, TILINGS)
def test_the_first_view_is_the_whole_picture_and_the_only_one_where_a_tile_would_show_it_all(width, height, tiling):
    regions = view_regions(width, height, tiling)
    assert regions[0].tolist() == [0, 0, width, height]
    assert (len(regions) == 1) == (max(width, height) <= tiling.side)
    expected = [
        [x0, y0, x1, y1] for y0, y1 in tile_spans(height, tiling).tolist() for x0, x1 in tile_spans(width, tiling)
    ]
    assert len(regions) == 1 or regions[1:].tolist() == expected


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 60)] * 4), max_size=6), st.tuples(*[st.integers(0, 60)] * 4))
def test_visible_shares_count_the_pixels_of_each_box_that_lie_in_the_region(corners, region):
    boxes = [(min(a, c), min(b, d), max(a, c) + 1, max(b, d) + 1) for a, b, c, d in corners]
    x0, y0, x1, y1 = region
    expected = [
        sum(x0 <= x < x1 and y0 <= y < y1 for x in range(left, right) for y in range(top, bottom))
        / ((right - left) * (bottom - top))
        for left, top, right, bottom in boxes
    ]
    shares = visible_shares(np.array(boxes, np.float32).reshape(-1, 4), region)
    np.testing.assert_allclose(shares, expected, atol=1e-9)


def test_a_box_near_an_inner_border_may_be_cut_but_not_one_at_the_border_of_the_picture():
    spans = np.array([[0, 60], [40, 100]])
    boxes = np.array([[0, 0, 30, 9], [35, 0, 59, 9], [42, 0, 55, 9], [41, 0, 100, 9]], float)
    whole = lies_whole_in(boxes, spans, axis=0, length=100, margin=2)
    assert whole.tolist() == [[True, False], [False, False], [True, True], [False, False]]


@pytest.mark.parametrize(("side", "overlap"), [(31, 0.25), (300, -0.1), (300, 0.6), (300, float("nan"))])
def test_tiles_out_of_range_are_refused(side, overlap):
    with pytest.raises(ConfigError, match="must"):
        Tiling(side, overlap)
