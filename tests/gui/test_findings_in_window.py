"""From a finding of the fine-tune dialog to its picture in the real window."""

import pytest

from ssd_desktop.annotation.box import Box
from ssd_desktop.data.findings import Finding
from tests.unit.data.made_data import write_voc_folder

CAT, DOG = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29))


@pytest.fixture
def folders(tmp_path):
    return [write_voc_folder(tmp_path / name, {"a": [CAT], "b": [DOG, CAT]}) for name in ("pets", "others")]


@pytest.fixture
def opened(program, qtbot, folders):
    program.window.commands.detecting.setChecked(False)
    program.window.show()
    program.media.start()
    program.images.start()
    program.media.open(str(folders[0] / "JPEGImages"))
    qtbot.waitUntil(lambda: program.annotate.image == folders[0] / "JPEGImages" / "a.png", timeout=20_000)
    yield program
    program.window.close()


@pytest.mark.parametrize("folder", [0, 1])
def test_the_picture_is_shown_with_its_box_selected_whatever_folder_is_open(opened, qtbot, folders, folder):
    image = folders[folder] / "JPEGImages" / "b.png"
    opened.train.finding_chosen.emit(Finding("unmatched", image, "cat", Box(*CAT[1]), 0.3))
    qtbot.waitUntil(lambda: bool(opened.annotate.selected), timeout=20_000)
    assert opened.annotate.image == image
    (chosen,) = opened.annotate.selected
    assert (chosen.label, chosen.box) == ("cat", Box(*CAT[1]))


def test_a_finding_without_a_box_shows_its_picture_and_selects_nothing(opened, qtbot, folders):
    image = folders[0] / "JPEGImages" / "b.png"
    opened.train.finding_chosen.emit(Finding("copy", image, value=0.97, other=image))
    qtbot.waitUntil(lambda: opened.annotate.image == image, timeout=20_000)
    assert not opened.annotate.selected


def test_a_finding_of_the_picture_that_is_shown_selects_at_once(opened, folders):
    image = folders[0] / "JPEGImages" / "a.png"
    opened.train.finding_chosen.emit(Finding("few", image, "cat", Box(*CAT[1]), 1))
    assert [item.label for item in opened.annotate.selected] == ["cat"]
