"""Recall of the user's boxes in the real window: the figures of the command line, and a plan for a training."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ssd_desktop.app import Program
from ssd_desktop.checkpoints.plan_file import read_plan
from ssd_desktop.cli.main import main
from ssd_desktop.data.plan_recall import plan_recall
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.plan_recall import PlanRecallDialog
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.plan_panel import PlanPanel
from ssd_desktop.gui.settings import Settings
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training.data_choice import choose_data
from tests.unit.data.made_data import write_voc_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cells = [("cell", (3 * n, 2 * n, 3 * n + 20 + n, 2 * n + 25)) for n in range(12)]
    images = {f"i{n}": [*cells, ("smear", (60, 60, 220, 180))] for n in range(5)}
    return write_voc_folder(tmp_path / "smears", images, width=300, height=300)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.plans.recall.stop()
    made.window.close()


def measured(program: Program, qtbot: QtBot, folder: Path) -> PlanRecallDialog:
    recall = program.plans.recall
    recall.open_dialog()
    assert recall.dialog is not None
    recall.dialog.measure_wanted.emit(folder)
    qtbot.waitUntil(lambda: not recall.dialog.is_measuring(), timeout=60_000)
    return recall.dialog


def button(parent: object, text: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if text in one.text().replace("&", ""))


def shown_table(dialog: PlanRecallDialog) -> dict[str, list[str]]:
    model = dialog.findChild(QTableView).model()
    vertical = Qt.Orientation.Vertical
    return {
        model.headerData(row, vertical): [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    }


def said(dialog: PlanRecallDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_every_figure_of_the_window_is_that_of_the_command_line(
    program: Program, qtbot: QtBot, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialog = measured(program, qtbot, folder)
    assert main(["boxes", str(folder), "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    plans = told["plans"]
    model = dialog.findChild(QTableView).model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads == ["Boxes", *(plan["plan"] for plan in plans)]
    figure = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "What is shown")
    for place, (key, form) in enumerate(
        (("recall", lambda v: f"{100 * v:.1f} %"), ("mean_best_iou", "{:.3f}".format), ("positives", "{:.1f}".format))
    ):
        figure.setCurrentIndex(place)
        rows = shown_table(dialog)
        assert rows["All boxes"] == [f"{told['boxes']:,}", *(form(plan[key]) for plan in plans)]
        for groups in ("by_size", "per_class"):
            for name in plans[0][groups]:
                cells = [plan[groups][name] for plan in plans]
                expected = [form(cell[key]) if cell["boxes"] else "–" for cell in cells]
                assert rows[name] == [f"{cells[0]['boxes']:,}", *expected]
    assert f"{told['boxes']} boxes in {told['images']} labelled pictures" in said(dialog)
    assert f"Training from a base with the plan auto takes {told['auto']}." in said(dialog)
    assert localised(told["fitted"]) in said(dialog)


def test_the_fitted_plan_can_be_shown_in_the_picture(program: Program, qtbot: QtBot, folder: Path) -> None:
    dialog = measured(program, qtbot, folder)
    plan = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Box plan")
    plan.setCurrentIndex(plan.findText("fitted"))
    plan.activated.emit(plan.currentIndex())
    button(dialog, "Show It in the Picture").click()
    assert program.plans.plans.plan.name == "fitted"
    panel = program.window.layers_panel.findChild(PlanPanel)
    names = next(one for one in panel.findChildren(QComboBox) if one.accessibleName() == "Box plan that is shown")
    assert names.currentText() == "fitted"


def test_the_edited_plan_is_measured_beside_the_others(program: Program, qtbot: QtBot, folder: Path) -> None:
    panel = program.window.layers_panel.findChild(PlanPanel)
    scale = next(one for one in panel.findChildren(QDoubleSpinBox) if one.accessibleName() == "Scale of conv4_3")
    scale.setValue(0.07)
    model = measured(program, qtbot, folder).findChild(QTableView).model()
    assert model.headerData(model.columnCount() - 1, Qt.Orientation.Horizontal) == "edited"


def test_a_folder_without_labels_is_explained_and_leaves_no_figures(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    dialog = measured(program, qtbot, tmp_path / "empty")
    assert shown_table(dialog) == {}
    assert "There are no images in empty; give a folder" in said(dialog)
    assert not button(dialog, "Use It for the Next Training").isEnabled()


def test_cancel_ends_the_measuring_and_it_can_begin_again(program: Program, qtbot: QtBot, folder: Path) -> None:
    recall = program.plans.recall
    recall.open_dialog()
    assert "No folder of pictures is open" in said(recall.dialog)
    recall.measure(folder)
    button(recall.dialog, "Cancel").click()
    assert not recall.dialog.is_measuring()
    assert "Cancelled" in said(recall.dialog)
    button(recall.dialog, "Measure Again").click()
    qtbot.waitUntil(lambda: not recall.dialog.is_measuring(), timeout=60_000)
    assert "All boxes" in shown_table(recall.dialog)


@pytest.mark.parametrize("by", ["close", "reject"])  # the second is what Escape does
def test_closing_the_window_of_figures_gives_up_and_opening_it_measures_the_open_folder(
    program: Program, qtbot: QtBot, folder: Path, by: str
) -> None:
    recall = program.plans.recall
    program.media.start()
    program.media.open(str(folder / "JPEGImages" / "i0.png"))
    qtbot.waitUntil(lambda: program.window.canvas.has_picture(), timeout=20_000)
    recall.open_dialog()
    assert recall.dialog.is_measuring()
    getattr(recall.dialog, by)()
    assert not recall.dialog.is_measuring()
    recall.open_dialog()
    qtbot.waitUntil(lambda: not recall.dialog.is_measuring(), timeout=60_000)
    assert shown_table(recall.dialog)["All boxes"][0] == "65"


def test_the_plan_goes_to_the_fine_tune_dialog_with_its_folder_and_into_the_configuration(
    program: Program, qtbot: QtBot, folder: Path
) -> None:
    dialog = measured(program, qtbot, folder)
    plan = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Box plan")
    plan.setCurrentIndex(plan.findText("fitted"))
    plan.activated.emit(plan.currentIndex())
    button(dialog, "Use It for the Next Training").click()
    fine_tune = program.window.findChild(FineTuneDialog)
    config = fine_tune.training.config()
    fitted = next(one for one in program.plans.plans.plans() if one.name == "fitted")
    assert read_plan(Path(config.plan)) == fitted
    assert (config.init, config.network) == ("vgg16", "ssd300-vgg16")
    qtbot.waitUntil(lambda: fine_tune.data.check is not None, timeout=60_000)
    assert fine_tune.data.check.choice.folder == folder
    names = [box.currentText() for box in fine_tune.training.findChildren(QComboBox)]
    share = plan_recall(fitted, choose_data(fine_tune.data.check.choice).train).recall
    text = f"Yours from Layers, for ssd300-vgg16: fitted, can match {100 * share:.1f} % of your boxes"
    assert text in names
    assert fine_tune.training.config().plan == config.plan
    fine_tune.reject()


def test_a_shipped_plan_is_handed_over_by_its_name_and_that_of_ssd512_with_its_network(
    program: Program, qtbot: QtBot
) -> None:
    program.plans.plans.choose(PLANS["ssd512-coco"])
    panel = program.window.layers_panel.findChild(PlanPanel)
    button(panel, "Next Training").click()
    fine_tune = program.window.findChild(FineTuneDialog)
    config = fine_tune.training.config()
    assert (config.init, config.network, config.plan) == ("vgg16", "ssd512-vgg16", "ssd512-coco")
    fine_tune.reject()
