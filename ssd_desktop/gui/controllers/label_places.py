"""Where labels are kept, and in which format where there are none yet: what the user says, remembered."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.label_place import LabelPlace
from ssd_desktop.annotation.label_places import keep_labels_in, labels_folder_of
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.dialogs.place_questions import PlaceQuestions
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class LabelPlaces(QObject):
    """Turns the commands of the Edit menu into places, and opens the folder anew for them."""

    def __init__(self, view: "MainWindow", settings: Settings, files: LabelFiles, questions: PlaceQuestions) -> None:
        """Connects the commands.

        Args:
            view: The window.
            settings: Remember the format.
            files: Ask for the place of a folder when they open it.
            questions: Ask the user.
        """
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._files = files
        self._questions = questions
        self._told_place = ""
        files.place_of = self.place_of
        files.folder_opened.connect(self._on_opened)
        files.refused.connect(self._update)
        edit = view.commands.edit
        edit.labels_elsewhere.triggered.connect(self.choose_folder)
        edit.labels_beside.triggered.connect(self.keep_beside)
        for kind, action in edit.formats.items():
            action.triggered.connect(partial(self.set_format, kind))
        self._update()

    def place_of(self, images_folder: Path) -> LabelPlace:
        """Returns where the labels of a folder of images go."""
        return LabelPlace(self._settings.label_format, labels_folder_of(images_folder))

    # -- Commands

    @Slot()
    def choose_folder(self) -> None:
        """Asks for another folder for the labels of the open folder; those that are elsewhere stay where they are."""
        images = self._files.folder
        if images is None:
            return
        labels = self._questions.labels_folder(labels_folder_of(images) or images)
        if labels is not None:
            self._move(None if labels == images else labels)

    @Slot()
    def keep_beside(self) -> None:
        """Goes back to the labels that lie with the pictures."""
        self._move(None)

    def set_format(self, kind: str) -> None:
        """Takes the format for folders without labels.

        Args:
            kind: One of ``LABEL_FORMATS``.
        """
        self._settings.label_format = kind
        store = self._files.store
        if store is not None and store.folder.is_fresh and store.folder.kind != kind:
            self._reopen()
        elif store is not None and store.folder.kind != kind:
            text = self.tr(
                "The labels of this folder stay in {old} format; folders without labels get {new}. "
                "The command ssd-desktop convert writes what is there in another format."
            )
            self._view.messages.show_notice(text.format(old=store.folder.kind, new=kind))
        self._update()

    # -- Parts

    def _move(self, labels: Path | None) -> None:
        images = self._files.folder
        if images is None:
            return
        before = labels_folder_of(images)
        try:
            keep_labels_in(images, labels)
            if not self._reopen():
                keep_labels_in(images, before)
        except AnnotationError as error:
            self._view.messages.show_error(str(error))
        self._update()

    def _reopen(self) -> bool:
        """Opens the folder anew; what was edited is saved where it belonged until now, or else comes along."""
        why = self._files.let_go(carrying=True) if self._files.store is not None else ""
        if why:
            self._view.messages.show_error(why)
            return False
        self._files.reopen()
        return True

    @Slot()
    def _on_opened(self) -> None:
        store = self._files.store
        place = store.folder.place.folder if store is not None else None
        if place is not None:
            text = self.tr("The labels of these pictures are kept in {folder}.")
            self._told_place = self._view.messages.show_notice(text.format(folder=place))
        elif self._told_place:
            self._view.messages.withdraw(self._told_place)
            self._told_place = ""
        self._update()

    @Slot()
    def _update(self) -> None:
        edit, images = self._view.commands.edit, self._files.folder
        edit.labels_elsewhere.setEnabled(images is not None)
        edit.labels_beside.setEnabled(images is not None and labels_folder_of(images) is not None)
        edit.formats[self._settings.label_format].setChecked(True)
