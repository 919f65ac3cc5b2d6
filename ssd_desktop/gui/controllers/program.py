"""Commands that concern the program and not a picture: theme, language, full screen, help, opening things by menu."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication

from ssd_desktop.gui.about import AboutDialog
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.theme import apply_theme

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class ProgramController(QObject):
    """Connects the View menu's looks and the Help menu."""

    def __init__(
        self, view: "MainWindow", settings: Settings, *, diagnostics: Callable[[], str], log_folder: Path | None
    ) -> None:
        """Connects the menus.

        Args:
            view: The window.
            settings: Theme and language are remembered here.
            diagnostics: Makes the report for Help > Copy Diagnostics.
            log_folder: What Help > Open Log Folder opens; None where there is none.
        """
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._diagnostics = diagnostics
        self._log_folder = log_folder
        self._was_maximised = False
        commands = view.commands
        commands.themes[settings.theme].setChecked(True)
        commands.languages[settings.language].setChecked(True)
        commands.theme_group.triggered.connect(self._choose_theme)
        commands.language_group.triggered.connect(self._choose_language)
        commands.full_screen.toggled.connect(self._set_full_screen)
        commands.quit.triggered.connect(view.close)
        commands.copy_diagnostics.triggered.connect(self._copy_diagnostics)
        commands.open_log_folder.triggered.connect(self._open_log_folder)
        commands.open_log_folder.setEnabled(log_folder is not None)
        commands.about.triggered.connect(self._show_about)

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        self._settings.theme = str(action.data())
        apply_theme(self._settings.theme)

    @Slot(QAction)
    def _choose_language(self, action: QAction) -> None:
        if str(action.data()) != self._settings.language:
            self._settings.language = str(action.data())
            self._view.messages.show_notice(self.tr("The language changes when SSD Desktop is started again."))

    @Slot(bool)
    def _set_full_screen(self, on: bool) -> None:
        if on:
            self._was_maximised = self._view.isMaximized()
            self._view.showFullScreen()
        elif self._was_maximised:
            self._view.showMaximized()
        else:
            self._view.showNormal()

    @Slot()
    def _copy_diagnostics(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics())
        self._view.statusBar().showMessage(self.tr("Diagnostics copied to the clipboard."), 5000)

    @Slot()
    def _open_log_folder(self) -> None:
        if self._log_folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder))):
            self._view.messages.show_notice(self.tr("The log is in {folder}").format(folder=self._log_folder))

    @Slot()
    def _show_about(self) -> None:
        dialog = AboutDialog(self._view)
        dialog.exec()
        dialog.deleteLater()
