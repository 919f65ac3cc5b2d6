"""Images made for the tests of the statistics, and strategies that make many."""

from pathlib import Path

from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.counted_image import counted_image


def made_image(name="a.jpg", *objects, size=(200, 100), problems=(), verified=False):
    """Objects are (label, (x0, y0, x1, y1)); None as the only one: nobody labelled the image."""
    if objects == (None,):
        return counted_image(Path(name), None)
    found = tuple(AnnotatedObject(label, Box(*box), entry=n) for n, (label, box) in enumerate(objects, 1))
    return counted_image(Path(name), ImageAnnotation(found, *size, verified=verified), problems)


def spans(most):
    """Two different numbers in rising order, of a grid that makes equal ones likely."""
    return st.lists(st.integers(0, most), min_size=2, max_size=2, unique=True).map(sorted)


@st.composite
def boxes(draw, width=40, height=30):
    """A box with whole edges inside a picture of this size."""
    (x0, x1), (y0, y1) = draw(spans(width)), draw(spans(height))
    return (x0, y0, x1, y1)


@st.composite
def many_images(draw):
    """Images with and without objects, and some that nobody labelled."""
    objects = st.lists(st.tuples(st.sampled_from(["cat", "dog", "ox"]), boxes()), max_size=6)
    rows = draw(st.lists(st.one_of(st.none(), objects), max_size=6))
    return [
        made_image(f"{number}.jpg", *((None,) if row is None else row), size=(40, 30))
        for number, row in enumerate(rows)
    ]
