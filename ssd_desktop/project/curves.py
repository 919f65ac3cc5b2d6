"""The curves of a run as numbers, read from ``metrics.jsonl`` however much of it is there."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

_TAIL_BYTES = 4096
_LOSSES = ("loss", "confidence_loss", "localisation_loss", "learning_rate")


@dataclass(frozen=True, eq=False)
class RunCurves:
    """What was measured while a run went on; all arrays are float64 ``[N]``.

    Attributes:
        steps: Optimiser steps that ``losses`` are of, rising.
        losses: ``loss``, ``confidence_loss``, ``localisation_loss`` and ``learning_rate`` at ``steps``; NaN where one
            is not known.
        ap_steps: Optimiser steps that ``ap50`` is of.
        ap50: AP50 on the validation images, 0..1.
        ap50_per_class: Of each evaluation that was noted by class: its step, and AP50 (0..1) by class name.
        events: Step and text of what happened, such as a learning rate that was halved.
    """

    steps: Values
    losses: Mapping[str, Values]
    ap_steps: Values
    ap50: Values
    ap50_per_class: Mapping[int, Mapping[str, float | None]] = field(default_factory=dict)
    events: tuple[tuple[int, str], ...] = ()


def read_curves(metrics: Path) -> RunCurves:
    """Returns the curves of a run; empty ones where there is no file. Lines that are damaged are passed over."""
    rows = list(_rows(_content(metrics)))
    steps = [row for row in rows if "loss" in row]
    aps = [row for row in rows if _is_number(row.get("ap50")) and "loss" not in row]
    classes = {int(row["step"]): _per_class(row["ap50_per_class"]) for row in rows if "ap50_per_class" in row}
    return RunCurves(
        steps=_column(steps, "step"),
        losses={name: _column(steps, name) for name in _LOSSES},
        ap_steps=_column(aps, "step"),
        ap50=_column(aps, "ap50"),
        ap50_per_class=classes,
        events=tuple((int(row["step"]), str(row["event"])) for row in rows if "event" in row),
    )


def last_row(metrics: Path) -> Mapping[str, Any]:
    """Returns the last line about a step, read from the end of the file; empty where there is none."""
    try:
        with metrics.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL_BYTES))
            tail = file.read()
    except (OSError, ValueError):
        return {}
    rows = [row for row in _rows(tail) if _is_number(row.get("loss"))]
    return rows[-1] if rows else {}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


def _rows(content: bytes) -> Iterator[Mapping[str, Any]]:
    """Yields the lines that are whole; one torn by a kill, or the first of a tail, is none."""
    for line in content.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and _is_number(row.get("step")):
            yield row


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _column(rows: list[Mapping[str, Any]], name: str) -> Values:
    return np.array([row[name] if _is_number(row.get(name)) else math.nan for row in rows], np.float64)


def _per_class(value: object) -> Mapping[str, float | None]:
    if not isinstance(value, dict):
        return {}
    return {str(name): float(ap) if _is_number(ap) else None for name, ap in value.items()}
