"""What an evaluation says of the picture: found and missed objects and false alarms, told apart by line and colour."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, QRect
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.errors import FALSE_ALARMS, ImageErrors, Kind
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.error_texts import kind_text
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom

# Okabe and Ito: bluish green, vermilion, sky blue. Missed objects are dashed, too.
RIGHT, WRONG, MISSED = QColor("#009e73"), QColor("#d55e00"), QColor("#56b4e9")
_THIN, _THICK = 2, 3


@dataclass(frozen=True)
class _Mark:
    box_xyxy: tuple[float, float, float, float]
    colour: QColor
    dashed: bool
    name: str
    note: str


class ErrorsOverlay(Overlay):
    """Draws correct detections thin, false alarms thick, and dashed the objects that were not found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: list[_Mark] = []
        self._size = (0, 0)

    def set_errors(self, errors: ImageErrors | None, sample: Sample | None, classes: tuple[str, ...]) -> None:
        """Shows what was judged of a picture; None shows nothing.

        Args:
            errors: Of the picture.
            sample: Its ground truth.
            classes: Foreground names; label i is ``classes[i - 1]``.
        """
        self._marks = []
        if errors is not None and sample is not None:
            self._size = (sample.width, sample.height)
            self._marks = [*_missed_marks(errors, sample, classes), *_detection_marks(errors)]
        self.changed.emit()

    def texts(self) -> list[str]:
        """Returns what the tags say, in the order of painting."""
        return [f"{mark.name} {mark.note}".strip() for mark in self._marks]

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        if self._size != (transform.picture_width, transform.picture_height):
            return
        ratio = transform.device_pixel_ratio
        with device_pixels(painter, transform):
            for mark in self._marks:
                _draw(painter, mark, transform.device_rect(*mark.box_xyxy), ratio)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags."""
        if self._size != (transform.picture_width, transform.picture_height):
            return
        named = [(Tag(one.name, one.note, one.colour), transform.rect(*one.box_xyxy)) for one in self._marks]
        draw_tags(painter, named[::-1], transform.view_rect(), tags)


def _missed_marks(errors: ImageErrors, sample: Sample, classes: tuple[str, ...]) -> list[_Mark]:
    marks = []
    for place, kind in enumerate(errors.object_kinds):
        if kind not in (Kind.CORRECT, Kind.NOT_COUNTED):
            x0, y0, x1, y1 = sample.boxes_xyxy[place].tolist()
            name = classes[int(sample.labels[place]) - 1]
            marks.append(_Mark((x0, y0, x1, y1), MISSED, True, f"{name}:", kind_text(kind)))
    return marks


def _detection_marks(errors: ImageErrors) -> list[_Mark]:
    marks = []
    found = errors.detections
    for place in reversed(range(len(found))):  # the best on top
        kind = errors.detection_kinds[place]
        if kind is Kind.NOT_COUNTED:
            continue
        x0, y0, x1, y1 = found.boxes_xyxy[place].tolist()
        score = QLocale().toString(float(found.scores[place]), "f", 2)
        wrong = kind in FALSE_ALARMS
        note = f"{score}: {kind_text(kind)}" if wrong else score
        marks.append(_Mark((x0, y0, x1, y1), WRONG if wrong else RIGHT, False, found.name(place), note))
    return marks


def _draw(painter: QPainter, mark: _Mark, rect: QRect, ratio: float) -> None:
    thickness = line_pixels(_THIN if mark.colour is RIGHT else _THICK, ratio)
    if mark.dashed:
        fill_rects(painter, frame_strips(rect, thickness), edge_colour(mark.colour))
        draw_dashes(painter, rect, mark.colour, thickness=thickness)
    else:
        draw_frame(painter, rect, mark.colour, thickness=thickness, edge=line_pixels(1, ratio))
