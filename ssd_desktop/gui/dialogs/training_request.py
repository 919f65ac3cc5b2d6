"""What the fine-tune dialog asks for. No torch here."""

from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.training.config import TrainingConfig

HOLD_BACK_SHARE = 0.1
"""Share of the training images that "hold back" keeps for validation."""


@dataclass(frozen=True)
class DataChoice:
    """Which images of a data folder train, and which measure the training.

    Attributes:
        folder: The data folder.
        train_split: Name of its split; None: all images.
        validation_split: Name of the split to measure on; None: see ``hold_back``.
        hold_back: Share (0..1) of the training images that is kept back to measure on, where there is no validation
            split; 0: the training is not measured.
    """

    folder: Path
    train_split: str | None = None
    validation_split: str | None = None
    hold_back: float = 0.0


@dataclass(frozen=True)
class TrainingRequest:
    """A training to start.

    Attributes:
        data: Its images.
        config: Its settings.
        runs_folder: Folder of runs, in which the training makes a folder of its own.
    """

    data: DataChoice
    config: TrainingConfig
    runs_folder: Path


@dataclass(frozen=True)
class StartWeights:
    """A choice of start weights.

    Attributes:
        init: As ``TrainingConfig.init``.
        label: For the list of choices.
        classes: Foreground classes of the checkpoint; empty for the base.
        plan: Name of the checkpoint's box plan; None for the base, which has none.
    """

    init: str
    label: str
    classes: tuple[str, ...] = ()
    plan: str | None = None
