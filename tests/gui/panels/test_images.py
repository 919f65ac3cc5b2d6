"""The list of images."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.images import ImagesPanel

FOLDER = Path("photos")
IMAGES = [FOLDER / name for name in ("Cat 1.png", "cat 2.jpg", "dog.jpg", "Ω.png")]


@pytest.fixture
def panel(qtbot: QtBot) -> ImagesPanel:
    made = ImagesPanel()
    qtbot.addWidget(made)
    made.set_images(IMAGES)
    made.show()
    return made


def view(panel: ImagesPanel) -> QListView:
    return panel.findChild(QListView)


def names(panel: ImagesPanel) -> list[str]:
    model = view(panel).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def bold(panel: ImagesPanel) -> list[str]:
    model = view(panel).model()
    indices = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data() for index in indices if index.data(Qt.ItemDataRole.FontRole) is not None]


def count(panel: ImagesPanel) -> str:
    return panel.findChild(QLabel).text()


def test_names_are_listed_in_the_given_order(panel: ImagesPanel) -> None:
    assert names(panel) == ["Cat 1.png", "cat 2.jpg", "dog.jpg", "Ω.png"]
    assert count(panel) == "4 of 4 images"


def test_the_filter_keeps_names_that_contain_it_whatever_their_case(panel: ImagesPanel) -> None:
    panel.findChild(QLineEdit).setText(" CAT")
    assert names(panel) == ["Cat 1.png", "cat 2.jpg"]
    assert count(panel) == "2 of 4 images"
    panel.findChild(QLineEdit).setText("ω")
    assert names(panel) == ["Ω.png"]
    panel.findChild(QLineEdit).clear()
    assert count(panel) == "4 of 4 images"


def test_going_to_a_name_chooses_it(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_current(IMAGES[0])
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        qtbot.keyClick(view(panel), Qt.Key.Key_Down)
    assert chosen.args == [IMAGES[1]]
    place = view(panel).visualRect(view(panel).model().index(2, 0)).center()
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        qtbot.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [IMAGES[2]]


def test_marking_the_current_image_does_not_choose_it(panel: ImagesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_current(IMAGES[2])
    assert bold(panel) == ["dog.jpg"]
    assert view(panel).currentIndex().row() == 2
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_current(IMAGES[0])
    assert bold(panel) == ["Cat 1.png"]


def test_an_image_that_is_not_listed_marks_none(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_current(IMAGES[2])
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_current(Path("elsewhere/dog.jpg"))
    assert bold(panel) == []
    assert not view(panel).currentIndex().isValid()


def test_no_image_is_marked_while_something_else_is_shown(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_current(panel._model.image(1))
    panel.set_current(None)
    assert panel._model.current_row() is None
    assert not panel._list.selectionModel().hasSelection()


def test_filtering_the_current_image_out_and_in_again_chooses_nothing(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_current(IMAGES[2])
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.findChild(QLineEdit).setText("cat")
        panel.findChild(QLineEdit).setText("")
    assert view(panel).currentIndex().row() == 2


def test_other_images_replace_the_list_and_choose_nothing(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_current(IMAGES[1])
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_images([FOLDER / "new.png"])
    assert names(panel) == ["new.png"]
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_images([])
    assert count(panel) == "No images: open a folder"


def test_ten_thousand_images_are_listed_and_the_last_one_is_current(panel: ImagesPanel) -> None:
    many = [FOLDER / f"IMG_{number:05}.jpg" for number in range(10_000)]
    panel.set_images(many)
    panel.set_current(many[-1])
    assert view(panel).currentIndex().row() == 9_999
    assert count(panel) == "10,000 of 10,000 images"


def test_a_long_name_is_shortened_instead_of_widening_the_list(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.resize(180, 300)
    panel.show()
    panel.set_images([Path("x" * 200 + ".jpg")])
    qtbot.waitUntil(lambda: panel._list.visualRect(panel._model.index(0)).width() > 0, timeout=5000)
    assert panel._list.visualRect(panel._model.index(0)).width() <= panel._list.viewport().width()
    assert not panel._list.horizontalScrollBar().isVisible()


def test_the_tool_tip_is_the_whole_path(panel: ImagesPanel) -> None:
    tip = view(panel).model().index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == str(IMAGES[3])
