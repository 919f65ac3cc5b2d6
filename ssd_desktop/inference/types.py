"""What a detector answers: boxes in pixels with labels, scores and the default boxes they came from."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

_MOST_SHOWN = 5


@dataclass(frozen=True, eq=False, repr=False)
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
        regions_xyxy: int64 ``[N, 4]``, x0, y0, x1, y1 in pixels: the part of the image that the network was shown when
            it made each detection, a tile or the whole; None: the whole for all. Default boxes lie in this part.
    """

    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float32]
    default_boxes: npt.NDArray[np.int64]
    classes: tuple[str, ...]
    width: int
    height: int
    regions_xyxy: npt.NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.scores)

    def __repr__(self) -> str:
        best = [f"{name} {score:.2f}" for name, score in zip(self.names[:_MOST_SHOWN], self.scores, strict=False)]
        more = ["..."] if len(self) > _MOST_SHOWN else []
        found = f": {', '.join(best + more)}" if best else ""
        return f"<Detections: {len(self)} in {self.width} x {self.height} px{found}>"

    @property
    def names(self) -> tuple[str, ...]:
        """The class names, in the order of the detections."""
        return tuple(self.classes[label - 1] for label in self.labels.tolist())

    def name(self, position: int) -> str:
        """Returns the class name of one detection."""
        return self.classes[int(self.labels[position]) - 1]

    def region(self, position: int) -> tuple[int, int, int, int]:
        """Returns the part of the image that one detection was made in, x0, y0, x1, y1 in pixels."""
        if self.regions_xyxy is None:
            return 0, 0, self.width, self.height
        x0, y0, x1, y1 = self.regions_xyxy[position].tolist()
        return x0, y0, x1, y1

    def is_from_tile(self, position: int) -> bool:
        """Returns whether one detection was made in a part of the image, not in the whole."""
        return self.region(position) != (0, 0, self.width, self.height)

    def take(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "Detections":
        """Returns some of the detections: bool ``[N]``, or positions in the order wanted."""
        return replace(
            self,
            boxes_xyxy=self.boxes_xyxy[which],
            labels=self.labels[which],
            scores=self.scores[which],
            default_boxes=self.default_boxes[which],
            regions_xyxy=None if self.regions_xyxy is None else self.regions_xyxy[which],
        )

    def above(self, score: float) -> "Detections":
        """Returns the detections whose score is at least ``score``."""
        return self.take(self.scores >= score)
