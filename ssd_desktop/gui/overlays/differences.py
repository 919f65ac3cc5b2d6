"""What one of two detectors alone found or got wrong on a picture: thick, with a sign; what both did is thin."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLocale, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.disagreement import Side
from ssd_desktop.evaluation.errors import FALSE_ALARMS, Kind
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.error_texts import kind_text
from ssd_desktop.gui.overlays.errors import MISSED, RIGHT, WRONG
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom

TRUTH = QColor("#ffffff")


class Mark(Enum):
    """What a box on the picture means: its colour, thickness in logical pixels, and the sign on its tag."""

    TRUTH = (TRUTH, 1, "")
    BOTH_FOUND = (RIGHT, 1, "")
    BOTH_WRONG = (WRONG, 1, "")
    ONLY_FOUND = (RIGHT, 4, "+")
    LACKS = (MISSED, 4, "–")
    ONLY_WRONG = (WRONG, 4, "×")

    @property
    def colour(self) -> QColor:
        return self.value[0]

    @property
    def thickness(self) -> int:
        return self.value[1]

    @property
    def sign(self) -> str:
        """Stands on the tag; empty for a mark without a tag."""
        return self.value[2]


@dataclass(frozen=True)
class _Box:
    mark: Mark
    box_xyxy: tuple[float, float, float, float]
    name: str = ""
    note: str = ""


class DifferencesOverlay(Overlay):
    """Draws the ground truth and one of two detectors."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[_Box] = []
        self._size = (0, 0)

    def set_side(self, side: Side | None, sample: Sample | None, classes: tuple[str, ...]) -> None:
        """Shows what sets a detector apart on a picture; None shows nothing.

        Args:
            side: Of the detector.
            sample: The picture's ground truth.
            classes: Foreground names; label i is ``classes[i - 1]``.
        """
        self._boxes = []
        if side is not None and sample is not None:
            self._size = (sample.width, sample.height)
            boxes = [*_truths(sample), *_detections(side), *_lacks(side, sample, classes)]
            self._boxes = sorted(boxes, key=lambda box: box.mark.thickness)  # stable: what differs lies on top
        self.changed.emit()

    def marks(self) -> list[tuple[Mark, str]]:
        """Returns each mark with what its tag says, in the order of painting."""
        return [(box.mark, f"{box.name} {box.note}".strip()) for box in self._boxes]

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        if self._size != (transform.picture_width, transform.picture_height):
            return
        with device_pixels(painter, transform):
            for box in self._boxes:
                draw_mark(painter, box.mark, transform.device_rect(*box.box_xyxy), transform.device_pixel_ratio)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags of what differs."""
        if self._size != (transform.picture_width, transform.picture_height):
            return
        named = [
            (Tag(box.name, box.note, box.mark.colour), transform.rect(*box.box_xyxy))
            for box in self._boxes
            if box.mark.sign
        ]
        draw_tags(painter, named[::-1], transform.view_rect(), tags)


def draw_mark(painter: QPainter, mark: Mark, rect: QRect, ratio: float) -> None:
    """Draws the outline of a mark.

    Args:
        painter: In device pixels, antialiasing off.
        mark: What it means.
        rect: Device pixels of the box.
        ratio: Device pixels per logical pixel.
    """
    thickness = line_pixels(mark.thickness, ratio)
    if mark is Mark.LACKS:
        fill_rects(painter, frame_strips(rect, thickness), edge_colour(mark.colour))
        draw_dashes(painter, rect, mark.colour, thickness=thickness)
    else:
        draw_frame(painter, rect, mark.colour, thickness=thickness, edge=line_pixels(1, ratio))


def mark_sample(mark: Mark, size: QSize, ratio: float) -> QPixmap:
    """Returns a small picture of a mark for a legend.

    Args:
        mark: What it means.
        size: Logical pixels.
        ratio: Device pixels per logical pixel of the widget that shows it.
    """
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    edge = line_pixels(1, ratio)
    draw_mark(painter, mark, pixmap.rect().adjusted(edge, edge, -edge, -edge), ratio)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _truths(sample: Sample) -> list[_Box]:
    return [_Box(Mark.TRUTH, _corners(sample.boxes_xyxy[place].tolist())) for place in range(len(sample.labels))]


def _detections(side: Side) -> list[_Box]:
    boxes = []
    found = side.errors.detections
    for place in reversed(range(len(found))):  # the best on top
        kind = side.errors.detection_kinds[place]
        if kind is Kind.NOT_COUNTED:
            continue
        score = QLocale().toString(float(found.scores[place]), "f", 2)
        if kind in FALSE_ALARMS:
            mark = Mark.ONLY_WRONG if side.only_wrong[place] else Mark.BOTH_WRONG
            name = f"{found.name(place)}: {kind_text(kind)}"
        else:
            mark = Mark.ONLY_FOUND if side.only_found[place] else Mark.BOTH_FOUND
            name = found.name(place)
        corners = _corners(found.boxes_xyxy[place].tolist())
        boxes.append(_Box(mark, corners, f"{mark.sign} {name}".strip(), score))
    return boxes


def _lacks(side: Side, sample: Sample, classes: tuple[str, ...]) -> list[_Box]:
    boxes = []
    for place in side.lacks.nonzero()[0].tolist():
        name = f"{Mark.LACKS.sign} {classes[int(sample.labels[place]) - 1]}:"
        corners = _corners(sample.boxes_xyxy[place].tolist())
        boxes.append(_Box(Mark.LACKS, corners, name, kind_text(side.errors.object_kinds[place])))
    return boxes


def _corners(values: list[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = values
    return x0, y0, x1, y1
