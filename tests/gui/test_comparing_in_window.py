"""Two runs compared picture by picture in the real window, from a click on Compare to the picture in the window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog
from ssd_desktop.gui.overlays.differences import Mark
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.training import pair
from ssd_desktop.training.machine_use import machine_to_oneself
from tests.unit.data.made_data import write_voc_folder
from tests.unit.project.made_rounds import make_round

BOX, FAR = (20, 30, 120, 150), (250, 180, 350, 280)
CAT = ("cat", BOX)


class Pretender:
    """Finds boxes of cats in every picture."""

    config = NetworkConfig("ssd300-vgg16", PLANS["paper"], ("cat",))

    def __init__(self, *boxes):
        self._boxes = boxes

    def detect_batch(self, images):
        count = len(self._boxes)
        found = Detections(
            boxes_xyxy=np.array(self._boxes, np.float32).reshape(-1, 4), labels=np.ones(count, np.int64),
            scores=np.full(count, 0.75, np.float32), default_boxes=np.zeros(count, np.int64), classes=("cat",),
            width=400, height=300,
        )  # fmt: skip
        return [found] * len(images)


@pytest.fixture
def data(tmp_path):
    images = {name: [CAT] for name in "bcdef"} | {"a": []}
    return write_voc_folder(tmp_path / "애완 pets", images, width=400, height=300)


@pytest.fixture
def runs(data, monkeypatch):
    """Two rounds: the first finds nothing, the second every cat and one that is none; it was trained on ``c``."""
    first = make_round(data / "runs" / "one", data, validation="abc", init="vgg16")
    second = make_round(data / "runs" / "two", data, validation="abd", init="vgg16")
    finds = {first: (), second: (BOX, FAR)}
    looked = []

    def load(path, device):
        looked.append(path.parent.name)
        return Pretender(*finds[path.parent])

    monkeypatch.setattr(pair, "load_detector", load)
    return first, second, looked


@pytest.fixture
def opened(program, qtbot):
    """Compares runs as the panel asks for it; returns the tab of pictures, ready to measure."""
    dialogs = []

    program.media.start()

    def opened(*paths):
        program.projects.panel.compare_wanted.emit(list(paths))
        qtbot.waitUntil(lambda: program.window.findChild(CompareRunsDialog) is not None, timeout=20_000)
        dialogs.append(program.window.findChild(CompareRunsDialog))
        dialogs[0].findChild(QTabWidget).setCurrentWidget(dialogs[0].pictures)
        qtbot.waitUntil(lambda: "Looking at" not in dialogs[0].pictures.verdict(), timeout=20_000)
        return dialogs[0].pictures

    yield opened
    for dialog in dialogs:
        dialog.close()
    program.window.close()


def measure(qtbot, panel):
    panel._go.click()
    qtbot.waitUntil(lambda: panel._go.text() == "Compare Pictures" and panel.verdict() != "", timeout=20_000)


def signs(pane):
    return [(mark, text) for mark, text in pane.overlay.marks() if mark.sign]


def test_pictures_that_differ_stand_side_by_side_and_open_in_the_window(program, qtbot, runs, opened):
    panel = opened(*runs[:2])
    assert panel._before.isVisible()
    assert not panel.view.isVisible()
    measure(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view.current() is not None, timeout=20_000)
    assert panel.view.isVisible()
    assert not panel._before.isVisible()
    assert panel.verdict().startswith("AP50 0.0 % → 40.0 %: +40.0 points")
    assert "two was trained on 1 of the 3 pictures, which flatters it." in panel.verdict()
    assert panel._count.text() == "They differ on 3 of 3 pictures."
    names = [panel.view._list.item(row).text() for row in range(3)]
    assert names == ["▲ 1.8  b.png", "▲ 1.8  c.png", "▼ 1.5  a.png"]
    left, right = panel.view._panes
    assert signs(left) == [(Mark.LACKS, "– cat: missed")]
    assert sorted(text for _, text in signs(right)) == ["+ cat 0.75", "× cat: background 0.75"]
    qtbot.waitUntil(lambda: right._picture is not None, timeout=20_000)
    qtbot.keyClick(left, Qt.Key.Key_Right)
    qtbot.keyClick(panel.view._list, Qt.Key.Key_Right)
    assert panel.view.current() == 0
    assert not signs(left)
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.media.session.shown is not None, timeout=20_000)
    assert program.media.session.shown.media.value.endswith("a.png")


def test_the_score_and_the_wish_choose_pictures_without_looking_again(qtbot, runs, opened):
    panel = opened(*runs[:2])
    measure(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view._list.count() == 3, timeout=20_000)
    panel._wish.setCurrentIndex(panel._wish.findText("one is better"))
    assert panel.view._list.count() == 1
    panel._score.setValue(0.8)
    qtbot.waitUntil(lambda: panel._count.text() == "They differ on 0 of 3 pictures.", timeout=20_000)
    assert panel.view.current() is None
    assert runs[2] == ["one", "two"]
    panel._images.setCurrentIndex(1)
    assert panel.verdict() == ""
    measure(qtbot, panel)
    assert runs[2] == ["one", "two", "one", "two"]
    panel._images.setCurrentIndex(0)
    measure(qtbot, panel)
    assert len(runs[2]) == 4, "what was found on these images before is kept"


def test_three_runs_are_compared_two_at_a_time(qtbot, runs, data, opened):
    third = make_round(data / "runs" / "three", data, validation="abc", classes=("cat", "dog"), init="vgg16")
    panel = opened(*runs[:2], third)
    panel._first.setCurrentIndex(1)
    assert panel.verdict() == "Choose two different runs."
    assert not panel._go.isEnabled()
    panel._second.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "know other classes" in panel.verdict(), timeout=20_000)
    panel._second.setCurrentIndex(0)
    qtbot.waitUntil(lambda: panel.images() is not None, timeout=20_000)
    assert [run.name for run in panel.pair()] == ["two", "one"]


def test_while_something_trains_it_says_so_and_a_measurement_can_be_ended(qtbot, runs, opened, monkeypatch):
    panel = opened(*runs[:2])
    with machine_to_oneself():
        measure(qtbot, panel)
    assert "A training or a measurement is going on" in panel.verdict()
    ends = []
    monkeypatch.setattr(pair, "collect", lambda detector, images, *, progress, should_stop: (
        ends.append(wait_for(should_stop)), Stopped())[1])  # fmt: skip
    panel._go.click()
    qtbot.waitUntil(lambda: panel._go.text() == "Cancel", timeout=20_000)
    panel._go.click()
    qtbot.waitUntil(lambda: panel._go.text() == "Compare Pictures", timeout=20_000)
    assert panel.view.current() is None


class Stopped:
    """A pass that was ended."""

    complete = False


def wait_for(should_stop):
    while not should_stop():
        pass


def test_runs_without_images_to_measure_on_say_why(data, opened):
    panel = opened(*(make_round(data / "runs" / name, data, init="vgg16") for name in ("one", "two")))
    assert "has images to measure on" in panel.verdict()
    assert not panel._go.isEnabled()


def test_runs_that_cannot_be_looked_at_do_not_leave_it_looking_for_ever(runs, opened, monkeypatch):
    def gone(*_pair, moved_data):
        raise PermissionError(f"may not look for {moved_data}")

    monkeypatch.setattr("ssd_desktop.gui.controllers.pair_pictures.images_for_pair", gone)
    panel = opened(*runs[:2])
    assert "PermissionError: may not look" in panel.verdict()
    assert not panel._go.isEnabled()
