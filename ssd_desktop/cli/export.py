"""``ssd-desktop export``: a detector as a file that others can run, checked against PyTorch before it is kept."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_model_option
from ssd_desktop.export.config import FORMATS, FP32, PRECISIONS, ExportOptions

if TYPE_CHECKING:
    from ssd_desktop.export.events import ExportProgress
    from ssd_desktop.export.types import ExportReport

_STEPS = {
    "load": "loading",
    "calibrate": "calibrating",
    "measure": "measuring the AP",
    "convert": "converting",
    "check": "comparing with PyTorch",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    add_model_option(parser)
    parser.add_argument("--format", required=True, choices=FORMATS, help="ONNX, OpenVINO IR or torch.export")
    parser.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar="FILE",
        help=".onnx, .xml or .pt2; infer.py and labels.json beside",
    )
    parser.add_argument(
        "--nms",
        action=BooleanOptionalAction,
        default=True,
        help="non-maximum suppression inside; without it every default box comes out (default: inside)",
    )
    parser.add_argument(
        "--preprocess", action="store_true", help="resizing and means inside: pictures of any size go in, uint8 RGB"
    )
    precisions = tuple(dict.fromkeys(name for names in PRECISIONS.values() for name in names))
    parser.add_argument(
        "--precision", default=FP32, choices=precisions, help="of the weights; fp16 and int8: OpenVINO (default: fp32)"
    )
    parser.add_argument(
        "--calibrate",
        type=Path,
        metavar="DATA",
        help="pictures that int8 is calibrated on and the export is checked on; with labels, the AP lost is told",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace an export of the same name")


def run(args: Namespace) -> int:
    """Exports and prints how the result compares with PyTorch.

    Raises:
        ConfigError: The format does not have the precision.
        CheckpointError: The model cannot be loaded.
        ExportError: Something is missing or taken, or the result is wrong.
        AnnotationError: The pictures cannot be read.
    """
    options = ExportOptions(args.format, nms=args.nms, preprocess=args.preprocess, precision=args.precision)
    from ssd_desktop.export.events import Control
    from ssd_desktop.export.exporter import export_detector
    from ssd_desktop.export.types import ExportRequest

    request = ExportRequest(args.model, args.output, options, pictures=args.calibrate, overwrite=args.overwrite)
    teller = _Teller(quiet=args.quiet)
    report = export_detector(request, Control(teller.tell))
    teller.close()
    print(report_text(report))
    return 0


def report_text(report: ExportReport) -> str:
    """Returns what a person reads of a finished export."""
    agreement = report.agreement
    size = sum(path.stat().st_size for path in report.files) / 1e6
    within = f"boxes within {agreement.pixels:.2g} px of 1,000, scores within {agreement.score:.2g}"
    if agreement.detections:
        compared = f", {agreement.detections} detections: {within}, {agreement.lost} missing"
    elif agreement.default_boxes:
        compared = f", where it finds nothing, so by all {agreement.default_boxes:,} default boxes: {within}"
    else:
        compared = ", where it finds nothing: it says little; --calibrate a folder with such objects"
    lines = [
        f"{report.path}: {size:.1f} MB in {len(report.files)} files",
        f"compared with PyTorch on {agreement.pictures} pictures{compared}",
    ]
    if report.ap_loss is not None:
        loss = report.ap_loss
        lines.append(
            f"AP50 on {loss.images} images: {100 * loss.before:.1f} before, {100 * loss.after:.1f} after quantisation"
        )
    lines.append(f"try it: python {report.path.with_name('infer.py')} PICTURE")
    return "\n".join(lines)


class _Teller:
    """Shows the progress on stderr: a bar for each step on a terminal, a line for each step elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        from tqdm import tqdm

        self._quiet = quiet
        self._step = ""
        hidden = quiet or not sys.stderr.isatty()
        self._bar = tqdm(file=sys.stderr, disable=hidden, leave=False, bar_format="{desc} {n_fmt}/{total_fmt} {bar}")

    def tell(self, progress: ExportProgress) -> None:
        """Takes the progress of an export."""
        if progress.step != self._step:
            self._step = progress.step
            if self._bar.disable and not self._quiet:
                print(f"{_STEPS[progress.step]}...", file=sys.stderr)
            self._bar.set_description(_STEPS[progress.step])
        self._bar.total = progress.total or 1
        self._bar.n = progress.done
        self._bar.refresh()

    def close(self) -> None:
        """Takes the bar away."""
        self._bar.close()
