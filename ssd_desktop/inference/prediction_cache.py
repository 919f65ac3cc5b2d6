"""What detectors found in images, kept between two starts, and what the user refused there.

One small JSON file for each image and detector in the user's cache folder. Such a file only saves time: one that is
damaged, of another version, or of an image or a checkpoint that changed since, counts as not there.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ssd_desktop import __version__
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.media.atomic_file import write_file_atomically

_log = logging.getLogger(__name__)

_Read = TypeVar("_Read")


@dataclass(frozen=True)
class ImagePrediction:
    """What one detector found in one image.

    Attributes:
        found: In the image.
        mirrored: In its mirror image, laid back onto the image; None where nobody looked.
    """

    found: tuple[Suggestion, ...]
    mirrored: tuple[Suggestion, ...] | None = None


class PredictionCache:
    """The files, by image and checkpoint; may be used from several threads.

    Args:
        folder: Where they are; made when the first is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, image: Path, model: Path) -> ImagePrediction | None:
        """Returns what a detector found in an image as it is now; None where that is not known."""
        return _read(self._file("found", image, model), _key(image, model), _prediction)

    def write(self, image: Path, model: Path, prediction: ImagePrediction) -> None:
        """Keeps what a detector found; where it cannot be written it is only found again next time."""
        mirrored = None if prediction.mirrored is None else [_row(one) for one in prediction.mirrored]
        content = {"found": [_row(one) for one in prediction.found], "mirrored": mirrored}
        self._write(self._file("found", image, model), _key(image, model), content)

    def read_rejected(self, image: Path) -> tuple[Suggestion, ...]:
        """Returns what the user refused for an image, whatever detector suggested it."""
        return _read(self._file("rejected", image), {"image": str(image)}, _rejected) or ()

    def write_rejected(self, image: Path, rejected: Sequence[Suggestion]) -> None:
        """Keeps what the user refused for an image."""
        path = self._file("rejected", image)
        if rejected or path.exists():
            self._write(path, {"image": str(image)}, {"rejected": [_row(one) for one in rejected]})

    def _file(self, kind: str, *paths: Path) -> Path:
        digest = hashlib.sha256(b"\0".join(os.fsencode(os.path.realpath(path)) for path in paths)).hexdigest()[:32]
        return self._folder / kind / f"{digest}.json"

    @staticmethod
    def _write(path: Path, key: dict[str, Any] | None, content: dict[str, Any]) -> None:
        if key is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(key | content, ensure_ascii=True)
            write_file_atomically(path, text.encode(), durable=False)
        except (OSError, ValueError) as error:
            _log.warning("What was found in %s could not be kept: %s", key["image"], error)


def _key(image: Path, model: Path) -> dict[str, Any] | None:
    """Returns what a file must say to be of this image and this checkpoint as they are; None where one is gone."""
    try:
        stamps = [[status.st_mtime_ns, status.st_size] for status in (image.stat(), model.stat())]
    except (OSError, ValueError):
        return None
    return {"version": __version__, "image": str(image), "model": str(model), "stamps": stamps}


def _read(path: Path, key: dict[str, Any] | None, take: Callable[[dict[str, Any]], _Read]) -> _Read | None:
    """Returns what ``take`` makes of a file that has the key; None where anything is not as it should be."""
    if key is None:
        return None
    try:
        content = json.loads(path.read_bytes())
        return take(content) if all(content[name] == value for name, value in key.items()) else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        _log.info("%s is passed over: %s", path, error)
        return None


def _prediction(content: dict[str, Any]) -> ImagePrediction:
    mirrored = content["mirrored"]
    return ImagePrediction(_suggestions(content["found"]), None if mirrored is None else _suggestions(mirrored))


def _rejected(content: dict[str, Any]) -> tuple[Suggestion, ...]:
    return _suggestions(content["rejected"])


def _row(one: Suggestion) -> list[Any]:
    return [one.label, *one.box.xyxy(), one.score, one.model]


def _suggestions(rows: list[Any]) -> tuple[Suggestion, ...]:
    """Returns suggestions from their rows.

    Raises:
        ValueError: One is none; TypeError likewise.
    """
    found = []
    for label, x0, y0, x1, y1, score, model in rows:
        if not isinstance(label, str) or not isinstance(model, str) or not 0 <= score <= 1:
            raise ValueError("there is a row that is no suggestion")
        box = Box(*map(float, (x0, y0, x1, y1)))
        if not box.area > 0 or box.area == float("inf"):
            raise ValueError("there is a box without an area")
        found.append(Suggestion(label, box, float(score), model))
    return tuple(found)
