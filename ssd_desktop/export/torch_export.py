"""The detector as a ``.pt2`` file: PyTorch's own format, which needs PyTorch but not this program."""

from pathlib import Path

import torch

from ssd_desktop.export.capture import capture, quiet_exporter
from ssd_desktop.export.config import ExportOptions
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.model import SSD


def write_torch(model: SSD, options: ExportOptions, config: PostprocessConfig, path: Path) -> None:
    """Writes one file with weights for ``torch.export.load``.

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
        torch.export.save(graph, path)
