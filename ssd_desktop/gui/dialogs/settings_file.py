"""Settings of a training taken from a file, as a run writes them."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.training.config_file import read_config


class SettingsFile(QPushButton):
    """Asks for a file and reads it.

    Signals:
        read: The ``TrainingConfig`` in the file.
        refused: Why the file cannot be taken.
    """

    read = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Settings from File..."))
        self.setToolTip(self.tr("Takes all settings from a TOML file, such as the config.toml of a run"))
        self.setAutoDefault(False)
        self.clicked.connect(self._ask)

    def read_file(self, path: Path) -> None:
        """Takes the settings in a file."""
        try:
            config = read_config(path)
        except SSDDesktopError as error:
            self.refused.emit(str(error))
        else:
            self.read.emit(config)

    @Slot()
    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Settings from File"), "", self.tr("Settings (*.toml);;All files (*)")
        )
        if name:
            self.read_file(Path(name))
