"""Projects in the real window: opened, made, welcomed; their runs listed, named, compared, used and deleted."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QToolButton

from ssd_desktop.app import Program
from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.panels.runs_model import NAME, NOTE
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads
from ssd_desktop.project.project import PROJECT_FILE, create_project, open_project
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.runs import read_run
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from tests.unit.data.made_data import write_voc_folder
from tests.unit.project.made_runs import make_run

CAT = ("cat", (2, 3, 20, 25))


@pytest.fixture
def folder(tmp_path):
    return write_voc_folder(tmp_path / "애완 pets", {"a": [CAT], "b": [CAT], "new": None})


@pytest.fixture
def project(folder):
    create_project(folder, name="Pets")
    make_run(folder / "runs" / "one", data=folder, init="vgg16", classes=("cat",))
    make_run(folder / "runs" / "two", data=folder, init="vgg16", classes=("cat",), learning_rate=0.002)
    return folder


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    """A program whose detector is never loaded, and that is asked nothing."""
    settings = Settings(tmp_path / "settings.ini")
    program = Program(settings)
    qtbot.addWidget(program.window)
    loaded = []
    monkeypatch.setattr(program.detect, "load", loaded.append)
    program.loaded, program.settings = loaded, settings
    program.window.show()
    program.media.start()
    program.images.start()
    yield program
    program.window.close()
    assert stop_all_threads(5000)


def look(program, qtbot, count=2):
    program.window.commands.project.runs.trigger()
    panel = program.projects.panel
    qtbot.waitUntil(lambda: panel.shown_count() == count, timeout=5000)
    return panel


def choose(panel, *rows):
    panel._table.clearSelection()
    selection = panel._table.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    for row in rows:
        selection.select(panel._table.model().index(row, 0), flags)


def listed(program, qtbot, count):
    qtbot.waitUntil(lambda: program.window.images_panel.listed_count() == count, timeout=5000)


def test_the_folder_of_a_project_opens_its_images_and_its_folders_are_taken(qtbot, program, project):
    program.projects.start(str(project))
    listed(program, qtbot, 3)
    assert program.projects.controller.project.name == "Pets"
    assert program.settings.recent_projects == (str(project),)
    assert program.train.runs_folder == project / "runs"
    program.window.commands.fine_tune.trigger()
    dialog = program.window.findChild(FineTuneDialog)
    assert dialog._save_edit.text() == str(project / "runs")
    assert dialog.data._folder_edit.text() == str(project)
    dialog.reject()


def test_a_picture_of_a_project_opens_the_project_and_one_of_another_folder_leaves_it(
    qtbot, program, project, tmp_path
):
    program.projects.start(str(project / "JPEGImages" / "a.png"))
    qtbot.waitUntil(lambda: program.projects.controller.project is not None, timeout=5000)
    other = write_voc_folder(tmp_path / "other", {"x": [CAT]})
    program.media.open(str(other / "JPEGImages" / "x.png"))
    qtbot.waitUntil(lambda: program.projects.controller.project is None, timeout=5000)
    assert program.train.runs_folder != project / "runs"


def test_the_model_of_a_project_is_loaded_with_it_and_noted_when_used(qtbot, program, project):
    panel_project = open_project(project)
    model = project / "runs" / "one" / "best.safetensors"
    (project / PROJECT_FILE).write_text((project / PROJECT_FILE).read_text() + 'model = "runs/one/best.safetensors"\n')
    program.projects.start(str(project))
    assert program.loaded == [model]
    assert panel_project.model is None
    panel = look(program, qtbot)
    choose(panel, 0)
    panel.use.trigger()
    used = panel.chosen()[0].checkpoint
    assert program.loaded[1:] == [used]
    assert open_project(project).model == used


def test_a_folder_becomes_a_project_and_is_opened(qtbot, program, folder):
    program.projects.controller.create(folder)
    listed(program, qtbot, 3)
    assert open_project(folder).images == folder / "JPEGImages"
    program.projects.controller.create(folder)
    assert program.window.messages.text == ""


def test_a_damaged_project_is_told_and_its_pictures_open_all_the_same(qtbot, program, project):
    (project / PROJECT_FILE).write_text("name = ")
    program.projects.start(str(project / "JPEGImages"))
    listed(program, qtbot, 3)
    qtbot.waitUntil(lambda: "is damaged" in program.window.messages.text, timeout=5000)
    assert program.projects.controller.project is None


def welcome(program):
    return program.projects.controller._welcome


def test_who_was_here_before_is_welcomed_and_others_see_the_samples(qtbot, program, project):
    program.projects.start(None)
    qtbot.waitUntil(program.window.canvas.has_picture, timeout=5000)
    assert not welcome(program).isVisible()
    program.settings.add_recent_project(str(project))
    program.projects.start(None)
    assert welcome(program).isVisible()
    program.projects.controller._open(str(project))
    listed(program, qtbot, 3)
    assert not welcome(program).isVisible()


def test_what_cannot_be_opened_first_leaves_the_welcome(qtbot, program, tmp_path):
    program.projects.start(str(tmp_path / "nothing"))
    assert "does not exist" in program.window.messages.text
    assert welcome(program).isVisible()
    qtbot.keyClick(welcome(program), Qt.Key.Key_Escape)
    assert not welcome(program).isVisible()


def test_a_recent_project_that_was_moved_is_told_and_forgotten(qtbot, program, project, tmp_path):
    program.settings.add_recent_project(str(project))
    shutil.move(project, tmp_path / "elsewhere")
    program.projects.start(None)
    program.projects.controller._open(str(project))
    assert "does not exist" in program.window.messages.text
    assert program.settings.recent_projects == ()


def test_names_and_notes_written_in_the_table_are_in_the_run(qtbot, program, project):
    program.projects.start(str(project))
    panel = look(program, qtbot)
    model = panel._table.model()
    path = panel._model.row(model.mapToSource(model.index(0, 0)).row()).path
    model.setData(model.index(0, NAME), "the good one")
    model.setData(model.index(0, NOTE), "more light")
    qtbot.waitUntil(lambda: model.index(0, NAME).data() == "the good one", timeout=5000)
    assert (read_run(path).name, read_run(path).note) == ("the good one", "more light")


def test_two_runs_are_compared_in_a_dialog(qtbot, program, project):
    program.projects.start(str(project))
    panel = look(program, qtbot)
    choose(panel, 0, 1)
    panel.compare.trigger()
    qtbot.waitUntil(lambda: program.window.findChild(CompareRunsDialog) is not None, timeout=5000)
    dialog = program.window.findChild(CompareRunsDialog)
    assert dialog._settings.item(0, 0).text() == "learning_rate"
    dialog.close()


def test_deleting_asks_and_moves_to_the_trash(qtbot, program, project, monkeypatch):
    gone = []
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", lambda path: (gone.append(path), shutil.rmtree(path)))
    program.projects.start(str(project))
    panel = look(program, qtbot)
    choose(panel, 0)
    path = panel.chosen()[0].path
    monkeypatch.setattr(program.projects.questions, "delete", lambda names: False)
    panel.delete.trigger()
    assert path.is_dir()
    monkeypatch.setattr(program.projects.questions, "delete", lambda names: names == [path.name])
    panel.delete.trigger()
    qtbot.waitUntil(lambda: panel.shown_count() == 1, timeout=5000)
    assert gone == [path]


def test_trainings_that_wait_are_listed_and_can_be_taken_out(qtbot, program, project, monkeypatch):
    monkeypatch.setattr(program.projects.questions, "resume", lambda found: "later")
    RunQueue(project / "runs").add(DataChoice(project), TrainingConfig(init="vgg16"))
    program.projects.start(str(project))
    panel = look(program, qtbot, 3)
    choose(panel, 0)
    panel.delete.trigger()
    qtbot.waitUntil(lambda: panel.shown_count() == 2, timeout=5000)
    assert RunQueue(project / "runs").waiting() == ()


@pytest.mark.parametrize("button", ["&Go On", "&Leave It", "&Decide Later"])
def test_the_question_after_a_crash_has_three_answers(qtbot, program, project, button, monkeypatch):
    from ssd_desktop.project.unfinished import find_unfinished

    queue = RunQueue(project / "runs")
    queue.begin(DataChoice(project), TrainingConfig(), run=make_run(project / "runs" / "cut", steps=5, state="running"))
    queue.add(DataChoice(project), TrainingConfig())
    found, texts = find_unfinished(project / "runs"), []

    def click(box):
        texts.append(f"{box.text()} {box.informativeText()}")
        next(one for one in box.buttons() if one.text() == button).click()

    monkeypatch.setattr(QMessageBox, "exec", click)
    answer = program.projects.questions.resume(found)
    assert answer == {"&Go On": "go on", "&Leave It": "forget", "&Decide Later": "later"}[button]
    assert "step 5 of 12" in texts[0]
    assert "Behind it wait: 1." in texts[0]


def test_who_is_here_for_the_first_time_is_told_where_to_go(qtbot, program, folder):
    program.projects.start(None)
    messages = program.window.messages
    assert messages.text == "A detector of playing cards looks at samples. See how, or teach it your own objects."
    offered = [button.defaultAction() for button in messages.findChildren(QToolButton)]
    assert {program.window.commands.tell.tour, program.window.commands.project.welcome} <= set(offered)
    listed(program, qtbot, 3)
    assert messages.text
    program.media.open(str(folder / "JPEGImages"))
    qtbot.waitUntil(lambda: not messages.text, timeout=5000)


def test_the_tour_that_the_greeting_offers_ends_it(program):
    program.projects.start(None)
    program.window.commands.tell.tour.trigger()
    assert not program.window.messages.text


def test_who_opens_a_folder_before_the_samples_have_come_is_not_greeted_any_more(qtbot, program, folder):
    program.projects.start(None)
    program.media.open(str(folder / "JPEGImages"))
    qtbot.waitUntil(lambda: not program.window.messages.text, timeout=5000)


def test_who_was_here_before_is_not_told_again(program, folder):
    program.settings.add_recent(str(folder))
    program.projects.start(None)
    assert not program.window.messages.text


def test_a_picture_of_a_damaged_project_leaves_the_project_before(qtbot, program, project, tmp_path):
    program.projects.start(str(project))
    listed(program, qtbot, 3)
    other = write_voc_folder(tmp_path / "other", {"x": [CAT]})
    (other / PROJECT_FILE).write_text("name = ")
    program.media.open(str(other / "JPEGImages" / "x.png"))
    qtbot.waitUntil(lambda: program.projects.controller.project is None, timeout=5000)
    assert "is damaged" in program.window.messages.text
    assert program.train.runs_folder != project / "runs"


def test_a_project_without_its_pictures_does_not_take_the_place_of_the_one_that_is_shown(
    qtbot, program, project, tmp_path
):
    program.projects.start(str(project))
    listed(program, qtbot, 3)
    other = write_voc_folder(tmp_path / "other", {"x": [CAT]})
    create_project(other)
    shutil.rmtree(other / "JPEGImages")
    program.projects.controller._open(str(other))
    assert "does not exist" in program.window.messages.text
    assert program.projects.controller.project.root == project


def test_projects_are_listed_by_their_folders_until_their_names_are_read(qtbot, program, project):
    program.settings.add_recent_project(str(project))
    program.projects.start(None)
    button = welcome(program)._entries[str(project)]
    assert button.text() == project.name
    qtbot.waitUntil(lambda: button.text() == "Pets", timeout=5000)


def test_the_folder_of_runs_is_not_looked_for_at_the_start(program, monkeypatch, tmp_path):
    offered = []
    monkeypatch.setattr(program.projects.queue, "offer", offered.append)
    program.settings.runs_folder = tmp_path / "on a drive that is gone"
    program.projects.start(None)
    assert offered == [tmp_path / "on a drive that is gone"]
