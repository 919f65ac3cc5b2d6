"""The statistics of a data folder as tables on the terminal."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ssd_desktop.annotation.split_balance import SplitBalance
from ssd_desktop.annotation.statistics import Statistics
from ssd_desktop.annotation.suspicious_boxes import KINDS, Suspicion, SuspicionKind
from ssd_desktop.cli.table import format_table

_SHOWN = 3
"""Suspicious boxes of a kind that are named."""

_TITLES: dict[SuspicionKind, str] = {
    "outside": "outside of the picture",
    "damaged": "damaged in the file",
    "duplicate": "there twice",
    "double": "nearly identical to another of the class",
    "two classes": "nearly identical to one of another class",
    "tiny": "tiny",
    "size": "of a size very unlike the class",
    "ratio": "of a shape very unlike the class",
}


def statistics_text(found: Statistics, *, root: Path, everything: bool) -> str:
    """Returns all tables.

    Args:
        found: The figures.
        root: The data folder, which is left out of the names of images.
        everything: Names every suspicious box.
    """
    parts = [_counts(found)]
    if found.objects:
        parts += [_classes(found), _boxes_per_image(found)]
    if found.balance is not None:
        parts.append(_balance(found, found.balance))
    parts.append(_suspicious(found, root, everything=everything))
    return "\n\n".join(parts)


def _counts(found: Statistics) -> str:
    statuses = ", ".join(f"{count:,} {status}" for status, count in found.statuses.items())
    ignored = f" ({found.ignored:,} more are ignored)" if found.ignored else ""
    return f"{found.images:,} images: {statuses or 'none'}\n{found.objects:,} objects{ignored}"


def _classes(found: Statistics) -> str:
    rows = [["class", "objects", "share", "images", "side px", f"side at {found.input_side}", "width / height"]]
    for one in found.classes:
        spreads = [_spread(values) for values in (one.lengths_px, one.lengths_at_input)] if one.objects else ["–", "–"]
        ratio = " – ".join(f"{value:.2f}" for value in one.ratios) if one.objects else "–"
        share = f"{one.objects / found.objects:.1%}"
        rows.append([one.name, f"{one.objects:,}", share, f"{one.images:,}", *spreads, ratio])
    note = "Sides are those of a square of the same area; of 100 objects 5 are below, 50 below, 95 below."
    return f"{format_table(rows)}\n{note}"


def _spread(values: tuple[float, ...]) -> str:
    return " – ".join(f"{value:.0f}" for value in values)


def _boxes_per_image(found: Statistics) -> str:
    counts = found.boxes_per_image
    return f"objects an image: {counts.min()} to {counts.max():,}, {np.median(counts):g} in the middle"


def _balance(found: Statistics, balance: SplitBalance) -> str:
    rows = [["class", *balance.splits], ["(images)", *(f"{count:,}" for count in balance.images)]]
    for one, counts in zip(found.classes, balance.objects, strict=True):
        total = max(int(counts.sum()), 1)
        rows.append([one.name, *(f"{count:,} ({count / total:.0%})" for count in counts)])
    lines = [format_table(rows)]
    for name, missing in zip(balance.splits, balance.missing, strict=True):
        if missing:
            lines.append(f"{name} has none of: {', '.join(missing)}")
    if balance.in_no_split:
        lines.append(f"labelled images in none of these: {balance.in_no_split:,}")
    if balance.in_several:
        lines.append(f"labelled images in several of these: {balance.in_several:,}")
    return "\n".join(lines)


def _suspicious(found: Statistics, root: Path, *, everything: bool) -> str:
    if not found.suspicious:
        return "no suspicious boxes"
    return "\n".join([f"suspicious boxes: {len(found.suspicious):,}", *_suspicious_lines(found, root, everything)])


def _suspicious_lines(found: Statistics, root: Path, everything: bool) -> Iterator[str]:
    for kind in KINDS:
        mine = [one for one in found.suspicious if one.kind == kind]
        if mine:
            yield f"{_TITLES[kind]}: {len(mine):,}"
        for one in mine if everything else mine[:_SHOWN]:
            yield f"  {_near(one.image, root)}: {_what(one)}"
        if len(mine) > _SHOWN and not everything:
            yield f"  ... and {len(mine) - _SHOWN:,} more; --debug shows all"


def _near(image: Path, root: Path) -> str:
    return str(image).removeprefix(f"{root}{os.sep}")


def _what(one: Suspicion) -> str:
    if one.text:
        return one.text
    name = f'object {one.entry} "{one.label}"'
    if one.kind == "tiny":
        return f"{name}, {one.value:g} px"
    if one.kind in ("size", "ratio"):
        unit = " % of the picture's side" if one.kind == "size" else " wide to high"
        return f"{name}, {one.actual:.3g}{unit} where {one.usual:.3g} is usual (z {one.value:+.1f})"
    return f'{name} and object {one.other_entry} "{one.other_label}", IoU {one.value:.2f}'
