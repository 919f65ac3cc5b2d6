"""Labelling the picture that is shown: what the hand on the canvas and the Edit menu do to its objects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes, ChangeLabel, Edit, RemoveObjects
from ssd_desktop.annotation.history import Step
from ssd_desktop.annotation.track_store import TrackStore
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.box_shapes import Picture, moved_boxes
from ssd_desktop.gui.canvas.box_visibility import BoxVisibility
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.track_files import TrackFiles
from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

LabelSource = LabelFiles | TrackFiles
"""Where labels come from: the files of a folder of images, or the tracks of a video."""


class AnnotateController(QObject):
    """Decides what becomes of the boxes.

    Signals:
        changed: The labels of an image (``Path``) are others; ``annotation`` has them.
        selection_changed: Entries that are selected, a frozenset.
        classes_changed: All known class names, a tuple.
        image_wanted: An image (``Path``) that an undone edit is of, to be shown.
        stepped: A ``Step`` that was taken back (False) or made again (True).
    """

    changed = Signal(object)
    selection_changed = Signal(object)
    classes_changed = Signal(object)
    image_wanted = Signal(object)
    stepped = Signal(object, bool)

    def __init__(self, view: "MainWindow", files: LabelFiles, questions: LabellingQuestions) -> None:
        super().__init__(view)
        self._view = view
        self._files: LabelSource = files
        self._questions = questions
        self._image: Path | None = None
        self._size = (0, 0)
        self._ready = False
        self._selected: frozenset[int] = frozenset()
        self._visibility = BoxVisibility()
        self._outlines_given_up: set[int] = set()
        self._classes: tuple[str, ...] = ()
        self.last_class = ""
        self.listen_to(files)

    def listen_to(self, files: LabelSource) -> None:
        """Takes note of what a source of labels tells."""
        files.ready.connect(self._on_ready)
        files.refused.connect(self._on_refused)
        files.replaced.connect(self._on_ready)
        files.folder_opened.connect(lambda: self._on_folder(files))
        # Those of a folder that is still read while a video is shown are none of the video's.
        files.names_known.connect(lambda names: self.learn_classes(names if files is self._files else ()))

    def label_with(self, files: LabelSource) -> None:
        """Takes the labels of what is shown from another source from now on."""
        if files is not self._files:
            self.show_image(None)
            self._files = files

    # -- What others ask

    @property
    def files(self) -> LabelSource:
        """Where the labels of what is shown come from."""
        return self._files

    @property
    def image(self) -> Path | None:
        """The image that is shown and can be labelled; None where there is none."""
        return self._image if self._ready and self._files.store is not None else None

    @property
    def shown_image(self) -> Path | None:
        """The image that is shown, whether it can be labelled (yet) or not; None for a video or a camera."""
        return self._image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright image, pixels."""
        return self._size

    @property
    def classes(self) -> tuple[str, ...]:
        """All known class names: those of the folder's list, then others in the order they were met."""
        return self._classes

    @property
    def selected(self) -> tuple[AnnotatedObject, ...]:
        """The selected objects, in their order."""
        return tuple(item for item in self.objects if item.entry in self._selected)

    @property
    def objects(self) -> tuple[AnnotatedObject, ...]:
        """The objects of the image that is shown."""
        annotation = self.annotation()
        return () if annotation is None else annotation.objects

    def annotation(self) -> ImageAnnotation | None:
        """Returns how the image that is shown is labelled; None: it is not."""
        store, image = self._files.store, self.image
        return None if store is None or image is None else store.annotation(image)

    @Slot(object)
    def learn_classes(self, names: Iterable[str]) -> None:
        """Adds class names to those that are offered."""
        self.put_classes(tuple(dict.fromkeys((*self._classes, *names))))

    def put_classes(self, names: tuple[str, ...]) -> None:
        """Offers these class names in this order, and no others."""
        if names != self._classes:
            self._classes = names
            self._view.editing_overlay.set_classes(names)
            self.classes_changed.emit(names)

    @Slot()
    def forget_classes(self) -> None:
        """Begins anew with another folder."""
        self.last_class = ""
        self.put_classes(())

    # -- The picture

    def show_image(self, image: Path | None, size: tuple[int, int] = (0, 0)) -> None:
        """Takes another picture; None: what is shown cannot be labelled.

        Args:
            image: The image file.
            size: Width and height of the upright image, pixels.
        """
        if image == self._image and size == self._size:
            return
        self._image, self._size, self._ready = image, size, False
        self._visibility.show_all()
        self._outlines_given_up.clear()
        self._select(frozenset())
        if image is None:
            self._files.leave()
        else:
            self._files.show(image)

    def _on_folder(self, files: LabelSource) -> None:
        """Another folder's labels are there, or the same ones anew: those of the picture are still to be read."""
        if files is self._files:
            self._ready = False
            self.forget_classes()

    @Slot(object)
    def _on_ready(self, image: Path) -> None:
        store = self._files.store
        if image == self._image and store is not None:
            self._ready = True
            self.learn_classes(item.label for item in self.objects)
            self.refresh()
        self.changed.emit(image)

    @Slot(object, str)
    def _on_refused(self, image: Path, why: str) -> None:
        if image == self._image:
            self._ready = False
            self.refresh()

    # -- Edits

    def edit(self, edit: Edit, name: str, *, gesture: int | None = None, note: object = None) -> bool:
        """Edits the image that is shown.

        Args:
            edit: What to do.
            name: For the Edit menu.
            gesture: Of the drag it belongs to; ``end_gesture`` ends that.
            note: What else the step does, see ``Step``; ``stepped`` brings it back.

        Returns:
            Whether anything changed.
        """
        store, image = self._files.store, self.image
        if store is None or image is None:
            return False
        changed = False
        try:
            changed = store.apply(image, edit, name=name, size=self._size, gesture=gesture, note=note)
        except AnnotationError as error:
            changed = True
            self._view.messages.show_error(str(error))
        if changed:
            if gesture is None:
                self._files.touched()
            self.refresh()
            self.changed.emit(image)
        return changed

    @Slot()
    def end_gesture(self) -> None:
        """A drag is over: what it came to is saved."""
        try:
            if self._files.store is not None:
                self._files.store.end_gesture()
        except AnnotationError as error:
            self._view.messages.show_error(str(error))
        self._files.touched()

    def add(self, objects: Iterable[AnnotatedObject], name: str, *, note: object = None) -> None:
        """Adds objects, clipped to the picture, and selects them; those outside are left out.

        Args:
            objects: What to add.
            name: For the Edit menu.
            note: As ``edit`` takes it.
        """
        store = self._files.store
        if store is None or self.image is None:
            return
        width, height = self._size
        inside = [replace(item, box=item.box.clipped(width, height), outlined=False) for item in objects]
        inside = [item for item in inside if item.box.area > 0]
        numbers = store.new_entries(len(inside))
        added = tuple(replace(item, entry=number) for item, number in zip(inside, numbers, strict=True))
        if added and self.edit(AddObjects(added), name, note=note):
            self.learn_classes(item.label for item in added)
            self._select(frozenset(item.entry for item in added))

    def add_box(self, box: Box, label: str) -> None:
        """Adds a box that was drawn; its class is the next one's, too."""
        self.last_class = label
        self.add([AnnotatedObject(label, box)], self.tr("Draw Box"))

    @Slot(object, int)
    def move(self, boxes: Mapping[int, Box], gesture: int) -> None:
        """Moves or resizes boxes while they are dragged."""
        before = {item.entry: item for item in self.objects}
        known = {entry: box for entry, box in boxes.items() if entry in before}
        outlines = [entry for entry in known if before[entry].outlined and entry not in self._outlines_given_up]
        if outlines:
            self._view.box_tool.cancel()
            # Not now: the mouse button is still held, and its release would go to the question.
            QTimer.singleShot(0, self, lambda: self._ask_for_outlines(outlines))
            return
        sizes = [(before[entry].box.width, before[entry].box.height) for entry in known]
        resized = sizes != [(box.width, box.height) for box in known.values()]
        name = (
            self.tr("Resize Box")
            if resized
            else self.tr("Move Box")
            if len(known) == 1
            else self.tr("Move {count} Boxes").format(count=len(known))
        )
        self.edit(ChangeBoxes(known), name, gesture=gesture)

    @Slot(int, int, int)
    def nudge(self, dx: int, dy: int, gesture: int) -> None:
        """Moves the selected boxes by whole pixels."""
        boxes = {item.entry: item.box for item in self._free(self.selected)}
        self.move(moved_boxes(boxes, dx, dy, Picture(*self._size)), gesture)
        self.end_gesture()

    def delete(self) -> None:
        """Takes the selected boxes away."""
        count = len(self._selected)
        name = self.tr("Delete Box") if count == 1 else self.tr("Delete {count} Boxes").format(count=count)
        if count and self.edit(RemoveObjects(self._selected), name):
            self._select(frozenset())

    def set_class(self, label: str) -> None:
        """Gives the selected boxes a class; it is that of the next box, too."""
        self.last_class = label
        self.learn_classes([label])
        if self._selected:
            self.edit(ChangeLabel(self._selected, label), self.tr("Change Class to {label}").format(label=label))

    @Slot(int)
    def set_class_number(self, number: int) -> None:
        """Gives the selected boxes one of the first nine classes, counted from 1."""
        if number <= len(self._classes):
            self.set_class(self._classes[number - 1])
            if not self._selected:
                self._view.statusBar().showMessage(self.tr("Next box: {label}").format(label=self.last_class), 3000)

    # -- Undo

    @Slot()
    def undo(self) -> None:
        """Takes the last edit back and shows its picture."""
        self._step(lambda store: store.undo(), made_again=False)

    @Slot()
    def redo(self) -> None:
        """Makes the last edit that was taken back again and shows its picture."""
        self._step(lambda store: store.redo(), made_again=True)

    def _step(self, go: Callable[[AnnotationStore | TrackStore], Step | None], *, made_again: bool) -> None:
        store = self._files.store
        if store is None:
            return
        self._view.box_tool.cancel()
        try:
            step = go(store)
        except AnnotationError as error:
            self._view.messages.show_error(str(error))
            return
        if step is None:
            return
        self._files.touched()
        self.stepped.emit(step, made_again)
        self._select(self._selected & {item.entry for item in self.objects})
        self.changed.emit(step.image)
        if step.image != self._image:
            self.image_wanted.emit(step.image)

    # -- Selecting, hiding, locking

    @Slot(object)
    def select(self, entries: frozenset[int]) -> None:
        """Selects these and no others."""
        self._select(entries)

    def select_all(self) -> None:
        """Selects every box that is shown and not locked."""
        self._select(frozenset(item.entry for item in self._view.box_tool.scene.touchable))

    def hide(self) -> None:
        """Hides the selected boxes; with none selected all, or shows them again."""
        self._visibility.hide(self._selected, self._every_entry)
        self._select(frozenset())

    def isolate(self) -> None:
        """Hides all but the selected boxes."""
        self._visibility.isolate(self._selected, self._every_entry)
        self.refresh()

    def lock(self) -> None:
        """Keeps the selected boxes from being touched; with none selected frees all."""
        if self._image is not None:
            self._visibility.lock(self._image, self._selected)
        self._select(frozenset())

    # -- Parts

    @property
    def _every_entry(self) -> frozenset[int]:
        return frozenset(item.entry for item in self.objects)

    def _select(self, entries: frozenset[int]) -> None:
        changed, self._selected = entries != self._selected, entries
        self.refresh()
        if changed:
            self.selection_changed.emit(entries)

    def refresh(self) -> None:
        """Brings canvas and status bar up to date."""
        scene = self._scene()
        self._view.box_tool.scene = scene
        self._view.editing_overlay.set_scene(scene)
        editing = self._view.box_tool.mode != "view"
        self._view.editing_overlay.visible = editing
        # Until they are edited, labels are drawn dashed, so that nobody takes them for what the detector found.
        if self._ready or editing:
            self._view.annotations_overlay.set_annotation(None if editing else self.annotation())
        chosen = self.selected
        if len(chosen) == 1:
            self._view.status.set_box(chosen[0].box.width, chosen[0].box.height)
        else:
            self._view.status.set_box(None, count=len(chosen))

    def _free(self, objects: Iterable[AnnotatedObject]) -> list[AnnotatedObject]:
        locked = self._view.box_tool.scene.locked
        return [item for item in objects if item.entry not in locked]

    def _ask_for_outlines(self, entries: list[int]) -> None:
        if self._questions.give_outline_up():
            self._outlines_given_up.update(entries)

    def _scene(self) -> BoxScene:
        store, image = self._files.store, self.image
        hidden, locked = self._visibility.hidden, self._visibility.locked(self._image)
        if store is None or image is None:
            return BoxScene((), self._selected, hidden, locked)
        guessed, carried = store.guessed(image), store.carried(image)
        return BoxScene(self.objects, self._selected, hidden, locked, guessed, carried)
