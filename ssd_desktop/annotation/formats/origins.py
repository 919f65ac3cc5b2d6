"""Where an accepted box came from, as a member ``origin`` of its entry in a JSON file.

labelme keeps members of a shape that it does not know; readers of COCO pass over them.
"""

import math
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, Origin


def origin_member(item: AnnotatedObject) -> dict[str, Any]:
    """Returns what an entry gets beside its other members; nothing for a box that a person drew."""
    if item.origin is None:
        return {}
    return {"origin": {"model": item.origin.model, "score": round(item.origin.score, 4)}}


def read_origin(entry: dict[str, Any]) -> Origin | None:
    """Returns what ``origin_member`` wrote; None for anything else of that name."""
    mark = entry.get("origin")
    return checked_origin(mark.get("model"), mark.get("score")) if isinstance(mark, dict) else None


def checked_origin(model: object, score: object) -> Origin | None:
    """Returns an origin if its name is text and its score lies between 0 and 1, else None."""
    if not isinstance(model, str) or not model or isinstance(score, bool) or not isinstance(score, int | float):
        return None
    return Origin(model, float(score)) if math.isfinite(score) and 0 <= score <= 1 else None
