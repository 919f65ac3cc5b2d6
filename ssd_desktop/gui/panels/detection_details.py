"""How one detection came about: its default box, offsets, decoding, class scores, and the rivals it suppressed."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import class_colours, map_colour
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.decoding_controls import DecodingControls
from ssd_desktop.gui.panels.explain_texts import box_size, class_name, number, place_text, shape_word, signed
from ssd_desktop.gui.panels.score_bars import Bar, ScoreBars
from ssd_desktop.gui.panels.sections import Facts, SmallTable, heading
from ssd_desktop.inference.explanation.class_scores import rank_scores
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.questions import Explained
from ssd_desktop.inference.explanation.types import DetectionTrace
from ssd_desktop.ssd.config import OFFSET_VARIANCES

_NAMED_CLASSES = 6


class DetectionDetails(QWidget):
    """Everything about one detection.

    Signals:
        progress_changed: How far the decoding is, 0 to 3.
        rival_chosen: Default box of the rival that was chosen; -1: none.
    """

    progress_changed = Signal(float)
    rival_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: DetectionTrace | None = None
        self.decoding = DecodingControls()
        self.bars = ScoreBars()
        self.bars.setAccessibleName(self.tr("Class scores of this default box"))
        self.rivals = SmallTable((self.tr("Default box"), self.tr("Score"), self.tr("IoU")), self.tr("Rivals"))
        self.facts = Facts()
        self._rank = QLabel()
        self._rank.setWordWrap(True)
        self._rivals_heading = heading("")
        self._no_rivals = QLabel(self.tr("It suppressed nothing."))
        self._add_facts()
        self._lay_out()
        self.decoding.progress_changed.connect(self.progress_changed)
        self.rivals.itemSelectionChanged.connect(self._on_rival)

    def show_detection(self, explained: Explained, trace: DetectionTrace) -> None:
        """Shows a detection; the decoding of the same one stays where it is.

        Args:
            explained: What the detection is of.
            trace: One of its detections.
        """
        self._trace = trace
        rank = self.tr("Number {place} of {shown} detections; number {rank} of {candidates} candidates of its class.")
        self._rank.setText(
            rank.format(
                place=trace.place_in_picture,
                shown=len(explained.explanation.detections),
                candidates=trace.candidates_of_class,
                rank=trace.place_in_class,
            )
        )
        self._show_facts(explained, trace)
        self.decoding.set_trace(trace)
        self._show_scores(explained, trace)
        self._show_rivals(explained, trace)

    def rank_text(self) -> str:
        """Returns what is said of its place among the others."""
        return self._rank.text()

    def _add_facts(self) -> None:
        centre, size = OFFSET_VARIANCES
        offsets = self.tr(
            "The network predicts how far the default box moves, in its widths and heights divided by {centre:g}, and "
            "the logarithm of how much it grows, divided by {size:g}."
        ).format(centre=centre, size=size)
        self._map = self.facts.add(self.tr("Feature map"))
        self._cell = self.facts.add(self.tr("Cell"), self.tr("Rows and columns are counted from 0."))
        self._box = self.facts.add(self.tr("Default box"))
        self._offsets = self.facts.add(self.tr("Offsets"), offsets)
        self._moves = self.facts.add(self.tr("Centre"), offsets)
        self._grows = self.facts.add(self.tr("Size"), offsets)

    def _show_facts(self, explained: Explained, trace: DetectionTrace) -> None:
        boxes, explanation = explained.default_boxes, explained.explanation
        info = default_box_info(boxes, trace.default_box, width=explanation.width, height=explanation.height)
        cx, cy, w, h = (signed(value) for value in trace.offsets)
        (dx, dy), (across, down) = trace.centre_shift, trace.size_factors
        self._map.setText(f"{info.map_name}, {info.map_size} × {info.map_size}")
        self._cell.setText(place_text(info))
        self._box.setText(f"{info.index}, {shape_word(boxes.plan, info)}, {box_size(info.box_xyxy)}")
        self._offsets.setText(f"cx {cx}, cy {cy}\nw {w}, h {h}")
        moves = self.tr("moves by {dx}, {dy} px")
        self._moves.setText(moves.format(dx=signed(dx, 1), dy=signed(dy, 1)))
        grows = self.tr("width × {across}, height × {down}")
        self._grows.setText(grows.format(across=number(across), down=number(down)))

    def _show_scores(self, explained: Explained, trace: DetectionTrace) -> None:
        classes = explained.explanation.classes
        colours = class_colours(classes)
        ranked = rank_scores(trace.scores, _NAMED_CLASSES, label=trace.label)
        bars = [
            Bar(
                class_name(classes, one.label),
                one.score,
                number(one.score, 3),
                colours[classes[one.label - 1]] if one.label else None,
                bold=one.label == trace.label,
            )
            for one in ranked.best
        ]
        if ranked.others:
            others = self.tr("{count} others").format(count=ranked.others)
            bars.append(Bar(others, ranked.others_score, number(ranked.others_score, 3)))
        self.bars.set_bars(bars)

    def _show_rivals(self, explained: Explained, trace: DetectionTrace) -> None:
        before = self.rivals.chosen()
        explanation = explained.explanation
        infos = [
            default_box_info(
                explained.default_boxes, one.default_box, width=explanation.width, height=explanation.height
            )
            for one in trace.rivals
        ]
        rows = [
            (f"{one.default_box}, {info.map_name}", number(one.score), number(one.iou))
            for one, info in zip(trace.rivals, infos, strict=True)
        ]
        chips = {one: self._chip(one) for one in {info.feature_map for info in infos}}
        icons = [chips[info.feature_map] for info in infos]
        with QSignalBlocker(self.rivals):
            self.rivals.fill(rows, icons)
        if before is not None:
            self.rival_chosen.emit(-1)
        self.rivals.setVisible(bool(rows))
        self._no_rivals.setVisible(not rows)
        self._rivals_heading.setText(self.tr("Rivals that it suppressed: {count}").format(count=len(rows)))

    def _chip(self, feature_map: int) -> QIcon:
        return QIcon(colour_chip(map_colour(feature_map), self.devicePixelRatioF()))

    def _on_rival(self) -> None:
        row = self.rivals.chosen()
        self.rival_chosen.emit(-1 if row is None or self._trace is None else self._trace.rivals[row].default_box)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (
            self._rank,
            self.facts,
            heading(self.tr("From default box to detection")),
            self.decoding,
            heading(self.tr("Class scores of this default box")),
            self.bars,
            self._rivals_heading,
            self._no_rivals,
            self.rivals,
        ):
            column.addWidget(widget)
