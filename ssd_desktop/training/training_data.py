"""What a training is given: images to learn from and images to measure on."""

from dataclasses import dataclass

from ssd_desktop.data.rehearsal import RehearsalData
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.training.earlier_split import EarlierSplit


@dataclass(frozen=True, eq=False)
class TrainingData:
    """What is trained on and measured on.

    Attributes:
        train: Training images.
        validation: Images of the same classes that choose the best checkpoint; None: the last one counts.
        command: The command line that repeats the run (``repeat_command``), kept in the run folder; may be empty.
        rehearsal: What keeps the classes of the start detector; they are the first of ``train``'s. None: nothing.
        earlier: The images of the run whose validation images validate this one too; None: of no run.

    Raises:
        TrainingError: There is nothing to train on, or the validation images have other classes or no object.
    """

    train: Dataset
    validation: Dataset | None = None
    command: str = ""
    rehearsal: RehearsalData | None = None
    earlier: EarlierSplit | None = None

    def __post_init__(self) -> None:
        if not len(self.train):
            raise TrainingError(f"There are no labelled images in {self.train.name} to train on.")
        if self.validation is not None and self.validation.classes != self.train.classes:
            raise TrainingError(
                f"{self.validation.name} has other classes than {self.train.name}; read both with the same class list."
            )
        if self.validation is not None and not self.validation.is_measurable:
            raise TrainingError(f"{self.validation.name} holds no object to measure on; name other validation images.")
