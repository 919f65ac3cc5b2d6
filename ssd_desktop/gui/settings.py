"""What the window remembers between two starts."""

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from ssd_desktop.annotation.label_place import LABEL_FORMATS
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.config import AUTOMATIC, EngineChoice

_log = logging.getLogger(__name__)

RECENT_LIMIT = 10
THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "ko")
DEFAULT_SCORE = 0.5


class Settings:
    """Typed access to the settings file. A value that makes no sense counts as not set.

    Args:
        path: An ini file; None takes the place the operating system has for it. A damaged file is read as
            far as it goes and never stops the start.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.is_own_file = path is not None
        if path is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "SSD Desktop", "ssd-desktop")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
        if self._store.status() != QSettings.Status.NoError:
            _log.warning("The settings file %s is damaged; defaults are used where it cannot be read.", self.path)

    @property
    def path(self) -> Path:
        return Path(self._store.fileName())

    def save(self) -> bool:
        """Writes what changed. Returns whether the file could be written."""
        self._store.sync()
        return self._store.status() == QSettings.Status.NoError

    @property
    def geometry(self) -> QByteArray:
        """What ``QWidget.saveGeometry`` gave; empty when never saved."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def dock_state(self) -> QByteArray:
        """What ``QMainWindow.saveState`` gave; empty when never saved."""
        return self._bytes("window/state")

    @dock_state.setter
    def dock_state(self, value: QByteArray) -> None:
        self._store.setValue("window/state", value)

    @property
    def last_folder(self) -> Path | None:
        """The folder of what was opened last; None when never opened or gone."""
        text = self._text("open/last_folder")
        return Path(text) if text and _is_folder(text) else None

    @last_folder.setter
    def last_folder(self, value: Path) -> None:
        self._store.setValue("open/last_folder", str(value))

    @property
    def data_folder(self) -> Path | None:
        """The data folder that was trained on last; None when never trained or gone."""
        text = self._text("training/data_folder")
        return Path(text) if text and _is_folder(text) else None

    @data_folder.setter
    def data_folder(self, value: Path) -> None:
        self._store.setValue("training/data_folder", str(value))

    @property
    def chosen_runs_folder(self) -> Path | None:
        """The folder of runs that was chosen last, there or not: the disk is not asked; None when never chosen."""
        text = self._text("training/runs_folder")
        return Path(text) if text else None

    @property
    def runs_folder(self) -> Path | None:
        """The folder of runs that was chosen last; None when never chosen or gone."""
        folder = self.chosen_runs_folder
        return folder if folder is not None and _is_folder(str(folder)) else None

    @runs_folder.setter
    def runs_folder(self, value: Path) -> None:
        self._store.setValue("training/runs_folder", str(value))

    @property
    def training_speeds(self) -> dict[str, float]:
        """Images a second of this machine (``time_estimate.with_speeds``); empty when never measured."""
        try:
            table = json.loads(self._text("training/speeds") or "{}")
            return {str(key): float(value) for key, value in table.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    @training_speeds.setter
    def training_speeds(self, value: Mapping[str, float]) -> None:
        self._store.setValue("training/speeds", json.dumps(dict(value)))

    @property
    def last_training(self) -> str:
        """What was asked for in the fine-tune dialog last (``TrainingMemory``); empty when never used."""
        return self._text("training/last")

    @last_training.setter
    def last_training(self, value: str) -> None:
        self._store.setValue("training/last", value)

    @property
    def recents(self) -> tuple[str, ...]:
        """Paths and addresses opened before, the latest first, at most ``RECENT_LIMIT``."""
        value = self._value("open/recents")
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list):
            return ()
        return tuple(entry for entry in entries if isinstance(entry, str) and entry)[:RECENT_LIMIT]

    def add_recent(self, entry: str) -> None:
        """Puts a path or address in front of the recent ones."""
        self._set_recents([entry, *(known for known in self.recents if known != entry)])

    def remove_recent(self, entry: str) -> None:
        self._set_recents([known for known in self.recents if known != entry])

    def clear_recents(self) -> None:
        self._set_recents([])

    @property
    def recent_projects(self) -> tuple[str, ...]:
        """Folders of projects opened before, the latest first, at most ``RECENT_LIMIT``."""
        try:
            entries = json.loads(self._text("open/projects") or "[]")
            return tuple(str(entry) for entry in entries if entry)[:RECENT_LIMIT]
        except (ValueError, TypeError):
            return ()

    def add_recent_project(self, folder: str) -> None:
        """Puts the folder of a project in front of the recent ones."""
        entries = [folder, *(known for known in self.recent_projects if known != folder)]
        self._store.setValue("open/projects", json.dumps(entries[:RECENT_LIMIT]))

    def remove_recent_project(self, folder: str) -> None:
        entries = [known for known in self.recent_projects if known != folder]
        self._store.setValue("open/projects", json.dumps(entries))

    @property
    def theme(self) -> str:
        """One of ``THEMES``."""
        return self._choice("look/theme", THEMES)

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("look/theme", value)

    @property
    def language(self) -> str:
        """One of ``LANGUAGES``."""
        return self._choice("look/language", LANGUAGES)

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("look/language", value)

    @property
    def device(self) -> str:
        """What ``choose_device`` takes; ``auto`` when never chosen."""
        return self._text("model/device") or "auto"

    @device.setter
    def device(self, value: str) -> None:
        self._store.setValue("model/device", value)

    @property
    def engine(self) -> EngineChoice:
        """What computes the network; left to a measurement when never chosen."""
        engine, _, precision = self._text("model/engine").partition(" ")
        try:
            return EngineChoice(engine, precision)
        except InferenceError:
            return AUTOMATIC

    @engine.setter
    def engine(self, value: EngineChoice) -> None:
        self._store.setValue("model/engine", f"{value.engine} {value.precision}")

    @property
    def model(self) -> str:
        """Path of the checkpoint used last; empty for the default detector."""
        return self._text("model/last")

    @model.setter
    def model(self, value: str) -> None:
        self._store.setValue("model/last", value)

    @property
    def detecting(self) -> bool:
        """Whether the detector runs on what is opened."""
        return self._text("model/detecting").lower() != "false"

    @detecting.setter
    def detecting(self, value: bool) -> None:
        self._store.setValue("model/detecting", "true" if value else "false")

    @property
    def saves_labels(self) -> bool:
        """Whether labels are written as soon as they change."""
        return self._text("labels/autosave").lower() != "false"

    @saves_labels.setter
    def saves_labels(self, value: bool) -> None:
        self._store.setValue("labels/autosave", "true" if value else "false")

    @property
    def grab_folder(self) -> Path | None:
        """The folder that frames are grabbed into; None when never chosen or gone."""
        text = self._text("video/grab_folder")
        return Path(text) if text and _is_folder(text) else None

    @grab_folder.setter
    def grab_folder(self, value: Path) -> None:
        self._store.setValue("video/grab_folder", str(value))

    @property
    def recording_folder(self) -> Path | None:
        """The folder for recordings; None when never chosen or gone."""
        text = self._text("video/recording_folder")
        return Path(text) if text and _is_folder(text) else None

    @recording_folder.setter
    def recording_folder(self, value: Path) -> None:
        self._store.setValue("video/recording_folder", str(value))

    @property
    def snaps_boxes(self) -> bool:
        """Whether edges of boxes jump to the border of the picture."""
        return self._text("labels/snap").lower() == "true"

    @snaps_boxes.setter
    def snaps_boxes(self, value: bool) -> None:
        self._store.setValue("labels/snap", "true" if value else "false")

    @property
    def label_format(self) -> str:
        """The format of labels where there are none yet, one of ``LABEL_FORMATS``."""
        return self._choice("labels/format", LABEL_FORMATS)

    @label_format.setter
    def label_format(self, value: str) -> None:
        self._store.setValue("labels/format", value)

    @property
    def shortcuts(self) -> dict[str, list[str]]:
        """Keys of the commands that have others than their own, by name, as Qt writes them on every platform."""
        try:
            table = json.loads(self._text("keys/changed") or "{}")
            return {str(name): [str(key) for key in keys] for name, keys in table.items() if isinstance(keys, list)}
        except (ValueError, AttributeError):
            return {}

    @shortcuts.setter
    def shortcuts(self, value: Mapping[str, Sequence[str]]) -> None:
        self._store.setValue("keys/changed", json.dumps({name: list(keys) for name, keys in value.items()}))

    @property
    def shows_grid(self) -> bool:
        """Whether the images stand in a grid of thumbnails, not in rows."""
        return self._text("images/grid").lower() == "true"

    @shows_grid.setter
    def shows_grid(self, value: bool) -> None:
        self._store.setValue("images/grid", "true" if value else "false")

    @property
    def class_colours(self) -> dict[str, str]:
        """Colours the user chose for classes, as ``#rrggbb`` by name."""
        try:
            table = json.loads(self._text("labels/colours") or "{}")
            return {str(name): str(colour) for name, colour in table.items()}
        except (ValueError, AttributeError):
            return {}

    @class_colours.setter
    def class_colours(self, value: Mapping[str, str]) -> None:
        self._store.setValue("labels/colours", json.dumps(dict(value)))

    @property
    def score_threshold(self) -> float:
        """Detections at or above it are shown, 0 to 1."""
        try:
            score = float(self._text("model/score"))
        except ValueError:
            return DEFAULT_SCORE
        return score if 0 <= score <= 1 else DEFAULT_SCORE

    @score_threshold.setter
    def score_threshold(self, value: float) -> None:
        self._store.setValue("model/score", f"{value:.4f}")

    def model_score(self, path: str) -> float | None:
        """Returns the score (0 to 1) from which a detector shows objects; None where none was chosen for it."""
        score = self._model_scores().get(path)
        return score if isinstance(score, int | float) and 0 <= score <= 1 else None

    def set_model_score(self, path: str, score: float) -> None:
        """Remembers from which score (0 to 1) a detector shows objects."""
        self._store.setValue("model/scores", json.dumps({**self._model_scores(), path: round(score, 4)}))

    def _model_scores(self) -> dict[str, Any]:
        try:
            table = json.loads(self._text("model/scores") or "{}")
        except ValueError:
            return {}
        return table if isinstance(table, dict) else {}

    @property
    def suggestion_threshold(self) -> float:
        """The lowest score of a suggested box that is shown, 0..1."""
        try:
            score = float(self._text("labelling/suggestion_score") or DEFAULT_SCORE)
        except ValueError:
            return DEFAULT_SCORE
        return score if 0 <= score <= 1 else DEFAULT_SCORE

    @suggestion_threshold.setter
    def suggestion_threshold(self, value: float) -> None:
        self._store.setValue("labelling/suggestion_score", f"{value:.4f}")

    def _set_recents(self, entries: Sequence[str]) -> None:
        self._store.setValue("open/recents", list(entries)[:RECENT_LIMIT])

    def _value(self, key: str) -> Any:
        try:
            return self._store.value(key)
        except (TypeError, ValueError, RuntimeError, EOFError):
            # A damaged @Variant makes PySide raise while it converts.
            _log.warning("The setting %s cannot be read; its default is used.", key)
            return None

    def _text(self, key: str) -> str:
        value = self._value(key)
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _choice(self, key: str, choices: tuple[str, ...]) -> str:
        text = self._text(key)
        return text if text in choices else choices[0]


def _is_folder(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except (OSError, ValueError):
        return False
