"""What a detector answers: boxes in pixels with labels, scores and the default boxes they came from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Detections:
    """The detections of one image, highest score first.

    Attributes:
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1 in pixels of the upright image, inside it.
        labels: int64 ``[N]``, 1 to C - 1 (0 is background and never appears).
        scores: float32 ``[N]``, softmax probability of the label.
        default_boxes: int64 ``[N]``, index (map, row, column, shape order) of the default box that made it.
        classes: Names of the foreground classes; label ``i`` is ``classes[i - 1]``.
        width: Width of the upright image in pixels.
        height: Height of the upright image in pixels.
    """

    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float32]
    default_boxes: npt.NDArray[np.int64]
    classes: tuple[str, ...]
    width: int
    height: int

    def __len__(self) -> int:
        return len(self.scores)

    def name(self, position: int) -> str:
        """Returns the class name of one detection."""
        return self.classes[int(self.labels[position]) - 1]

    def above(self, score: float) -> "Detections":
        """Returns the detections whose score is at least ``score``."""
        keep = self.scores >= score
        return Detections(
            boxes_xyxy=self.boxes_xyxy[keep],
            labels=self.labels[keep],
            scores=self.scores[keep],
            default_boxes=self.default_boxes[keep],
            classes=self.classes,
            width=self.width,
            height=self.height,
        )
