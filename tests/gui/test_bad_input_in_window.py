"""What labelling meets in the wild, in the real window: huge pictures, thousands of boxes, folders that vanish."""

import shutil

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.media.image_file import write_image
from tests.gui.hand import CTRL, Hand

BOXES = 2000


@pytest.fixture
def open_folder(program, qtbot):
    """Opens a folder on its first image and returns a hand on it."""

    def start(folder, image):
        program.window.commands.detecting.setChecked(False)
        program.window.resize(1100, 800)
        program.window.show()
        program.media.start()
        program.media.open(str(folder))
        hand = Hand(program, qtbot)
        hand.ready(folder / image)
        return hand

    yield start
    program.window.close()


def on_disk(xml):
    return [(item.label, item.box) for item in read_voc_xml(xml).annotation.objects]


def test_a_picture_of_60_megapixels_is_labelled_to_the_pixel(open_folder, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    content = cv2.imencode(".png", np.full((6000, 10000), 90, np.uint8), [cv2.IMWRITE_PNG_COMPRESSION, 1])[1]
    (folder / "a.png").write_bytes(content.tobytes())
    hand = open_folder(folder, "a.png")
    assert hand.program.annotate.size == (10000, 6000)
    hand.canvas.zoom_at(2.0, hand.canvas.transform().to_widget(9000, 5000))
    hand.draw(8950, 4950, 9017, 5003, "ace")
    hand.saved()
    assert on_disk(folder / "a.xml") == [("ace", Box(8950, 4950, 9017, 5003))]


def test_one_of_two_thousand_boxes_is_moved_and_the_others_stay_byte_for_byte(open_folder, tmp_path):
    folder = tmp_path / "cells"
    folder.mkdir()
    write_image(folder / "a.png", np.full((800, 1000, 3), 90, np.uint8))
    places = [(20 * (number % 50), 20 * (number // 50)) for number in range(BOXES)]
    objects = tuple(AnnotatedObject(f"cell {x % 3}", Box(x + 2, y + 2, x + 18, y + 18)) for x, y in places)
    write_voc_xml(folder / "a.xml", ImageAnnotation(objects, 1000, 800), image_path=folder / "a.png")
    before = (folder / "a.xml").read_text(encoding="utf-8").splitlines()

    hand = open_folder(folder, "a.png")
    hand.key(Qt.Key.Key_E)
    hand.canvas.zoom_at(4.0, hand.canvas.transform().to_widget(510, 410))
    hand.click(510, 410)
    hand.key(Qt.Key.Key_Right)
    assert hand.selected() == Box(503, 402, 519, 418)
    hand.saved()
    after = (folder / "a.xml").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line, old in zip(after, before, strict=True) if line != old] == [
        "<xmin>503</xmin>",
        "<xmax>519</xmax>",
    ]
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_Delete)
    assert hand.boxes() == []
    hand.key(Qt.Key.Key_Z, CTRL)
    assert len(hand.boxes()) == BOXES


def test_labels_of_a_folder_that_vanishes_are_kept_until_it_is_back(open_folder, tmp_path):
    folder, away = tmp_path / "stick", tmp_path / "pulled out"
    folder.mkdir()
    write_image(folder / "a.png", np.full((300, 400, 3), 90, np.uint8))
    hand = open_folder(folder, "a.png")
    shutil.move(folder, away)
    hand.draw(20, 30, 120, 90, "ace")
    files = hand.program.label_files
    hand.qtbot.waitUntil(lambda: files.state()[0] == "failed", timeout=20_000)
    assert str(folder) in hand.window.messages.text
    assert not folder.exists()
    assert [label for label, _ in hand.boxes()] == ["ace"]

    shutil.move(away, folder)
    hand.key(Qt.Key.Key_S, CTRL)
    hand.saved()
    assert [label for label, _ in on_disk(folder / "a.xml")] == ["ace"]
    assert hand.window.messages.text == ""
