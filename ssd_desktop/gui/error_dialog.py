"""The one dialog for an error that nobody expected, and the hooks that bring every such error to it."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.input_questions import even_buttons, without_icons
from ssd_desktop.gui.localised import localised

_log = logging.getLogger(__name__)


class ErrorReporter(QObject):
    """Logs what no one caught, in whatever thread, and shows it in the window's thread, one dialog at a time."""

    _caught = Signal(object)

    def __init__(self, parent_widget: QWidget | None = None) -> None:
        super().__init__()
        self._parent_widget = parent_widget
        self._dialog: QMessageBox | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Takes over the hooks of Python for uncaught exceptions, until ``uninstall``."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def set_parent_widget(self, widget: QWidget) -> None:
        self._parent_widget = widget

    @property
    def dialog(self) -> QMessageBox | None:
        """The dialog that is open, or None."""
        return self._dialog

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        _log.critical("An error was not handled.", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is None or isinstance(arguments.exc_value, SystemExit):
            return
        self._on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if self._dialog is not None:
            return  # what follows from the first error is in the log
        self._dialog = error_box(error, self._parent_widget)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None


def error_box(error: BaseException, parent: QWidget | None) -> QMessageBox:
    """Returns the dialog for an error: our own errors by their sentence, others with the traceback as details."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("ErrorDialog", "SSD Desktop"))
    if isinstance(error, SSDDesktopError):
        box.setText(localised(str(error)))
        box.addButton(QMessageBox.StandardButton.Ok)
        without_icons(box)
        return box
    box.setText(
        QCoreApplication.translate(
            "ErrorDialog", "Something went wrong that should not have; what you have open stays open."
        )
    )
    box.setInformativeText(
        QCoreApplication.translate("ErrorDialog", "Help > Copy Diagnostics copies what a bug report needs.")
    )
    box.setDetailedText("".join(traceback.format_exception(error)))
    box.addButton(QMessageBox.StandardButton.Ok)
    without_icons(box)
    even_buttons(box)
    return box
