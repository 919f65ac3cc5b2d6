"""What is exported, and how. No torch here."""

from dataclasses import dataclass

from ssd_desktop.errors import ConfigError

ONNX, OPENVINO, TORCH = "onnx", "openvino", "torch"
FORMATS = (ONNX, OPENVINO, TORCH)
SUFFIXES = {ONNX: ".onnx", OPENVINO: ".xml", TORCH: ".pt2"}

FP32, FP16, INT8 = "fp32", "fp16", "int8"
PRECISIONS = {ONNX: (FP32,), OPENVINO: (FP32, FP16, INT8), TORCH: (FP32,)}
"""The precisions of each format."""


@dataclass(frozen=True)
class ExportOptions:
    """What is inside an exported model.

    Attributes:
        format: One of ``FORMATS``.
        nms: Non-maximum suppression: detections come out, else boxes and scores of every default box.
        preprocess: Resizing and means: pictures of any size go in, else prepared squares.
        precision: Of the weights: ``fp32``, ``fp16`` (half the size) or ``int8`` (also computed in whole numbers).
    """

    format: str
    nms: bool = True
    preprocess: bool = False
    precision: str = FP32

    def __post_init__(self) -> None:
        """Checks the values.

        Raises:
            ConfigError: There is no such format, or it does not have the precision.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"There is no export format {self.format!r}; use one of {', '.join(FORMATS)}.")
        if self.precision not in PRECISIONS[self.format]:
            known = ", ".join(PRECISIONS[self.format])
            raise ConfigError(f"The format {self.format} has no precision {self.precision!r}; use one of {known}.")
