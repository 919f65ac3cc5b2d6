"""Four views in one picture: every pixel and every box lands where a loop over them says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.augmentation import SMALLEST_SIDE
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.mosaic import compose_mosaic, draw_parts
from ssd_desktop.errors import DataError
from tests.unit.data.made_data import made_sample


def made_view(side, boxes=(), labels=None, ignore=None, *, seed=0):
    count = len(boxes)
    return LabelledPicture(
        np.random.default_rng(seed).uniform(0, 255, (side, side, 3)).astype(np.float32),
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array([1] * count if labels is None else labels, np.int64),
        np.array([False] * count if ignore is None else ignore, bool),
        # Every other ignored object is a crowd, so that the flags cannot be taken for each other.
        np.array([False] * count if ignore is None else ignore, bool) & (np.arange(count) % 2 == 0),
        (made_sample(image_path=f"{seed}.png"),),
    )


def made_mosaic(size, counts, seed):
    """Returns views with random boxes, their layout, and the picture of both."""
    rng = np.random.default_rng(seed)
    parts = draw_parts(size, rng)
    views = []
    for number, (part, count) in enumerate(zip(parts, counts, strict=True)):
        low = rng.uniform(0, 0.9, (count, 2))
        boxes = np.concatenate([low, np.minimum(low + rng.uniform(0.001, 0.5, (count, 2)), 1)], axis=1)
        labels = rng.integers(1, 4, count)
        views.append(made_view(part.side, boxes, labels, rng.random(count) < 0.3, seed=seed + number))
    return views, parts, compose_mosaic(views, parts)


def boxes_by_loop(views, parts, size):
    """Returns (box, label, ignore, crowd) of every object that is left, from the words of the docstring."""
    expected = []
    for view, part in zip(views, parts, strict=True):
        x0, y0, x1, y1 = part.window.x0, part.window.y0, part.window.x1, part.window.y1
        boxes = view.boxes_xyxy * np.float32(part.side)
        for box, label, ignore, crowd in zip(boxes, view.labels, view.ignore, view.crowd, strict=True):
            centre_x, centre_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            overlaps = box[0] < x1 and box[2] > x0 and box[1] < y1 and box[3] > y0
            shown = overlaps if ignore else x0 < centre_x < x1 and y0 < centre_y < y1
            if not shown:
                continue
            edges = [
                (min(max(float(box[0]), x0), x1) - x0 + part.left) / size,
                (min(max(float(box[1]), y0), y1) - y0 + part.top) / size,
                (min(max(float(box[2]), x0), x1) - x0 + part.left) / size,
                (min(max(float(box[3]), y0), y1) - y0 + part.top) / size,
            ]
            if edges[2] - edges[0] >= SMALLEST_SIDE and edges[3] - edges[1] >= SMALLEST_SIDE:
                expected.append((edges, int(label), bool(ignore), bool(crowd)))
    return expected


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 120), st.integers(0, 10_000))
def test_the_parts_tile_the_picture_and_show_their_windows(size, seed):
    views, parts, picture = made_mosaic(size, (0, 0, 0, 0), seed)
    assert picture.pixels_rgb.shape == (size, size, 3)
    covered = np.zeros((size, size), int)
    for view, part in zip(views, parts, strict=True):
        window = part.window
        assert 0 <= window.x0 < window.x1 <= part.side
        assert 0 <= window.y0 < window.y1 <= part.side
        for row in range(window.y0, window.y1):
            y = part.top + row - window.y0
            x = part.left
            width = window.x1 - window.x0
            covered[y, x : x + width] += 1
            np.testing.assert_array_equal(
                picture.pixels_rgb[y, x : x + width], view.pixels_rgb[row, window.x0 : window.x1]
            )
    assert (covered == 1).all()


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 120), st.tuples(*[st.integers(0, 4)] * 4), st.integers(0, 10_000))
def test_boxes_labels_and_flags_equal_the_loop_over_objects(size, counts, seed):
    views, parts, picture = made_mosaic(size, counts, seed)
    expected = boxes_by_loop(views, parts, size)
    assert picture.labels.tolist() == [label for _, label, *_ in expected]
    assert picture.ignore.tolist() == [ignore for _, _, ignore, _ in expected]
    assert picture.crowd.tolist() == [crowd for *_, crowd in expected]
    wanted = np.array([edges for edges, *_ in expected], np.float32).reshape(-1, 4)
    np.testing.assert_allclose(picture.boxes_xyxy, wanted, atol=1e-6)
    assert picture.boxes_xyxy.dtype == np.float32


def test_four_backgrounds_are_a_background():
    _, _, picture = made_mosaic(60, (0, 0, 0, 0), 1)
    assert picture.boxes_xyxy.shape == (0, 4)
    assert picture.labels.shape == picture.ignore.shape == (0,)


def test_the_parts_meet_somewhere_else_in_every_picture_but_never_at_the_border():
    meetings = {
        (parts[3].left, parts[3].top) for parts in (draw_parts(300, np.random.default_rng(n)) for n in range(50))
    }
    assert len(meetings) > 40
    assert all(90 <= x <= 210 and 90 <= y <= 210 for x, y in meetings)


def test_all_four_samples_are_named():
    views, _, picture = made_mosaic(60, (1, 0, 2, 1), 3)
    assert picture.samples == tuple(view.samples[0] for view in views)


def test_a_view_of_another_size_is_refused():
    parts = draw_parts(60, np.random.default_rng(0))
    with pytest.raises(DataError, match="side of its part"):
        compose_mosaic([made_view(61)] * 4, parts)
