"""Text in pictures: where it lands and how it is shortened."""

import numpy as np
import pytest

from ssd_desktop.media.lettering import shortened, text_width, write_text


def ink(text, align):
    picture = np.full((60, 400, 3), 255, np.uint8)
    write_text(picture, text, (200, 30), size=20, colour=(0, 0, 0), align=align)
    rows, columns = np.nonzero((picture < 128).all(axis=2))
    return rows, columns


@pytest.mark.parametrize(("align", "left", "right"), [("left", 200, 300), ("centre", 150, 250), ("right", 100, 200)])
def test_text_lies_where_it_was_asked_for(align, left, right):
    rows, columns = ink("0000000", align)
    assert columns.min() >= left - 2
    assert columns.max() <= right + 2
    assert (rows.min() + rows.max()) / 2 == pytest.approx(30, abs=2)


def test_the_width_counts_spaces_at_the_end():
    assert text_width("a ", 20) > text_width("a", 20) > text_width("", 20) == 0


def test_a_long_text_keeps_its_start_and_its_end():
    text = shortened("IMG_20260504_183000_holiday.jpg", 160, 16)
    assert text_width(text, 16) <= 160
    assert text.startswith("IMG_")
    assert text.endswith(".jpg")
    assert "…" in text
    assert shortened("a.jpg", 160, 16) == "a.jpg"
