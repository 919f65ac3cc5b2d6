"""Which piece of a picture each pixel belongs to follows the pixel through mirroring and mosaics."""

import numpy as np

from ssd_desktop.data.pending_colours import PendingColours, side_by_side
from ssd_desktop.data.photometric import Distortion

FIRST, SECOND = Distortion(brightness=1.0), Distortion(brightness=2.0)


def test_a_picture_of_one_piece_has_canvas_around_it():
    pending = PendingColours.of_one(4, (slice(1, 3), slice(0, 2)), FIRST)
    assert pending.pieces.tolist() == [[0, 0, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert pending.mirrored().pieces.tolist() == [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]]
    assert pending.mirrored().distortions == (FIRST,)


def test_pictures_side_by_side_keep_their_own_distortions_and_their_canvas():
    left = PendingColours.of_one(2, (slice(0, 2), slice(0, 2)), FIRST)
    right = PendingColours.of_one(3, (slice(1, 3), slice(0, 3)), SECOND)
    everything = (slice(0, 2), slice(0, 2))
    parts = [
        (left, (slice(0, 2), slice(0, 2)), everything),
        (PendingColours.none(2), (slice(2, 4), slice(0, 2)), everything),
        (right, (slice(0, 3), slice(2, 4)), (slice(0, 3), slice(1, 3))),
    ]
    whole = side_by_side(4, parts)
    assert whole.pieces.tolist() == [[1, 1, 0, 0], [1, 1, 2, 2], [0, 0, 2, 2], [0, 0, 0, 0]]
    assert whole.distortions == (FIRST, SECOND)


def test_a_picture_of_nothing_takes_no_memory():
    assert PendingColours.none(300).pieces.strides == (0, 0)
    assert not np.any(PendingColours.none(300).pieces)
