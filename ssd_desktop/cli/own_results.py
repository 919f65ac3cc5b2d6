"""Files that earlier commands wrote, known by what is in them: ``--json`` and ``--report`` replace no others.

A file of JSON can be anything: a plan, a list of labels, somebody's settings. So the keys tell, those that no result of
its command lacks; where a key holds a list of objects, the keys of the first are taken too ("plans.plan").
"""

import json
from typing import Any, BinaryIO

_RUN = {"path", "state", "started", "changed", "recipe", "validation_images", "best_step", "checkpoint"}
_MODEL = {"title", "source", "is_detector", "size_bytes", "card", "milliseconds"}
_PLAN = {"plan", "image_size", "centres", "clip", "maps"}
_RECALL = {"plan", "recall", "mean_best_iou", "positives", "by_size", "unmatched"}
_KEYS_OF_RESULTS = (
    {"metric", "map", "per_class", "boxes_per_class", "images", "dataset"},  # evaluate
    {"image", "annotations", "detector", "network", "settings", "curves", "default_boxes"},  # explain
    {"ok", "checks.name", "checks.state", "checks.remedy"},  # doctor
    {"labelled", "input_side", "statuses", "boxes_per_image", "lengths_at_input", "suspicious"},  # statistics
    {"name", "folder", "images", "data", "runs", "model"},  # project
    {f"plans.{key}" for key in _PLAN},  # boxes
    {f"plans.{key}" for key in _RECALL},  # boxes DATA
    {f"runs.{key}" for key in _RUN},  # runs list, runs compare
    _RUN,  # runs show
    _MODEL,  # models show
    {f".{key}" for key in _MODEL},  # models list
)

_REPORT_HEAD_BYTES = 2000


def is_own_json(stream: BinaryIO) -> bool:
    """Returns whether a stream holds JSON that one of the commands wrote, or JSON in which there is nothing."""
    content = stream.read(1)
    if content not in (b"{", b"["):  # else a video of gigabytes would be read for nothing
        return False
    try:
        document = json.loads(content + stream.read())
    except (ValueError, RecursionError):
        return False
    keys = _keys(document)
    return _is_empty(document) or any(wanted <= keys for wanted in _KEYS_OF_RESULTS)


def is_own_report(stream: BinaryIO) -> bool:
    """Returns whether a stream begins as a report of ``evaluate --report`` does."""
    from ssd_desktop.evaluation.report_text import REPORT_MARK

    return REPORT_MARK.encode() in stream.read(_REPORT_HEAD_BYTES)


def _is_empty(document: dict[str, Any] | list[Any]) -> bool:
    """Returns whether there are lists and objects without anything in them only, as of a folder without runs."""
    parts = document.values() if isinstance(document, dict) else document
    return all(part in ([], {}) for part in parts)


def _keys(document: dict[str, Any] | list[Any]) -> set[str]:
    """Returns the keys of an object, and those of the first object of each list in it or of the list itself."""
    members = document if isinstance(document, dict) else {"": document}
    lists = {name: value for name, value in members.items() if isinstance(value, list) and value}
    inner = {f"{name}.{key}" for name, value in lists.items() if isinstance(value[0], dict) for key in value[0]}
    return members.keys() | inner
