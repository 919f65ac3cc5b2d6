"""Which images pass a filter."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.image_summary import OBJECT_FLAGS, STATUSES, ImageSummary
from ssd_desktop.gui.panels.image_filter import ImageFilter

CARDS = ImageSummary("verified", 2, frozenset({"ace", "king"}), frozenset({"difficult"}))


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        (ImageFilter(), True),
        (ImageFilter(" IMG_1 "), True),
        (ImageFilter("img_2"), False),
        (ImageFilter(status="verified"), True),
        (ImageFilter(status="labelled"), False),
        (ImageFilter(label="ace"), True),
        (ImageFilter(label="queen"), False),
        (ImageFilter(flag="difficult"), True),
        (ImageFilter(flag="occluded"), False),
        (ImageFilter("img", "verified", "king", "difficult"), True),
        (ImageFilter("img", "verified", "king", "truncated"), False),
    ],
)
def test_an_image_passes_when_it_has_all_that_is_asked_for(wanted, passes):
    assert wanted.accepts("img_10.jpg", CARDS) is passes


def test_an_image_of_unknown_status_passes_only_where_nobody_asks_for_labels():
    assert ImageFilter("img").accepts("img.jpg", None)
    assert not ImageFilter("img", status="unlabelled").accepts("img.jpg", None)
    assert not ImageFilter(label="ace").accepts("img.jpg", None)


names = st.text("abc", max_size=3)
summaries = st.builds(
    ImageSummary,
    st.sampled_from(STATUSES),
    st.integers(0, 3),
    st.frozensets(st.sampled_from("xy"), max_size=2),
    st.frozensets(st.sampled_from(OBJECT_FLAGS), max_size=2),
)
filters = st.builds(
    ImageFilter,
    names,
    st.none() | st.sampled_from(STATUSES),
    st.sampled_from(["", "x", "y"]),
    st.sampled_from(["", "ignore"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names, summaries, filters)
def test_asking_for_less_never_hides_more(name, summary, wanted):
    if wanted.accepts(name, summary):
        for field, nothing in (("text", ""), ("status", None), ("label", ""), ("flag", "")):
            values = {**{key: getattr(wanted, key) for key in ("text", "status", "label", "flag")}, field: nothing}
            assert ImageFilter(**values).accepts(name, summary)
