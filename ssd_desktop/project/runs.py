"""The runs of a folder: what each was asked to do, how far it is and how good it became, whatever state it is in."""

import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.classes import read_class_list
from ssd_desktop.checkpoints.plan_file import read_plan
from ssd_desktop.errors import ConfigError, ProjectError, SSDDesktopError, UsageError, reason_of
from ssd_desktop.project.about import About, read_about
from ssd_desktop.project.curves import last_row
from ssd_desktop.project.order import read_command
from ssd_desktop.project.run_state import RunPosition, RunState, read_position, state_of
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_from_table, config_to_table
from ssd_desktop.training.recipes import FINE_TUNE, RECIPES, recipe_name
from ssd_desktop.training.run_folder import RunFolder, is_run
from ssd_desktop.training.run_status import RunStatus, read_status

_VERSION_DIGITS = 8
_UNKNOWN = (
    "Perhaps another computer trains this run: its folder lies where nothing can be locked; look there before you go "
    "on with it here."
)

Setting = bool | int | float | str


@dataclass(frozen=True)
class RunRecord:
    """A run as its folder tells it. What a damaged file does not tell is empty, and named in ``problems``.

    Attributes:
        path: Its folder.
        name: What the user calls it, else the name of the folder.
        note: What the user wrote to it.
        state: What became of it.
        reason: Why it ended, where an error ended it, or why nobody knows.
        started: When it began, in UTC; None where unknown.
        changed: When something last changed in it.
        settings: By name, those of tables as ``loss.alpha``; what an old run did not know has its default.
        recipe: The settings in a few words.
        classes: Foreground classes.
        plan: Name of its box plan.
        data: The data folder it was trained on; None where unknown.
        data_version: The first digits of what tells one state of the labels from another; empty where unknown.
        images: Training images; 0 where unknown.
        validation_images: 0 also without a validation set.
        device: Device in words.
        step: Optimiser steps done.
        steps: Of the whole run; 0 where unknown.
        loss: Of the last step; None before it.
        ap50: The best AP50 on the validation images, 0..1; None where none was measured.
        best_step: Its step.
        checkpoint: The checkpoint to use; None where none was saved.
        problems: What cannot be read, one sentence each.
    """

    path: Path
    name: str
    note: str = ""
    state: RunState = RunState.CRASHED
    reason: str = ""
    started: datetime | None = None
    changed: datetime | None = None
    settings: Mapping[str, Setting] | None = None
    recipe: str = ""
    classes: tuple[str, ...] = ()
    plan: str = ""
    data: Path | None = None
    data_version: str = ""
    images: int = 0
    validation_images: int = 0
    device: str = ""
    step: int = 0
    steps: int = 0
    loss: float | None = None
    ap50: float | None = None
    best_step: int = 0
    checkpoint: Path | None = None
    problems: tuple[str, ...] = ()


def settings_summary(recipe: str, settings: Mapping[str, Setting]) -> str:
    """Returns settings in one line: the recipe with what differs from it, then what makes no other recipe.

    Args:
        recipe: As ``recipe_name`` calls it; empty where this version does not know the settings.
        settings: By name.
    """
    usual = _flat(config_to_table(RECIPES[FINE_TUNE]))
    length = "steps" if settings.get("steps") else "epochs"
    named = [length, *(name for name in ("init", "network", "plan", "tiles") if settings.get(name) != usual[name])]
    parts = [f"{name} = {_short(settings[name])}" for name in named if name in settings]
    return "; ".join(part for part in (recipe, ", ".join(parts)) if part)


def list_runs(folder: Path) -> list[RunRecord]:
    """Returns the runs in a folder, the latest first; a missing folder has none.

    Raises:
        ProjectError: The folder cannot be read.
    """
    try:
        paths = [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir() and is_run(Path(entry.path))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise ProjectError(f"The folder of runs {folder} cannot be read ({reason_of(error)}).") from error
    records = [read_run(path) for path in paths]
    return sorted(
        records, key=lambda run: (run.started or datetime.min.replace(tzinfo=UTC), run.path.name), reverse=True
    )


def read_run(path: Path) -> RunRecord:
    """Returns what a run folder tells. Nothing in it has to be whole; a run that is being written can be read.

    Raises:
        ProjectError: There is no run.
    """
    if not is_run(path):
        raise ProjectError(f"{path} holds no run; it was moved or deleted.")
    return _Reader(path).record()


def find_run(name: str, runs: Sequence[RunRecord]) -> RunRecord:
    """Returns the run that a user means by its path, the name of its folder, or the name it was given.

    Raises:
        UsageError: There is none, or several have this name.
    """
    path = Path(os.path.normpath(Path(name).expanduser().absolute()))
    found = [run for run in runs if run.path.name == name] or [run for run in runs if run.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} runs are called {name!r}; name the folder of one: {_names(found)}.")
    if is_run(path):
        return read_run(path)
    raise UsageError(f"There is no run {name!r}; there are: {_names(runs)}.")


def _names(runs: Sequence[RunRecord]) -> str:
    return ", ".join(run.path.name for run in runs) or "none"


class _Reader:
    """Reads the files of one run and notes what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = RunFolder(path)
        self._problems: list[str] = []

    def record(self) -> RunRecord:
        about, status = self._about(), read_status(self._path)
        position, settings = read_position(self._path), self._settings()
        last = last_row(self._folder.metrics)
        life, split = status or RunStatus(), self._json("split.json")
        state = state_of(self._path, status, position, settings)
        labels = str(split.get("labels", "")) or position.labels
        return RunRecord(
            path=self._path,
            name=about.name or self._path.name,
            note=about.note,
            state=state,
            reason=_UNKNOWN if state is RunState.UNKNOWN else life.reason,
            started=_time(life.started) or self._written(self._folder.path / "versions.json"),
            changed=_time(life.changed) or self._written(self._folder.metrics),
            settings=settings,
            recipe=_recipe(settings, self._network()),
            classes=self._classes(),
            plan=str(self._json("plan.json").get("name", "")),
            data=self._data(),
            data_version=labels[:_VERSION_DIGITS],
            images=life.images or _count(split, "train"),
            validation_images=life.validation_images or _count(split, "validation"),
            device=life.device,
            step=max(position.step, int(last.get("step", 0))),
            steps=life.steps or _steps(settings, position),
            loss=last.get("loss"),
            ap50=position.best_ap50,
            best_step=position.best_step,
            checkpoint=self._folder.best_or_last(),
            problems=tuple(self._problems),
        )

    def _about(self) -> About:
        try:
            return read_about(self._path)
        except ProjectError as error:
            self._problems.append(str(error))
            return About()

    def _settings(self) -> dict[str, Setting]:
        """Returns the settings; of a file by another version those that it has over today's defaults."""
        try:
            table = tomllib.loads(self._folder.config.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            self._problems.append(f"{self._folder.config} cannot be read ({reason_of(error)}).")
            return {}
        return _flat(config_to_table(TrainingConfig())) | _flat(table)

    def _classes(self) -> tuple[str, ...]:
        if not self._folder.classes.exists():
            return ()
        try:
            return read_class_list(self._folder.classes)
        except SSDDesktopError as error:
            self._problems.append(str(error))
            return ()

    def _network(self) -> str:
        """Returns the network that the run trains; empty where its box plan does not tell."""
        try:
            network = read_plan(self._path / "plan.json").network
        except ConfigError:
            return ""
        return "" if network is None else network.name

    def _data(self) -> Path | None:
        try:
            return read_command(self._path).data
        except ProjectError:
            return None  # old runs and made ones have no command

    def _json(self, name: str) -> Mapping[str, Any]:
        path = self._path / name
        if not path.exists():
            return {}
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            self._problems.append(f"{path} cannot be read ({reason_of(error)}).")
            return {}
        return table if isinstance(table, dict) else {}

    def _written(self, path: Path) -> datetime | None:
        try:
            return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        except (OSError, ValueError, OverflowError):
            return None


def _flat(table: Mapping[str, Any]) -> dict[str, Setting]:
    flat: dict[str, Setting] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{below}": below_value for below, below_value in value.items()}
        else:
            flat[key] = value
    return flat


def _short(value: Setting) -> str:
    """Returns a setting as text; of the path of a checkpoint its folder and name."""
    text = str(value)
    return text if not text.endswith(".safetensors") else str(Path(*Path(text).parts[-2:]))


def _recipe(settings: Mapping[str, Setting], network: str) -> str:
    """Returns the recipe that settings come from; empty where this version does not know them.

    Args:
        settings: By name.
        network: That is trained, which the settings leave to the start weights; empty: as the settings say.
    """
    nested: dict[str, Any] = {}
    for key, value in settings.items():
        table, dot, name = key.partition(".")
        if dot:
            nested.setdefault(table, {})[name] = value
        else:
            nested[key] = value
    try:
        config = config_from_table(nested)
        return recipe_name(replace(config, network=network or config.network)) if settings else ""
    except ConfigError:
        return ""


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def _count(split: Mapping[str, Any], name: str) -> int:
    images = split.get(name)
    return len(images) if isinstance(images, list) else 0


def _steps(settings: Mapping[str, Setting], position: RunPosition) -> int:
    """Returns the steps of the whole run, as far as settings and the last saved state tell them."""
    steps, epochs = settings.get("steps"), settings.get("epochs")
    if isinstance(steps, int) and steps > 0:
        return steps
    if isinstance(epochs, int) and position.epoch > 0 and position.step % position.epoch == 0:
        return epochs * (position.step // position.epoch)
    return 0
