"""The labels of a data set at one moment, small enough to be kept with a run, and what has changed between two."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.data.image_place import image_places
from ssd_desktop.data.types import Dataset, Sample

_FORMAT = 1
_OBJECT_BYTES = 6
"""Of the digest of an object; only objects of one image are told apart by it."""


@dataclass(frozen=True)
class LabelSnapshot:
    """Which images are labelled, and with what.

    Attributes:
        images: A digest of each object, by the place of its image (``image_places``); of one without objects, none.
        verified: Those of the images that somebody has found right.
    """

    images: Mapping[Path, tuple[str, ...]]
    verified: frozenset[Path] = frozenset()

    def moved(self, before: Path, now: Path) -> "LabelSnapshot":
        """Returns it for a data folder that lies elsewhere now.

        Args:
            before: Where the folder was.
            now: Where it is.
        """

        def place(path: Path) -> Path:
            return now / path.relative_to(before) if path.is_relative_to(before) else path

        images = {place(path): objects for path, objects in self.images.items()}
        return LabelSnapshot(images, frozenset(map(place, self.verified)))


@dataclass(frozen=True)
class LabelChanges:
    """What has become of labels since a snapshot. An image counts where it can be trained on.

    Attributes:
        added: Labels that were not there, those of newly labelled images included.
        changed: Labels with another box, class or flag.
        removed: Labels that are gone, those of images that are labelled no more included.
        labelled_images: Images that had no labels, not even "nothing on it", and have them now.
        verified_images: Images that nobody had found right, and somebody has now.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    labelled_images: int = 0
    verified_images: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return self == LabelChanges()


def snapshot_of(*datasets: Dataset | None) -> LabelSnapshot:
    """Returns the labels of data sets; None is one without images."""
    images: dict[Path, tuple[str, ...]] = {}
    verified: set[Path] = set()
    for dataset in datasets:
        if dataset is None:
            continue
        places = image_places(sample.image_path for sample in dataset.samples)
        for sample, path in zip(dataset.samples, places, strict=True):
            images[path] = _objects(sample, dataset.classes)
            if sample.verified:
                verified.add(path)
    return LabelSnapshot(images, frozenset(verified))


def changes_between(before: LabelSnapshot, now: LabelSnapshot) -> LabelChanges:
    """Returns the fewest labels added, changed and removed that lead from one snapshot to another."""
    added = changed = removed = 0
    for path in before.images.keys() | now.images.keys():
        old, new = Counter(before.images.get(path, ())), Counter(now.images.get(path, ()))
        gone, come = (old - new).total(), (new - old).total()
        changed += min(gone, come)
        added += max(0, come - gone)
        removed += max(0, gone - come)
    return LabelChanges(
        added, changed, removed, len(now.images.keys() - before.images.keys()), len(now.verified - before.verified)
    )


def snapshot_to_json(snapshot: LabelSnapshot) -> str:
    """Returns a snapshot as JSON text, a line an image; paths are relative to the folder that holds all images."""
    folders = {str(path.parent) for path in snapshot.images}
    root = _common(folders)
    document = {
        "format": _FORMAT,
        "root": root,
        "images": {_relative(path, root): list(objects) for path, objects in snapshot.images.items()},
        "verified": sorted(_relative(path, root) for path in snapshot.verified),
    }
    lines = (json.dumps(key) + ": " + _lines(value) for key, value in document.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def snapshot_from_json(text: str) -> LabelSnapshot:
    """Returns what ``snapshot_to_json`` wrote.

    Raises:
        ValueError: The text is no such snapshot.
    """
    try:
        document = json.loads(text)
        if document["format"] != _FORMAT:
            raise ValueError("it was written by a newer SSD Desktop")
        root = Path(document["root"])
        images = {root / path: tuple(map(str, objects)) for path, objects in document["images"].items()}
        return LabelSnapshot(images, frozenset(root / path for path in document["verified"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no snapshot of labels: {error}") from error


def _objects(sample: Sample, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the digests of the objects of an image: class, box and the flags that a training heeds."""
    digests = []
    for place, label in enumerate(sample.labels.tolist()):
        flags = (sample.difficult[place], sample.ignore[place], sample.crowd[place])
        facts = [classes[label - 1], sample.boxes_xyxy[place].tolist(), *map(bool, flags)]
        digests.append(hashlib.blake2b(json.dumps(facts).encode(), digest_size=_OBJECT_BYTES).hexdigest())
    return tuple(digests)


def _common(folders: set[str]) -> str:
    """Returns the deepest folder that holds all others; empty where there is none (drives of Windows)."""
    try:
        return os.path.commonpath(folders) if folders else ""
    except ValueError:
        return ""


def _relative(path: Path, root: str) -> str:
    return (path.relative_to(root) if root else path).as_posix()


def _lines(value: object) -> str:
    """Returns JSON with an entry a line for tables, all else on one line."""
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {json.dumps(below)}" for key, below in value.items()) + "\n}"
