"""The rows of the list of images."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from ssd_desktop.annotation.image_summary import STATUSES, TO_DO, UNLABELLED, ImageSummary
from ssd_desktop.gui.panels.image_filter import ImageFilter
from ssd_desktop.gui.panels.images_model import SUMMARY_ROLE, ImagesModel
from ssd_desktop.gui.panels.thumbnail_memory import ThumbnailMemory

A, B, C, D = IMAGES = [Path(f"{name}.png") for name in "abcd"]
ACE = ImageSummary("labelled", 1, frozenset({"ace"}))
EMPTY = ImageSummary("background")


@pytest.fixture
def model(qapp):
    model = ImagesModel()
    model.set_images(IMAGES)
    return model


def rows(model):
    return [model.image(row) for row in range(model.rowCount())]


def test_progress_counts_what_somebody_has_labelled(model):
    assert (model.done(), model.known()) == (0, 0)
    model.set_summaries({A: ACE, B: EMPTY, C: UNLABELLED})
    assert (model.done(), model.known()) == (2, 3)
    model.set_summaries({A: UNLABELLED, D: ImageSummary("verified", 2), Path("elsewhere.png"): ACE})
    assert (model.done(), model.known()) == (2, 4)
    model.set_images([D, A])
    assert (model.done(), model.known()) == (1, 2)


def test_the_image_that_is_labelled_stays_listed_until_another_is_shown(model):
    model.set_summaries(dict.fromkeys(IMAGES, UNLABELLED))
    model.set_filter(ImageFilter(status="unlabelled"))
    model.set_current(B)
    model.set_summaries({B: ACE, C: ACE})
    assert model.filter_again()
    assert rows(model) == [A, B, D]
    assert model.neighbour(B, 1) == D
    model.set_current(D)
    model.filter_again()
    assert rows(model) == [A, D]


def test_labels_that_change_do_not_move_a_list_that_does_not_ask_for_them(model):
    model.set_filter(ImageFilter("b"))
    model.set_summaries({B: ACE})
    assert not model.filter_again()


def test_turning_pages_follows_the_filter(model):
    model.set_summaries({A: ACE, B: UNLABELLED, C: ACE, D: UNLABELLED})
    model.set_filter(ImageFilter(label="ace"))
    assert [model.neighbour(A, 1), model.neighbour(B, 1), model.neighbour(D, -1), model.neighbour(B, -1)] == [
        C,
        C,
        C,
        A,
    ]
    assert [model.neighbour(None, 1), model.neighbour(None, -1), model.neighbour(C, 5)] == [A, A, C]
    model.set_filter(ImageFilter("nothing has this"))
    assert model.neighbour(A, 1) is None


def test_the_next_unlabelled_image_comes_after_the_last_from_the_first_on(model):
    model.set_summaries({A: UNLABELLED, B: ACE, C: ImageSummary("predicted", 3), D: EMPTY})
    assert model.next_unlabelled(None) == A
    assert model.next_unlabelled(A) == C
    assert model.next_unlabelled(C) == A
    model.set_summaries({A: ACE})
    assert model.next_unlabelled(C) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.none() | st.sampled_from(STATUSES), min_size=1, max_size=8),
    st.integers(0, 8),
    st.sampled_from([-3, -2, -1, 1, 2, 3]),
    st.sampled_from([None, *STATUSES]),
)
def test_neighbours_and_the_next_unlabelled_are_those_of_a_plain_loop(qapp, statuses, place, by, wanted):
    images = [Path(f"{number}.png") for number in range(len(statuses))]
    model = ImagesModel()
    model.set_images(images)
    pairs = zip(images, statuses, strict=True)
    model.set_summaries({image: ImageSummary(status) for image, status in pairs if status is not None})
    model.set_filter(ImageFilter(status=wanted))
    listed = [number for number, status in enumerate(statuses) if wanted in (None, status)]
    start = min(place, len(images) - 1)
    after = [number for number in listed if number > start]
    before = [number for number in listed if number < start][::-1]
    way = after if by > 0 else before
    here = [start] if start in listed else []
    far = way[abs(by) - 1 : abs(by)] or way[-1:] or here or (before[:1] if by > 0 else after[:1])
    assert model.neighbour(images[start], by) == (images[far[0]] if far else None)
    to_do = [number for number in after + before[::-1] if statuses[number] in TO_DO]
    assert model.next_unlabelled(images[start]) == (images[to_do[0]] if to_do else None)


def test_status_and_thumbnail_reach_the_row(model):
    index = model.index(1)
    assert index.data(SUMMARY_ROLE) is None
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    model.set_summaries({B: ACE})
    model.set_thumbnail(B, (1, 2, 3), QImage(8, 6, QImage.Format.Format_RGB32))
    model.set_thumbnail(C, (1, 2, 3), QImage())
    assert index.data(SUMMARY_ROLE) == ACE
    assert index.data(Qt.ItemDataRole.DecorationRole).width() == 8
    assert model.index(2).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert [model.thumbnail_version(row) for row in (0, 1)] == [None, (1, 2, 3)]


def test_a_row_is_read_aloud_with_its_status(model):
    model.set_summaries({A: ACE, B: EMPTY})
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["a.png, 1 box", "b.png, No objects", "c.png"]


def test_the_tip_names_classes_and_what_is_wrong(model):
    model.set_summaries({A: ImageSummary("labelled", 3, frozenset({"b", "a"})), B: ImageSummary("error", why="no XML")})
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "a.png\nLabelled: 3 boxes\na, b"
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) == "b.png\nLabels unreadable\nno XML"


def test_the_memory_of_thumbnails_forgets_those_painted_longest_ago(qapp):
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    memory = ThumbnailMemory(2 * picture.sizeInBytes())
    memory.put(A, (1, 1, 1), picture)
    memory.put(B, (1, 1, 1), picture)
    assert memory.picture(A) is not None
    memory.put(C, (1, 1, 1), picture)
    assert [memory.version(image) for image in (A, B, C)] == [(1, 1, 1), None, (1, 1, 1)]
    memory.put(C, (2, 2, 2), picture)
    assert memory.version(A) == (1, 1, 1)
