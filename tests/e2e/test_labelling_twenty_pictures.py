"""Twenty pictures labelled from nothing by mouse and keys in the real window; the files and a training prove it."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.box import Box
from ssd_desktop.app import Program
from ssd_desktop.gui.settings import Settings
from ssd_desktop.resources import resource_path
from tests.gui.hand import CTRL, SHIFT, Hand

PICTURES = 20
EDGES = ("xmin", "ymin", "xmax", "ymax")
Key = Qt.Key


def cards(shared_data: Path) -> Path:
    return shared_data / "playing_cards"


def pieces(_: Path) -> Path:
    return resource_path("samples", "game_pieces")


def labels_of(xml: Path) -> list[tuple[str, Box]]:
    """Reads a VOC file without the program's own reader."""
    root = ElementTree.parse(xml).getroot()
    return [
        (item.findtext("name"), Box(*(float(item.findtext(f"bndbox/{edge}")) for edge in EDGES)))
        for item in root.iter("object")
    ]


class Labeller:
    """A user who labels picture after picture, in another way each time, with slips that are mended."""

    def __init__(self, hand: Hand, expected: dict[Path, list[tuple[str, Box]]]) -> None:
        self.hand = hand
        self.expected = expected
        self.images = list(expected)

    def label_all(self) -> None:
        ways = (self.draw_each, self.paste_previous, self.draw_many, self.paste_copy, self.draw_and_verify)
        for number, image in enumerate(self.images):
            self.hand.ready(image)
            ways[number % len(ways)](number)
            assert sorted(self.hand.boxes(), key=str) == sorted(self.expected[image], key=str), image
            self.see_saved(self.images[number // 2])
            if image != self.images[-1]:
                self.hand.key(Key.Key_D)
                if number % 6 == 1:
                    self.doubt_and_return(number)

    # -- Ways to label a picture

    def draw_each(self, number: int) -> None:
        """Draws every box, one exactly, the next with a slip."""
        slips = (self.draw_exactly, self.draw_too_small, self.draw_beside, self.draw_of_another_class)
        for place, (label, box) in enumerate(self.expected[self.images[number]]):
            slips[(number + place) % len(slips)](label, box)

    def draw_many(self, number: int) -> None:
        """Draws box after box; the first is lost, and comes back."""
        self.hand.key(Key.Key_W, SHIFT)
        for label, box in self.expected[self.images[number]]:
            self.hand.sweep(box.x1, box.y1, box.x0, box.y0)
            self.hand.pick(label)
        self.hand.key(Key.Key_Escape)
        self.hand.key(Key.Key_A, CTRL)
        self.hand.key(Key.Key_Delete)
        assert self.hand.boxes() == []
        self.hand.key(Key.Key_Z, CTRL)

    def draw_and_verify(self, number: int) -> None:
        self.draw_each(number)
        self.hand.key(Key.Key_Space)

    def paste_previous(self, number: int) -> None:
        """Takes the boxes of the picture before, makes the first one fit and draws the others."""
        self.hand.key(Key.Key_V, CTRL | SHIFT)
        assert self.hand.boxes() == self.expected[self.images[number - 1]]
        self.keep_one_box(number)

    def paste_copy(self, number: int) -> None:
        """Copies a box of the picture before, makes it fit and draws the others."""
        self.hand.key(Key.Key_A)
        self.hand.ready(self.images[number - 1])
        self.hand.key(Key.Key_A, CTRL)
        self.hand.key(Key.Key_C, CTRL)
        self.hand.key(Key.Key_D)
        self.hand.ready(self.images[number])
        self.hand.key(Key.Key_V, CTRL)
        self.keep_one_box(number)

    def keep_one_box(self, number: int) -> None:
        (label, box), *others = self.expected[self.images[number]]
        if len(self.hand.boxes()) > 1:  # Shift+click gives the first up, Delete the others
            self.hand.click(*self.middle_of(self.hand.boxes()[0][1]), SHIFT)
            self.hand.key(Key.Key_Delete)
        kept = self.hand.boxes()[0][1]
        if not self.hand.program.annotate.selected:
            self.hand.click(*self.middle_of(kept))
        (x, y), (to_x, to_y) = self.middle_of(kept), self.middle_of(box)
        self.hand.pull((x, y), (to_x, to_y))
        self.fit(box)
        self.choose(label)
        for other_label, other in others:
            self.draw_exactly(other_label, other)

    # -- Ways to label a box

    def draw_exactly(self, label: str, box: Box) -> None:
        self.hand.draw(*box.xyxy(), label)

    def draw_too_small(self, label: str, box: Box) -> None:
        """Pulls an edge and a corner to where they belong."""
        self.hand.draw(box.x0 + 9, box.y0, box.x1 - 7, box.y1 - 8, label)
        self.hand.pull((box.x0 + 9, box.y0 + 20), (box.x0, box.y0 + 30))
        self.hand.pull((box.x1 - 7, box.y1 - 8), (box.x1, box.y1))

    def draw_beside(self, label: str, box: Box) -> None:
        """Nudges a box that was drawn 12 pixels beside its place, 3 too high or too low."""
        width, height = self.hand.program.annotate.size
        by_x = 12 if box.x1 + 12 <= width else -12
        by_y = 3 if box.y1 + 3 <= height else -3
        self.hand.draw(box.x0 + by_x, box.y0 + by_y, box.x1 + by_x, box.y1 + by_y, label)
        sideways, upwards = Key.Key_Left if by_x > 0 else Key.Key_Right, Key.Key_Up if by_y > 0 else Key.Key_Down
        self.hand.key(sideways, SHIFT)
        for key in (sideways, sideways, upwards, upwards, upwards):
            self.hand.key(key)

    def draw_of_another_class(self, label: str, box: Box) -> None:
        """Gives the class by its key once the box is there."""
        known = self.hand.program.annotate.classes
        self.draw_exactly(known[0] if known else label, box)
        self.choose(label)

    def choose(self, label: str) -> None:
        """Gives the selected box a class: by its key, or by name where it is new."""
        known = self.hand.program.annotate.classes
        if label in known:
            self.hand.key(Key(int(Key.Key_1) + known.index(label)))
        else:
            self.hand.key(Key.Key_C)
            self.hand.pick(label)

    def fit(self, box: Box) -> None:
        """Pulls two corners of the selected box to where they belong."""
        now = self.hand.selected()
        self.hand.pull((now.x0, now.y0), (box.x0, box.y0))
        now = self.hand.selected()
        self.hand.pull((now.x1, now.y1), (box.x1, box.y1))

    def middle_of(self, box: Box) -> tuple[float, float]:
        return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2

    # -- Over several pictures

    def see_saved(self, image: Path) -> None:
        """Waits until the labels of an earlier picture are in its file; nobody saved them."""
        if image != self.hand.program.annotate.image:
            xml, labels = image.with_suffix(".xml"), sorted(self.expected[image], key=str)
            self.hand.qtbot.waitUntil(
                lambda: xml.is_file() and sorted(labels_of(xml), key=str) == labels, timeout=20_000
            )

    def doubt_and_return(self, number: int) -> None:
        """Takes the last edit back from the next picture, makes it again and goes on."""
        self.hand.ready(self.images[number + 1])
        self.hand.key(Key.Key_Z, CTRL)
        self.hand.ready(self.images[number])
        assert self.hand.boxes() != self.expected[self.images[number]]
        self.hand.key(Key.Key_Z, CTRL | SHIFT)
        assert len(self.hand.boxes()) == len(self.expected[self.images[number]])
        self.hand.key(Key.Key_D)


@pytest.fixture
def expected(request, tmp_path) -> dict[Path, list[tuple[str, Box]]]:
    """Copies twenty pictures without their labels; returns what they are to become, by picture."""
    source = request.param(request.getfixturevalue("shared_data") if request.param is cards else Path())
    every = sorted((source / "JPEGImages").iterdir(), key=lambda image: image.name.casefold())
    folder = tmp_path / "my pictures 사진"
    folder.mkdir()
    chosen = every[:: len(every) // PICTURES][:PICTURES]
    copies = [Path(shutil.copy(image, folder)) for image in chosen]
    return {copy: labels_of(source / "Annotations" / f"{copy.stem}.xml") for copy in copies}


@pytest.fixture
def hand(qtbot, tmp_path, expected):
    program = Program(Settings(tmp_path / "settings" / "settings.ini"))
    qtbot.addWidget(program.window)
    program.window.commands.detecting.setChecked(False)
    program.window.resize(1600, 1000)
    program.window.show()
    program.media.start()
    program.media.open(str(next(iter(expected)).parent))
    yield Hand(program, qtbot)
    program.window.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("expected", [cards, pieces], indirect=True, ids=["cards", "pieces"])
def test_twenty_pictures_are_labelled_to_the_pixel_and_a_training_takes_them(hand, expected, tmp_path):
    pictures = {image: image.read_bytes() for image in expected}
    Labeller(hand, expected).label_all()
    hand.saved()

    folder = next(iter(expected)).parent
    assert {image: sorted(labels_of(image.with_suffix(".xml")), key=str) for image in expected} == {
        image: sorted(labels, key=str) for image, labels in expected.items()
    }
    roots = [ElementTree.parse(image.with_suffix(".xml")).getroot() for image in expected]
    assert [root.get("verified") == "yes" for root in roots] == [number % 5 == 4 for number in range(PICTURES)]
    assert sorted(folder.iterdir()) == sorted([*pictures, *(image.with_suffix(".xml") for image in pictures)])
    assert {image: image.read_bytes() for image in pictures} == pictures

    run = tmp_path / "run"
    options = ["--init", "efficientnet-lite0", "--steps", "2", "--batch", "2", "--set", "cached_views=0"]
    command = [sys.executable, "-m", "ssd_desktop", "train", str(folder), *options, "--output", str(run)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"on {PICTURES - 2} images (2 to validate)" in done.stdout + done.stderr
    assert (run / "last.safetensors").is_file()
