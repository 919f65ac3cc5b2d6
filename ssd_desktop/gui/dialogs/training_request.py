"""What the fine-tune dialog asks for. No torch here."""

from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice


@dataclass(frozen=True)
class TrainingRequest:
    """A training to start.

    Attributes:
        data: Its images.
        config: Its settings.
        runs_folder: Folder of runs, in which the training makes a folder of its own.
        resumed: Folder of the run to go on with; None starts a new one.
    """

    data: DataChoice
    config: TrainingConfig
    runs_folder: Path
    resumed: Path | None = None


@dataclass(frozen=True)
class OwnPlan:
    """A box plan that the user chose elsewhere in the window, for the fine-tune dialog.

    Attributes:
        value: As ``TrainingConfig.plan``: the name of a shipped plan, or the path of its file.
        plan: It, for one of the networks.
    """

    value: str
    plan: BoxPlan

    @property
    def network(self) -> str:
        """Name of the network that it is for."""
        return TrainingConfig().network if self.plan.network is None else self.plan.network.name


@dataclass(frozen=True)
class StartWeights:
    """A choice of start weights.

    Attributes:
        init: As ``TrainingConfig.init``.
        label: For the list of choices.
        classes: Foreground classes of the checkpoint; empty for the base.
        plan: Name of the checkpoint's box plan; None for the base, which has none.
        network: Name of the checkpoint's network; of a base the usual one that begins with it.
        run: Folder of the run that made it, where it says which images it was trained and measured on.
    """

    init: str
    label: str
    classes: tuple[str, ...] = ()
    plan: str | None = None
    network: str = TrainingConfig().network
    run: Path | None = None

    @property
    def is_detector(self) -> bool:
        """Whether it is a detector, and not a base."""
        return self.plan is not None


@dataclass(frozen=True)
class SpeedRequest:
    """A kind of training whose speeds nobody has measured yet.

    Attributes:
        key: Under which they are remembered (``time_estimate.speed_key``).
        config: Settings of such a training.
        network: Name of the network that it trains.
    """

    key: str
    config: TrainingConfig
    network: str
