"""The tab "Detection" in the real window: every number on it is that of the explanation and of plain loops."""

import pytest
from PySide6.QtCore import QPoint, Qt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.panels.explain_choices import DetectionChoice, ObjectChoice
from tests.gui.explaining.desk import WAIT, explained_with, show_panel
from tests.reference.candidate_fates import fates_of_image
from tests.reference.matching import iou
from tests.reference.postprocess import softmax

SCORE = 0.6


@pytest.fixture
def tab(ready):
    return ready.explain._tabs[0]


@pytest.fixture
def panel(ready, qtbot, tab):
    """The panel, open, with detections from ``SCORE`` on."""
    ready.window.objects_panel.threshold_changed.emit(SCORE)
    show_panel(ready, qtbot)
    explained_with(ready, qtbot, score=SCORE)
    return tab.panel


@pytest.fixture
def fates(panel, detector):
    """What became of every candidate, by plain loops over what the network put out."""
    seen, config = detector.seen, panel._explained.explanation.settings.postprocess
    return fates_of_image(seen.offsets.tolist(), seen.logits.tolist(), seen.default_boxes.cxcywh.tolist(), config)


def shown(fates):
    return [one for one in fates if one["detected"] and one["score"] >= SCORE]


def pixels(box):
    x0, y0, x1, y1 = box
    return x0 * 160, y0 * 120, x1 * 160, y1 * 120


def test_the_numbers_of_a_detection_are_those_of_the_plain_loop(ready, panel, detector, fates):
    expected = shown(fates)
    assert len(expected) > 1
    names = detector.config.classes
    assert panel.choices.texts() == [(names[one["label"] - 1], f"{one['score']:.2f}") for one in expected]
    best, details = expected[0], panel.detection
    index = best["default_box"]
    dx, dy, dw, dh = detector.seen.offsets[index].tolist()
    place = detector.seen.default_boxes.locate(index)
    facts = details.facts.texts()
    minus = "\N{MINUS SIGN}"
    numbers = [f"{value:+.2f}".replace("-", minus) for value in (dx, dy, dw, dh)]
    assert facts["Offsets"] == f"cx {numbers[0]}, cy {numbers[1]}\nw {numbers[2]}, h {numbers[3]}"
    assert facts["Cell"].startswith(f"row {place.row}, column {place.column} of ")
    assert facts["Default box"].startswith(f"{index}, ")
    scores = softmax(detector.seen.logits[index].tolist())
    ranked = sorted(range(len(scores)), key=lambda label: -scores[label])
    assert details.bars.texts() == [
        ("background" if label == 0 else names[label - 1], f"{scores[label]:.3f}") for label in ranked
    ]
    candidates = sum(one["label"] == best["label"] for one in fates)
    text = (
        f"Number 1 of {len(expected)} detections; number {best['place'] + 1} of {candidates} candidates of its class."
    )
    assert details.rank_text() == text


def test_the_rivals_are_those_that_the_plain_loop_suppressed(panel, fates):
    best = max(shown(fates), key=lambda one: sum(each["suppressor"] == name(one) for each in fates))
    panel.choices.chosen.emit(DetectionChoice(best["default_box"], best["label"]))
    rivals = [one for one in fates if one["suppressor"] == name(best)]
    assert len(rivals) > 1
    rows = panel.detection.rivals.texts()
    assert [int(row[0].split(",")[0]) for row in rows] == [one["default_box"] for one in rivals]
    for (_, score, overlap), one in zip(rows, rivals, strict=True):
        assert float(score) == pytest.approx(one["score"], abs=0.006)
        assert float(overlap) == pytest.approx(iou(one["box"], best["box"]), abs=0.006)


def name(one):
    return one["label"], one["default_box"]


def test_a_click_in_the_picture_a_row_here_and_a_row_of_the_objects_panel_are_one_choice(ready, qtbot, tab, panel):
    second = ready.explain.explained.explanation.detections[1]
    choice = DetectionChoice(second.default_box, second.label)
    table = ready.window.objects_panel._table
    qtbot.waitUntil(lambda: table.model().rowCount() > 1, timeout=WAIT)  # the detector may answer after the explanation
    table.selectRow(1)
    assert tab.choice == choice
    assert panel.choices.choice() == choice
    qtbot.keyClick(panel.choices, Qt.Key.Key_Up)
    assert tab.choice == panel.choices.choices()[0]
    assert ready.window.objects_panel._table.selectionModel().selectedRows()[0].row() == 0
    smallest = min(ready.explain.explained.explanation.detections, key=lambda one: area(one.box_xyxy))
    x0, y0, x1, y1 = smallest.box_xyxy
    canvas = ready.window.canvas
    at = canvas.transform().to_widget((x0 + x1) / 2, (y0 + y1) / 2).toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert tab.choice == DetectionChoice(smallest.default_box, smallest.label)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert tab.choice == DetectionChoice(smallest.default_box, smallest.label)


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def test_the_decoding_is_drawn_from_the_default_box_to_the_detection(tab, panel):
    way = tab.overlay.scene.way
    trace = panel.detection._trace
    assert [way.at(step) for step in range(4)] == [one.box_xyxy for one in trace.steps]
    panel.detection.decoding.step(-1)
    assert tab.overlay._progress == 2.0
    (dx, dy), text = trace.centre_shift, panel.detection.decoding.text
    panel.detection.decoding.step(-1)
    assert text().startswith("Step 2 of 4. Centre shifted by ")
    assert f"{abs(dx):.1f}" in text()
    assert f"{abs(dy):.1f}" in text()


def test_a_rival_that_is_chosen_is_marked_in_the_picture(tab, panel):
    trace = max(panel._explained.explanation.detections, key=lambda one: len(one.rivals))
    panel.choices.chosen.emit(DetectionChoice(trace.default_box, trace.label))
    panel.detection.rivals.selectRow(1)
    marked = [one for one in tab.overlay.scene.boxes if one.name.startswith("IoU")]
    assert [one.box_xyxy for one in marked] == [trace.rivals[1].box_xyxy]
    assert marked[0].name == f"IoU {trace.rivals[1].iou:.2f}"


def test_the_sliders_change_what_is_let_through_and_the_picture_follows(ready, qtbot, tab, panel):
    before = len(tab.overlay.scene.boxes)
    panel.thresholds._nms_iou.field.setValue(0.9)
    qtbot.waitUntil(lambda: ready.explain.explained.explanation.settings.postprocess.nms_iou == 0.9, timeout=WAIT)
    explanation = ready.explain.explained.explanation
    assert len(tab.overlay.scene.boxes) != before
    assert panel.thresholds.count_text().startswith(f"{len(explanation.detections)} detections reach a score of 0.60")
    assert next(one.count for one in explanation.curves.by_nms_iou if one.threshold == 0.9) == len(
        explanation.detections
    )
    panel.thresholds._score.field.setValue(0.8)
    explanation = explained_with(ready, qtbot, score=0.8).explanation
    assert ready.window.objects_panel.threshold() == 0.8
    assert all(one.score >= 0.8 for one in explanation.detections)
    assert len(panel.choices.texts()) == len(explanation.detections)


def test_a_lost_object_is_told_in_words_and_its_predictions_in_numbers(ready, qtbot, tab, panel):
    ready.annotate.add([AnnotatedObject("ant", Box(1, 1, 5, 5))], "Draw Box")
    qtbot.waitUntil(lambda: bool(ready.explain.explained.explanation.objects), timeout=WAIT)
    (trace,) = ready.explain.explained.explanation.objects
    assert panel.choices.texts()[-1] == ("ant", "lost: no default box")
    panel.choices.chosen.emit(ObjectChoice(0))
    match = ready.explain.explained.explanation.matching.objects[0]
    assert f"The nearest, {match.best.default_box}, has an IoU of {match.best.iou:.2f}." in panel.object.why.text()
    row = panel.object.predictions.texts()[0]
    first = trace.witness or trace.should_have[0]
    assert row[1:3] == (f"{first.default_iou:.2f}", f"{first.score:.2f}")
    assert f"Default box {first.default_box} of " in panel.object.said.text()
    assert [one.box_xyxy for one in tab.overlay.scene.boxes if one.tag_below] == [trace.box_xyxy]


def test_another_picture_forgets_the_choice_and_takes_the_best_detection(ready, qtbot, tab, panel, folder):
    last = panel.choices.choices()[-1]
    panel.choices.chosen.emit(last)
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=WAIT)
    qtbot.waitUntil(lambda: ready.explain.explained is not None, timeout=WAIT)
    assert tab.choice == panel.choices.choices()[0]


def test_where_nothing_reaches_the_score_it_says_what_to_do(ready, qtbot, tab, panel):
    panel.thresholds._score.field.setValue(1.0)
    explained_with(ready, qtbot, score=1.0)
    assert panel.choices.headings() == [("Detections", "0"), ("Labelled objects", "none")]
    assert panel.hint() == "Nothing reaches a score of 1.00. Lower the score to see what the detector doubts."
    assert tab.choice is None
    assert tab.overlay.scene.way is None


def test_a_choice_outlives_other_thresholds_while_it_is_a_detection(ready, qtbot, tab, panel):
    choice = panel.choices.choices()[1]
    panel.choices.chosen.emit(choice)
    panel.thresholds._score.field.setValue(SCORE - 0.1)
    explained_with(ready, qtbot, score=SCORE - 0.1)
    assert tab.choice == choice
    assert panel.choices.choice() == choice
