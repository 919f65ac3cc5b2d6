"""The detector as an ONNX file."""

from pathlib import Path

import torch

from ssd_desktop.export.capture import capture, quiet_exporter
from ssd_desktop.export.config import ExportOptions
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.model import SSD

OUTPUTS = {True: ("boxes", "labels", "scores", "default_boxes"), False: ("boxes", "scores")}
"""Names of the outputs, with and without suppression; those of every format."""


def write_onnx(model: SSD, options: ExportOptions, config: PostprocessConfig, path: Path) -> None:
    """Writes one file with weights, whose input ``pixels`` and outputs ``OUTPUTS`` have a batch of any size.

    Args:
        model: On the processor, in evaluation mode.
        options: What is inside.
        config: Thresholds of the suppression.
        path: The file.

    Raises:
        OSError: It cannot be written.
    """
    graph = capture(model, options, config)
    with quiet_exporter():
        program = torch.onnx.export(
            graph, (), dynamo=True, input_names=["pixels"], output_names=list(OUTPUTS[options.nms]), verbose=False
        )
    if program is None:
        raise RuntimeError("PyTorch's exporter gave nothing back.")
    program.save(path, external_data=False)
