"""The statistics of a data folder as JSON can hold them."""

from typing import Any

from ssd_desktop.annotation.box_histograms import Histogram, coverage_map, length_histogram, ratio_histogram
from ssd_desktop.annotation.box_table import lengths
from ssd_desktop.annotation.split_balance import SplitBalance
from ssd_desktop.annotation.statistics import SPREAD, ClassFigures, Statistics
from ssd_desktop.annotation.suspicious_boxes import Suspicion


def json_values(found: Statistics) -> dict[str, Any]:
    """Returns every figure; lengths in pixels, shares 0..1, boxes as x0, y0, x1, y1 in pixels of the upright image."""
    table = found.table
    return {
        "images": found.images,
        "labelled": found.labelled,
        "objects": found.objects,
        "ignored": found.ignored,
        "input_side": found.input_side,
        "statuses": found.statuses,
        "classes": {one.name: _class(one) for one in found.classes},
        "boxes_per_image": found.boxes_per_image.tolist(),
        "lengths_px": _histogram(length_histogram(lengths(table.sides_wh))),
        "lengths_at_input": _histogram(length_histogram(lengths(table.sides_at_input(found.input_side)))),
        "ratios": _histogram(ratio_histogram(table.sides_wh)),
        "positions": coverage_map(table).tolist(),
        "splits": None if found.balance is None else _balance(found, found.balance),
        "suspicious": [_suspicion(one) for one in found.suspicious],
        "unread": {str(path): why for path, why in found.unread},
    }


def _class(one: ClassFigures) -> dict[str, Any]:
    names = [f"{share:g}" for share in SPREAD]
    return {
        "objects": one.objects,
        "images": one.images,
        "lengths_px": dict(zip(names, one.lengths_px, strict=True)),
        "lengths_at_input": dict(zip(names, one.lengths_at_input, strict=True)),
        "ratios": dict(zip(names, one.ratios, strict=True)),
    }


def _histogram(one: Histogram) -> dict[str, Any]:
    return {"edges": one.edges.tolist(), "counts": one.counts.tolist()}


def _balance(found: Statistics, balance: SplitBalance) -> dict[str, Any]:
    parts = {
        name: {
            "images": int(balance.images[column]),
            "objects": {one.name: int(balance.objects[row, column]) for row, one in enumerate(found.classes)},
            "missing": list(balance.missing[column]),
        }
        for column, name in enumerate(balance.splits)
    }
    return {"parts": parts, "in_no_split": balance.in_no_split, "in_several": balance.in_several}


def _suspicion(one: Suspicion) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": one.kind,
        "image": str(one.image),
        "object": one.entry,
        "label": one.label,
        "box": None if one.box is None else list(one.box.xyxy()),
        "value": one.value,
    }
    if one.other_entry:
        values |= {"other_object": one.other_entry, "other_label": one.other_label}
    if one.kind in ("size", "ratio"):
        values |= {"usual": one.usual, "actual": one.actual}
    return values | ({"text": one.text} if one.text else {})
