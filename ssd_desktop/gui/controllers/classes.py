"""The Classes panel: counts in the background, and changes of the whole folder that are shown before they are made."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QColor

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.class_edits import (
    AddClasses,
    ClassEdit,
    ClassEditPlan,
    DeleteClass,
    MergeClass,
    OrderClasses,
    RenameClass,
    apply_class_edit,
    plan_class_edit,
)
from ssd_desktop.annotation.class_files import ClassCounts
from ssd_desktop.annotation.class_order import read_class_order, write_class_order
from ssd_desktop.annotation.classes import read_class_list
from ssd_desktop.annotation.file_transaction import can_undo, forget_change, undo_change
from ssd_desktop.annotation.formats.yolo_names import read_data_yaml
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.annotation.track_counts import key_counts
from ssd_desktop.annotation.track_store import TrackStore
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.dialogs.class_questions import ClassQuestions
from ssd_desktop.gui.overlays.colours import choose_class_colours, class_colours
from ssd_desktop.gui.panels.classes_model import ClassRow
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.task import run_task

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_log = logging.getLogger(__name__)


class ClassesController(QObject):
    """Decides what becomes of the classes of the folder that is labelled."""

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        annotate: AnnotateController,
        files: LabelFiles,
        questions: ClassQuestions,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._panel = view.classes_panel
        self._settings = settings
        self._annotate = annotate
        self._files = files
        self._questions = questions
        self._counts: ClassCounts | None = None
        self._edited: set[Path] = set()
        self._busy = False
        self._ordered = False
        self._names_before: tuple[str, ...] = ()
        self._reopening = False
        self._names: tuple[str, ...] = ()
        self._is_video = False
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.timeout.connect(self._come_back)
        self._use_colours()
        self._connect_panel()
        files.folder_opened.connect(self._on_folder)
        files.names_known.connect(self._on_names)
        files.refused.connect(self._on_refused)
        annotate.classes_changed.connect(self._on_classes)
        annotate.changed.connect(self._on_labels)

    # -- What the panel asks for

    def add(self, names: Sequence[str]) -> None:
        """Adds classes without boxes behind the others."""
        new = tuple(name for name in dict.fromkeys(names) if name not in self._annotate.classes)
        if new:
            self.change(AddClasses(new))

    def import_list(self, path: Path) -> None:
        """Adds the classes of a text file or ``data.yaml``; those that are there already stay where they are."""
        try:
            names = _names_in(path)
        except AnnotationError as error:
            self._view.messages.show_error(str(error))
            return
        new = [name for name in names if name not in self._annotate.classes]
        self.add(new)
        text = self.tr("Classes added from {name}: {new}; there already: {old}.")
        told = text.format(name=path.name, new=len(new), old=len(names) - len(new))
        self._view.statusBar().showMessage(told, 6000)

    def move(self, name: str, step: int) -> None:
        """Puts a class so many places further down, or up for a negative number."""
        names = list(self._annotate.classes)
        if name not in names:
            return
        at = names.index(name)
        names.insert(min(max(at + step, 0), len(names) - 1), names.pop(at))
        if tuple(names) != self._annotate.classes:
            self._annotate.last_class = name
            self.change(OrderClasses(tuple(names)))

    def change(self, edit: ClassEdit) -> None:
        """Finds out what an edit would do, asks, and does it."""
        store = self._files.store
        if self._busy or store is None or self._is_video:
            return
        errors = self._files.finish()
        if errors:
            self._view.messages.show_error(errors[0])
            return
        self._busy = True
        work = partial(plan_class_edit, store.folder, edit, self._annotate.classes)
        run_task(work, partial(self._on_planned, store), self._on_failed)

    def choose(self, name: str) -> None:
        """Makes a class that of the next box."""
        self._annotate.last_class = name
        self._view.statusBar().showMessage(self.tr("Next box: {label}").format(label=name), 3000)

    def choose_colour(self, name: str) -> None:
        """Asks for the colour of a class; it is the same in every folder."""
        colour = self._questions.colour(name, class_colours(self._annotate.classes)[name])
        if colour is not None:
            self._settings.class_colours = self._settings.class_colours | {name: colour.name()}
            self._use_colours()

    @Slot()
    def undo(self) -> None:
        """Takes the last change of classes back."""
        record = self._record()
        if self._busy or not can_undo(record):
            return
        why = self._files.let_go()
        if why:
            self._view.messages.show_error(why)
            return
        self._busy = True
        run_task(partial(undo_change, record), self._then_reopen(self._names_before), self._on_failed)

    # -- Parts

    def _connect_panel(self) -> None:
        panel, ask = self._panel, self._questions
        panel.class_chosen.connect(self.choose)
        panel.move_wanted.connect(self.move)
        panel.colour_wanted.connect(self.choose_colour)
        panel.undo_wanted.connect(self.undo)
        panel.delete_wanted.connect(lambda name: self.change(DeleteClass(name)))
        panel.add_wanted.connect(lambda: self.add(ask.new_classes()))
        panel.rename_wanted.connect(self._ask_for_name)
        panel.merge_wanted.connect(self._ask_for_target)
        panel.import_wanted.connect(self._ask_for_list)

    @Slot(str)
    def _ask_for_name(self, name: str) -> None:
        to = self._questions.new_name(name)
        if to:
            self.change(RenameClass(name, to))

    @Slot(str)
    def _ask_for_target(self, name: str) -> None:
        into = self._questions.target(name, [one for one in self._annotate.classes if one != name])
        if into:
            self.change(MergeClass(name, into))

    @Slot()
    def _ask_for_list(self) -> None:
        path = self._questions.class_list(self._settings.last_folder or Path.home())
        if path is not None:
            self.import_list(path)

    def _on_planned(self, store: AnnotationStore, plan: ClassEditPlan) -> None:
        self._busy = False
        if store is not self._files.store or self._is_video:  # the plan is for a folder that is no longer shown
            return
        asks = bool(plan.changes) and not isinstance(plan.edit, AddClasses)
        if (asks or isinstance(plan.edit, DeleteClass)) and not self._questions.agree(plan):
            return
        self._keep_colour(plan.edit)
        if not plan.changes:
            self._save_order(plan.names)
            self._annotate.put_classes(plan.names)
            return
        why = self._files.let_go()
        if why:
            self._view.messages.show_error(why)
            return
        self._busy = True
        self._names_before = self._annotate.classes
        self._panel.set_ready(False, self.tr("Writing the annotation files."))
        work = partial(apply_class_edit, plan, self._record())
        run_task(work, self._then_reopen(plan.names), self._on_failed)

    def _then_reopen(self, names: tuple[str, ...]) -> Callable[[object], None]:
        """Returns what follows a change of the files of the open folder; another one may be open by then."""
        folder, order = self._files.folder, self._files.own_file("order")
        return lambda _: self._on_changed(folder, order, names)

    def _on_changed(self, folder: Path | None, order: Path, names: tuple[str, ...]) -> None:
        self._busy = False
        self._save_order(names, order)
        self._reopening = folder == self._files.folder
        self._files.reopen()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._view.messages.show_error(str(error))
        self._reopening = self._files.store is None
        self._files.reopen()

    def _keep_colour(self, edit: ClassEdit) -> None:
        """Lets a class that gets another name keep the colour the user chose for it."""
        chosen = self._settings.class_colours
        if isinstance(edit, RenameClass) and edit.name in chosen:
            self._settings.class_colours = chosen | {edit.to: chosen[edit.name]}
            self._use_colours()

    def _record(self) -> Path:
        return self._files.own_file("classes")

    def _save_order(self, names: Sequence[str], order: Path | None = None) -> None:
        try:
            write_class_order(order or self._files.own_file("order"), names)
        except OSError as error:
            _log.warning("The order of the classes could not be kept: %s", error)

    @Slot()
    def _on_folder(self) -> None:
        store = self._files.store
        if store is None:
            return
        if not self._reopening:  # what another run did is taken back there, or nowhere
            forget_change(self._record())
        self._reopening = False
        self._counts, self._edited, self._names = None, set(), ()
        self._is_video = False
        order = read_class_order(self._files.own_file("order"))
        self._ordered = bool(order or store.folder.class_names)
        if store.folder.class_file is None:
            if self._annotate.files is self._files:
                self._annotate.learn_classes(order)
            self._on_names(order)
        self._panel.set_ready(True)
        self._panel.set_undo(can_undo(self._record()))
        self._follow()
        self._refresh()
        work = partial(ClassCounts.of_folder, store.folder, lambda: self._files.store is not store)
        run_task(work, partial(self._on_counted, store), self._on_uncounted)

    @Slot(object, str)
    def _on_refused(self, image: Path, why: str) -> None:
        if self._files.store is None:
            self._counts = None
            self._panel.set_ready(False, why)
            self._panel.set_classes([], {})
        else:
            self._follow()

    def _on_counted(self, store: object, counts: ClassCounts) -> None:
        if store is self._files.store:
            self._counts = counts
            for image in self._edited:
                self._count(image)
            if not self._is_video:
                self._sort()
            self._refresh()

    def _sort(self) -> None:
        """Brings names that no list has in order: else the keys would depend on which picture was shown first."""
        if self._counts is not None and not self._ordered:
            names = {*self._annotate.classes, *self._counts.boxes}
            self._annotate.put_classes(tuple(sorted(names, key=natural_key)))

    def _on_uncounted(self, error: Exception) -> None:
        _log.warning("The classes could not be counted: %s", error)

    @Slot(object)
    def _on_labels(self, image: Path) -> None:
        self._follow()
        store = self._files.store
        if self._is_video:
            self._refresh()
        elif store is not None and store.is_edited(image):
            self._edited.add(image)
            self._count(image)
            self._refresh()

    def _count(self, image: Path) -> None:
        store = self._files.store
        if self._counts is not None and store is not None and store.is_loaded(image):
            self._counts.put_annotation(image, store.annotation(image))

    @Slot(object)
    def _on_classes(self, names: tuple[str, ...]) -> None:
        self._follow()
        if names and not self._is_video:
            self._names = names
            if self._counts is not None:  # the next start gives every class the same key
                self._save_order(names)
        self._refresh()

    # -- Videos

    @Slot(object)
    def _on_names(self, names: tuple[str, ...]) -> None:
        """Keeps the names of a folder that was still read when a video was opened until its pictures are back."""
        if self._annotate.files is not self._files:
            self._names = tuple(dict.fromkeys((*self._names, *names)))

    def _follow(self) -> None:
        """Lists the classes of the tracks while a video is shown; only those of a folder can be changed."""
        if self._annotate.files is self._files:
            if self._is_video:
                self._back.start()  # not from within: others are still being told of the names that were learned last
        elif not self._is_video:
            self._is_video = True
            self._panel.set_ready(False, self.tr("No class yet. Draw a box on a frame that stands still."))
            self._panel.set_undo(False)

    @Slot()
    def _come_back(self) -> None:
        """Lists the classes of the folder again, which is the same as before the video."""
        store = self._files.store
        if not self._is_video or self._annotate.files is not self._files or store is None:
            return
        self._is_video = False
        self._panel.set_ready(True)
        self._panel.set_undo(can_undo(self._record()))
        self._annotate.last_class = ""
        self._annotate.put_classes(self._names)
        self._sort()
        self._refresh()

    def _shown_counts(self) -> ClassCounts | None:
        store = self._annotate.files.store
        return self._counts if not isinstance(store, TrackStore) else key_counts(store.tracks)

    def _refresh(self) -> None:
        counts, names = self._shown_counts(), self._annotate.classes
        rows = [
            ClassRow(name, counts.boxes[name] if counts else None, counts.images[name] if counts else None)
            for name in names
        ]
        self._panel.set_classes(rows, class_colours(names))
        if self._annotate.last_class:
            self._panel.set_current(self._annotate.last_class)

    def _use_colours(self) -> None:
        colours = {name: QColor(text) for name, text in self._settings.class_colours.items()}
        choose_class_colours({name: colour for name, colour in colours.items() if colour.isValid()})
        self._view.editing_overlay.set_classes(self._annotate.classes)
        if self._annotate.classes:
            self._view.annotations_overlay.set_classes(self._annotate.classes)
        self._refresh()


def _names_in(path: Path) -> tuple[str, ...]:
    """Returns the classes of a list or of a ``data.yaml``.

    Raises:
        AnnotationError: The file is not understood.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        names = read_data_yaml(path).names
        return tuple(dict.fromkeys(names[number] for number in sorted(names)))
    return read_class_list(path)
