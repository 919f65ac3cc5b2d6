"""Post-training quantisation of the network to int8, by NNCF on the user's pictures."""

import contextlib
import importlib
import io
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import MediaError
from ssd_desktop.inference.engines.openvino_graph import network_graph
from ssd_desktop.inference.engines.openvino_runtime import forbid_telemetry
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.preprocess import preprocess

_log = logging.getLogger(__name__)


def quantise(model: SSD, images: Sequence[Path], *, progress: Callable[[int, int], None]) -> Any:
    """Returns the network in int8 as an ``openvino.Model`` with the inputs and outputs of ``network_graph``.

    Args:
        model: On the processor.
        images: To calibrate on; those that cannot be read are skipped.
        progress: Told images done and in all; what it raises ends the work.

    Raises:
        InferenceError: OpenVINO does not start.
    """
    forbid_telemetry()
    # NNCF asks PyTorch for a compiler that nobody needs here; without CUDA it complains.
    logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)
    nncf = importlib.import_module("nncf")
    nncf.set_log_level(logging.ERROR)
    inputs = _Inputs(model, images, progress)
    # NNCF draws bars on standard output, where the window has no terminal and the command line prints its result.
    with contextlib.redirect_stdout(io.StringIO()):
        return nncf.quantize(
            network_graph(model),
            nncf.Dataset(inputs),
            preset=nncf.QuantizationPreset.MIXED,
            subset_size=len(images),
        )


def keep_quantised(written: Path, kept: Path) -> None:
    """Copies a quantised network to where the engine finds it, whole or not at all.

    Args:
        written: The ``.xml`` file, its ``.bin`` beside it.
        kept: Likewise (``quantised_path``).

    Raises:
        OSError: It cannot be written.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    # The description comes last: without it the weights count as not there.
    for suffix in (".bin", ".xml"):
        write_file_atomically(kept.with_suffix(suffix), written.with_suffix(suffix).read_bytes())


class _Inputs:
    """The prepared images, one at a time, as often as they are asked for."""

    def __init__(self, model: SSD, images: Sequence[Path], progress: Callable[[int, int], None]) -> None:
        self._config = model.config
        self._images = images
        self._progress = progress
        self._most = 0

    def __len__(self) -> int:
        return len(self._images)

    def __iter__(self) -> Any:
        for number, path in enumerate(self._images):
            prepared = self._prepared(path)
            if prepared is not None:
                yield prepared
            self._most = max(self._most, number + 1)
            self._progress(self._most, len(self._images))

    def _prepared(self, path: Path) -> npt.NDArray[np.float32] | None:
        try:
            pixels = read_image(path).pixels_rgb
        except MediaError as error:
            _log.warning("An image is not calibrated on: %s", error)
            return None
        side, means = self._config.plan.image_size, self._config.means_rgb
        batch = preprocess([pixels], size=side, means_rgb=means)
        prepared: npt.NDArray[np.float32] = batch.permute(0, 2, 3, 1).contiguous().numpy()
        return prepared
