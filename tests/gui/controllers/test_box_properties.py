"""The properties of boxes and pictures, without a window."""

from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import QObject, Signal

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import SetNote
from ssd_desktop.annotation.track_store import TrackStore, frame_image
from ssd_desktop.gui.action_set import explain
from ssd_desktop.gui.controllers.box_properties import BoxPropertiesController
from ssd_desktop.gui.edit_actions import EditActions
from ssd_desktop.gui.panels.box_properties import BoxPropertiesPanel


class Annotate(QObject):
    """Records edits of an image with what it is given."""

    changed, selection_changed = Signal(object), Signal(object)

    def __init__(self):
        super().__init__()
        self.image, self.selected, self.objects = "one.png", (), ()
        self.labelled = True
        self.edit, self.end_gesture = MagicMock(), MagicMock()

    def annotation(self):
        return ImageAnnotation(self.objects, 9, 9) if self.labelled else None


class Marks(QObject):
    """Records marks."""

    def __init__(self):
        super().__init__()
        self.set_flag, self.set_verified = MagicMock(), MagicMock()


class Files(QObject):
    """A folder whose files hold some marks."""

    saving_changed, refused = Signal(), Signal(object, str)

    def __init__(self, holds):
        super().__init__()
        self.store = MagicMock()
        self.store.holds.return_value = frozenset(holds)
        self.store.folder.kind = "Create ML"


@pytest.fixture
def properties(qtbot):
    def make(holds=("difficult", "truncated", "occluded", "ignore", "verified", "note")):
        view = QObject()
        view.properties_panel = BoxPropertiesPanel()
        qtbot.addWidget(view.properties_panel)
        view.commands, view.label_docks, view.messages = MagicMock(), MagicMock(), MagicMock()
        view.commands.edit = EditActions(view)
        annotate, files = Annotate(), Files(holds)
        annotate.marks, annotate.files = Marks(), files
        controller = BoxPropertiesController(view, annotate, files, annotate.marks)
        # The parts die with the test, not before it.
        controller.parts = annotate, files
        controller.refresh()
        return controller, annotate, view

    return make


def objects(*difficult):
    return tuple(AnnotatedObject("a", Box(0, 0, 5, 5), difficult=one, entry=i) for i, one in enumerate(difficult))


def test_a_tick_sets_the_flag_of_the_selected_boxes(properties):
    controller, annotate, view = properties()
    annotate.selected = objects(False)
    controller.refresh()

    view.properties_panel._flags["occluded"].click()

    annotate.marks.set_flag.assert_called_once_with("occluded", True)


def test_flags_that_differ_are_partly_ticked(properties):
    controller, annotate, view = properties()
    annotate.selected = objects(True, False)
    controller.refresh()
    assert view.properties_panel._flags["difficult"].checkState().name == "PartiallyChecked"
    assert view.properties_panel._flags["truncated"].checkState().name == "Unchecked"


def test_what_the_file_cannot_hold_is_grey_with_the_reason(properties):
    controller, annotate, view = properties(holds=("verified", "note"))
    annotate.selected = objects(False)
    controller.refresh()
    assert not view.properties_panel._flags["difficult"].isEnabled()
    assert "Create ML" in view.properties_panel._why.text()
    assert view.properties_panel._note.isEnabled()


def test_a_note_is_one_step_until_the_keyboard_leaves_it_and_an_unchanged_one_is_none(properties, qtbot):
    controller, annotate, view = properties()
    note = view.properties_panel._note
    qtbot.keyClicks(note, "ab ")
    edits = [(call.args[0], call.kwargs["gesture"]) for call in annotate.edit.call_args_list]
    assert edits == [(SetNote("a"), -1), (SetNote("ab"), -1), (SetNote("ab"), -1)]
    note.editingFinished.emit()
    annotate.end_gesture.assert_called_once_with()
    qtbot.keyClicks(note, "c")
    assert annotate.edit.call_args.kwargs["gesture"] == -2

    controller.set_note("")
    assert annotate.edit.call_count == 4


def test_a_note_that_is_being_typed_stays_with_its_picture_when_the_page_is_turned(properties, qtbot):
    controller, annotate, view = properties()
    note = view.properties_panel._note
    view.properties_panel.show()
    note.setFocus()
    qtbot.keyClicks(note, "blurred")
    annotate.image = "two.png"
    controller.refresh()
    annotate.end_gesture.assert_called_once_with()
    assert note.text() == ""
    note.editingFinished.emit()
    assert annotate.edit.call_count == len("blurred")


def test_an_unlabelled_picture_has_no_place_for_a_note(properties):
    controller, annotate, view = properties()
    annotate.labelled = False
    controller.refresh()
    assert not view.properties_panel._note.isEnabled()


def test_no_objects_is_said_only_of_a_picture_without_boxes(properties):
    controller, annotate, view = properties()
    controller.say_no_objects()
    annotate.marks.set_verified.assert_called_once_with(True)

    annotate.objects = objects(False)
    controller.say_no_objects()
    assert annotate.marks.set_verified.call_count == 1
    assert view.messages.show_notice.called


def test_nothing_is_offered_where_nothing_can_be_labelled(properties):
    controller, annotate, view = properties()
    annotate.image = None
    controller.refresh()
    assert not view.properties_panel._note.isEnabled()
    assert not view.properties_panel._no_objects.isEnabled()


def test_tool_tips_name_the_keys_that_the_commands_have_now(properties):
    _, _, view = properties()
    panel = view.properties_panel
    assert panel._flags["occluded"].toolTip() == "Something covers a part of the object (Shift+O)"
    assert panel._no_objects.toolTip().endswith("(Shift+Space)")

    action = view.commands.edit.flags["occluded"]
    action.setShortcut("Ctrl+7")
    explain(action, action.statusTip())
    view.commands.edit.verify.setShortcuts([])

    assert panel._flags["occluded"].toolTip() == "Something covers a part of the object (Ctrl+7)"
    assert panel._verified.toolTip() == "Somebody has looked at the picture and found its boxes right"


def test_a_frame_of_a_video_takes_flags_and_nothing_of_pictures(properties, tmp_path):
    controller, annotate, view = properties()
    annotate.files = MagicMock(store=TrackStore(tmp_path / "clip.avi", (100, 80)))
    annotate.image = frame_image(tmp_path / "clip.avi", 3)
    annotate.selected = annotate.objects = objects(True)
    annotate.changed.emit(annotate.image)
    panel = view.properties_panel
    assert panel._flags["difficult"].isEnabled()
    assert panel._flags["difficult"].isChecked()
    assert not any(one.isEnabled() for one in (panel._verified, panel._no_objects, panel._note))
    assert panel._why.text() == "The tracks of a video have no place for what is grey here."

    annotate.selected = annotate.objects = ()
    controller.refresh()
    assert panel._status.text() == "No box in this frame."
    annotate.image = None  # it plays
    view.commands.edit.edit_boxes.toggle()
    assert panel._status.text() == "Nothing that can be labelled is shown."
