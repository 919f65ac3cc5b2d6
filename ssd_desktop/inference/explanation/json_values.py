"""An explanation as JSON values: the fields of its types by their names, and a table of the default boxes it names."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.types import PictureExplanation
from ssd_desktop.ssd.default_boxes import DefaultBoxes

_NAMES_A_DEFAULT_BOX = ("default_box", "suppressor")


def to_json_values(explanation: PictureExplanation, default_boxes: DefaultBoxes) -> dict[str, Any]:
    """Returns dictionaries, lists, numbers and strings; ``docs/explanation.md`` describes them.

    Args:
        explanation: Of one picture.
        default_boxes: Of the detector's plan.
    """
    values: dict[str, Any] = _plain(explanation)
    width, height = explanation.width, explanation.height
    values["default_boxes"] = {
        str(index): _plain(default_box_info(default_boxes, index, width=width, height=height))
        for index in sorted(set(_named(values)))
    }
    return values


def trace_json(
    explanation: PictureExplanation, default_boxes: DefaultBoxes, *, image: str, annotations: str | None
) -> str:
    """Returns the trace of a picture as one line of JSON.

    Args:
        explanation: Of the picture.
        default_boxes: Of the detector's plan.
        image: The image file.
        annotations: The file with its ground truth; None where none was taken.
    """
    values = {"image": image, "annotations": annotations, **to_json_values(explanation, default_boxes)}
    return json.dumps(values, ensure_ascii=False)


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _named(values: object) -> Iterator[int]:
    """Yields the index of every default box that is named anywhere."""
    if isinstance(values, dict):
        for name, value in values.items():
            if name in _NAMES_A_DEFAULT_BOX and value is not None:
                yield value
            else:
                yield from _named(value)
    elif isinstance(values, list):
        for value in values:
            yield from _named(value)
