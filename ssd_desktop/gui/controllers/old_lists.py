"""Reads which lists a folder with images of the old classes has, off the window's thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.old_classes import OldClasses
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.workers.task import run_task

_Found = tuple[Path, dict[str, int], str]


class OldLists(QObject):
    """Answers what ``OldClasses`` asks for.

    Args:
        view: Asks; owns this one.
    """

    def __init__(self, view: OldClasses) -> None:
        super().__init__(view)
        self._view = view
        view.lists_wanted.connect(self._read)

    @Slot(object)
    def _read(self, folder: Path) -> None:
        run_task(partial(_lists, folder), self._on_read)

    @Slot(object)
    def _on_read(self, found: _Found) -> None:
        folder, lists, why_not = found
        if why_not:
            self._view.show_no_lists(folder, localised(why_not))
        else:
            self._view.show_lists(folder, lists)


def _lists(folder: Path) -> _Found:
    """Returns the images of each list that is not empty, or why the folder cannot be read."""
    try:
        return folder, {name: count for name, count in open_data_folder(folder).splits().items() if count}, ""
    except SSDDesktopError as error:
        return folder, {}, str(error)
