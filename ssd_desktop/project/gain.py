"""What a run gained over the model that it started from, on its validation images; kept in its folder."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.start import is_base
from ssd_desktop.data.image_place import folder_place, image_places
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import CheckpointError, ProjectError, TrainingError
from ssd_desktop.project.order import read_command
from ssd_desktop.project.runs import RunRecord
from ssd_desktop.project.since import labelled_images
from ssd_desktop.training.run_folder import GAIN, SPLIT, RunFolder


@dataclass(frozen=True)
class Gain:
    """AP50 of two models on the same images, 0..1.

    Attributes:
        start: The checkpoint that the run started from.
        before: Of that model.
        after: Of what the run made of it.
        low: Lower end of the 95 % interval of the difference, -1..1.
        high: Upper end of it.
        images: That both were measured on.
        seen: Those of them that the start model was trained on, which flatters it.
    """

    start: str
    before: float
    after: float
    low: float
    high: float
    images: int
    seen: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether the difference is more than chance: all of the interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


def read_gain(run: Path) -> Gain | None:
    """Returns the gain of a run; None where it was not measured, or cannot be read and may be measured again."""
    try:
        table = json.loads((run / GAIN).read_text(encoding="utf-8"))
        figures = {name: float(table[name]) for name in ("before", "after", "low", "high")}
        return Gain(str(table["start"]), images=int(table["images"]), seen=int(table["seen"]), **figures)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_gain(run: Path, gain: Gain) -> None:
    """Keeps the gain of a run in its folder.

    Raises:
        ProjectError: The folder cannot be written.
    """
    try:
        RunFolder(run).write(GAIN, json.dumps(asdict(gain), indent=1) + "\n")
    except TrainingError as error:
        raise ProjectError(str(error)) from error


def start_to_compare(run: RunRecord) -> Path:
    """Returns the model that a run started from, where the two can be measured against each other.

    Raises:
        ProjectError: They cannot, in a sentence that says why.
    """
    init = str((run.settings or {}).get("init", ""))
    if run.checkpoint is None:
        raise ProjectError(f"{run.name} has saved no checkpoint; go on with it first.")
    if not run.validation_images:
        raise ProjectError(f"{run.name} has no validation images to measure on; hold some back in the next one.")
    try:
        if not init or is_base(init):
            raise ProjectError(f"{run.name} is a first round: it started from no detector that it could improve.")
        path = find_model(init)
        classes = read_checkpoint_info(path).classes
    except CheckpointError as error:
        raise ProjectError(f"The model that {run.name} started from is gone ({init}).") from error
    if classes != run.classes:
        raise ProjectError(f"The model that {run.name} started from knew other classes, so that no AP before compares.")
    return path


def images_to_compare(run: RunRecord, *, moved_data: Path | None = None) -> Dataset:
    """Returns the validation images of a run as they are labelled now; images that were added since are left out.

    Raises:
        ProjectError: None of them is left, or the run does not say which they are.
        SSDDesktopError: They cannot be read.
    """
    chosen = labelled_images(run.path, moved_data=moved_data, classes=run.classes)
    old, now = (folder_place(read_command(run.path, moved_data=moved).data) for moved in (None, moved_data))
    wanted = {
        now / path.relative_to(old) if path.is_relative_to(old) else path for path in split_of(run.path, "validation")
    }
    given = (*chosen.train.samples, *(chosen.validation.samples if chosen.validation is not None else ()))
    places = image_places(sample.image_path for sample in given)
    samples = {place: sample for place, sample in zip(places, given, strict=True) if place in wanted}
    if not samples:
        raise ProjectError(f"None of the validation images of {run.name} is left; train again to compare.")
    return replace(chosen.train, name=f"validation images of {run.name}", samples=tuple(samples.values()))


def seen_by(start: Path, images: Dataset) -> int:
    """Returns how many images the run that made a model was trained on; 0 for a model of no run."""
    trained = split_of(start.absolute().parent, "train")
    return sum(place in trained for place in image_places(sample.image_path for sample in images.samples))


def split_of(run: Path, name: str) -> set[Path]:
    """Returns the images of ``split.json`` by their places, as far as it can be read."""
    try:
        return set(image_places(map(Path, json.loads((run / SPLIT).read_text(encoding="utf-8"))[name])))
    except (OSError, ValueError, KeyError, TypeError):
        return set()
