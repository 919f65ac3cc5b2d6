"""How many key presses and mouse actions a picture takes: replayed in the real window as docs/labelling.md has it."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.app import Program
from ssd_desktop.gui.settings import Settings
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.boxes import iou_matrix
from tests.gui.hand import SHIFT, Hand

ROOT = Path(__file__).resolve().parents[2]
CARDS, PIECES = "IMG_2560", "pieces_07"


def documented(row: str, picture: str) -> int:
    """Returns the number that a row of the table has for a picture."""
    lines = (ROOT / "docs" / "labelling.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return int(next(cells for cells in table if cells[0] == row)[table[0].index(picture)])


@pytest.fixture
def picture(request, tmp_path):
    """Copies the picture without labels, and labelled ones after it, which make the classes known."""
    name, folder = request.param, tmp_path / "pictures"
    source = resource_path("samples", "game_pieces")
    if name == CARDS:
        source = request.getfixturevalue("shared_data") / "playing_cards"
    folder.mkdir()
    images = sorted((source / "JPEGImages").iterdir(), key=lambda image: image.name.casefold())
    at = next(number for number, image in enumerate(images) if image.stem == name)
    image = Path(shutil.copy(images[at], folder))
    for other in images[at + 1 : at + 20]:
        shutil.copy(other, folder)
        shutil.copy(source / "Annotations" / f"{other.stem}.xml", folder)
    return image, read_voc_xml(source / "Annotations" / f"{name}.xml").annotation.objects


@pytest.fixture
def hand(qtbot, tmp_path, picture):
    program = Program(Settings(tmp_path / "settings" / "settings.ini"))
    qtbot.addWidget(program.window)
    program.window.commands.detecting.setChecked(False)
    program.window.resize(1600, 1000)
    program.window.show()
    program.media.start()
    program.media.open(str(picture[0].parent))
    hand = Hand(program, qtbot)
    hand.ready(picture[0])
    classes = {item.label for item in picture[1]}
    qtbot.waitUntil(lambda: classes <= set(program.annotate.classes), timeout=20_000)
    yield hand
    program.window.close()


def go_on(hand, image):
    """Presses D and returns what is saved of the picture before."""
    hand.key(Qt.Key.Key_D)
    hand.qtbot.waitUntil(lambda: hand.program.annotate.image not in (image, None), timeout=20_000)
    hand.saved()
    return read_voc_xml(image.with_suffix(".xml")).annotation.objects


@pytest.mark.parametrize("picture", [CARDS, PIECES], indirect=True)
def test_a_picture_is_labelled_by_hand_in_the_documented_number_of_actions(hand, picture):
    image, wanted = picture
    hand.window.commands.edit.keep_class.trigger()
    hand.key(Qt.Key.Key_W, SHIFT)
    for item, last in zip(wanted, (None, *wanted), strict=False):
        hand.sweep(*item.box.xyxy())
        if last is None:
            hand.pick(item.label)
        elif item.label != last.label:
            hand.key(Qt.Key(int(Qt.Key.Key_1) + hand.program.annotate.classes.index(item.label)))
    saved = go_on(hand, image)
    assert [(item.label, item.box) for item in saved] == [(item.label, item.box) for item in wanted]
    assert hand.actions == documented("SSD Desktop", image.stem)


@pytest.mark.parametrize("picture", [CARDS], indirect=True)
def test_a_picture_is_labelled_by_the_detector_in_the_documented_number_of_actions(hand, picture, qtbot):
    image, wanted = picture
    program = hand.program
    program.detect.start()
    qtbot.waitUntil(lambda: program.detect.model is not None, timeout=60_000)
    hand.key(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(program.suggest.shown) >= len(wanted), timeout=60_000)
    hand.key(Qt.Key.Key_Return, SHIFT)
    saved = go_on(hand, image)
    assert sorted(item.label for item in saved) == sorted(item.label for item in wanted)
    for label in {item.label for item in wanted}:
        mine, its = (np.array([item.box.xyxy() for item in of if item.label == label]) for of in (wanted, saved))
        assert iou_matrix(mine, its).max(axis=1).min() >= 0.6
    assert hand.actions == documented("SSD Desktop, with the shipped detector", image.stem)
