"""The working copy of a folder's annotations: loaded, edited with undo, saved, and brought back after a crash.

No thread of its own: everything is called from one thread, but a ``SaveJob`` may run on any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.edits import Edit
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.history import EditHistory, Step
from ssd_desktop.annotation.label_document import ImageChange, LabelDocument
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.recovery import recovered
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize


@dataclass(frozen=True)
class LoadedImage:
    """An image that can be edited.

    Attributes:
        document: The file that describes it, or will.
        before: What reading it gave; None: it was not labelled.
        orientation: As reading gave it.
        problems: What was wrong in the file; its entries that were passed over stay in it.
    """

    document: LabelDocument
    before: ImageAnnotation | None
    orientation: int
    problems: tuple[AnnotationProblem, ...]


@dataclass(frozen=True)
class SaveJob:
    """The writing of one file as it is to be now; later edits do not change it.

    Attributes:
        document: The file.
        changes: All its images that are not as it was read.
        images: Those that are not saved yet, with what they are to say.
    """

    document: LabelDocument
    changes: tuple[ImageChange, ...]
    images: tuple[tuple[Path, ImageAnnotation | None], ...]

    def run(self) -> None:
        """Writes the file.

        Raises:
            ChangedOnDiskError: Another program has written it.
            AnnotationError: It cannot be written.
        """
        self.document.save(self.changes)


class AnnotationStore:
    """Edits of the images of one folder.

    Attributes:
        folder: Which file describes each image.
        history: The present annotations and the steps that led there.
    """

    def __init__(self, folder: LabelFolder, journal: EditJournal | None = None) -> None:
        """Begins with nothing loaded.

        Args:
            folder: The folder.
            journal: Where edits are noted until they are saved; None notes nothing.
        """
        self.folder = folder
        self.history = EditHistory()
        self._journal = journal
        self._loaded: dict[Path, LoadedImage] = {}
        self._blocked: dict[Path, str] = {}
        self._failed: dict[Path, str] = {}
        self._in_gesture: Path | None = None
        self._next_entry = -1

    # -- Loading

    def load(self, image: Path, size: ImageSize) -> LoadedImage:
        """Takes in an image; one with edits stays as it is. Other images without edits are let go.

        Raises:
            AnnotationError: Its file cannot be read; ``blocked`` says so from now on, and it cannot be edited.
        """
        if self.is_edited(image):
            return self._loaded[image]
        try:
            document = self.folder.document(image)
            file = document.read(image, size)
        except AnnotationError as error:
            self.block(image, str(error))
            raise
        return self.take_in(image, document, file)

    def take_in(self, image: Path, document: LabelDocument, file: AnnotationFile | None) -> LoadedImage:
        """Takes in an image that was read elsewhere: ``document.read`` may run on any thread.

        An image that was edited meanwhile stays as it is. Other images without edits are let go.
        """
        if self.is_edited(image):
            return self._loaded[image]
        self._let_go_unedited()
        self._blocked.pop(image, None)
        before = None if file is None else file.annotation
        loaded = LoadedImage(
            document, before, file.orientation if file is not None else 1, file.problems if file is not None else ()
        )
        self._loaded[image] = loaded
        self.history.start(image, before)
        return loaded

    def reload(self, image: Path, size: ImageSize) -> LoadedImage:
        """Takes in an image as its file is now; its edits are given up.

        Raises:
            AnnotationError: As ``load``.
        """
        self._forget(image)
        return self.load(image, size)

    def replace_other(self, image: Path, size: ImageSize) -> None:
        """Keeps the edits of an image whose file another program has written: they are put on what it says now.

        Raises:
            AnnotationError: As ``load``.
        """
        mine = self.history.annotation(image)
        self._forget(image)
        loaded = self.load(image, size)
        self._put(image, recovered(loaded.before, None, mine), "")

    def block(self, image: Path, why: str) -> None:
        """Notes that an image cannot be edited."""
        self._blocked[image] = why

    def is_loaded(self, image: Path) -> bool:
        return image in self._loaded

    def is_edited(self, image: Path) -> bool:
        """Returns whether an image is loaded and has edits, saved or not, that have to be kept."""
        loaded = self._loaded.get(image)
        if loaded is None:
            return False
        # A file of many images is written anew from what was read at first: all that was edited since is needed.
        differs = loaded.document.is_shared and loaded.before != self.history.annotation(image)
        return differs or self.history.has_steps(image) or self.history.is_unsaved(image)

    def blocked(self, image: Path) -> str:
        """Returns why an image cannot be edited; "" where it can."""
        return self._blocked.get(image, "")

    def holds(self, image: Path) -> frozenset[str]:
        """Returns the flags that the file of a loaded image can hold."""
        return self._loaded[image].document.holds

    def is_changed_on_disk(self, image: Path) -> bool:
        """Returns whether another program has written the file of a loaded image."""
        return image in self._loaded and self._loaded[image].document.is_changed_on_disk()

    # -- Editing

    def annotation(self, image: Path) -> ImageAnnotation | None:
        """Returns how a loaded image is labelled now; None: it is not."""
        return self.history.annotation(image)

    def guessed(self, image: Path) -> frozenset[int]:
        """Returns the entries of objects that nobody has put there: none, other than in a video."""
        return frozenset()

    def carried(self, image: Path) -> frozenset[int]:
        """Returns the entries of objects that are no labels of this picture: none, other than in a video."""
        return frozenset()

    def new_entries(self, count: int) -> list[int]:
        """Returns entries for objects that no file has; no two are the same."""
        found = [self._next_entry - step for step in range(count)]
        self._next_entry -= count
        return found

    def apply(
        self,
        image: Path,
        edit: Edit,
        *,
        name: str,
        size: tuple[int, int],
        gesture: int | None = None,
        note: object = None,
    ) -> bool:
        """Edits a loaded image.

        An image that was not labelled and has no object left is not labelled again: "no objects" is said by
        marking it verified, not by chance.

        Args:
            image: A loaded image.
            edit: What to do.
            name: For the Edit menu.
            size: Width and height of the upright image, pixels.
            gesture: Of the drag it belongs to; such edits are noted by ``end_gesture``.
            note: What else the step does, see ``Step``.

        Returns:
            Whether anything changed, or there is a note.

        Raises:
            AnnotationError: The edit was made, but cannot be noted for the case of a crash.
        """
        now = self.history.annotation(image) or ImageAnnotation((), *size)
        after: ImageAnnotation | None = edit.applied(now)
        if self._loaded[image].before is None and after is not None and after == ImageAnnotation((), *size):
            after = None
        if not self.history.record(image, name, after, gesture=gesture, note=note):
            return False
        if gesture is None:
            self._note(image)
        else:
            self._in_gesture = image
        return True

    def end_gesture(self) -> None:
        """Notes what a drag came to.

        Raises:
            AnnotationError: As ``apply``.
        """
        image, self._in_gesture = self._in_gesture, None
        if image is not None:
            self._note(image)

    def undo(self) -> Step | None:
        """Takes the last edit back, of whatever image.

        Raises:
            AnnotationError: As ``apply``.
        """
        return self._noted(self.history.undo())

    def redo(self) -> Step | None:
        """Makes the edit that was taken back last again.

        Raises:
            AnnotationError: As ``apply``.
        """
        return self._noted(self.history.redo())

    # -- Saving

    def unsaved(self) -> list[Path]:
        """Returns the images with edits that no file has."""
        return self.history.unsaved()

    def failure(self, image: Path) -> str:
        """Returns why the last saving of an image failed; "" where it did not."""
        return self._failed.get(image, "")

    def forget_failures(self) -> None:
        """Lets images whose last saving failed be tried again."""
        self._failed.clear()

    def next_save(self) -> SaveJob | None:
        """Returns what to write next; None where everything is written but what failed."""
        waiting = [image for image in self.unsaved() if image not in self._failed]
        if not waiting:
            return None
        document = self._loaded[waiting[0]].document
        together = [image for image, loaded in self._loaded.items() if loaded.document is document]
        changes = [
            ImageChange(image, one.before, self.history.annotation(image), one.orientation)
            for image in together
            if (one := self._loaded[image]).before != self.history.annotation(image)
        ]
        images = [(image, self.history.annotation(image)) for image in together if self.history.is_unsaved(image)]
        return SaveJob(document, tuple(changes), tuple(images))

    def finish_save(self, job: SaveJob, error: Exception | None = None) -> None:
        """Takes note of how a job went; what failed stays unsaved, and is tried again after its next edit.

        Raises:
            AnnotationError: The saving went well, but cannot be noted.
        """
        for image, annotation in job.images:
            if error is not None:
                self._failed[image] = str(error)
                continue
            self._failed.pop(image, None)
            self.history.mark_saved(image, annotation)
            if self._journal is not None:
                self._journal.leftovers.pop(image, None)
                self._journal.saved(image, annotation)
        if self._journal is not None and not self.unsaved():
            self._journal.clear()

    def save_all(self) -> list[str]:
        """Writes everything now, in this thread; returns what went wrong, each once."""
        errors: dict[str, None] = {}
        self.forget_failures()
        while (job := self.next_save()) is not None:
            try:
                job.run()
            except AnnotationError as error:
                errors[str(error)] = None
                self.finish_save(job, error)
            else:
                self.finish_save(job)
        return list(errors)

    # -- After a crash

    def leftovers(self) -> Sequence[Path]:
        """Returns the images with edits that an earlier run did not save and that are not restored yet."""
        return tuple(self._journal.leftovers) if self._journal is not None else ()

    def restore(self, image: Path, size: ImageSize, *, name: str) -> bool:
        """Brings the edits of an earlier run back, as one step; they are unsaved until they are saved.

        Args:
            image: One of ``leftovers``.
            size: Of the image.
            name: For the Edit menu.

        Returns:
            False where the file has them already.

        Raises:
            AnnotationError: As ``load``; the edits stay where they are.
        """
        if self._journal is None or image not in self._journal.leftovers:
            return False
        left = self._journal.leftovers[image]
        loaded = self.load(image, size)
        del self._journal.leftovers[image]
        return self._put(image, recovered(loaded.before, left.saved, left.now), name)

    def drop_leftovers(self) -> None:
        """Gives up what an earlier run did not save.

        Raises:
            AnnotationError: As ``apply``.
        """
        for image in self.leftovers():
            if self._journal is not None:
                self._journal.dropped(image)

    def close(self) -> None:
        """Lets another window edit the folder; what is unsaved stays in the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def sync(self) -> None:
        """Brings the noted edits to the disk; may be called from another thread."""
        if self._journal is not None:
            self._journal.sync()

    # -- Parts

    def _put(self, image: Path, annotation: ImageAnnotation | None, name: str) -> bool:
        if annotation is not None:
            lowest = min((item.entry for item in annotation.objects), default=0)
            self._next_entry = min(self._next_entry, lowest - 1)
        changed = self.history.record(image, name, annotation)
        if changed:
            self._note(image)
        return changed

    def _noted(self, step: Step | None) -> Step | None:
        if step is not None:
            self._note(step.image)
        return step

    def _note(self, image: Path) -> None:
        self._failed.pop(image, None)
        if self._journal is not None:
            self._journal.edited(image, self.history.saved(image), self.history.annotation(image))

    def _forget(self, image: Path) -> None:
        loaded = self._loaded.pop(image, None)
        self.history.forget(image)
        self._failed.pop(image, None)
        if loaded is not None and loaded.document.is_shared:
            self.folder.forget_shared(loaded.document.path)

    def _let_go_unedited(self) -> None:
        """Keeps memory small: only images with edits need the bytes of their files."""
        for image in list(self._loaded):
            if not self.is_edited(image):
                self._loaded.pop(image)
                self.history.forget(image)
