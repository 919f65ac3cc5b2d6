"""The statistics panel: what its tabs say of made figures, and what a click tells."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ssd_desktop.annotation.statistics import statistics_of
from ssd_desktop.gui.panels.charts import NamedBar, NamedBars, round_above
from ssd_desktop.gui.panels.heat_map import HeatMap
from ssd_desktop.gui.panels.plain_tips import plain_tip
from ssd_desktop.gui.panels.statistics import StatisticsPanel
from ssd_desktop.gui.panels.suspicious_tab import SuspiciousTab
from tests.unit.annotation.counted import made_image

CAT, DOG, TINY = ("cat", (10, 10, 60, 60)), ("dog", (100, 20, 180, 60)), ("dog", (50, 50, 53, 90))


@pytest.fixture
def panel(qtbot):
    panel = StatisticsPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 300)
    panel.show()
    return panel


@pytest.fixture
def found():
    images = [
        made_image("a.jpg", CAT, CAT, DOG),
        made_image("b.jpg", TINY),
        made_image("c.jpg"),
        made_image("d.jpg", None),
    ]
    return statistics_of(images, splits={"train": {Path("a.jpg")}, "val": {Path("b.jpg"), Path("c.jpg")}})


def show(panel, found):
    panel.set_statistics(found, "pets: 4 pictures", lambda name: QColor("#0072b2"))


def test_before_anything_is_open_the_panel_says_what_to_do(panel):
    assert "Open a folder" in panel._empty.text()
    assert panel._empty.isVisible()
    assert not panel.again.isEnabled()


def test_classes_statuses_and_boxes_of_a_picture_are_counted(panel, found):
    show(panel, found)
    assert [(bar.name, bar.text) for bar in panel.counts.classes.bars()] == [
        ("cat", "2  (50.0 %)"),
        ("dog", "2  (50.0 %)"),
    ]
    assert panel.counts.classes.bars()[1].tip == "dog: 2 objects in 2 pictures"
    statuses = [(bar.name, bar.text) for bar in panel.counts.statuses.bars()]
    assert statuses == [("Unlabelled", "1"), ("Labelled", "2"), ("No objects", "1")]
    assert [bar.count for bar in panel.counts.boxes.bars()] == [1, 1, 0, 1]
    assert panel.scope.text() == "pets: 4 pictures"


def test_one_class_alone_has_its_own_sizes_positions_and_suspicions(panel, found):
    show(panel, found)
    assert sum(bar.count for bar in panel.sizes.sizes.bars()) == 4
    assert [one.kind for one in panel.suspicious.shown()] == ["duplicate", "tiny"]
    panel.classes.setCurrentIndex(panel.classes.findText("dog"))
    assert sum(bar.count for bar in panel.sizes.sizes.bars()) == 2
    assert panel.positions.centres.counts().sum() == 2
    assert [one.kind for one in panel.suspicious.shown()] == ["tiny"]
    # Counted anew, the class stays chosen.
    show(panel, found)
    assert panel.classes.currentText() == "dog"
    assert [one.kind for one in panel.suspicious.shown()] == ["tiny"]


def test_sizes_are_told_in_the_picture_and_at_the_input_of_the_network(panel, found):
    show(panel, found)
    in_picture = panel.sizes.size_words.text()
    panel.sizes.set_at_input(True)
    assert panel.sizes.size_words.text() != in_picture
    # The picture is 200 x 100: a cat is 75 x 150 of 300 px, 106 px the side of the same area.
    assert any(bar.count == 2 and bar.tip.startswith("91 – 108") for bar in panel.sizes.sizes.bars())


def test_a_class_that_a_split_lacks_is_named(panel, found):
    show(panel, found)
    table = panel.splits.table
    assert [table.horizontalHeaderItem(column).text() for column in range(3)] == ["Class", "train", "val"]
    assert [table.item(1, column).text() for column in range(3)] == ["cat", "2  (100 %)", "none"]
    assert panel.splits.notes.text() == "val has none of: cat"


def test_names_that_look_like_markup_are_shown_letter_by_letter(panel):
    images = [made_image("a.jpg", ("<b>cat</b>", (10, 10, 60, 60))), made_image("b.jpg", TINY)]
    splits = {"train": {Path("a.jpg")}, "val": {Path("b.jpg")}}
    show(panel, statistics_of(images, splits=splits))
    assert panel.splits.notes.text().splitlines()[1] == "val has none of: <b>cat</b>"
    assert panel.splits.notes.textFormat() == Qt.TextFormat.PlainText
    tip = panel.suspicious.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>b.jpg<br>shorter side 3.00 px</qt>"
    assert plain_tip("<b>cat</b>") == "<qt>&lt;b&gt;cat&lt;/b&gt;</qt>"


def test_without_splits_the_tab_says_how_to_make_some(panel):
    show(panel, statistics_of([made_image("a.jpg", CAT)]))
    panel.show_tab(panel.splits)
    assert not panel.splits.table.isVisible()


def test_a_click_on_a_suspicion_tells_it_once(panel, found, qtbot):
    show(panel, found)
    panel.show_tab(panel.suspicious)
    told = []
    panel.suspicion_chosen.connect(told.append)
    table = panel.suspicious.table
    place = table.visualRect(panel.suspicious.model.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [(one.kind, one.image.name) for one in told] == [("tiny", "b.jpg")]
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert [one.kind for one in told] == ["tiny", "duplicate"]
    # Figures that come anew choose nothing by themselves.
    show(panel, found)
    assert len(told) == 2


def test_suspicions_are_filtered_by_kind_and_say_by_how_much(panel, found):
    show(panel, found)
    tab = panel.suspicious
    assert [tab.kinds.itemText(row) for row in range(3)] == ["All kinds (2)", "There twice (1)", "Tiny (1)"]
    tab.kinds.setCurrentIndex(2)
    row = [tab.model.index(0, column).data() for column in range(4)]
    assert row == ["Tiny", "dog", "b.jpg", "shorter side 3.00 px"]
    assert panel.tabs.tabText(4) == "Suspicious (2)"
    panel.set_empty("Nothing is open.")
    assert panel.tabs.tabText(4) == "Suspicious"


def test_progress_can_be_cancelled_and_gives_its_place_to_counting_again(panel, found, qtbot):
    show(panel, found)
    panel.set_progress(3, 10)
    assert (panel.progress.value(), panel.progress.maximum()) == (3, 10)
    assert panel.cancel.isVisible()
    with qtbot.waitSignal(panel.cancelled):
        panel.cancel.click()
    panel.set_progress(0, 0)
    assert panel.again.isVisible()
    with qtbot.waitSignal(panel.count_wanted):
        panel.again.click()


def test_a_longer_bar_stands_for_more(qtbot):
    bars = NamedBars()
    qtbot.addWidget(bars)
    bars.resize(400, 60)
    bars.set_bars([NamedBar("a", 10, "10", QColor("red")), NamedBar("b", 5, "5", QColor("red"))])
    picture = bars.grab().toImage()
    ratio = picture.devicePixelRatio()
    height = bars._row_height()
    lengths = [
        sum(picture.pixelColor(x, round((row + 0.5) * height * ratio)) == QColor("red") for x in range(picture.width()))
        for row in range(2)
    ]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=3)


def test_the_fullest_cell_of_a_map_is_the_brightest_and_an_empty_one_is_clear(qtbot):
    heat = HeatMap()
    qtbot.addWidget(heat)
    heat.resize(300, 200)
    heat.set_counts(np.array([[0, 1], [2, 8]]), 1.0)
    picture = heat.grab().toImage()
    place, ratio = heat._place(), picture.devicePixelRatio()
    lights = [
        picture.pixelColor(
            round((place.left() + x * place.width()) * ratio), round((place.top() + y * place.height()) * ratio)
        ).lightness()
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]
    assert lights[0] == 255
    assert lights[1] < lights[2] < lights[3]


@pytest.mark.parametrize("value", [0, 1, 2, 7, 10, 13, 99, 101, 4153, 999_999])
def test_the_top_of_a_scale_is_not_below_its_highest_bar(value):
    assert max(value, 1) <= round_above(value) <= max(2 * value, 1)


def test_without_a_suspicion_the_choice_of_kinds_stays_at_the_top(qtbot):
    tab = SuspiciousTab()
    qtbot.addWidget(tab)
    tab.resize(600, 300)
    tab.show()
    assert tab.table.isHidden()
    assert tab.kinds.geometry().bottom() < 60


def test_the_choice_of_a_class_and_the_button_beside_it_do_not_touch(panel, found):
    show(panel, found)
    panel.layout().activate()
    assert panel.again.geometry().left() - panel.classes.geometry().right() >= 6
