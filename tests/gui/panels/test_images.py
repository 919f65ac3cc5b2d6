"""The list of images."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from ssd_desktop.annotation.image_summary import STATUSES, UNLABELLED, ImageSummary
from ssd_desktop.gui.panels.image_delegate import ImageDelegate
from ssd_desktop.gui.panels.image_filters import ImageFilterBar
from ssd_desktop.gui.panels.images import ImagesPanel
from ssd_desktop.gui.panels.images_model import ImagesModel
from ssd_desktop.gui.panels.status_marks import paint_mark

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
    return panel._list


def names(panel: ImagesPanel) -> list[str]:
    model = view(panel).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def bold(panel: ImagesPanel) -> list[str]:
    model = view(panel).model()
    indices = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data() for index in indices if index.data(Qt.ItemDataRole.FontRole) is not None]


def count(panel: ImagesPanel) -> str:
    return panel._count.text()


def test_names_are_listed_in_the_given_order(panel: ImagesPanel) -> None:
    assert names(panel) == ["Cat 1.png", "cat 2.jpg", "dog.jpg", "Ω.png"]
    assert count(panel) == "Pictures: 4 of 4"


def test_the_filter_keeps_names_that_contain_it_whatever_their_case(panel: ImagesPanel) -> None:
    panel.findChild(QLineEdit).setText(" CAT")
    assert names(panel) == ["Cat 1.png", "cat 2.jpg"]
    assert count(panel) == "Pictures: 2 of 4"
    panel.findChild(QLineEdit).setText("ω")
    assert names(panel) == ["Ω.png"]
    panel.findChild(QLineEdit).clear()
    assert count(panel) == "Pictures: 4 of 4"


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
    assert count(panel) == "No pictures: open a folder"


def test_ten_thousand_images_are_listed_and_the_last_one_is_current(panel: ImagesPanel) -> None:
    many = [FOLDER / f"IMG_{number:05}.jpg" for number in range(10_000)]
    panel.set_images(many)
    panel.set_current(many[-1])
    assert view(panel).currentIndex().row() == 9_999
    assert count(panel) == "Pictures: 10,000 of 10,000"


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


def statuses(panel: ImagesPanel, *names: str) -> None:
    made = {"ace": ImageSummary("labelled", 1, frozenset({"ace"}), frozenset({"difficult"})), "": UNLABELLED}
    panel.expect_summaries()
    panel.set_summaries({image: made[name] for image, name in zip(IMAGES, names, strict=False)})


def field(panel: ImagesPanel, name: str) -> QComboBox:
    return next(box for box in panel.findChildren(QComboBox) if box.accessibleName() == name)


def button(panel: ImagesPanel, start: str) -> QToolButton:
    return next(one for one in panel.findChildren(QToolButton) if one.accessibleName().startswith(start))


def test_progress_shows_once_labels_are_looked_at(panel: ImagesPanel, qtbot: QtBot) -> None:
    bar = panel.findChild(QProgressBar)
    assert not bar.isVisible()
    statuses(panel, "ace", "")
    assert panel._done.text() == "1 labelled, reading on..."
    statuses(panel, "ace", "", "ace", "ace")
    qtbot.waitUntil(lambda: panel._done.text() == "3 of 4 labelled")
    assert (bar.value(), bar.maximum(), bar.isVisible()) == (3, 4, True)
    panel.set_images([FOLDER / "other.png"])
    assert not bar.isVisible()


def test_the_list_is_filtered_by_status(panel: ImagesPanel) -> None:
    statuses(panel, "ace", "", "", "ace")
    box = field(panel, "How far pictures are labelled")
    box.setCurrentIndex(box.findText("Unlabelled"))
    assert names(panel) == ["cat 2.jpg", "dog.jpg"]
    assert not box.itemIcon(1).isNull()


def test_classes_and_marks_count_only_while_their_fields_are_shown(panel: ImagesPanel) -> None:
    statuses(panel, "ace", "", "", "ace")
    panel.set_classes(("king", "ace"))
    label, more = field(panel, "Class of one of the boxes"), button(panel, "Filter by class")
    assert not label.isVisible()
    more.click()
    assert [label.itemText(row) for row in range(label.count())] == ["Every class", "ace", "king"]
    label.setCurrentIndex(1)
    assert names(panel) == ["Cat 1.png", "Ω.png"]
    mark = field(panel, "Flag of one of the boxes")
    mark.setCurrentIndex(mark.findText("Occluded"))
    assert names(panel) == []
    more.click()
    assert len(names(panel)) == 4


def test_a_chosen_class_stays_chosen_when_more_become_known(panel: ImagesPanel) -> None:
    panel.set_classes(("king",))
    label = field(panel, "Class of one of the boxes")
    label.setCurrentIndex(1)
    panel.set_classes(("ace", "king"))
    assert label.currentText() == "king"


def test_a_filter_that_nothing_passes_says_so_and_is_taken_back_by_a_button(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.findChild(QLineEdit).setText("no such picture")
    clear = panel.findChild(QPushButton)
    assert clear.isVisible()
    assert not view(panel).isVisible()
    clear.click()
    assert len(names(panel)) == 4
    assert view(panel).isVisible()


def test_while_labels_are_read_an_empty_list_says_that_more_may_come(panel: ImagesPanel, qtbot: QtBot) -> None:
    statuses(panel, "ace")
    box = field(panel, "How far pictures are labelled")
    box.setCurrentIndex(box.findText("Unlabelled"))
    assert panel._why_none.text() == "No picture passes the filter yet; labels are still being read."
    statuses(panel, "ace", "ace", "ace", "ace")
    qtbot.waitUntil(lambda: panel._why_none.text() == "No picture passes the filter.")


def test_labels_read_in_the_background_choose_nothing_and_keep_the_current_image(
    panel: ImagesPanel, qtbot: QtBot
) -> None:
    panel.set_current(IMAGES[1])
    box = field(panel, "How far pictures are labelled")
    with qtbot.assertNotEmitted(panel.image_chosen):
        statuses(panel, "", "", "", "")
        box.setCurrentIndex(box.findText("Unlabelled"))
        statuses(panel, "ace", "ace", "ace", "")
    assert names(panel) == ["cat 2.jpg", "Ω.png"]
    assert view(panel).currentIndex().data() == "cat 2.jpg"


def many(panel: ImagesPanel, qtbot: QtBot) -> list[Path]:
    panel.resize(240, 500)
    images = [FOLDER / f"{number}.jpg" for number in range(2000)]
    panel.set_images(images)
    return images


@pytest.mark.parametrize("grid", [False, True])
def test_thumbnails_in_view_are_wanted_first(panel: ImagesPanel, qtbot: QtBot, *, grid: bool) -> None:
    panel.set_grid(grid)
    images = many(panel, qtbot)
    with qtbot.waitSignal(panel.thumbnails_wanted) as wanted:
        view(panel).scrollTo(view(panel).model().index(1000, 0), QListView.ScrollHint.PositionAtTop)
    asked = [image for image, _ in wanted.args[0]]
    row = images.index(asked[0])
    assert 998 <= row <= 1000
    assert len(asked) < 100
    assert asked[1] == images[row + 1]
    assert images[row - 1] in asked


@pytest.mark.parametrize("grid", [False, True])
def test_the_rows_in_view_are_those_of_a_plain_loop(panel: ImagesPanel, qtbot: QtBot, *, grid: bool) -> None:
    panel.set_grid(grid)
    many(panel, qtbot)
    shown, model = view(panel), view(panel).model()
    for place in (0, 777, shown.verticalScrollBar().maximum()):
        shown.verticalScrollBar().setValue(place)
        inside = shown.viewport().rect()
        rects = [shown.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        expected = [row for row, rect in enumerate(rects) if rect.top() < inside.bottom() + 1 and rect.bottom() >= 0]
        assert list(shown.rows_in_view()) == expected


def test_news_of_images_are_painted_without_laying_out_those_out_of_view(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    painted: list[int] = []
    count, paint = ImagesModel.rowCount, ImageDelegate.paint
    # Before the panel is made: Qt keeps the methods that it has found.
    monkeypatch.setattr(ImagesModel, "rowCount", lambda *of: asked.append(1) or count(*of))
    monkeypatch.setattr(ImageDelegate, "paint", lambda *of: painted.append(of[-1].row()) or paint(*of))
    panel = ImagesPanel()
    qtbot.addWidget(panel)
    images = many(panel, qtbot)
    panel.show()
    qtbot.waitUntil(lambda: bool(painted))
    asked.clear()
    painted.clear()

    panel.set_summaries({image: ImageSummary("labelled", 1, frozenset({"cat"})) for image in images})
    qtbot.waitUntil(lambda: set(painted) == set(view(panel).rows_in_view()))

    assert len(asked) < len(images)


def test_a_thumbnail_that_is_shown_is_wanted_with_its_version(panel: ImagesPanel, qtbot: QtBot) -> None:
    panel.set_thumbnail(IMAGES[1], (7, 8, 9), QImage(4, 3, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(panel.thumbnails_wanted) as wanted:
        view(panel).look_again()
    assert dict(wanted.args[0])[IMAGES[1]] == (7, 8, 9)


@pytest.mark.parametrize("status", STATUSES)
def test_no_two_statuses_have_the_same_mark_even_without_colour(qapp: QApplication, status: str) -> None:
    def shape(one: str) -> bytes:
        image = QImage(32, 32, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_mark(painter, QRectF(0, 0, 32, 32), one, QColor("black"))
        painter.end()
        return bytes(image.constBits())

    assert all(shape(status) != shape(other) for other in STATUSES if other != status)


def test_the_grid_is_told_to_whoever_remembers_it(panel: ImagesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.grid_wanted) as wanted:
        button(panel, "Show a grid").click()
    assert wanted.args == [True]
    with qtbot.assertNotEmitted(panel.grid_wanted):
        panel.set_grid(False)


def test_the_filter_that_is_cleared_has_no_clear_button_left(panel: ImagesPanel, qtbot: QtBot) -> None:
    bar = panel.findChild(ImageFilterBar)
    field = bar.findChildren(QLineEdit)[0]
    button = field.findChildren(QToolButton)[0]
    field.setText("cat")
    qtbot.waitUntil(lambda: button.property("opacity") == 1)
    told: list[str] = []
    bar.changed.connect(lambda: told.append("changed"))
    bar.clear()
    qtbot.waitUntil(lambda: button.property("opacity") == 0)
    assert told == ["changed"]


def test_a_current_name_that_is_too_wide_in_bold_is_written_plain_and_whole(qapp: QApplication) -> None:
    name, image = "a rather wide name.png", QImage(400, 60, QImage.Format.Format_RGB32)
    option = QStyleOptionViewItem()
    option.font.setBold(True)
    bold_px, plain_px = (QFontMetrics(font).horizontalAdvance(name) for font in (option.font, QFont()))
    assert plain_px < bold_px - 4
    written: list[tuple[bool, str]] = []

    class Noting(QPainter):
        def drawText(self, place: QRect, flags: int, text: str) -> None:
            written.append((self.font().bold(), text))

    painter = Noting(image)
    for width in (bold_px + 2, bold_px - 2):
        ImageDelegate()._paint_texts(painter, QRect(0, 0, width, 40), option, name, None)
    painter.end()
    assert written == [(True, name), (False, name)]
