"""What a list says of an image."""

from pathlib import Path

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_entries import LabelledBy
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.image_summary import UNLABELLED, ImageSummary, summary_of
from ssd_desktop.annotation.summary_reader import read_summary
from ssd_desktop.errors import AnnotationError, MediaError
from ssd_desktop.media.image_file import ImageSize

CARD = AnnotatedObject("ace", Box(1, 2, 3, 4))
HARD = AnnotatedObject("king", Box(1, 2, 3, 4), difficult=True, occluded=True)
SIZE = ImageSize(10, 10, 1, 10, 10)


@pytest.mark.parametrize(
    ("annotation", "status"),
    [
        (None, "unlabelled"),
        (ImageAnnotation(()), "background"),
        (ImageAnnotation((), verified=True), "background"),
        (ImageAnnotation((CARD,)), "labelled"),
        (ImageAnnotation((CARD,), verified=True), "verified"),
    ],
)
def test_the_status_follows_from_the_annotation(annotation, status):
    assert summary_of(annotation).status == status


def test_boxes_are_counted_and_their_classes_and_marks_named_once():
    summary = summary_of(ImageAnnotation((CARD, HARD, CARD)))
    assert summary == ImageSummary("labelled", 3, frozenset({"ace", "king"}), frozenset({"difficult", "occluded"}))


def labels(read):
    return LabelledBy(Path("a.xml"), read)


def test_an_image_that_nothing_describes_is_unlabelled_and_not_read():
    def never(path):
        raise AssertionError

    assert read_summary(Path("a.png"), None, never) is UNLABELLED


def test_labels_are_read_for_the_size_of_the_image():
    def read(size):
        assert size == SIZE
        return AnnotationFile(ImageAnnotation((HARD,), verified=True))

    assert read_summary(Path("a.png"), labels(read), lambda path: SIZE).status == "verified"


def test_an_unreadable_file_or_image_is_an_error_that_says_why():
    def damaged(size):
        raise AnnotationError("a.xml is no XML; repair it.")

    def gone(path):
        raise MediaError("a.png is empty; get a copy.")

    assert read_summary(Path("a.png"), labels(damaged), lambda path: SIZE).why == "a.xml is no XML; repair it."
    assert read_summary(Path("a.png"), labels(damaged), gone) == ImageSummary(
        "error", why="a.png is empty; get a copy."
    )
