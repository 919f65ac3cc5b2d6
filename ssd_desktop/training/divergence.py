"""A training that diverges is stopped, and says on which images (docs/traps.md, 5)."""

from collections.abc import Sequence
from pathlib import Path

from ssd_desktop.data.types import Sample
from ssd_desktop.errors import TrainingError

EXPLODING_NORM = 1e6
"""Gradient norm at which a run is lost: a sane one starts below a few hundred, and clipping hides the rest."""

_REMEDY = (
    "Lower learning_rate or raise warmup_steps, and check these boxes. The checkpoints of earlier epochs are kept."
)
_NAMED_IMAGES = 4
_NAMED_BOXES = 6


class DivergenceError(TrainingError):
    """The loss or the gradients are no longer usable; the weights are those before the step.

    Attributes:
        samples: The images of the batch.
        step: The step, from 1.
        learning_rate: Of that step.

    Args:
        samples: The images of the batch.
        step: The step, from 1.
        learning_rate: Of that step.
        loss: Of the batch.
        gradient_norm: Of all gradients together.
    """

    def __init__(
        self, samples: Sequence[Sample], *, step: int, learning_rate: float, loss: float, gradient_norm: float
    ) -> None:
        self.samples = tuple(samples)
        self.step = step
        self.learning_rate = learning_rate
        self._cause = (
            f"The training diverged at step {step} with learning rate {learning_rate:.3g} "
            f"(loss {loss:.4g}, gradient norm {gradient_norm:.4g})."
        )
        super().__init__(" ".join([self._cause, _batch(self.samples), _REMEDY]))

    def report(self) -> str:
        """Returns every image of the batch with all its boxes (x0, y0, x1, y1, pixels), one box a line."""
        lines = [self._cause, "Images of the batch, label and box of their objects (x0, y0, x1, y1, pixels):"]
        for sample in self.samples:
            lines.append(sample.place)
            rows = zip(sample.labels.tolist(), sample.boxes_xyxy.tolist(), strict=True)
            lines += [f"  {label}: {_edges(box)}" for label, box in rows]
        return "\n".join(lines) + "\n"


def _batch(samples: Sequence[Sample]) -> str:
    """Returns the first images of a batch and their boxes in one sentence."""
    named = ", ".join(_short(sample) for sample in samples[:_NAMED_IMAGES])
    more = len(samples) - _NAMED_IMAGES
    return f"The batch was {named} and {more} more images." if more > 0 else f"The batch was {named}."


def _short(sample: Sample) -> str:
    """Returns a file and its boxes without a word, as it stands in sentences of every language."""
    boxes = [f"[{_edges(box)}]" for box in sample.boxes_xyxy[:_NAMED_BOXES].tolist()]
    if len(sample.boxes_xyxy) > _NAMED_BOXES:
        boxes.append(f"+{len(sample.boxes_xyxy) - _NAMED_BOXES}")
    return f"{Path(sample.place).name} ({' '.join(boxes) or '0'})"


def _edges(box: list[float]) -> str:
    return ", ".join(f"{edge:g}" for edge in box)
