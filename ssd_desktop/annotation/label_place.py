"""Where the labels of a folder of images go, as far as the user has a say in it."""

from dataclasses import dataclass
from pathlib import Path

LABEL_FORMATS = ("Pascal VOC", "YOLO", "COCO", "Create ML", "labelme")
"""Names of the formats, as ``DataFolder.kind`` has them."""

_SHARED = {"COCO": "_annotations.coco.json", "Create ML": "_annotations.createml.json"}
"""Names that Roboflow and Create ML give a file of many images; both are found again by what is in it."""


@dataclass(frozen=True)
class LabelPlace:
    """What is wanted.

    Attributes:
        kind: One of ``LABEL_FORMATS``: the format where nothing is labelled yet; labels that are there keep theirs.
        folder: Where all annotation files are, and where new ones go; None: where readers look for them.
    """

    kind: str = LABEL_FORMATS[0]
    folder: Path | None = None

    def new_shared_file(self, images_folder: Path) -> Path:
        """Returns where a new file of many images goes, of the wanted format, COCO or Create ML."""
        return (self.folder or images_folder) / _SHARED[self.kind]


USUAL_PLACE = LabelPlace()
"""Without any wish."""
