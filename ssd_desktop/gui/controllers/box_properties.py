"""The properties of the selected boxes and of the picture, connected to what ``AnnotateController`` does."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.edits import SetNote
from ssd_desktop.annotation.track_store import TrackStore
from ssd_desktop.gui.action_set import key_hint
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.label_marks import LabelMarks
from ssd_desktop.gui.panels.box_properties import Marks

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class BoxPropertiesController(QObject):
    """Shows what is selected, and turns ticks into edits that can be undone."""

    def __init__(self, view: "MainWindow", annotate: AnnotateController, files: LabelFiles, marks: LabelMarks) -> None:
        super().__init__(view)
        self._view = view
        self._panel = view.properties_panel
        self._annotate = annotate
        self._files = files
        self._marks = marks
        self._image: Path | None = None
        self._gesture = -1  # those of the mouse go up from 0
        self._is_typing = False
        self._panel.flag_set.connect(marks.set_flag)
        self._panel.verified_set.connect(marks.set_verified)
        self._panel.no_objects_wanted.connect(self.say_no_objects)
        self._panel.note_edited.connect(self.set_note)
        self._panel.note_ended.connect(self.end_note)
        view.commands.edit.no_objects.triggered.connect(self.say_no_objects)
        view.commands.edit.edit_boxes.toggled.connect(view.label_docks.set_editing)
        view.commands.edit.edit_boxes.toggled.connect(self.refresh)
        annotate.changed.connect(self.refresh)
        annotate.selection_changed.connect(self.refresh)
        files.saving_changed.connect(self.refresh)
        files.refused.connect(self.refresh)
        edit = view.commands.edit
        self._actions = {**edit.flags, "verified": edit.verify, "no_objects": edit.no_objects}
        for action in self._actions.values():
            action.changed.connect(self._show_keys)
        self._show_keys()

    @Slot()
    def say_no_objects(self) -> None:
        """Saves that the picture has no object, where it has none."""
        if self._annotate.objects:
            self._view.messages.show_notice(self.tr("The picture has boxes; delete them first."))
        else:
            self._marks.set_verified(True)

    @Slot(str)
    def set_note(self, note: str) -> None:
        """Writes something about the picture; "" takes it away. What is typed until ``end_note`` is one step."""
        now = self._annotate.annotation()
        if note != (now.note if now is not None else ""):
            self._is_typing = True
            self._annotate.edit(SetNote(note), self.tr("Change Note"), gesture=self._gesture)

    @Slot()
    def end_note(self) -> None:
        """Brings what was typed to the disk; what is typed next is another step."""
        if self._is_typing:
            self._is_typing = False
            self._gesture -= 1
            self._annotate.end_gesture()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Brings panel and command up to date."""
        store, image = self._files.store, self._annotate.image
        if image != self._image:
            self._image = image
            self.end_note()  # a key may turn the page while the keyboard is in the note
            return
        if isinstance(self._annotate.files.store, TrackStore):
            self._show_frame(self._annotate.files.store, image)
            return
        ready = store is not None and image is not None and store.is_loaded(image)
        self._view.commands.edit.no_objects.setEnabled(ready and not self._annotate.objects)
        if store is None or image is None or not ready:
            self._panel.show_marks(Marks())
            return
        self._panel.show_marks(
            Marks(
                self._annotate.selected,
                self._annotate.annotation(),
                store.holds(image),
                store.folder.kind,
                ready=True,
                image=image,
            )
        )

    def _show_frame(self, store: TrackStore, image: Path | None) -> None:
        """Shows what a frame of a video says, while it stands still."""
        self._view.commands.edit.no_objects.setEnabled(False)
        selected, annotation = self._annotate.selected, self._annotate.annotation()
        if image is None:
            self._panel.show_marks(Marks())
        else:
            holds = store.holds(image)
            self._panel.show_marks(Marks(selected, annotation, holds, ready=True, image=image, is_frame=True))

    @Slot()
    def _show_keys(self) -> None:
        """Names the keys in the tips; they can be changed while the window is open."""
        self._panel.set_key_hints({name: key_hint(action) for name, action in self._actions.items()})
