"""The page over the empty canvas."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from ssd_desktop.gui.panels.welcome import WelcomePage


@pytest.fixture
def cover(qtbot):
    cover = QWidget()
    qtbot.addWidget(cover)
    cover.resize(900, 600)
    cover.show()
    return cover


@pytest.fixture
def page(cover):
    page = WelcomePage([("Label", "Draw boxes.", [QAction("Open &Folder...", cover)])], cover)
    page.show_entries(
        projects=[("Pets", "/home/me/pets")], recents=["/a/b/c", "rtsp://camera"], samples=[("Cards", "tip", "/s")]
    )
    return page


def buttons(page):
    return {button.text(): button for button in page.findChildren(QAbstractButton) if button.text()}


def test_it_covers_the_canvas_only_when_asked(page, cover):
    assert not page.isVisible()
    page.appear()
    assert page.geometry() == cover.rect()
    cover.resize(500, 400)
    assert page.geometry() == cover.rect()


def test_every_entry_opens_what_it_names(page, qtbot):
    asked = []
    page.open_wanted.connect(asked.append)
    page.appear()
    assert list(buttons(page)) == ["Open Folder...", "Pets", "b/c", "rtsp://camera", "Cards"]
    for name in ("Pets", "b/c", "rtsp://camera", "Cards"):
        qtbot.mouseClick(buttons(page)[name], Qt.MouseButton.LeftButton)
    assert asked == ["/home/me/pets", "/a/b/c", "rtsp://camera", "/s"]


def test_other_entries_take_the_place_of_the_old_ones(page, qtbot):
    page.show_entries(projects=[], recents=["/x/y"], samples=[])
    qtbot.waitUntil(lambda: list(buttons(page)) == ["Open Folder...", "x/y"], timeout=1000)


def test_escape_gives_the_picture_back(page, qtbot):
    page.appear()
    with qtbot.waitSignal(page.closed, timeout=1000):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_the_lists_stand_below_the_steps_where_there_is_no_room_beside_them(page, cover):
    page.appear()
    assert page._columns.direction() == QBoxLayout.Direction.LeftToRight
    cover.resize(420, 600)
    assert page._columns.direction() == QBoxLayout.Direction.TopToBottom


def test_a_command_that_cannot_be_given_now_is_grey_here_too(page, cover, qtbot):
    (button,) = [one for name, one in buttons(page).items() if name == "Open Folder..."]
    action = button._action
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        button.click()
