"""The detector captured by PyTorch's exporter: the one way to ONNX and ``.pt2``."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.detector_module import ExportedDetector
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.model import SSD

_MOST_PICTURES = 1024
_LONGEST_SIDE = 1 << 15

_EXAMPLE_SIDES = (200, 310)
"""Height and width of the pictures shown to the exporter; unlike each other, so that it takes neither for constant."""


def capture(model: SSD, options: ExportOptions, config: PostprocessConfig) -> torch.export.ExportedProgram:
    """Returns the detector as a graph for any number of pictures, with preprocessing of any size.

    Args:
        model: On the processor, in evaluation mode.
        options: What is inside.
        config: Thresholds of the suppression.
    """
    module = ExportedDetector(model, options, config).eval()
    batch = torch.export.Dim("batch", min=1, max=_MOST_PICTURES)
    shape: dict[int, object] = {0: batch}
    side = model.config.plan.image_size
    example = torch.zeros(2, 3, side, side)
    if options.preprocess:
        shape |= {1: torch.export.Dim("height", max=_LONGEST_SIDE), 2: torch.export.Dim("width", max=_LONGEST_SIDE)}
        example = torch.zeros(2, *_EXAMPLE_SIDES, 3, dtype=torch.uint8)
    with torch.no_grad(), quiet_exporter():
        program = torch.export.export(module, (example,), dynamic_shapes=(shape,))
    for part in program.graph_module.modules():
        for node in part.graph.nodes if isinstance(part, torch.fx.GraphModule) else ():
            node.meta.pop("stack_trace", None)  # paths of this machine, which are nobody's business
    return program


@contextmanager
def quiet_exporter() -> Iterator[None]:
    """Keeps to itself what the exporters say about their own insides; the result is checked against PyTorch anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
