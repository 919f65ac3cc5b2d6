"""What an export is asked for and answers. No torch here."""

from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.export.config import ExportOptions


@dataclass(frozen=True)
class ExportRequest:
    """A detector to export.

    Attributes:
        model: ``shipped``, the name of a shipped detector, or a checkpoint file.
        output: The file to write; ``infer.py`` and ``labels.json`` come beside it.
        options: What is inside.
        pictures: A data folder or a folder of pictures: int8 is calibrated on them, and every export checked on some;
            None: checked on the shipped pictures.
        overwrite: Replace files that are there.
    """

    model: str
    output: Path
    options: ExportOptions
    pictures: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class Agreement:
    """How the exported model answers compared with PyTorch, on photographs.

    Attributes:
        pictures: How many were shown to both.
        detections: What PyTorch found on them, down to low scores.
        lost: Objects among them that the exported model does not find.
        pixels: Largest difference of an edge, pixels; of a picture more than 1,000 wide or high as if it were 1,000.
        score: Largest difference of a score.
        default_boxes: Default boxes of a picture that were compared in place of detections, where PyTorch finds none;
            0 where it finds some.
    """

    pictures: int
    detections: int
    lost: int
    pixels: float
    score: float
    default_boxes: int = 0


@dataclass(frozen=True)
class ApLoss:
    """What quantisation cost, on labelled images that it was not calibrated on where there are enough.

    Attributes:
        images: Measured on.
        before: VOC area AP at IoU 0.5 in float32, 0..1.
        after: Of the quantised network.
    """

    images: int
    before: float
    after: float


@dataclass(frozen=True)
class ExportReport:
    """A finished export.

    Attributes:
        path: The model file.
        files: All files that were written.
        agreement: With PyTorch.
        ap_loss: Of int8 where the pictures were labelled; else None.
    """

    path: Path
    files: tuple[Path, ...]
    agreement: Agreement
    ap_loss: ApLoss | None = None
