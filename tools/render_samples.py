"""Renders the shipped sample pictures: playing cards on a table, and the labelled set of game pieces.

Run ``python tools/render_samples.py OUTPUT`` to make ``resources/samples`` anew. Everything is drawn here from
seeds, so the pictures belong to the project (MIT) and every box of the game pieces is exact by construction: it is
the bounding rectangle of the drawn outline. Of the cards only those of the guided tour are labelled.
"""

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
    QTransform,
)
from sample_surfaces import SURFACES, Array

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import write_voc_xml

_RED, _BLACK = QColor(190, 24, 32), QColor(22, 20, 24)


# --- outlines ---------------------------------------------------------------------------------------------


def _suit_path(suit: str) -> QPainterPath:
    """A suit symbol inside the unit square centred on the origin."""
    path = QPainterPath()
    if suit == "diamond":
        path.moveTo(0, -0.5)
        path.quadTo(0.12, -0.2, 0.36, 0)
        path.quadTo(0.12, 0.2, 0, 0.5)
        path.quadTo(-0.12, 0.2, -0.36, 0)
        path.quadTo(-0.12, -0.2, 0, -0.5)
    elif suit == "heart":
        path.moveTo(0, 0.5)
        path.cubicTo(-0.75, -0.1, -0.4, -0.65, 0, -0.25)
        path.cubicTo(0.4, -0.65, 0.75, -0.1, 0, 0.5)
    elif suit == "spade":
        path.moveTo(0, -0.5)
        path.cubicTo(0.75, 0.1, 0.4, 0.55, 0.05, 0.22)
        path.lineTo(0.16, 0.5)
        path.lineTo(-0.16, 0.5)
        path.lineTo(-0.05, 0.22)
        path.cubicTo(-0.4, 0.55, -0.75, 0.1, 0, -0.5)
    else:
        for x, y in ((0.0, -0.24), (-0.25, 0.1), (0.25, 0.1)):
            path.addEllipse(QPointF(x, y), 0.235, 0.235)
        stem = QPainterPath(QPointF(-0.05, 0.0))
        stem.lineTo(0.05, 0.0)
        stem.lineTo(0.16, 0.5)
        stem.lineTo(-0.16, 0.5)
        stem.closeSubpath()
        path = path.united(stem)
    return path


def _rounded(width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-width / 2, -height / 2, width, height), radius, radius)
    return path


# --- things on the table: each draws itself around the origin and returns its outline ---------------------

_PIPS = {
    "nine": [(x, y) for x in (-0.2, 0.2) for y in (-0.33, -0.11, 0.11, 0.33)] + [(0.0, 0.0)],
    "ten": [(x, y) for x in (-0.2, 0.2) for y in (-0.33, -0.11, 0.11, 0.33)] + [(0.0, -0.22), (0.0, 0.22)],
    "ace": [(0.0, 0.0)],
}
_CORNER = {"nine": "9", "ten": "10", "jack": "J", "queen": "Q", "king": "K", "ace": "A"}
_CARD_W, _CARD_H = 250.0, 350.0


def _draw_suit(painter: QPainter, suit: str, colour: QColor, *, at: tuple[float, float], size: float) -> None:
    painter.save()
    painter.translate(*at)
    painter.scale(size, -size if at[1] > 1 else size)
    painter.fillPath(_suit_path(suit), colour)
    painter.restore()


def _draw_court(painter: QPainter, rank: str, suit: str, colour: QColor) -> None:
    """A court card's framed double figure, in the flat colours of printed cards."""
    frame = QRectF(-_CARD_W * 0.31, -_CARD_H * 0.4, _CARD_W * 0.62, _CARD_H * 0.8)
    painter.setPen(QPen(QColor(40, 60, 140), 3))
    painter.drawRect(frame)
    yellow, blue, red, skin = QColor(236, 190, 48), QColor(38, 66, 150), QColor(196, 36, 40), QColor(246, 222, 196)
    for turn in (0, 180):
        painter.save()
        painter.rotate(turn)
        painter.setClipRect(QRectF(frame.left(), frame.top(), frame.width(), frame.height() / 2))
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        for stripe in range(-6, 7):
            robe = QPainterPath(QPointF(stripe * 13.0, -52))
            robe.lineTo(stripe * 22.0 + 16, 12)
            robe.lineTo(stripe * 22.0 - 16, 12)
            robe.closeSubpath()
            painter.setBrush((yellow, blue, red)[stripe % 3])
            painter.drawPath(robe)
        painter.setBrush(skin)
        painter.drawEllipse(QPointF(0, -84), 25, 31)
        painter.setBrush(yellow if rank == "king" else red)
        points = {"king": 5, "queen": 3, "jack": 1}[rank]
        crown = QPainterPath(QPointF(-31, -100))
        for point in range(points):
            crown.lineTo(-31 + 62 * (point + 0.5) / points, -138)
            crown.lineTo(-31 + 62 * (point + 1) / points, -106)
        crown.lineTo(31, -100)
        crown.closeSubpath()
        painter.drawPath(crown)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(QPointF(-9, -87), 3, 3)
        painter.drawEllipse(QPointF(9, -87), 3, 3)
        _draw_suit(painter, suit, colour, at=(-_CARD_W * 0.21, -_CARD_H * 0.31), size=42)
        painter.restore()


def _draw_card(painter: QPainter, rank: str, suit: str) -> QPainterPath:
    outline = _rounded(_CARD_W, _CARD_H, 16)
    painter.setPen(QPen(QColor(186, 182, 172), 1.5))
    painter.setBrush(QColor(250, 248, 241))
    painter.drawPath(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = _RED if suit in ("heart", "diamond") else _BLACK
    if rank in _PIPS:
        for x, y in _PIPS[rank]:
            size = 62.0 if rank != "ace" else 74.0
            _draw_suit(painter, suit, colour, at=(x * _CARD_W * 1.1, y * _CARD_H), size=size)
    else:
        _draw_court(painter, rank, suit, colour)
    font = QFont("DejaVu Sans")
    font.setPixelSize(40)
    font.setStretch(85)
    painter.setFont(font)
    for turn in (0, 180):
        painter.save()
        painter.rotate(turn)
        painter.setPen(colour)
        corner = QRectF(-_CARD_W / 2 + 3, -_CARD_H / 2 + 6, 46, 44)
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, _CORNER[rank])
        _draw_suit(painter, suit, colour, at=(corner.center().x(), -_CARD_H / 2 + 68), size=28)
        painter.restore()
    return outline


def _draw_pips(painter: QPainter, count: int, *, side: float, colour: QColor) -> None:
    layouts = {
        1: [(0, 0)],
        2: [(-1, -1), (1, 1)],
        3: [(-1, -1), (0, 0), (1, 1)],
        4: [(-1, -1), (1, 1), (-1, 1), (1, -1)],
        5: [(-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)],
        6: [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)],
    }
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for x, y in layouts.get(count, []):
        painter.drawEllipse(QPointF(x * side * 0.26, y * side * 0.26), side * 0.1, side * 0.1)


def _draw_die(painter: QPainter, rng: np.random.Generator) -> QPainterPath:
    face, ink = ((250, 246, 236), (24, 24, 28)) if rng.random() < 0.6 else ((176, 28, 34), (250, 246, 240))
    outline = _rounded(100, 100, 18)
    painter.setPen(QPen(QColor(*face).darker(150), 2))
    shine = QRadialGradient(QPointF(-25, -25), 110)
    shine.setColorAt(0, QColor(*face).lighter(108))
    shine.setColorAt(1, QColor(*face).darker(125))
    painter.setBrush(QBrush(shine))
    painter.drawPath(outline)
    _draw_pips(painter, int(rng.integers(1, 7)), side=100, colour=QColor(*ink))
    return outline


def _draw_domino(painter: QPainter, rng: np.random.Generator) -> QPainterPath:
    outline = _rounded(200, 100, 14)
    painter.setPen(QPen(QColor(8, 8, 10), 2))
    painter.setBrush(QColor(34, 32, 38))
    painter.drawPath(outline)
    painter.setPen(QPen(QColor(214, 206, 190), 4))
    painter.drawLine(QPointF(0, -38), QPointF(0, 38))
    for x in (-50.0, 50.0):
        painter.save()
        painter.translate(x, 0)
        _draw_pips(painter, int(rng.integers(0, 7)), side=88, colour=QColor(240, 234, 220))
        painter.restore()
    return outline


def _draw_coin(painter: QPainter, rng: np.random.Generator) -> QPainterPath:
    metal = QColor(*((212, 168, 74), (182, 186, 192), (186, 112, 70))[int(rng.integers(3))])
    outline = QPainterPath()
    outline.addEllipse(QPointF(0, 0), 60, 60)
    shine = QRadialGradient(QPointF(-20, -24), 90)
    shine.setColorAt(0, metal.lighter(140))
    shine.setColorAt(1, metal.darker(130))
    painter.setPen(QPen(metal.darker(170), 2))
    painter.setBrush(QBrush(shine))
    painter.drawPath(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 51, 51)
    star = QPainterPath()
    for corner in range(10):
        radius = 34 if corner % 2 == 0 else 14
        angle = math.pi * corner / 5 - math.pi / 2
        point = QPointF(radius * math.cos(angle), radius * math.sin(angle))
        star.moveTo(point) if corner == 0 else star.lineTo(point)
    star.closeSubpath()
    painter.fillPath(star, metal.darker(150))
    return outline


# --- scenes -----------------------------------------------------------------------------------------------

Drawing = Callable[[QPainter], QPainterPath]


class Scene:
    """A table seen from above; things are put on it with a soft shadow."""

    def __init__(self, rng: np.random.Generator, *, surface: int, width: int, height: int) -> None:
        self._rng = rng
        self._ground = SURFACES[surface](rng, height, width).clip(0, 255)
        self.width, self.height = width, height
        self.objects: list[AnnotatedObject] = []

    def put(self, label: str, draw: Drawing, transform: QTransform) -> bool:
        """Draws a thing unless it would leave the picture or cover another; says whether it was drawn."""
        layer = QImage(self.width, self.height, QImage.Format.Format_RGBA8888)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setTransform(transform)
        outline = draw(painter)
        painter.end()
        bounds = transform.map(outline).boundingRect()
        box = Box(bounds.left(), bounds.top(), bounds.right(), bounds.bottom())
        if box.clipped(self.width, self.height) != box or any(_overlap(box, o.box) > 0.03 for o in self.objects):
            return False
        self._blend(layer)
        self.objects.append(AnnotatedObject(label, box))
        return True

    def _blend(self, layer: QImage) -> None:
        rgba = np.frombuffer(layer.constBits(), np.uint8).reshape(self.height, self.width, 4).astype(np.float32)
        alpha = rgba[..., 3:] / 255
        shadow = cv2.GaussianBlur(np.roll(alpha[..., 0], (5, 4), (0, 1)), (0, 0), 5)[..., None]
        self._ground = self._ground * (1 - 0.45 * shadow)
        self._ground = self._ground * (1 - alpha) + rgba[..., :3] * alpha

    def photograph(self) -> Array:
        """Returns uint8 RGB with the light falling from one side, slight blur and sensor noise."""
        ys, xs = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        angle = self._rng.uniform(0, 2 * math.pi)
        slope = (xs / self.width - 0.5) * math.cos(angle) + (ys / self.height - 0.5) * math.sin(angle)
        lit = cv2.GaussianBlur(self._ground, (0, 0), 0.6) * (0.95 + 0.35 * slope)[..., None]
        lit = lit + self._rng.normal(0, 2.5, lit.shape)
        return lit.clip(0, 255).astype(np.uint8)


def _overlap(a: Box, b: Box) -> float:
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.y1, b.y1) - max(a.y0, b.y0)
    return max(width, 0) * max(height, 0) / min(a.area, b.area)


def _place(x: float, y: float, *, turn: float, scale: float, tilt: float = 0.0) -> QTransform:
    transform = QTransform().translate(x, y)
    transform.shear(tilt, tilt / 2)
    return transform.rotate(turn).scale(scale, scale)


def _cards(path: Path, *, seed: int, surface: int, hand: list[tuple[str, str, float, float, float, float]]) -> Scene:
    scene = Scene(np.random.default_rng(seed), surface=surface, width=960, height=640)
    for rank, suit, x, y, turn, scale in hand:

        def draw(painter: QPainter, rank: str = rank, suit: str = suit) -> QPainterPath:
            return _draw_card(painter, rank, suit)

        if not scene.put(rank, draw, _place(x, y, turn=turn, scale=scale, tilt=0.02)):
            raise SystemExit(f"{rank} of {suit} does not fit into {path.name}")
    _write(scene, path)
    return scene


def _write(scene: Scene, image: Path) -> None:
    picture = cv2.cvtColor(scene.photograph(), cv2.COLOR_RGB2BGR)
    image.write_bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes())


def _annotate(scene: Scene, image: Path, annotation: Path) -> None:
    whole = tuple(AnnotatedObject(o.label, Box(*(float(round(edge)) for edge in o.box.xyxy()))) for o in scene.objects)
    write_voc_xml(annotation, ImageAnnotation(whole, scene.width, scene.height), image_path=image)


_PIECES = {"coin": _draw_coin, "die": _draw_die, "domino": _draw_domino}


def _pieces(path: Path, annotation: Path, *, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scene = Scene(rng, surface=int(rng.integers(len(SURFACES))), width=480, height=360)
    for _ in range(int(rng.integers(3, 8))):
        label = str(rng.choice(sorted(_PIECES)))

        def draw(painter: QPainter, label: str = label) -> QPainterPath:
            return _PIECES[label](painter, rng)

        spot = _place(
            rng.uniform(50, 430), rng.uniform(45, 315), turn=rng.uniform(0, 360), scale=rng.uniform(0.55, 1.15)
        )
        scene.put(label, draw, spot)
    _write(scene, path)
    _annotate(scene, path, annotation)


def main() -> None:
    """Writes every sample into the folder named on the command line."""
    application = QGuiApplication([])
    root = Path(sys.argv[1])
    root.mkdir(parents=True, exist_ok=True)
    _cards(
        root / "1-cards-on-felt.jpg",
        seed=6,
        surface=2,
        hand=[
            ("ace", "heart", 191, 321, 15, 0.79),
            ("ten", "club", 471, 315, 17, 0.78),
            ("king", "spade", 771, 330, 16, 0.87),
        ],
    )
    carpet = root / "2-cards-on-carpet.jpg"
    tour = _cards(
        carpet,
        seed=54,
        surface=1,
        hand=[
            ("king", "diamond", 175, 191, 19, 0.7),
            ("nine", "heart", 466, 185, 5, 0.67),
            ("ace", "heart", 321, 484, -13, 0.73),
            ("ace", "club", 636, 493, 3, 0.7),
            ("king", "club", 798, 200, -4, 0.72),
        ],
    )
    _annotate(tour, carpet, carpet.with_suffix(".xml"))
    data = root / "game_pieces"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    stems = [f"pieces_{number:02d}" for number in range(1, 49)]
    for number, stem in enumerate(stems):
        _pieces(data / "JPEGImages" / f"{stem}.jpg", data / "Annotations" / f"{stem}.xml", seed=100 + number)
    for split, members in (("train", stems[:36]), ("val", stems[36:])):
        (data / "ImageSets" / "Main" / f"{split}.txt").write_text("\n".join(members) + "\n", encoding="utf-8")
    del application


if __name__ == "__main__":
    main()
