"""What every box plan reaches of a folder's boxes, side by side: the numbers of ``ssd-desktop boxes``. Numpy only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.plan_recall import GroupRecall, PlanRecall, gather_boxes, measure
from ssd_desktop.errors import AnnotationError, DataError
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.networks import NetworkDescription


@dataclass(frozen=True)
class PlanComparison:
    """The plans of one network on the boxes of one folder.

    Attributes:
        folder: The data folder that was read.
        images: Labelled images.
        boxes: Their boxes, ignored ones not counted.
        network: Name of the network.
        recalls: The shipped plans of the network, then ``fitted`` where there are boxes enough, then the user's own.
        auto: Name of the plan that a training with ``auto`` takes.
        note: One sentence on the fitted plan.
        advice: What to do about objects that are too small; None where there are few.
    """

    folder: Path
    images: int
    boxes: int
    network: str
    recalls: tuple[PlanRecall, ...]
    auto: str
    note: str
    advice: str | None

    @property
    def sizes(self) -> tuple[str, ...]:
        """Names of the size strata, smallest first."""
        return tuple(self.recalls[0].by_size)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names in the data set's order."""
        return tuple(self.recalls[0].per_class)

    def whole(self, recall: PlanRecall) -> GroupRecall:
        """Returns the figures of a plan for all boxes as those of one group."""
        reached = self.boxes - len(recall.unmatched)
        return GroupRecall(self.boxes, reached, recall.mean_best_iou, recall.positives)


def compare_plans(
    images_folder: Path,
    network: NetworkDescription,
    own: Sequence[BoxPlan] = (),
    *,
    reading: Callable[[int], None] = lambda images: None,
    between: Callable[[], None] = lambda: None,
) -> PlanComparison:
    """Measures the plans of a network, and the user's own, on every labelled image of a folder.

    Args:
        images_folder: With images; the description of the data set may lie above it.
        network: Whose plans.
        own: Further plans; those of other networks are left out, since their inputs differ.
        reading: Called before each image with the number of images before it; may raise to give it up.
        between: Called between steps of measuring and fitting; may raise to give it up.

    Raises:
        DataError: The folder cannot be read, or nothing in it is labelled.
    """
    try:
        root = LabelFolder.open(images_folder).root
    except AnnotationError as error:
        raise DataError(str(error)) from error
    counted = iter(range(10**9))
    dataset = load_dataset(root, between=lambda: reading(next(counted)))
    choice = choose_plan(dataset, network, between=between)
    boxes = gather_boxes(dataset)
    recalls = list(choice.recalls)
    for plan in own:
        if plan.network == network and plan not in [recall.plan for recall in recalls]:
            between()
            recalls.append(measure(plan, boxes, dataset.classes))
    return PlanComparison(
        folder=root,
        images=len(dataset),
        boxes=len(boxes.labels),
        network=network.name,
        recalls=tuple(recalls),
        auto=choice.chosen.plan.name,
        note=choice.note,
        advice=choice.chosen.small_objects_advice(),
    )
