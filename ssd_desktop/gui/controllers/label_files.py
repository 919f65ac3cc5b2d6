"""The files behind the labels that are shown: found, read, written by themselves, and brought back after a crash."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ssd_desktop.annotation.annotation_store import AnnotationStore, SaveJob
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.file_transaction import recover_changes
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.journal import JournalHeldError, journal_path
from ssd_desktop.annotation.label_document import ChangedOnDiskError, LabelDocument
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import USUAL_PLACE, LabelPlace
from ssd_desktop.errors import AnnotationError, SSDDesktopError
from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.media.image_file import ImageSize

_log = logging.getLogger(__name__)

SavingState = Literal["none", "saved", "unsaved", "saving", "failed"]

_SAVE_AFTER_MS = 400
_SYNC_AFTER_MS = 500


class LabelFiles(QObject):
    """The store of the folder that is open, with what takes time done in the background.

    Signals:
        folder_opened: Another folder's labels are there.
        ready: An image (``Path``) can be edited now.
        refused: An image cannot be edited, and why.
        saving_changed: ``state`` is another.
        names_known: The class names of the folder, a tuple.
        told: One sentence worth showing that is no failure.
        replaced: An image (``Path``) has other labels, for other reasons than an edit.
    """

    folder_opened = Signal()
    ready = Signal(object)
    refused = Signal(object, str)
    saving_changed = Signal()
    names_known = Signal(object)
    told = Signal(str)
    replaced = Signal(object)

    def __init__(
        self,
        questions: LabellingQuestions,
        *,
        data_folder: Path,
        read_only: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Begins without a folder.

        Args:
            questions: Ask the user.
            data_folder: Where unsaved edits are noted.
            read_only: A folder that is not to be labelled: the shipped samples.
            parent: Owner.
        """
        super().__init__(parent)
        self.autosave = True
        self.place_of: Callable[[Path], LabelPlace] = lambda folder: USUAL_PLACE
        self.store: AnnotationStore | None = None
        self._questions = questions
        self._data_folder = data_folder
        self._read_only = read_only
        self._folder: Path | None = None
        self._opening = 0
        self._refusal = ""
        self._is_held = self._carries = False
        self._wanted: Path | None = None
        self._job: SaveJob | None = None
        self._saves_all = False
        self._asked: set[Path] = set()
        self._save_timer = self._timer(_SAVE_AFTER_MS, self._save_next)
        self._sync_timer = self._timer(_SYNC_AFTER_MS, self._sync)

    # -- What is open

    @property
    def folder(self) -> Path | None:
        """The folder of images whose labels are, or were to be, open."""
        return self._folder

    def show(self, image: Path) -> None:
        """Makes an image ready to be edited; ``ready`` or ``refused`` tells when."""
        self._wanted = image
        if image.parent != self._folder:
            self._open_folder(image.parent)
        elif self._refusal:
            self.refused.emit(image, self._refusal)
        elif self.store is not None:
            self._load(image)

    def leave(self) -> None:
        """Nothing that can be edited is shown any more."""
        self._wanted = None
        if self.autosave:
            self._save_next()

    def state(self) -> tuple[SavingState, str]:
        """Returns how the labels stand, and why saving failed."""
        if self.store is None:
            return "none", ""
        failures = [why for image in self.store.unsaved() if (why := self.store.failure(image))]
        if failures:
            return "failed", failures[0]
        if self._job is not None:
            return "saving", ""
        return ("unsaved" if self.store.unsaved() else "saved"), ""

    # -- Saving

    def touched(self) -> None:
        """An edit was made: it is brought to the disk soon."""
        self._sync_timer.start()
        if self.autosave:
            self._save_timer.start()
        self.saving_changed.emit()

    def save_now(self) -> None:
        """Writes all that is not written, what failed before too."""
        self._saves_all = True
        if self.store is not None:
            self.store.forget_failures()
        self._save_next()

    def finish(self) -> list[str]:
        """Writes everything in this thread, before the folder or the window is closed; returns what went wrong."""
        if self.store is None:
            return []
        try:
            errors = self.store.save_all()
        except AnnotationError as error:
            errors = [str(error)]
        self.saving_changed.emit()
        return errors

    def close(self) -> None:
        """Lets go of the folder; what is unsaved stays in the journal."""
        if self.store is not None:
            self.store.close()
        self.store = None

    # -- Changes of the whole folder

    def own_file(self, name: str) -> Path:
        """Returns where something is kept about the folder that is open, outside of it."""
        path = journal_path(self._folder or Path(), self._data_folder)
        return path.with_name(f"{path.stem}.{name}")

    def let_go(self, *, carrying: bool = False) -> str:
        """Saves everything and lets go of the folder, so that all its files can be changed; ``reopen`` follows.

        Args:
            carrying: What cannot be saved, such as in a folder that is read-only, is edited on after ``reopen``.

        Returns:
            Why it cannot be let go, which then it is not; "" where it is.
        """
        errors = self.finish()
        if (errors and not carrying) or self.store is None or self._job is not None:
            return errors[0] if errors else self.tr("The labels are being read or saved; try again in a moment.")
        if self.store.leftovers():
            return self.tr("Edits of an earlier run are not restored yet; close and open the folder to decide on them.")
        self._carries = bool(errors)
        self.close()
        return ""

    def reopen(self) -> None:
        """Opens the same folder anew; earlier steps cannot be taken back any more."""
        if self._folder is not None and self.store is None:
            self._open_folder(self._folder)

    # -- Other programs

    def look_at_disk(self) -> None:
        """Looks whether another program has written the labels of the image that is shown, or another window let go."""
        self._try_again()
        image, store = self._wanted, self.store
        if image is None or store is None or self._job is not None or not store.is_changed_on_disk(image):
            return
        self._resolve(image)

    def _try_again(self) -> None:
        """Opens a folder that another window had, once that has let go of it."""
        if not self._is_held or self._folder is None:
            return
        try:
            EditJournal(journal_path(self._folder, self._data_folder)).close()
        except AnnotationError:
            return
        self._open_folder(self._folder)
        self.told.emit(self.tr("The other window has let go of this folder; its labels can be edited here now."))

    def _resolve(self, image: Path) -> None:
        if self.store is None or image in self._asked:
            return
        answer = "load"
        if self.store.history.is_unsaved(image):
            self._asked.add(image)
            answer = self._questions.conflict(image.name)
            self._asked.discard(image)
        try:
            if answer == "load":
                self.store.reload(image, _size_of(image))
                self.told.emit(
                    self.tr("Another program has changed the labels of {name}; they were loaded anew.").format(
                        name=image.name
                    )
                )
            elif answer == "keep":
                self.store.replace_other(image, _size_of(image))
                self.touched()
        except SSDDesktopError as error:
            self.refused.emit(image, str(error))
            return
        if answer != "later":
            self.replaced.emit(image)
            self.saving_changed.emit()

    # -- Parts

    def _open_folder(self, folder: Path) -> None:
        errors = self.finish() if self.autosave or self._saves_all else []
        self._saves_all = False
        if errors:
            self.told.emit(errors[0])
        self.close()
        self._carries = self._carries and folder == self._folder
        self._folder, self._refusal, self._is_held = folder, "", False
        self._opening += 1
        if self._read_only is not None and folder.resolve() == self._read_only.resolve():
            self._refuse(self.tr("The sample pictures cannot be labelled; open a folder of your own."))
            return
        work = partial(_opened, folder, self.place_of(folder), journal_path(folder, self._data_folder).parent)
        run_task(work, partial(self._on_folder, self._opening), partial(self._on_no_folder, self._opening))

    def _on_folder(self, number: int, opened: tuple[LabelFolder, list[str]]) -> None:
        """Takes the folder that was to be opened last, and no other: it may be the same, asked for twice."""
        if number != self._opening:
            return
        found, put_back = opened
        for text in put_back:
            self.told.emit(text)
        try:
            journal = EditJournal(journal_path(found.images_folder, self._data_folder))
        except AnnotationError as error:
            self._on_no_folder(number, error)
            return
        self.store = AnnotationStore(found, journal)
        self.folder_opened.emit()
        self.names_known.emit(found.class_names)
        self._read_names(self.store)
        self._offer_leftovers(self.store)
        if self._wanted is not None:
            self.show(self._wanted)

    def _read_names(self, store: AnnotationStore) -> None:
        """Finds out which classes the files use; the reading ends, and is forgotten, where the folder is let go."""
        work = partial(store.folder.names_in_files, lambda: self.store is not store)
        run_task(work, partial(self._on_names, store), self._log)

    def _on_names(self, store: AnnotationStore, names: tuple[str, ...]) -> None:
        if store is self.store:
            self.names_known.emit(names)

    def _on_no_folder(self, number: int, error: Exception) -> None:
        if number != self._opening:
            return
        self._is_held = isinstance(error, JournalHeldError)
        self._refuse(str(error))
        self.told.emit(str(error))

    def _refuse(self, why: str) -> None:
        self._refusal = why
        self.saving_changed.emit()
        if self._wanted is not None:
            self.refused.emit(self._wanted, why)

    def _load(self, image: Path) -> None:
        store = self.store
        if store is None:
            return
        if store.is_edited(image):
            self.ready.emit(image)
            self.look_at_disk()
            return
        try:
            document = store.folder.document(image)
        except AnnotationError as error:
            store.block(image, str(error))
            self.refused.emit(image, str(error))
            return
        done, failed = partial(self._on_read, store, image, document), partial(self._on_unread, store, image)
        run_task(partial(_read, document, image), done, failed)

    def _on_read(
        self, store: AnnotationStore, image: Path, document: LabelDocument, file: AnnotationFile | None
    ) -> None:
        if store is self.store and image == self._wanted:
            store.take_in(image, document, file)
            self.ready.emit(image)
            self.saving_changed.emit()

    def _on_unread(self, store: AnnotationStore, image: Path, error: Exception) -> None:
        store.block(image, str(error))
        if store is self.store and image == self._wanted:
            self.refused.emit(image, str(error))
            self.told.emit(str(error))

    def _offer_leftovers(self, store: AnnotationStore) -> None:
        images = store.leftovers()
        carries, self._carries = self._carries, False
        answer = "restore" if carries else self._questions.leftovers(len(images)) if images else "later"
        if answer == "drop":
            self._told_of(store.drop_leftovers)
        elif answer == "restore":
            for image in images:  # one that is gone must not keep the others from coming back
                self._told_of(partial(self._restore, store, image))
            self.touched()

    def _restore(self, store: AnnotationStore, image: Path) -> None:
        store.restore(image, _size_of(image), name=self.tr("Restore"))

    def _told_of(self, act: Callable[[], object]) -> None:
        """Does something, and tells what keeps it from that."""
        try:
            act()
        except SSDDesktopError as error:
            self.told.emit(str(error))

    @Slot()
    def _save_next(self) -> None:
        if self.store is None or self._job is not None:
            return
        job = self.store.next_save()
        if job is None:
            self._saves_all = False
        else:
            self._job = job
            run_task(job.run, partial(self._on_saved, self.store, job), partial(self._on_unsaved, self.store, job))
        self.saving_changed.emit()

    def _on_saved(self, store: AnnotationStore, job: SaveJob, _: object) -> None:
        self._finish_job(store, job, None)

    def _on_unsaved(self, store: AnnotationStore, job: SaveJob, error: Exception) -> None:
        self._finish_job(store, job, error)
        if isinstance(error, ChangedOnDiskError) and store is self.store:
            self._resolve(job.images[0][0])

    def _finish_job(self, store: AnnotationStore, job: SaveJob, error: Exception | None) -> None:
        self._job = None
        try:
            store.finish_save(job, error)
        except AnnotationError as caught:
            self.told.emit(str(caught))
        if self.autosave or self._saves_all:
            self._save_next()
        self.saving_changed.emit()

    @Slot()
    def _sync(self) -> None:
        if self.store is not None:
            run_task(self.store.sync, failed=self._log)

    def _log(self, error: Exception) -> None:
        _log.warning("Background work for labels failed: %s", error)

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after_ms)
        timer.timeout.connect(then)
        return timer


def _opened(folder: Path, place: LabelPlace, records: Path) -> tuple[LabelFolder, list[str]]:
    """Opens a folder after putting back what a change that was cut off has left."""
    put_back = recover_changes(records)
    return LabelFolder.open(folder, place), put_back


def _size_of(image: Path) -> ImageSize:
    from ssd_desktop.media.image_file import read_image_size

    return read_image_size(image)


def _read(document: LabelDocument, image: Path) -> AnnotationFile | None:
    return document.read(image, _size_of(image))
