"""The Edit menu, the tools on the canvas and the chooser of classes, connected to what ``AnnotateController`` does."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.canvas.box_tool import Mode
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_copies import LabelCopies
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.label_marks import LabelMarks
from ssd_desktop.gui.controllers.track_files import TrackFiles
from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssd_desktop.gui.main_window import MainWindow


class LabelCommands(QObject):
    """Turns commands into edits, and edits into what the menu, the tools and the status bar show.

    Attributes:
        marks: Flags and "verified".
    """

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        annotate: AnnotateController,
        files: LabelFiles,
        questions: LabellingQuestions,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._annotate = annotate
        self._copies = LabelCopies(annotate)
        self.marks = LabelMarks(view, annotate)
        self._files = files
        self._questions = questions
        self._draft: Box | None = None
        self._told = ""
        self._refusal = ""
        self._tracks: TrackFiles | None = None
        self._left: list[tuple[Path, ImageAnnotation | None]] = []
        edit = view.commands.edit
        edit.autosave.setChecked(settings.saves_labels)
        edit.snap.setChecked(settings.snaps_boxes)
        files.autosave = settings.saves_labels
        view.box_tool.snaps = settings.snaps_boxes
        self._connect_commands()
        self._connect_tool()
        self._connect_state()
        self._update()

    # -- The picture that is shown

    @Slot(object)
    def show_picture(self, picture: MediaPicture[object]) -> None:
        """Takes note of what reached the screen; image files can be labelled, and the tracks of video files."""
        self._view.loupe.set_picture(self._view.canvas.picture())
        if picture.media.is_still:
            image = Path(picture.media.value)
            if image != self._annotate.shown_image:
                self._view.label_chooser.hide()  # it asks about a box of the picture before
            if self._annotate.image is None or image.parent != self._annotate.image.parent:
                self._refusal = ""
            self._annotate.label_with(self._files)
            self._annotate.show_image(image, (picture.frame.width, picture.frame.height))
        elif picture.media.is_live:
            self._annotate.label_with(self._files)
            self._annotate.show_image(None)
            self.set_mode("view")
        self._view.label_docks.set_in_use(not picture.media.is_live)
        self._update()

    def also_saves(self, tracks: TrackFiles) -> None:
        """Lets the tracks of videos be saved as labels of images are, and asked for before the window closes."""
        self._tracks = tracks
        tracks.autosave = self._files.autosave
        tracks.saving_changed.connect(self._update)
        tracks.ready.connect(self._update)
        tracks.refused.connect(self._on_refused)
        tracks.told.connect(self._view.messages.show_notice)

    # -- Closing the window

    def is_running(self) -> bool:
        """Whether closing the window would leave labels unsaved that nobody agreed to leave; saves what it can."""
        if self._tracks is not None and self._tracks.is_running():
            return True
        if self._files.autosave and self._unsaved():
            self._files.finish()
        unsaved = self._unsaved()
        return bool(unsaved) and unsaved != self._left

    def _unsaved(self) -> list[tuple[Path, ImageAnnotation | None]]:
        store = self._files.store
        return [] if store is None else [(image, store.annotation(image)) for image in store.unsaved()]

    def request_close(self, callback: "Callable[[], None]") -> None:
        """Asks what is to become of unsaved labels."""
        if self._tracks is not None and self._tracks.is_running():
            self._tracks.ask_to_close(callback)
            return
        answer = self._questions.close(len(self._unsaved()), self._files.state()[1])
        if answer == "save":
            self._files.finish()
        if answer == "leave":
            # Noted, not let go: somebody else who is asked may keep the window open.
            self._left = self._unsaved()
        if answer == "leave" or (answer == "save" and not self._unsaved()):
            callback()

    def end_unasked(self) -> None:
        """Saves what can be saved for somebody who cannot answer; the rest is offered at the next start."""
        self._files.finish()
        self._files.close()
        if self._tracks is not None:
            self._tracks.finish()
            self._tracks.store = None

    # -- Connections

    def _connect_commands(self) -> None:
        edit, annotate = self._view.commands.edit, self._annotate
        plain = (
            (edit.undo, annotate.undo),
            (edit.redo, annotate.redo),
            (edit.save, lambda: annotate.files.save_now()),
            (edit.copy, self._copies.copy),
            (edit.paste, self._copies.paste),
            (edit.paste_previous, self._paste_previous),
            (edit.duplicate, self._copies.duplicate),
            (edit.delete, annotate.delete),
            (edit.select_all, annotate.select_all),
            (edit.change_class, self._ask_for_selected),
            (edit.hide, annotate.hide),
            (edit.isolate, annotate.isolate),
            (edit.lock, annotate.lock),
        )
        for action, go in plain:
            action.triggered.connect(lambda _=False, go=go: self._run(go))
        edit.edit_boxes.triggered.connect(lambda on: self.set_mode("edit" if on else "view"))
        edit.draw_box.triggered.connect(lambda on: self.set_mode("draw" if on else "edit"))
        edit.draw_boxes.triggered.connect(lambda on: self.set_mode("draw" if on else "edit", many=on))
        edit.verify.triggered.connect(self.marks.set_verified)
        edit.autosave.toggled.connect(self._set_autosave)
        edit.snap.toggled.connect(self._set_snap)
        for flag, action in edit.flags.items():
            action.triggered.connect(lambda on, flag=flag: self.marks.set_flag(flag, on))

    def _connect_tool(self) -> None:
        tool, overlay, annotate = self._view.box_tool, self._view.editing_overlay, self._annotate
        tool.box_drawn.connect(self._on_drawn)
        tool.boxes_moved.connect(annotate.move)
        tool.nudged.connect(annotate.nudge)
        tool.gesture_ended.connect(annotate.end_gesture)
        tool.selection_wanted.connect(annotate.select)
        tool.label_wanted.connect(self._ask_for_one)
        tool.class_key.connect(annotate.set_class_number)
        tool.draft_changed.connect(self._show_draft)
        tool.band_changed.connect(overlay.set_band)
        tool.hovered.connect(overlay.set_hovered)
        tool.held_at.connect(self._view.loupe.set_point)
        tool.pointed_at.connect(overlay.set_cross)
        tool.cancelled.connect(lambda: self.set_mode("edit"))
        self._view.label_chooser.chosen.connect(self._on_class_chosen)
        self._view.label_chooser.dismissed.connect(self._on_no_class)

    def _connect_state(self) -> None:
        self._annotate.changed.connect(self._update)
        self._annotate.selection_changed.connect(self._update)
        self._files.saving_changed.connect(self._update)
        self._files.refused.connect(self._on_refused)
        self._files.ready.connect(self._update)
        self._files.told.connect(self._view.messages.show_notice)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_application_state)  # type: ignore[union-attr]

    # -- Modes

    def set_mode(self, mode: Mode, *, many: bool = False) -> None:
        """Changes what the mouse does on the picture; one that cannot be labelled is looked at only."""
        edit = self._view.commands.edit
        if mode != "view" and self._annotate.image is None:
            if self._refusal:
                self._view.messages.show_notice(self._refusal)
            mode = "view"
        edit.edit_boxes.setChecked(mode != "view")
        edit.draw_box.setChecked(mode == "draw" and not many)
        edit.draw_boxes.setChecked(mode == "draw" and many)
        if mode != self._view.box_tool.mode:
            self._view.box_tool.set_mode(mode)
            self._view.detections_overlay.set_dotted(mode != "view")
            self._annotate.refresh()
            self._view.canvas.refresh_cursor()
        if mode != "view":
            self._view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update()

    def _set_autosave(self, on: bool) -> None:
        self._settings.saves_labels = self._files.autosave = on
        if self._tracks is not None:
            self._tracks.autosave = on
        if on:
            self._annotate.files.touched()

    def _set_snap(self, on: bool) -> None:
        self._settings.snaps_boxes = self._view.box_tool.snaps = on

    # -- Classes

    @Slot(object)
    def _on_drawn(self, box: Box) -> None:
        edit, last = self._view.commands.edit, self._annotate.last_class
        if not edit.draw_boxes.isChecked():
            self.set_mode("edit")
        if edit.keep_class.isChecked() and last:
            self._annotate.add_box(box, last)
            return
        self._draft = box
        self._view.editing_overlay.set_draft(box, last)
        self._pop_up(box, last)

    def _ask_for_selected(self) -> None:
        chosen = self._annotate.selected
        if chosen:
            self._pop_up(chosen[-1].box, chosen[-1].label)

    def _ask_for_one(self, entry: int) -> None:
        self._annotate.select(frozenset({entry}))
        self._ask_for_selected()

    def _pop_up(self, box: Box, preset: str) -> None:
        canvas, classes = self._view.canvas, self._annotate.classes
        corner = canvas.transform().to_widget(box.x1, box.y0)
        at = canvas.mapToGlobal(QPoint(round(corner.x()) + 8, round(corner.y())))
        self._view.label_chooser.ask(at, classes, preset or (classes[0] if classes else ""))

    @Slot(str)
    def _on_class_chosen(self, label: str) -> None:
        box = self._draft
        self._on_no_class()
        if box is not None:
            self._annotate.add_box(box, label)
        else:
            self._annotate.set_class(label)

    @Slot()
    def _on_no_class(self) -> None:
        self._draft = None
        self._view.editing_overlay.set_draft(None)
        # Not every window system gives the keyboard back after a popup.
        self._view.activateWindow()
        self._view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- Others

    def _paste_previous(self) -> None:
        image = self._annotate.image
        if self._files.store is None or image is None:
            return
        before = self._view.images_panel.before(image)
        try:
            self._copies.paste_from(None if before is None else _labels_of(self._files, before))
        except SSDDesktopError as error:
            self._view.messages.show_error(str(error))

    @Slot(object)
    def _show_draft(self, box: Box | None) -> None:
        if self._draft is None:
            self._view.editing_overlay.set_draft(box, self._annotate.last_class)
            if box is not None:
                self._view.status.set_box(box.width, box.height)

    @Slot(object, str)
    def _on_refused(self, image: Path, why: str) -> None:
        self._refusal = why
        self.set_mode(self._view.box_tool.mode)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._annotate.files.look_at_disk()

    def _run(self, go: "Callable[[], object]") -> None:
        go()
        self._update()

    @Slot()
    def _update(self) -> None:
        """Brings menu and status bar up to date."""
        edit, annotate = self._view.commands.edit, self._annotate
        store = annotate.files.store
        history = store.history if store is not None else None
        edit.name_steps(history.undo_name if history else "", history.redo_name if history else "")
        editing = self._view.box_tool.mode != "view"
        can, chosen = annotate.image is not None, annotate.selected
        for name in edit.of_image():
            getattr(edit, name).setEnabled(can and (name != "paste_previous" or annotate.files is self._files))
        # Where a picture cannot be labelled these say why.
        for action in (edit.edit_boxes, edit.draw_box, edit.draw_boxes):
            action.setEnabled(annotate.shown_image is not None)
        # Space belongs to the hand that moves the picture until boxes are edited.
        edit.verify.setEnabled(can and editing and annotate.files is self._files)
        for name in edit.of_selection():
            getattr(edit, name).setEnabled(can and bool(chosen))
        for flag, action in edit.flags.items():
            action.setEnabled(bool(chosen))
            action.setChecked(bool(chosen) and all(getattr(item, flag) for item in chosen))
        annotation = annotate.annotation()
        edit.verify.setChecked(annotation is not None and annotation.verified)
        self._show_saving()

    def _show_saving(self) -> None:
        state, why = self._annotate.files.state()
        words = {
            "none": "",
            "saved": self.tr("Labels saved"),
            "unsaved": self.tr("Labels unsaved"),
            "saving": self.tr("Saving labels"),
            "failed": self.tr("Saving failed"),
        }
        self._view.status.set_saving(words[state], why)
        if why and why != self._told:
            self._view.messages.show_error(why)
        elif self._told and not why:
            self._view.messages.withdraw(self._told)
        self._told = why


def _labels_of(files: LabelFiles, image: Path) -> ImageAnnotation | None:
    """Returns how another image of the folder is labelled.

    Raises:
        SSDDesktopError: It or its file cannot be read.
    """
    from ssd_desktop.media.image_file import read_image_size

    store = files.store
    if store is None or store.is_loaded(image):
        return store.annotation(image) if store is not None else None
    file = store.folder.document(image).read(image, read_image_size(image))
    return None if file is None else file.annotation
