"""Name tags."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from ssd_desktop.gui.overlays.labels import Tag, draw_tag, draw_tags, tag_text
from ssd_desktop.gui.overlays.tag_room import TagRoom

pytestmark = pytest.mark.usefixtures("qapp")

BOUNDS = QRectF(0, 0, 300, 200)


def test_a_long_name_is_elided_and_its_score_is_not() -> None:
    metrics = QFontMetricsF(QGuiApplication.font())
    text = tag_text(Tag("a very long class name indeed", "0.98", QColor("red")), metrics, 100)
    assert text.endswith("… 0.98")
    assert metrics.horizontalAdvance(text) <= 101
    assert tag_text(Tag("cat", "0.98", QColor("red")), metrics, 100) == "cat 0.98"


def test_the_tag_of_a_box_out_of_view_is_not_drawn() -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    tag = Tag("cat", "0.98", QColor("red"))
    assert draw_tag(painter, tag, QRectF(400, 10, 20, 20), BOUNDS).isEmpty()
    assert BOUNDS.contains(draw_tag(painter, tag, QRectF(100, 0, 20, 20), BOUNDS))
    painter.end()


@pytest.fixture
def painter() -> Iterator[QPainter]:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    yield painter
    painter.end()


def tags(boxes: Sequence[QRectF]) -> list[tuple[Tag, QRectF]]:
    return [(Tag("cat", f"0.{90 - number}", QColor("red")), box) for number, box in enumerate(boxes)]


def test_boxes_on_the_same_object_are_all_named_side_by_side(painter: QPainter) -> None:
    boxes = [QRectF(80 + 4 * number, 60 + 4 * number, 150, 90) for number in range(6)]
    places = draw_tags(painter, tags(boxes), BOUNDS, TagRoom())
    assert not any(place.isEmpty() for place in places)
    assert not any(one.intersects(other) for one, other in combinations(places, 2))


def test_where_there_is_no_room_for_all_the_first_ones_are_named(painter: QPainter) -> None:
    room = TagRoom()
    drawn = [not place.isEmpty() for place in draw_tags(painter, tags([QRectF(80, 60, 150, 90)] * 30), BOUNDS, room)]
    assert drawn == sorted(drawn, reverse=True)
    assert room.left_out == drawn.count(False) > 0


def test_of_the_boxes_without_a_name_the_smallest_under_the_pointer_gets_one(painter: QPainter) -> None:
    crowd = [QRectF(80, 60, 150, 90)] * 30 + [QRectF(80, 60, 150, 89), QRectF(80, 60, 150, 90)]
    assert draw_tags(painter, tags(crowd), BOUNDS, TagRoom(QPointF(5, 5)))[-2].isEmpty()
    assert not draw_tags(painter, tags(crowd), BOUNDS, TagRoom(QPointF(130, 100)))[-2].isEmpty()


def test_a_tag_that_must_be_seen_is_drawn_over_others(painter: QPainter) -> None:
    chosen = (Tag("dog", "0.10", QColor("blue"), bold=True, always=True), QRectF(80, 60, 150, 90))
    places = draw_tags(painter, [*tags([QRectF(80, 60, 150, 90)] * 30), chosen], BOUNDS, TagRoom())
    assert not places[-1].isEmpty()


def test_what_is_drawn_after_a_bold_tag_has_the_font_of_before(painter: QPainter) -> None:
    draw_tag(painter, Tag("cat", "0.98", QColor("red"), bold=True), QRectF(80, 60, 150, 90), BOUNDS)
    assert not painter.font().bold()
