"""The guided tour in the real window: every number on the card is read off what is explained, and all is put back."""

from dataclasses import replace

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import write_voc_xml
from ssd_desktop.annotation.ground_truth import GroundTruthReader
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.gui.controllers.tour import TourController
from ssd_desktop.gui.controllers.tour_steps import STEPS, STRICT_SCORE
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.tour_card import TourCard
from ssd_desktop.gui.workers.task import is_any_running
from ssd_desktop.media.image_file import read_image_size
from ssd_desktop.resources import LABELLED_SAMPLE, resource_path
from tests.gui.explaining.desk import WAIT
from tests.made_models import made_picture


@pytest.fixture
def sample(tmp_path, detector):
    """A labelled picture with the name of the sample, whose classes the made detector knows."""
    folder = tmp_path / "samples"
    folder.mkdir()
    path = folder / LABELLED_SAMPLE
    cv2.imwrite(str(path), made_picture(120, 160, seed=3))
    boxes = Box(20, 15, 100, 95), Box(90, 40, 150, 110), Box(2, 2, 7, 6)  # the last one is out of reach
    objects = tuple(AnnotatedObject(name, box) for name, box in zip(detector.config.classes, boxes, strict=True))
    write_voc_xml(path.with_suffix(".xml"), ImageAnnotation(objects, 160, 120), image_path=path)
    return path


@pytest.fixture
def tour(ready, sample):
    tour = ready.window.findChild(TourController)
    tour._find_sample = lambda: sample
    return tour


@pytest.fixture
def card(ready):
    return ready.window.findChild(TourCard)


@pytest.fixture
def begun(ready, qtbot, tour, card, sample):
    """The tour at its first step, with the sample and what is found in it on screen."""
    ready.window.commands.tell.tour.trigger()
    qtbot.waitUntil(lambda: ready.media.session.media.value == str(sample), timeout=WAIT)
    qtbot.waitUntil(lambda: ready.annotate.image == sample, timeout=WAIT)
    qtbot.waitUntil(lambda: ready.detect.detections is not None, timeout=WAIT)
    return tour


def come_to_rest(ready, qtbot, image):
    """Waits until an image is shown and all files are read: what is told later would find no window any more."""
    qtbot.waitUntil(lambda: ready.annotate.image == image, timeout=WAIT)
    qtbot.waitUntil(lambda: not is_any_running(), timeout=WAIT)


def go_to(qtbot, card, place):
    """Turns with the arrow key until a step, counted from 1, is shown."""
    while card.texts()[1] != f"Step {place} of {len(STEPS)}":
        qtbot.keyClick(card, Qt.Key.Key_Right)


def explained(ready, qtbot, score=0.5):
    qtbot.waitUntil(
        lambda: ready.explain.explained is not None and ready.explain.explained.explanation.settings.score == score,
        timeout=WAIT,
    )
    return ready.explain.explained


def test_it_has_ten_steps_and_opens_the_sample(begun, card, ready, qtbot, sample):
    assert len(STEPS) == 10
    assert card.texts()[:2] == ("A grid over the picture", "Step 1 of 10")
    assert "300 × 300 px, and 6 grids" in card.texts()[2]
    assert "conv4_3: 38 × 38 cells" in card.texts()[2]
    assert ready.window.layers_panel.drawing() == BoxDrawing(maps=frozenset({0}), cell=False)
    assert not card.back.isEnabled()
    come_to_rest(ready, qtbot, sample)


def test_the_first_steps_show_the_default_box_of_the_surest_detection(begun, card, ready, qtbot, sample):
    boxes = begun._stage.default_boxes()
    place = boxes.locate(int(ready.detect.detections.default_boxes[0]))
    go_to(qtbot, card, 2)
    assert ready.window.default_boxes_overlay.cells()[place.feature_map] == (place.row, place.column)
    count = boxes.plan.boxes_per_cell[place.feature_map]
    assert f"the {count} of row {place.row}, column {place.column}" in card.texts()[2]
    assert "8,732" in card.texts()[2]
    go_to(qtbot, card, 3)
    drawing = ready.window.layers_panel.drawing()
    assert (drawing.boxes, drawing.shapes) == (True, frozenset({place.shape}))
    assert f"{boxes.plan.map_sizes[place.feature_map] ** 2} cells" in card.texts()[2]
    come_to_rest(ready, qtbot, sample)


def test_the_steps_of_training_say_what_matching_and_loss_count(begun, card, ready, qtbot, sample):
    look = begun._stage.look
    go_to(qtbot, card, 4)
    qtbot.waitUntil(lambda: look.explained is not None and "In training" in card.texts()[2], timeout=WAIT)
    one = look.explained.matching.objects[0]
    assert look.matching.matching_panel.position == 0
    assert f"the {len(one.positives)} default boxes that overlap this {one.name}" in card.texts()[2]
    assert f"the best has {one.best.iou:.2f}." in card.texts()[2]
    go_to(qtbot, card, 5)
    qtbot.waitUntil(lambda: look.explained.loss is not None, timeout=WAIT)
    trace, matching = look.explained.loss.trace, look.explained.matching
    assert card.texts()[2].startswith(f"{matching.ignored} default boxes overlap")
    assert f"only the {trace.mined} most mistaken" in card.texts()[2]
    assert f"3 for each of the {trace.positives} positives" in card.texts()[2]
    assert len(look.loss.loss_panel.terms) > 0
    come_to_rest(ready, qtbot, sample)


def test_the_steps_of_detection_say_what_the_trace_has(begun, card, ready, qtbot, sample):
    go_to(qtbot, card, 6)
    best = explained(ready, qtbot).explanation.detections[0]
    text = card.texts()[2]
    assert f"{best.name} {best.score:.2f}, comes from default box {best.default_box} of " in text
    assert f"{best.size_factors[0]:.2f} times as wide and {best.size_factors[1]:.2f} times as high" in text
    go_to(qtbot, card, 7)
    assert f"{best.name} {best.score:.3f}, then " in card.texts()[2]
    go_to(qtbot, card, 8)
    rival = best.rivals[0]
    assert card.texts()[2].startswith(f"{len(best.rivals)} less sure predictions")
    assert f"a score of {rival.score:.2f} and an IoU of {rival.iou:.2f}" in card.texts()[2]
    assert begun._stage.detection_panel.detection.rivals.chosen() == 0
    go_to(qtbot, card, 9)
    qtbot.waitUntil(lambda: ready.explain.explained.heat is not None, timeout=WAIT)
    highest = float(ready.explain.explained.heat.values.max())
    qtbot.waitUntil(lambda: f"with {highest:.2f};" in card.texts()[2], timeout=WAIT)
    come_to_rest(ready, qtbot, sample)


def test_the_last_step_raises_the_score_and_says_why_an_object_is_lost(begun, card, ready, qtbot, sample):
    go_to(qtbot, card, 10)
    explanation = explained(ready, qtbot, STRICT_SCORE).explanation
    lost = [one for one in explanation.objects if one.stage.value != "found"]
    text = card.texts()[2]
    assert f"{len(explanation.detections)} detections are left, and {len(lost)} of 3 labelled objects" in text
    assert lost
    assert text.endswith(begun._stage.detection_panel.object.why.text())
    qtbot.keyClick(card, Qt.Key.Key_Left)
    explained(ready, qtbot, 0.5)
    assert card.texts()[1] == "Step 9 of 10"
    come_to_rest(ready, qtbot, sample)


def test_leaving_puts_back_panels_drawing_thresholds_and_what_was_open(ready, qtbot, tour, card, folder, sample):
    drawing = BoxDrawing(maps=frozenset({2}), centres=True)
    ready.window.layers_panel.set_drawing(drawing)
    ready.window.objects_panel.threshold_changed.emit(0.7)
    ready.explain.change({"match": replace(ready.explain.settings.match, positive_iou=0.6)})
    settings = ready.explain.settings
    ready.window.commands.tell.tour.trigger()
    qtbot.waitUntil(lambda: ready.annotate.image == sample, timeout=WAIT)
    go_to(qtbot, card, 9)
    assert ready.explain.front is not None
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert not tour.is_running
    assert ready.explain._dock.isHidden()
    assert ready.window.layers_panel.drawing() == drawing
    assert ready.explain.settings == settings
    assert ready.window.objects_panel.threshold() == 0.7
    assert ready.window.commands.show_ground_truth.isChecked()
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "a.png", timeout=WAIT)
    come_to_rest(ready, qtbot, folder / "a.png")


def test_the_last_button_ends_the_tour(begun, card, qtbot, ready, folder):
    go_to(qtbot, card, 10)
    assert card.next.text() == "&Done"
    qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)
    assert card.isHidden()
    come_to_rest(ready, qtbot, folder / "a.png")


def test_leaving_a_tour_that_began_with_the_explanations_in_front_leaves_one_row_of_tabs_a_group(
    ready, card, qtbot, folder
):
    ready.window.show()
    ready.explain._dock.toggleViewAction().trigger()
    ready.window.commands.tell.tour.trigger()
    qtbot.waitUntil(lambda: not card.isHidden(), timeout=WAIT)
    go_to(qtbot, card, 10)
    qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)
    rows = [row for row in ready.window.findChildren(QTabBar) if row.parent() is ready.window and row.isVisible()]
    assert sorted(row.tabText(0) for row in rows) == ["Layers", "Objects"]
    come_to_rest(ready, qtbot, folder / "a.png")


def test_a_picture_opened_meanwhile_is_the_one_talked_about_and_stays(begun, card, ready, qtbot, folder):
    go_to(qtbot, card, 6)
    ready.media.open(str(folder / "b.png"))
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=WAIT)
    qtbot.waitUntil(lambda: ready.explain.explained is not None, timeout=WAIT)
    best = ready.explain.explained.explanation.detections[0]
    assert f"default box {best.default_box} of " in card.texts()[2]
    begun.leave()
    assert ready.media.session.media.value == str(folder / "b.png")
    come_to_rest(ready, qtbot, folder / "b.png")


def test_every_label_of_the_shipped_sample_is_one_that_the_shipped_detector_knows():
    path = resource_path("samples") / LABELLED_SAMPLE
    _, file = GroundTruthReader().read(path, read_image_size(path))
    classes = read_checkpoint_info(find_model("shipped")).config.classes
    assert [one.label for one in file.annotation.objects] == ["king", "nine", "ace", "ace", "king"]
    assert {one.label for one in file.annotation.objects} <= set(classes)


def test_a_window_that_is_closed_in_the_tour_remembers_the_panels_of_before(begun, card, ready, qtbot, sample):
    go_to(qtbot, card, 6)
    explained(ready, qtbot)
    come_to_rest(ready, qtbot, sample)
    ready.window.close()
    assert ready.explain._dock.isHidden()
    assert not begun.is_running
    assert not ready._settings.dock_state.isEmpty()
    assert ready._settings.score_threshold == ready.window.objects_panel.threshold() == 0.5
