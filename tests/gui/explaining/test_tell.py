"""Views as pictures, in files and in the clipboard, and the trace as JSON, as a user gets them out of the window."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import write_voc_xml
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.gui.canvas.training_view import TrainingViewStage
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.heat_legend import HeatLegend
from ssd_desktop.gui.panels.network_diagram import NetworkDiagram
from ssd_desktop.gui.panels.score_bars import ScoreBars
from ssd_desktop.gui.panels.threshold_chart import ThresholdChart
from tests.gui.explaining.desk import WAIT, explained_with, show_panel
from tests.made_models import random_checkpoint

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    # Qt's platform without a screen would let go of what was copied when Python is no more.
    QGuiApplication.clipboard().clear()


def saved(ready, qtbot, path):
    """Saves the view in front and waits for the file."""
    ready.tell.save(ready.tell.front(), path)
    qtbot.waitUntil(lambda: ready.window.statusBar().currentMessage() == f"Saved as {path}", timeout=WAIT)
    return path


def test_without_a_panel_that_explains_the_view_is_the_picture_in_its_size(ready, qtbot, tmp_path):
    assert ready.tell.front() is None
    image = QImage(str(saved(ready, qtbot, tmp_path / "plain.png")))
    assert (image.width(), image.height()) == (160, 120)


def test_a_png_has_the_whole_picture_with_the_overlay_and_the_charts_of_the_tab_beside_it(ready, qtbot, tmp_path):
    show_panel(ready, qtbot)
    view = ready.tell.picture_of(ready.tell.front())
    assert [type(one) for one in view.charts] == [ScoreBars, ThresholdChart]
    assert (view.heading, view.notes) == ("Detection", ("a.png", "made"))
    image = QImage(str(saved(ready, qtbot, tmp_path / "view.png")))
    assert image.width() > 160 + max(one.width() for one in view.charts)
    assert image.height() >= sum(one.height() for one in view.charts)
    assert different_pixels(image, view.picture) > 100
    assert len(colours(image.copy(160, 0, image.width() - 160, image.height()))) > 10


def different_pixels(image, photo):
    return sum(image.pixel(x, y) != photo.pixel(x, y) for x in range(160) for y in range(120))


def colours(image):
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_an_svg_has_the_picture_whole_and_names_and_numbers_as_text(ready, qtbot, tmp_path):
    explained = show_panel(ready, qtbot)
    root = ElementTree.parse(saved(ready, qtbot, tmp_path / "view.svg")).getroot()
    assert root.findtext(f"{SVG}title") == "view"
    assert len(list(root.iter(f"{SVG}image"))) >= 1
    texts = {"".join(one.itertext()).strip() for one in root.iter(f"{SVG}text")}
    best = explained.explanation.detections[0]
    assert {"Detection", "a.png", "Class scores of this default box", f"{best.scores[best.label]:.3f}"} <= texts
    assert [float(one) for one in root.get("viewBox").split()][:2] == [0, 0]
    assert float(root.get("viewBox").split()[2]) > 160


def test_what_is_copied_can_be_pasted_as_pixels_and_as_drawing(ready, qtbot, clipboard):
    show_panel(ready, qtbot)
    ready.window.commands.tell.copy_view.trigger()
    mime = clipboard.mimeData()
    assert mime.hasImage()
    assert b"<svg" in mime.data("image/svg+xml").data()
    assert ready.window.statusBar().currentMessage() == "View copied."


def test_each_view_has_its_own_charts(ready, qtbot):
    show_panel(ready, qtbot)
    ready.explain.panel.set_front(ready.explain.tabs[1].panel)
    qtbot.waitUntil(lambda: ready.explain.explained.heat is not None, timeout=WAIT)
    heat = ready.tell.picture_of(ready.tell.front())
    assert (heat.heading, [type(one) for one in heat.charts]) == ("Heat", [HeatLegend])
    panel = ready.explain.tabs[1].panel
    assert heat.notes[2:] == ("Scores of a class", panel.of_class.currentText(), panel.feature_map.currentText())
    ready.window.layers_dock.raise_()
    qtbot.waitUntil(lambda: ready.tell.front() is None, timeout=WAIT)
    ready.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({2})))
    layers = ready.tell.picture_of(ready.tell.front())
    assert (layers.heading, [type(one) for one in layers.charts]) == ("Layers", [NetworkDiagram])


def test_a_panel_offers_the_same_by_its_context_menu(ready, qtbot, clipboard):
    show_panel(ready, qtbot)
    panel = ready.explain.panel
    panel.customContextMenuRequested.emit(QPoint(3, 3))
    (menu,) = panel.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Save &View as Picture...",
        "Cop&y View as Picture",
        "Save &Trace as JSON...",
    ]
    menu.actions()[1].trigger()
    assert clipboard.mimeData().hasImage()
    menu.close()


def test_a_folder_that_is_not_there_is_told_in_one_sentence(ready, qtbot, tmp_path):
    ready.tell.save(None, tmp_path / "nowhere" / "view.svg")
    qtbot.waitUntil(lambda: "nowhere" in ready.window.messages.text, timeout=WAIT)


@pytest.fixture
def labelled(folder, detector):
    """The first picture has objects that the detector knows, and one that it does not."""
    objects = (
        AnnotatedObject("cat", Box(10, 12, 70, 90)),
        AnnotatedObject("unicorn", Box(20, 20, 60, 60)),
        AnnotatedObject("bee", Box(90.5, 20.25, 150, 110), difficult=True),
    )
    names = detector.config.classes
    known = tuple(
        one if one.label == "unicorn" else AnnotatedObject(names[at % len(names)], one.box, difficult=one.difficult)
        for at, one in enumerate(objects)
    )
    write_voc_xml(folder / "a.xml", ImageAnnotation(known, 160, 120), image_path=folder / "a.png")


def test_the_trace_of_the_window_is_that_of_the_command_line_byte_for_byte(
    labelled, ready, qtbot, detector, folder, tmp_path
):
    from ssd_desktop.cli.main import main

    checkpoint = folder.parent / "made.safetensors"
    save_checkpoint(random_checkpoint(confident=True), checkpoint)
    ready.window.objects_panel.threshold_changed.emit(0.62)
    show_panel(ready, qtbot)
    explained_with(ready, qtbot, score=0.62)
    ready.tell.save_trace(tmp_path / "window.json")
    qtbot.waitUntil(lambda: (tmp_path / "window.json").exists() or bool(ready.window.messages.text), timeout=WAIT)
    assert ready.window.messages.text == ""
    told = tmp_path / "told.json"
    arguments = ["--model", str(checkpoint), "--score", "0.62", "--json", str(told), "--quiet"]
    assert main(["explain", str(folder / "a.png"), *arguments]) == 0
    assert (tmp_path / "window.json").read_bytes() == told.read_bytes()
    assert b'"objects": [{' in told.read_bytes()


def test_the_trace_is_written_without_a_panel_in_view(ready, qtbot, tmp_path):
    assert ready.explain.explained is None
    ready.tell.save_trace(tmp_path / "trace.json")
    qtbot.waitUntil((tmp_path / "trace.json").exists, timeout=WAIT)
    assert ready.explain.explained is None


def test_why_there_is_no_trace_is_said_instead(program, tmp_path):
    program.tell.save_trace(tmp_path / "trace.json")
    assert program.window.messages.text == "Open a picture to see how the detector decides."
    assert not program.window.commands.tell.save_trace.isEnabled()


def test_the_colours_around_the_charts_are_those_of_the_panel(ready, qtbot):
    show_panel(ready, qtbot)
    from ssd_desktop.gui.view_picture import render_view

    image = render_view(ready.tell.picture_of(ready.tell.front()))
    window = ready.explain.panel.palette().window().color()
    assert QColor(image.pixel(image.width() - 2, image.height() - 2)) == window


def test_an_augmented_view_is_what_is_saved_while_it_is_looked_at(ready):
    stage = ready.window.findChild(TrainingViewStage)
    view = QImage(300, 300, QImage.Format.Format_RGB32)
    stage.set_view(0, view)
    stage.show()
    assert ready.tell.picture_of(None).picture.size() == view.size()
    stage.hide()
    assert ready.tell.picture_of(None).picture.size() == ready.window.canvas.picture_size()
