"""An export from the checkpoint to files that were run and compared with PyTorch."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.info import checkpoint_name
from ssd_desktop.errors import ExportError, MediaError, SSDDesktopError, reason_of
from ssd_desktop.export.agreement import check, compare
from ssd_desktop.export.calibration import ap_loss, calibration_images, measured_images, pictures_of, spread
from ssd_desktop.export.config import INT8, ONNX, OPENVINO
from ssd_desktop.export.events import CALIBRATE, CHECK, CONVERT, LOAD, MEASURE, Control, ExportCancelledError
from ssd_desktop.export.extras import check_extras
from ssd_desktop.export.infer import Detector
from ssd_desktop.export.onnx import write_onnx
from ssd_desktop.export.openvino import write_openvino
from ssd_desktop.export.package import Source, final_files, workshop, write_description
from ssd_desktop.export.quantise import keep_quantised, quantise
from ssd_desktop.export.raw_agreement import compare_default_boxes
from ssd_desktop.export.torch_export import write_torch
from ssd_desktop.export.types import Agreement, ApLoss, ExportReport, ExportRequest
from ssd_desktop.inference.engines.openvino import OpenVinoEngine
from ssd_desktop.inference.engines.openvino_graph import network_graph
from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.inference.engines.quantised import quantised_path
from ssd_desktop.inference.engines.weights_key import weights_key
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import IMAGE_SUFFIXES, read_image
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.model import SSD

_log = logging.getLogger(__name__)

_THRESHOLDS = PostprocessConfig()
_CHECKED_ON = 6
_QUANTISED = "quantised.xml"
_RAW = "without-suppression"


def export_detector(request: ExportRequest, control: Control | None = None) -> ExportReport:
    """Exports a detector, runs what was written, and keeps it if it answers as PyTorch does.

    Args:
        request: What to export.
        control: Told the progress; ends the work where that is wanted.

    Raises:
        CheckpointError: The model cannot be loaded.
        ExportError: A package is missing, the place cannot be written to or is taken, or the result is wrong.
        AnnotationError: The pictures cannot be read.
        ExportCancelledError: The user gave it up; nothing was written.
    """
    control = control or Control()
    _check_request(request)
    files = final_files(request)
    control.tell(LOAD)
    path = find_model(request.model)
    model, source = _loaded(path)
    photographs = _photographs(request.pictures)
    with workshop(files) as folder, _named_errors(request):
        network, loss = _network(request, model, folder, control)
        control.tell(CONVERT)
        _write(request, model, network, folder / request.output.name)
        write_description(folder, request, source, _THRESHOLDS)
        agreement = _agreement(folder, model, photographs, control)
        if not agreement.detections:
            agreement = _raw_agreement(request, model, source, photographs, folder) or agreement
        check(agreement, request.options.precision)
        if request.options.precision == INT8:
            keep_quantised(folder / _QUANTISED, quantised_path(weights_key(path)))
    return ExportReport(request.output, files, agreement, loss)


def _check_request(request: ExportRequest) -> None:
    check_extras(request.options)
    if request.options.precision == INT8 and request.pictures is None:
        raise ExportError("int8 needs pictures like those to detect on; name their folder with --calibrate.")


def _loaded(path: Path) -> tuple[SSD, Source]:
    checkpoint = load_checkpoint(path)
    if checkpoint.tiling is not None:
        _log.warning(
            "The detector was trained on tiles of %d px; the exported model sees what it is given, so cut large "
            "pictures into such tiles (labels.json names them).",
            checkpoint.tiling.side,
        )
    model = build_model(checkpoint).eval().requires_grad_(False)
    return model, Source(checkpoint_name(path), checkpoint.config, checkpoint.tiling)


@contextmanager
def _named_errors(request: ExportRequest) -> Iterator[None]:
    """Turns what a foreign exporter raises into an ``ExportError``."""
    try:
        yield
    except (SSDDesktopError, ExportCancelledError, OSError):
        raise
    except Exception as error:
        _log.debug("The export failed.", exc_info=error)
        reason = reason_of(error)[:300] or type(error).__name__
        raise ExportError(f"The export to {request.options.format} failed: {reason} (--debug shows where).") from error


def _network(request: ExportRequest, model: SSD, folder: Path, control: Control) -> tuple[Any, ApLoss | None]:
    """Returns the network as an OpenVINO graph, None for other formats, and what quantisation cost.

    A quantised network is written into ``folder``, too.
    """
    if request.options.format != OPENVINO:
        return None, None
    if request.options.precision != INT8 or request.pictures is None:
        return network_graph(model), None
    images = calibration_images(request.pictures)
    control.tell(CALIBRATE, 0, len(images))
    network = quantise(model, images, progress=lambda done, total: control.tell(CALIBRATE, done, total))
    draft = folder / _QUANTISED
    load_openvino().save_model(network, draft, compress_to_fp16=False)
    return network, _ap_loss(request.pictures, model, draft, control)


def _ap_loss(pictures: Path, model: SSD, quantised: Path, control: Control) -> ApLoss | None:
    dataset = measured_images(pictures, model.config.classes)
    if dataset is None:
        return None
    processor = torch.device("cpu")
    after = Predictor(model, processor, engine=OpenVinoEngine(model, INT8, quantised=quantised))
    return ap_loss(
        Predictor(model, processor), after, dataset, progress=lambda done, total: control.tell(MEASURE, done, total)
    )


def _write(request: ExportRequest, model: SSD, network: Any, path: Path) -> None:
    options = request.options
    if options.format == OPENVINO:
        write_openvino(model, network, options, _THRESHOLDS, path)
    elif options.format == ONNX:
        write_onnx(model, options, _THRESHOLDS, path)
    else:
        write_torch(model, options, _THRESHOLDS, path)


def _agreement(folder: Path, model: SSD, photographs: Sequence[npt.NDArray[np.uint8]], control: Control) -> Agreement:
    """Runs what was written as its user will, with ``infer.py``."""
    control.tell(CHECK, 0, len(photographs))
    predictor = Predictor(model, torch.device("cpu"))
    return compare(
        Detector(folder, exact=True),
        lambda pixels: predictor.detect(pixels, _THRESHOLDS),
        photographs,
        progress=lambda done, total: control.tell(CHECK, done, total),
    )


def _raw_agreement(
    request: ExportRequest, model: SSD, source: Source, photographs: Sequence[npt.NDArray[np.uint8]], folder: Path
) -> Agreement | None:
    """Compares every default box, of the same export without suppression where it has some.

    None for int8 with suppression: quantised once more it would be another model.
    """
    options = request.options
    if options.nms and options.precision == INT8:
        return None
    if options.nms:
        request = replace(request, options=replace(options, nms=False))
        folder = folder / _RAW
        folder.mkdir()
        network = network_graph(model) if options.format == OPENVINO else None
        _write(request, model, network, folder / request.output.name)
        write_description(folder, request, source, _THRESHOLDS)
    see = Predictor(model, torch.device("cpu")).see
    return compare_default_boxes(Detector(folder, exact=True), see, photographs)


def _photographs(pictures: Path | None) -> list[npt.NDArray[np.uint8]]:
    """Returns what to compare on: some of the user's pictures, else the shipped ones.

    Raises:
        ExportError: None of them can be read.
    """
    if pictures is None:
        folder = resource_path("samples")
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in IMAGE_SUFFIXES)
    else:
        paths = pictures_of(pictures)
    found = []
    for path in spread(paths, _CHECKED_ON):
        try:
            found.append(read_image(path).pixels_rgb)
        except MediaError as error:
            _log.warning("%s", error)
    if not found:
        raise ExportError(f"None of the pictures in {pictures} can be read; name a folder with pictures.")
    return found
