"""What was asked for in the fine-tune dialog last, so that the next one on the same data begins there."""

import json
from dataclasses import replace
from pathlib import Path

from ssd_desktop.errors import ConfigError
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.dialogs.typed_paths import is_folder
from ssd_desktop.gui.settings import Settings
from ssd_desktop.project.choice_table import choice_from_table, choice_to_table
from ssd_desktop.project.order import RunOrder
from ssd_desktop.training.config_file import config_from_table, config_to_table


class TrainingMemory:
    """Keeps the last request in the settings.

    Args:
        settings: Of the window.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def keep(self, request: TrainingRequest) -> None:
        """Remembers what was asked for."""
        base = Path(request.data.folder)
        tables = {"data": choice_to_table(request.data, base), "settings": config_to_table(request.config)}
        self._settings.last_training = json.dumps({"base": str(base), **tables})

    def last_on(self, folder: Path) -> RunOrder | None:
        """Returns what was asked for last, where that was for this data folder; None where it was not."""
        try:
            table = json.loads(self._settings.last_training or "{}")
            data = choice_from_table(table["data"], Path(table["base"]))
            order = RunOrder(data, config_from_table(table["settings"]))
        except (ValueError, KeyError, TypeError, ConfigError):
            return None
        return order if order.data.folder == folder else None

    def fill(self, dialog: FineTuneDialog, folder: Path) -> None:
        """Chooses a data folder in a dialog, with all that was asked for it last."""
        last = self.last_on(folder)
        if last is None:
            dialog.choose_data(folder)
            return
        data = last.data
        dialog.training.show_settings(last.config)
        dialog.training.old_classes.show_choice(data.keep_classes, data.rehearsal_folder, data.rehearsal_split)
        if data.validation_folder is not None and not is_folder(data.validation_folder):
            data = replace(data, validation_folder=None, validation_split=None)
        dialog.data.choose(
            replace(data, start_classes=(), keep_classes=False, rehearsal_folder=None, rehearsal_split=None)
        )
