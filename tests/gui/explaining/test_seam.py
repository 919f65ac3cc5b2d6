"""The Explain panel in the real window, with a made detector: when it asks, and what it says where it cannot."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.inference.tiles import TiledPredictor
from tests.gui.explaining.desk import WAIT, explained_with, show_panel


class Tab(ExplainTab):
    """Remembers what it was given."""

    def __init__(self, title, hides_detections=False):
        super().__init__(title, QLabel(title), Overlay())
        self.hides_detections = hides_detections
        self.shown, self.clicks, self.points, self.settings = [], [], [], None

    def show(self, explained):
        self.shown.append(explained)

    def show_settings(self, settings):
        self.settings = settings

    def click(self, x, y, transform):
        self.clicks.append((x, y))

    def point(self, x, y):
        self.points.append((x, y))


@pytest.fixture
def tabs(ready):
    """Two more tabs, the first of them in front."""
    tabs = Tab("one", hides_detections=True), Tab("other")
    for tab in tabs:
        ready.explain.add_tab(tab)
    ready.explain._panel.set_front(tabs[0].panel)
    return tabs


def test_nothing_is_asked_while_the_panel_is_hidden(ready, qtbot, tabs, detector, folder):
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=WAIT)
    qtbot.wait(50)
    assert detector.looks == 0
    assert not ready.explain._thread.is_running()
    assert not any(tab.overlay.visible for tab in tabs)


def test_opening_the_panel_explains_the_picture_and_shows_the_overlay_of_the_tab_in_front(ready, qtbot, tabs):
    explained = show_panel(ready, qtbot)
    assert tabs[0].shown[-1] is explained
    assert [tab.overlay.visible for tab in tabs] == [True, False]
    ready.explain._panel.set_front(tabs[1].panel)
    assert [tab.overlay.visible for tab in tabs] == [False, True]
    ready.explain._dock.hide()
    qtbot.waitUntil(lambda: not any(tab.overlay.visible for tab in tabs), timeout=WAIT)


def test_a_panel_behind_another_draws_nothing_over_the_picture(ready, qtbot, tabs):
    show_panel(ready, qtbot)
    ready.window.layers_dock.raise_()
    qtbot.waitUntil(lambda: ready.explain.front is None, timeout=WAIT)
    assert not any(tab.overlay.visible for tab in tabs)
    ready.explain._dock.raise_()
    qtbot.waitUntil(lambda: tabs[0].overlay.visible, timeout=WAIT)


def test_the_usual_boxes_give_way_to_a_tab_that_draws_them_itself(ready, qtbot, tabs):
    overlay = ready.window.detections_overlay
    show_panel(ready, qtbot)
    assert not overlay.visible
    ready.explain._panel.set_front(tabs[1].panel)
    assert overlay.visible


def test_new_thresholds_are_answered_without_another_look(ready, qtbot, tabs, detector):
    show_panel(ready, qtbot)
    ready.window.objects_panel.threshold_changed.emit(0.8)
    qtbot.waitUntil(lambda: ready.explain.explained.explanation.settings.score == 0.8, timeout=WAIT)
    assert tabs[1].settings.score == 0.8
    assert detector.looks == 1


def test_a_tab_that_changes_the_score_changes_it_everywhere(ready, qtbot, tabs):
    show_panel(ready, qtbot)
    tabs[0].changes_wanted.emit({"score": 0.25})
    assert ready.window.objects_panel.threshold() == 0.25
    assert ready._settings.score_threshold == 0.25
    qtbot.waitUntil(lambda: ready.explain.explained.explanation.settings.score == 0.25, timeout=WAIT)


def test_scores_that_the_window_does_not_list_are_not_explained_and_the_slider_stays(ready, qtbot, tabs):
    show_panel(ready, qtbot)
    ready.window.objects_panel._spin.setValue(0.0)
    explained_with(ready, qtbot, score=0.05)
    assert ready.window.objects_panel.threshold() == 0.0


def test_a_box_drawn_now_is_ground_truth_now(ready, qtbot, tabs, detector):
    assert show_panel(ready, qtbot).explanation.objects is None
    ready.annotate.add([AnnotatedObject("bee", Box(10, 10, 80, 90))], "Draw Box")
    qtbot.waitUntil(lambda: ready.explain.explained.explanation.objects is not None, timeout=WAIT)
    (found,) = ready.explain.explained.explanation.objects
    assert (found.name, found.box_xyxy) == ("bee", (10, 10, 80, 90))
    assert detector.looks == 1


def test_labels_that_the_detector_does_not_know_are_told_in_a_sentence(ready, qtbot, tabs):
    ready.annotate.add([AnnotatedObject("unicorn", Box(10, 10, 80, 90))], "Draw Box")
    show_panel(ready, qtbot)
    assert "knows none of the labels' classes (unicorn)" in ready.explain._panel.note()
    ready.annotate.add([AnnotatedObject("ant", Box(20, 20, 60, 60))], "Draw Box")
    qtbot.waitUntil(lambda: "left out: unicorn" in ready.explain._panel.note(), timeout=WAIT)


def test_another_picture_takes_the_explanation_of_the_last_one_away_at_once(ready, qtbot, tabs, folder):
    first = show_panel(ready, qtbot)
    heard = len(tabs[0].shown)
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=WAIT)
    qtbot.waitUntil(lambda: ready.explain.explained not in (None, first), timeout=WAIT)
    assert tabs[0].shown[heard] is None
    assert tabs[0].shown[-1] is ready.explain.explained


def test_the_tabs_stay_while_the_next_picture_is_looked_at_quickly(ready, qtbot, tabs, folder):
    ready.explain._patience.setInterval(WAIT)
    show_panel(ready, qtbot)
    messages = []
    set_message = ready.explain._panel.set_message
    ready.explain._panel.set_message = lambda text: (messages.append(text), set_message(text))
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.annotate.image == folder / "b.png", timeout=WAIT)
    qtbot.waitUntil(lambda: ready.explain.explained is not None, timeout=WAIT)
    assert set(messages) == {""}


def test_a_long_look_is_told(ready, qtbot, tabs, folder):
    ready.explain._patience.setInterval(0)
    show_panel(ready, qtbot)
    ready.media.next_image()
    qtbot.waitUntil(lambda: ready.explain._panel.message() == "Looking at the picture...", timeout=WAIT)
    qtbot.waitUntil(lambda: ready.explain.explained is not None, timeout=WAIT)
    assert ready.explain._panel.message() == ""


def test_clicks_and_the_pointer_go_to_the_tab_in_front(ready, qtbot, tabs):
    show_panel(ready, qtbot)
    canvas = ready.window.canvas
    canvas.picture_clicked.emit(5.0, 6.0, Qt.KeyboardModifier.NoModifier)
    canvas.pointer_moved.emit(7.0, 8.0)
    canvas.pointer_left.emit()
    assert tabs[0].clicks == [(5.0, 6.0)]
    assert tabs[0].points[-2:] == [(7.0, 8.0), (None, None)]
    assert (tabs[1].clicks, tabs[1].points) == ([], [])


def test_a_detector_that_looks_at_tiles_says_so(ready, qtbot, tabs, detector, monkeypatch):
    tiled = TiledPredictor(detector, Tiling(100))
    monkeypatch.setattr(ready.detect._worker, "_load_detector", lambda path, device: tiled)
    ready.detect.load("tiled.safetensors")
    qtbot.waitUntil(lambda: ready.detect.model.tiling is not None, timeout=WAIT)
    ready.explain._dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: "looks at tiles" in ready.explain._panel.message(), timeout=WAIT)
    assert detector.looks == 0


def test_without_a_picture_or_a_detector_the_panel_says_what_to_do(program, qtbot):
    tab = Tab("one")
    program.explain.add_tab(tab)
    program.explain._panel.set_front(tab.panel)
    program.window.show()
    program.explain._dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: "Open a picture" in program.explain._panel.message(), timeout=WAIT)


def test_a_tab_that_answers_itself_is_there_without_a_detector(ready, qtbot, tabs, detector):
    own = Tab("own")
    own.answers_itself = True
    ready.explain.add_tab(own)
    ready.explain._panel.set_front(own.panel)
    with qtbot.waitSignal(ready.explain.scene_changed, timeout=WAIT):
        ready.explain._dock.toggleViewAction().trigger()
    qtbot.waitUntil(own.panel.isVisible, timeout=WAIT)
    ready.explain._panel.set_message("No detector.")
    ready.window.canvas.picture_clicked.emit(5.0, 6.0, Qt.KeyboardModifier.NoModifier)
    assert own.panel.isVisible()
    assert own.overlay.visible
    assert own.clicks == [(5.0, 6.0)]
    assert detector.looks == 0
    ready.explain._panel.set_front(tabs[0].panel)
    qtbot.waitUntil(lambda: ready.explain.explained is not None, timeout=WAIT)
    assert detector.looks == 1


def test_the_panel_takes_no_room_of_the_picture(ready, qtbot, tabs):
    ready.window.resize(1280, 720)
    qtbot.wait(50)
    before = ready.window.canvas.size()
    show_panel(ready, qtbot)
    qtbot.wait(50)
    assert ready.window.canvas.size() == before
    assert np.prod(before.toTuple()) > 0
