import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.orientation import stored_to_upright, upright_to_stored
from ssd_desktop.media.pixels import upright

ORIENTATIONS = st.integers(1, 8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_box_moves_with_the_pixels_it_holds(orientation):
    stored = np.zeros((40, 60, 3), np.uint8)
    stored[5:12, 20:50] = 255
    box = stored_to_upright(Box(20, 5, 50, 12), orientation, width=60, height=40)
    rows, columns = np.nonzero(upright(stored, orientation)[:, :, 0])
    assert box == Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)


@given(ORIENTATIONS, st.tuples(*[st.integers(0, 1000)] * 4), st.integers(1, 1000), st.integers(1, 1000))
def test_turning_back_undoes_turning(orientation, edges, width, height):
    box = Box(*edges)
    turned = stored_to_upright(box, orientation, width=width, height=height)
    upright_size = (height, width) if orientation >= 5 else (width, height)
    assert upright_to_stored(turned, orientation, width=upright_size[0], height=upright_size[1]) == box
