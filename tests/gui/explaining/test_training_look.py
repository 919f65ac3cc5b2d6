"""The tabs Matching and Loss in the real window, with a made detector, held against plain loops."""

import cv2
import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.data.training_views import TrainingViews
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.inference.explanation.matching import explain_matching
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import samples_folder
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.made_models import CLASSES, made_picture, remembering_model
from tests.reference import loss as reference
from tests.reference.hard_negative_mining import mined_negatives
from tests.reference.matching import match_image, share_table
from tests.unit.data.made_data import made_sample, write_xml

WAIT = 60_000
WIDTH, HEIGHT = 240, 160
TRUTHS = (("bee", (20, 20, 120, 140)), ("cat", (110, 30, 230, 150)), ("bee", (200, 4, 209, 12)))
DEFAULT_BOXES = make_default_boxes(PLANS["caffe-voc"])


def unit_boxes():
    sides = np.array([WIDTH, HEIGHT] * 2, np.float32)
    return np.array([box for _, box in TRUTHS], np.float32) / sides


def matched(positive=0.5, negative=0.4):
    """(IoU table, labels, owners) of the plain loop."""
    table = iou_matrix(unit_boxes(), DEFAULT_BOXES.xyxy).tolist()
    classes = [CLASSES.index(name) + 1 for name, _ in TRUTHS]
    shares = share_table(unit_boxes().tolist(), DEFAULT_BOXES.xyxy.tolist())
    labels, owners, _, _ = match_image(
        table, classes, [False] * 3, count=len(DEFAULT_BOXES), positive_iou=positive, negative_iou=negative,
        crowd=[False] * 3, shares=shares,
    )  # fmt: skip
    return table, labels, owners


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "own pictures"
    folder.mkdir()
    for number, name in enumerate(("a.png", "b.png")):
        cv2.imwrite(str(folder / name), made_picture(HEIGHT, WIDTH, seed=number))
    write_xml(folder / "a.xml", TRUTHS, width=WIDTH, height=HEIGHT)
    return folder


@pytest.fixture
def detector():
    return Predictor(remembering_model(confident=True), torch.device("cpu"), name="made")


@pytest.fixture
def opened(program, qtbot, folder):
    """The window with a labelled picture, without a model."""
    program.window.resize(1280, 900)
    program.window.show()
    program.media.start()
    program.media.open(str(folder))
    qtbot.waitUntil(lambda: program.annotate.image == folder / "a.png", timeout=WAIT)
    yield program
    program.window.close()


@pytest.fixture
def look(program):
    (look,) = program.window.findChildren(TrainingLook)
    return look


def load(program, qtbot, folder, detector, monkeypatch):
    monkeypatch.setattr(program.detect._worker, "_load_detector", lambda *_: detector)
    program.detect._settings.model = str(folder / "made.safetensors")
    program.window.commands.detecting.setChecked(False)
    program.detect.start()
    qtbot.waitUntil(lambda: program.detect.model is not None, timeout=WAIT)


@pytest.fixture
def ready(opened, qtbot, folder, detector, monkeypatch):
    load(opened, qtbot, folder, detector, monkeypatch)
    return opened


def show(program, qtbot, look, tab, is_there=lambda explained: True):
    program.explain._panel.set_front(tab.panel)
    if program.explain._dock.isHidden():
        program.explain._dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: look.explained is not None and is_there(look.explained), timeout=WAIT)
    return look.explained


def show_loss(program, qtbot, look):
    return show(program, qtbot, look, look.loss, lambda explained: explained.loss is not None)


def test_the_matching_panel_shows_the_numbers_of_the_plain_loop(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    panel = look.matching.matching_panel
    table, labels, owners = matched()
    positives = [sum(owner == g for owner in owners) for g in range(3)]
    assert panel.rows()[0] == ("All objects", "", str(sum(positives)), "")
    assert [row[1:3] for row in panel.rows()[1:]] == [(f"{max(table[g]):.2f}", str(positives[g])) for g in range(3)]
    assert [row[0] for row in panel.rows()[1:]] == ["1 bee", "2 cat", "3 bee"]
    per_map = [sum(label > 0 for label in labels[part]) for part in DEFAULT_BOXES.map_slices]
    assert panel.counts() == [f"{count}" for count in per_map]
    ignored, background = labels.count(-1), labels.count(0)
    assert f"{sum(positives)} default boxes learn an object, {ignored} are in neither loss" in panel.texts()[0]
    assert f"{background:,} are background" in panel.texts()[0]


def test_an_object_that_no_default_box_reaches_says_why_and_what_would_help(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    panel = look.matching.matching_panel
    panel._table.selectRow(3)
    table, _, _ = matched()
    best = int(np.argmax(table[2]))
    place = DEFAULT_BOXES.locate(best)
    details = panel.texts()[1]
    assert f"row {place.row}, column {place.column}" in details
    assert f"IoU {table[2][best]:.2f}" in details
    assert "No default box reaches IoU 0.50" in details
    remedy = look.explained.matching.objects[2].remedies[0]
    assert f"IoU {remedy.iou:.2f}" in details.split("What would help:")[1]
    assert panel.rows()[3][3] == "out of reach"


def test_a_slider_changes_the_matching_at_once_and_everywhere(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    panel = look.matching.matching_panel
    panel._positive.slider.setValue(70)
    qtbot.waitUntil(lambda: look.explained.matching.positive_iou == 0.7, timeout=WAIT)
    _, labels, owners = matched(0.7, 0.4)
    assert panel.rows()[0][2] == str(sum(owner >= 0 for owner in owners))
    assert f"{labels.count(-1)} are in neither loss" in panel.texts()[0]
    assert ready.explain.settings.match == MatchConfig(0.7, 0.4)
    panel._negative.slider.setValue(80)
    assert ready.explain.settings.match == MatchConfig(0.8, 0.8)
    panel._usual.click()
    assert ready.explain.settings.match == MatchConfig()


def test_a_click_on_the_picture_chooses_an_object_and_the_list_shows_it_on_the_picture(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    canvas, panel = ready.window.canvas, look.matching.matching_panel
    at = canvas.transform().to_widget(60, 80)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert panel.position == 0
    qtbot.keyClick(panel._table, Qt.Key.Key_Down)
    assert panel.position == 1
    assert look.matching.overlay._chosen == 1
    qtbot.keyClick(panel._table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert panel.position is None


def test_a_box_selected_for_editing_is_chosen(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    ready.annotate.select(frozenset({ready.annotate.objects[1].entry}))
    assert look.matching.matching_panel.position == 1


def test_matching_needs_no_detector(opened, qtbot, look):
    explained = show(opened, qtbot, look, look.matching)
    sample = made_sample([box for _, box in TRUTHS], [1, 2, 1], width=WIDTH, height=HEIGHT)
    plan = make_default_boxes(PLANS["paper"])
    assert explained.matching == explain_matching(plan, sample, ("bee", "cat"), MatchConfig())
    show(opened, qtbot, look, look.loss)
    qtbot.waitUntil(lambda: "No detector is loaded yet" in look.loss.loss_panel.message(), timeout=WAIT)


def test_labels_the_detector_does_not_know_are_matched_but_cost_nothing(ready, qtbot, look):
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.annotate.image is not None and ready.annotate.image.name == "b.png", timeout=WAIT)
    ready.annotate.add([AnnotatedObject("unicorn", Box(10, 10, 120, 90))], "Draw Box")
    show(ready, qtbot, look, look.matching)
    assert look.matching.matching_panel.rows()[1][0] == "1 unicorn"
    show(ready, qtbot, look, look.loss)
    qtbot.waitUntil(lambda: "knows none of the labelled classes" in look.loss.loss_panel.message(), timeout=WAIT)


def test_a_sample_without_labels_names_the_one_that_has_some(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    ready.media.open(str(samples_folder() / "1-cards-on-felt.jpg"))
    panel = look.matching.matching_panel
    qtbot.waitUntil(
        lambda: panel.message() == "This sample has no labels; 2-cards-on-carpet.jpg has some.", timeout=WAIT
    )


def test_a_picture_without_labels_says_what_to_do_until_a_box_is_drawn(ready, qtbot, look):
    show(ready, qtbot, look, look.matching)
    ready.media.next_image()
    panel = look.matching.matching_panel
    qtbot.waitUntil(lambda: "Nothing is labelled here yet" in panel.message(), timeout=WAIT)
    qtbot.waitUntil(lambda: ready.annotate.image is not None and ready.annotate.image.name == "b.png", timeout=WAIT)
    ready.annotate.add([AnnotatedObject("bee", Box(10, 10, 80, 90))], "Draw Box")
    qtbot.waitUntil(lambda: not panel.message(), timeout=WAIT)
    assert [row[0] for row in panel.rows()] == ["All objects", "1 bee"]


def losses_of(detector, pixels):
    """(confidence, localisation, mined) of the plain loop, default box by default box."""
    seen = detector.see(pixels)
    logits, offsets = seen.logits.tolist(), seen.offsets.tolist()
    _, labels, owners = matched()
    confidence = [reference.cross_entropy(logits[d], max(label, 0)) for d, label in enumerate(labels)]
    localisation = {}
    for d, label in enumerate(labels):
        if label > 0:
            wanted = reference.offsets_of(unit_boxes()[owners[d]].tolist(), DEFAULT_BOXES.cxcywh[d].tolist())
            pairs = zip(offsets[d], wanted, strict=True)
            localisation[d] = sum(reference.smooth_l1(given - want) for given, want in pairs)
    background = [reference.cross_entropy(row, 0) for row in logits]
    return confidence, localisation, mined_negatives(background, labels)


def test_the_loss_panel_shows_the_numbers_of_the_plain_loop(ready, qtbot, look, detector, folder):
    show_loss(ready, qtbot, look)
    panel = look.loss.loss_panel
    confidence, localisation, mined = losses_of(detector, read_image(folder / "a.png").pixels_rgb)
    _, labels, owners = matched()
    count = len(localisation)
    l_conf = sum(confidence[d] for d in (*localisation, *mined)) / count
    l_loc = sum(localisation.values()) / count
    assert panel.texts()[0] == f"L {l_conf + l_loc:.2f} = L_conf {l_conf:.2f} + L_loc {l_loc:.2f}"
    assert f"N = {count} positives; of {labels.count(0):,} negatives the hardest {len(mined)}" in panel.texts()[1]
    assert len(mined) == 3 * count
    costs = {row[0]: row[2:] for row in panel.cost_rows()}
    for g, name in enumerate(("1 bee", "2 cat", "3 bee")):
        own = [d for d in localisation if owners[d] == g]
        sums = sum(confidence[d] for d in own), sum(localisation[d] for d in own)
        assert costs[name] == tuple(f"{one:.2f}" for one in sums)
    shares = [float(row[1].split()[0]) for row in panel.cost_rows()]
    assert shares == sorted(shares, reverse=True)
    panel._count.setValue(9999)
    negatives = {d for d, label in enumerate(labels) if label == 0}
    dropped = sorted(negatives - mined, key=lambda d: -confidence[d])
    listed = [one.default_box for one in panel.terms]
    assert set(listed) == {*localisation, *mined, *dropped[:20]}
    assert [row[3] for row in panel.term_rows()] == [f"{confidence[d]:.2f}" for d in listed]


def test_another_ratio_says_what_it_changes(ready, qtbot, look):
    show_loss(ready, qtbot, look)
    usual = look.explained.loss.trace
    panel = look.loss.loss_panel
    assert panel.texts()[2] == ""
    panel._ratio.setValue(1)
    qtbot.waitUntil(lambda: look.explained.loss.ratio == 1, timeout=WAIT)
    now = look.explained.loss.trace
    assert (now.mined, usual.mined) == (now.positives, 3 * now.positives)
    assert f"mined {usual.mined} → {now.mined}, L {usual.total:.2f} → {now.total:.2f}" in panel.texts()[2]


def test_the_chosen_default_box_is_explained_and_drawn(ready, qtbot, look):
    show_loss(ready, qtbot, look)
    panel = look.loss.loss_panel
    panel._term_table.selectRow(0)
    term = panel.terms[0]
    assert panel.default_box == term.default_box == look.loss.overlay._chosen
    assert f"gives that {term.score:.2f}" in panel.texts()[3]
    panel._cost_table.selectRow(0)
    assert panel.default_box is None
    assert panel.texts()[3] == "Choose a default box in the list or on the picture."


def test_views_are_those_of_a_training_and_step_by_step(ready, qtbot, look, detector, folder):
    show(ready, qtbot, look, look.matching)
    window, stage = ready.window, look._stage
    look.matching.matching_panel._view.click()
    qtbot.waitUntil(lambda: look.explained.view == 0, timeout=WAIT)
    assert (window.canvas.isVisible(), stage.isVisible()) == (False, True)
    assert stage.title() == "Augmented view 1, as training sees it"
    zooms = window.canvas.zoom(), stage.canvas.zoom()
    window.commands.zoom_in.trigger()
    assert window.canvas.zoom() == zooms[0]
    assert stage.canvas.zoom() > zooms[1]
    stage._next.click()
    stage._next.click()
    qtbot.waitUntil(lambda: look.explained.view == 2, timeout=WAIT)
    classes = [CLASSES.index(name) + 1 for name, _ in TRUTHS]
    path = folder / "a.png"
    sample = made_sample([box for _, box in TRUTHS], classes, width=WIDTH, height=HEIGHT, image_path=path)
    pixels = read_image(path).pixels_rgb
    view = TrainingViews(sample, pixels, size=300, means_rgb=detector.config.means_rgb).view(2)
    assert look.explained.matching == explain_matching(DEFAULT_BOXES, view.sample, CLASSES, MatchConfig())
    assert np.array_equal(look.explained.view_rgb, view.shown())
    stage.left.emit()
    qtbot.waitUntil(lambda: look.explained.view is None, timeout=WAIT)
    assert (window.canvas.isVisible(), stage.isVisible()) == (True, False)


@pytest.mark.parametrize("leave", ["picture", "dock"])
def test_views_give_way_to_another_picture_and_to_a_closed_panel(ready, qtbot, look, leave):
    show(ready, qtbot, look, look.matching)
    look.matching.matching_panel._view.click()
    qtbot.waitUntil(look._stage.isVisible, timeout=WAIT)
    if leave == "picture":
        ready.media.next_image()
    else:
        ready.explain._dock.hide()
    qtbot.waitUntil(ready.window.canvas.isVisible, timeout=WAIT)
    assert look._stage.isHidden()


def test_the_loss_of_a_view_is_that_of_its_training_batch(ready, qtbot, look):
    show_loss(ready, qtbot, look)
    look.loss.loss_panel._view.click()
    qtbot.waitUntil(lambda: look.explained.view == 0 and look.explained.loss is not None, timeout=WAIT)
    assert look.loss.loss_panel.texts()[0].startswith(f"L {look.explained.loss.trace.total:.2f} =")
    assert look.loss.view_overlay._terms == tuple(look.loss.loss_panel.terms)
    assert look.loss.overlay._terms == ()
