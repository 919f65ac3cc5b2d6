"""What a run was asked to do, read back from its folder, so that it can be gone on with or repeated."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_desktop.annotation.classes import read_class_list
from ssd_desktop.errors import ProjectError, reason_of
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import read_config
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.kept_classes import start_classes_of
from ssd_desktop.training.run_folder import EARLIER_SPLIT, RunFolder, is_run, repeat_command, resume_command

_NO_VALIDATION = "none"
_FLAGS = ("--one-based", "--missing-is-background", "--keep-classes")
_OURS = ("--config", "--output", "--resume")
"""Options that a new command line sets itself."""


def data_options(choice: DataChoice, run: Path) -> dict[str, str | bool | None]:
    """Returns the options of ``ssd-desktop train`` that choose the same images.

    Args:
        choice: The images.
        run: The folder of the run, which holds the class list.
    """

    def path(folder: Path | None) -> str | None:
        return None if folder is None else str(folder.resolve())

    return {
        "--split": choice.split,
        "--val": path(choice.validation_folder) if choice.validate else _NO_VALIDATION,
        "--val-split": choice.validation_split,
        "--val-ratio": None if choice.validation_share is None else repr(choice.validation_share),
        "--split-by": choice.split_by,
        # What the run keeps of it: the earlier run may be deleted, or be measured on other images by then.
        "--val-from": None if choice.earlier_split is None else str((run / EARLIER_SPLIT).resolve()),
        "--classes": None if choice.classes is None else str(RunFolder(run).classes.resolve()),
        "--one-based": choice.one_based,
        "--missing-is-background": choice.missing_is_background,
        "--keep-classes": choice.keep_classes,
        "--rehearse": path(choice.rehearsal_folder),
        "--rehearse-split": choice.rehearsal_split,
    }


@dataclass(frozen=True)
class RunOrder:
    """A training as it was asked for.

    Attributes:
        data: Its images.
        config: Its settings.
    """

    data: DataChoice
    config: TrainingConfig


@dataclass(frozen=True)
class RunCommand:
    """The command line in ``command.txt``.

    Attributes:
        data: The data folder.
        options: The options that choose the data; True for those without a value.
    """

    data: Path
    options: dict[str, str | bool | None]

    def repeat(self, run: Path) -> str:
        """Returns the command line that trains again with the settings of a run, in a new folder."""
        return repeat_command(self.data, run, options=self.options)

    def resume(self, run: Path) -> str:
        """Returns the command line that goes on with a run."""
        return resume_command(self.data, run, options=self.options, settings={})


def read_command(run: Path, *, moved_data: Path | None = None) -> RunCommand:
    """Reads the command line of a run.

    Args:
        run: Its folder.
        moved_data: The data folder of the project that the run belongs to: taken where the one of the run is gone.

    Raises:
        ProjectError: The run does not say what it was trained on.
    """
    path = RunFolder(run).command
    try:
        words = shlex.split(path.read_text(encoding="utf-8"))
        found = _parsed(words[words.index("train") + 1 :])
    except FileNotFoundError as error:
        raise ProjectError(f"The run {run} has no {path.name} that says what it was trained on; train anew.") from error
    except (OSError, ValueError, IndexError) as error:
        raise ProjectError(f"{path} cannot be understood ({reason_of(error)}); train anew.") from error
    moved = moved_data is not None and not found.data.is_dir()
    return RunCommand(moved_data if moved and moved_data else found.data, found.options | _own_files(found, run))


def _own_files(command: RunCommand, run: Path) -> dict[str, str | bool | None]:
    """Returns the options that name files of the run, where it lies now."""
    files = {"--classes": RunFolder(run).classes, "--val-from": run / EARLIER_SPLIT}
    return {name: str(path.absolute()) for name, path in files.items() if command.options.get(name) and path.is_file()}


def read_order(
    run: Path, *, moved_data: Path | None = None, resumes: bool = False, init: str | None = None
) -> RunOrder:
    """Returns what a run was asked to do.

    Args:
        run: Its folder.
        moved_data: As for ``read_command``.
        resumes: Whether it is to be gone on with; then the class list of the run stands.
        init: Start weights in place of its own.

    Raises:
        ProjectError: There is no run, or its folder does not say it.
        ConfigError: Its settings are damaged.
        CheckpointError: It started from a detector that is gone.
    """
    if not is_run(run):
        raise ProjectError(f"{run} holds no run; it was moved or deleted.")
    command = read_command(run, moved_data=moved_data)
    if not command.data.is_dir():
        raise ProjectError(f"The run {run.name} was trained on {command.data}, which is not there any more.")
    config = read_config(RunFolder(run).config)
    if init is not None:
        config = replace(config, init=init)
    return RunOrder(_choice(command, config, run, resumes=resumes), config)


def _choice(command: RunCommand, config: TrainingConfig, run: Path, *, resumes: bool) -> DataChoice:
    """Returns the images, as ``ssd-desktop train`` understands the options."""
    options = command.options

    def text(name: str) -> str | None:
        value = options.get(name)
        return value if isinstance(value, str) else None

    names = RunFolder(run).classes
    classes = read_class_list(names) if names.is_file() and (resumes or text("--classes")) else None
    rehearsal, share, validation = text("--rehearse"), text("--val-ratio"), text("--val")
    earlier = text("--val-from")
    keeps = options.get("--keep-classes") is True
    start = start_classes_of(
        config.init,
        are_given=classes is not None,
        keeps=keeps or rehearsal is not None,
        resumed=run if resumes else None,
    )
    return DataChoice(
        folder=command.data,
        split=text("--split"),
        validation_folder=None if validation in (None, _NO_VALIDATION) else Path(validation),
        validation_split=text("--val-split"),
        validation_share=None if share is None else float(share),
        split_by=text("--split-by"),
        earlier_split=None if earlier is None else Path(earlier),
        validate=validation != _NO_VALIDATION,
        classes=classes,
        start_classes=start,
        one_based=options.get("--one-based") is True,
        missing_is_background=options.get("--missing-is-background") is True,
        keep_classes=keeps,
        rehearsal_folder=None if rehearsal is None else Path(rehearsal),
        rehearsal_split=text("--rehearse-split"),
    )


def _parsed(words: Sequence[str]) -> RunCommand:
    """Takes the words after ``train`` apart: the data folder, then options.

    Raises:
        IndexError: There is no data folder, or the last option lacks its value.
        ValueError: An option stands where none can.
    """
    data, rest = words[0], list(words[1:])
    options: dict[str, str | bool | None] = {}
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            raise ValueError(f"{word} is no option")
        name, equals, value = word.partition("=")
        if name in _FLAGS or name == "--resume":
            options[name] = True
        else:
            options[name] = value if equals else rest.pop(0)
    return RunCommand(Path(data), {name: value for name, value in options.items() if name not in _OURS})
