"""Changes of the classes of a folder, without a window: panel and questions only pretend, files are real."""

from threading import Event
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.class_edits import DeleteClass, MergeClass, RenameClass
from ssd_desktop.annotation.class_order import read_class_order
from ssd_desktop.annotation.track_store import frame_image
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.controllers import classes as controller
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.classes import ClassesController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.track_files import TrackFiles
from ssd_desktop.gui.overlays.colours import choose_class_colours, class_colour
from ssd_desktop.gui.workers.task import is_any_running
from tests.unit.annotation.class_folders import content_of, make_folder

LABELS = {"one": ["ace", "king"], "two": ["ace", "ace"], "three": ["queen"]}


class View(QObject):
    """Records what the window would show."""

    def __init__(self):
        super().__init__()
        self.classes_panel = MagicMock()
        self.editing_overlay, self.annotations_overlay = MagicMock(), MagicMock()
        self.status, self.messages, self.statusBar = MagicMock(), MagicMock(), MagicMock()
        self.box_tool = MagicMock(mode="edit", scene=BoxScene())

    @property
    def rows(self):
        rows, _ = self.classes_panel.set_classes.call_args.args
        return [(row.name, row.boxes, row.images) for row in rows]


@pytest.fixture(autouse=True)
def own_colours():
    yield
    choose_class_colours({})


@pytest.fixture
def labelling(qtbot, tmp_path, settings, request):
    root = tmp_path / "data"
    make_folder(root, getattr(request, "param", "voc"), LABELS, ["king", "ace", "queen"])
    view, questions = View(), MagicMock()
    questions.agree.return_value = True
    files = LabelFiles(MagicMock(), data_folder=tmp_path / "own", parent=view)
    annotate = AnnotateController(view, files, MagicMock())
    classes = ClassesController(view, settings, annotate, files, questions)
    files.show(root / "one.png")
    qtbot.waitUntil(lambda: classes._counts is not None, timeout=20_000)
    yield classes, annotate, files, view, questions, root
    files.close()


def wait_for(qtbot, view, rows):
    qtbot.waitUntil(lambda: view.rows == rows, timeout=20_000)


def test_classes_are_listed_in_natural_order_with_their_counts(labelling):
    *_, view, _, _ = labelling
    assert view.rows == [("ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)]


@pytest.mark.parametrize("labelling", ["yolo list"], indirect=True)
def test_classes_of_a_class_list_keep_its_order(labelling):
    *_, view, _, _ = labelling
    assert [name for name, *_ in view.rows] == ["king", "ace", "queen"]


def test_a_rename_is_shown_before_it_is_made_and_can_be_taken_back(labelling, qtbot):
    classes, _, _, view, questions, root = labelling
    before = content_of(root)

    classes.change(RenameClass("ace", "Ace"))
    wait_for(qtbot, view, [("Ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)])

    (plan,) = questions.agree.call_args.args
    assert (plan.boxes, plan.box_files) == (3, 2)
    assert view.classes_panel.set_undo.call_args.args == (True,)
    classes.undo()
    wait_for(qtbot, view, [("ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)])
    assert content_of(root) == before
    assert view.classes_panel.set_undo.call_args.args == (False,)


def test_a_change_that_is_not_agreed_to_touches_nothing(labelling, qtbot):
    classes, _, files, _, questions, root = labelling
    questions.agree.return_value = False
    before = content_of(root)

    classes.change(DeleteClass("ace"))
    qtbot.waitUntil(lambda: questions.agree.called, timeout=20_000)

    assert content_of(root) == before
    assert files.store is not None


def test_a_change_that_was_thought_out_for_a_folder_is_not_made_once_another_is_open(
    labelling, qtbot, tmp_path, monkeypatch
):
    classes, _, files, _, questions, root = labelling
    make_folder(tmp_path / "other", "voc", {"one": ["jack"]}, ["jack"])
    before, other = content_of(root), content_of(tmp_path / "other")
    go_on, plan = Event(), controller.plan_class_edit

    def slowly(*arguments):
        go_on.wait(20)
        return plan(*arguments)

    monkeypatch.setattr(controller, "plan_class_edit", slowly)
    classes.change(RenameClass("ace", "Ace"))
    files.show(tmp_path / "other" / "one.png")
    qtbot.waitUntil(lambda: files.store is not None and files.store.folder.images_folder != root, timeout=20_000)
    go_on.set()
    qtbot.waitUntil(lambda: not is_any_running(), timeout=20_000)
    assert not questions.agree.called
    assert (content_of(root), content_of(tmp_path / "other")) == (before, other)
    assert files.store is not None


def test_merged_classes_are_counted_together(labelling, qtbot):
    classes, _, _, view, _, _ = labelling
    classes.change(MergeClass("king", "queen"))
    wait_for(qtbot, view, [("ace", 3, 2), ("queen", 2, 2)])


def test_added_and_moved_classes_keep_their_places_when_the_folder_is_opened_again(labelling, qtbot):
    classes, annotate, files, view, questions, _ = labelling
    classes.add(["joker", "ace"])
    wait_for(qtbot, view, [("ace", 3, 2), ("king", 1, 1), ("queen", 1, 1), ("joker", 0, 0)])
    classes.move("joker", -9)
    qtbot.waitUntil(lambda: annotate.classes == ("joker", "ace", "king", "queen"), timeout=20_000)
    assert not questions.agree.called

    files.close()
    files.reopen()

    wait_for(qtbot, view, [("joker", 0, 0), ("ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)])


@pytest.mark.parametrize(("name", "text"), [("list.txt", "ace\nten\n"), ("data.yaml", "names: [ten, ace]\n")])
def test_an_imported_list_adds_what_is_missing(labelling, qtbot, tmp_path, name, text):
    classes, annotate, *_ = labelling
    (tmp_path / name).write_text(text)

    classes.import_list(tmp_path / name)

    qtbot.waitUntil(lambda: annotate.classes == ("ace", "king", "queen", "ten"), timeout=20_000)


def test_a_list_that_cannot_be_read_is_told(labelling, tmp_path):
    classes, _, _, view, _, _ = labelling
    classes.import_list(tmp_path / "gone.txt")
    assert "does not exist" in view.messages.show_error.call_args.args[0]


def test_a_file_that_fails_leaves_everything_and_opens_the_folder_again(labelling, qtbot, monkeypatch):
    classes, _, files, view, _, root = labelling
    before = content_of(root)

    def full(*_, **__):
        raise OSError("No space left on device")

    monkeypatch.setattr("ssd_desktop.annotation.file_transaction._bring_to_disk", full)
    classes.change(RenameClass("ace", "Ace"))
    qtbot.waitUntil(lambda: view.messages.show_error.called, timeout=20_000)
    qtbot.waitUntil(lambda: files.store is not None, timeout=20_000)

    assert "No space left" in view.messages.show_error.call_args.args[0]
    assert content_of(root) == before


def test_a_chosen_colour_is_remembered_and_goes_with_a_rename(labelling, qtbot, settings):
    classes, _, _, view, questions, _ = labelling
    questions.colour.return_value = QColor("#123456")

    classes.choose_colour("ace")
    assert class_colour("ace") == QColor("#123456")
    classes.change(RenameClass("ace", "Ace"))
    wait_for(qtbot, view, [("Ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)])

    assert settings.class_colours["Ace"] == "#123456"
    assert class_colour("Ace") == QColor("#123456")


def test_a_chosen_class_is_that_of_the_next_box(labelling):
    classes, annotate, *_ = labelling
    classes.choose("king")
    assert annotate.last_class == "king"


def test_names_of_a_folder_that_is_still_read_are_not_those_of_the_video(qtbot, tmp_path, settings):
    root = tmp_path / "data"
    make_folder(root, "voc", LABELS, [])
    view = View()
    files, tracks = (kind(MagicMock(), data_folder=tmp_path / "own", parent=view) for kind in (LabelFiles, TrackFiles))
    annotate = AnnotateController(view, files, MagicMock())
    ClassesController(view, settings, annotate, files, MagicMock())
    annotate.listen_to(tracks)
    files.show(root / "one.png")
    annotate.label_with(tracks)
    tracks.open(tmp_path / "clip.avi", (100, 80))
    annotate.show_image(frame_image(tmp_path / "clip.avi", 0), (100, 80))
    annotate.add_box(Box(5, 5, 30, 30), "dog")
    qtbot.waitUntil(lambda: files.store is not None and not is_any_running(), timeout=20_000)
    assert annotate.classes == ("dog",)
    assert view.rows == [("dog", 1, 1)]

    annotate.label_with(files)
    QImage(100, 80, QImage.Format.Format_RGB32).save(str(root / "one.png"))
    annotate.show_image(root / "one.png", (100, 80))
    qtbot.waitUntil(lambda: view.rows == [("ace", 3, 2), ("king", 1, 1), ("queen", 1, 1)], timeout=20_000)
    tracks.finish()
    tracks.close()
    files.close()


@pytest.mark.parametrize("readable", [True, False])
def test_a_video_lists_the_classes_of_its_tracks_and_leaves_those_of_the_folder(labelling, qtbot, tmp_path, readable):
    classes, annotate, files, view, questions, root = labelling
    qtbot.waitUntil(lambda: not is_any_running())
    before, order = view.rows, read_class_order(files.own_file("order"))
    tracks, video = TrackFiles(MagicMock(), data_folder=tmp_path / "own", parent=view), tmp_path / "clip.avi"
    annotate.listen_to(tracks)
    annotate.label_with(tracks)
    tracks.open(video, (100, 80))
    annotate.show_image(frame_image(video, 0), (100, 80))
    annotate.add_box(Box(5, 5, 30, 30), "dog")
    assert view.rows == [("dog", 1, 1)]
    assert view.classes_panel.set_ready.call_args.args[0] is False
    classes.change(RenameClass("dog", "cat"))
    qtbot.waitUntil(lambda: not is_any_running())
    questions.agree.assert_not_called()
    assert read_class_order(files.own_file("order")) == order

    annotate.label_with(files)
    if readable:
        QImage(100, 80, QImage.Format.Format_RGB32).save(str(root / "one.png"))
    annotate.show_image(root / "one.png", (100, 80))
    qtbot.waitUntil(lambda: view.rows == before, timeout=20_000)
    assert view.classes_panel.set_ready.call_args.args[0] is True
    assert "dog" not in read_class_order(files.own_file("order"))
    tracks.finish()
    tracks.close()
