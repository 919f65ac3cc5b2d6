"""Images of one folder whose names differ in their endings alone: the annotation file of that name is that of one.

labelImg shows it with each of them, and saves what is drawn on one over what was drawn on the other. Here it belongs to
the image that it names inside (Pascal VOC, labelme), or else to the first one, everywhere alike: in the window, in
trainings, in evaluations.
"""

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.formats.labelme_json import read_labelme_json
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import IMAGE_SUFFIXES


def by_name(images: Sequence[Path]) -> dict[str, list[Path]]:
    """Returns images by their names without ending; characters composed, because macOS gives decomposed ones."""
    found: dict[str, list[Path]] = {}
    for image in images:
        found.setdefault(_name(image), []).append(image)
    return found


def owner_of(images: Sequence[Path], file: Path | None) -> Path:
    """Returns the image that the annotation file of its name belongs to.

    Args:
        images: Of one name, in natural order; at least one.
        file: Their VOC or labelme file, which may name one of them; None: another format, or no file.
    """
    if len(images) == 1 or file is None:
        return images[0]
    named = _named_in(file)
    return next((image for image in images if _composed(image.name) == named), images[0])


def is_file_of(xml: Path, image: Path) -> bool:
    """Returns whether a VOC file of an image's name belongs to it; the folder is looked through only in doubt."""
    return _named_in(xml) == _composed(image.name) or owner_of(_of_one_name(image), xml) == image


def problem_of_twin(image: Path, owner: Path) -> AnnotationProblem:
    """Returns what is to be said of an image whose labels are another one's."""
    text = f"has the same name as {owner.name} but for its ending, and was left out"
    return AnnotationProblem(str(image), 0, text)


def _named_in(file: Path) -> str | None:
    """Returns the name of the image that a file gives; None where it gives none or cannot be read."""
    try:
        is_labelme = file.suffix.lower() == ".json"
        named = read_labelme_json(file).image_name if is_labelme else read_voc_xml(file).filename
    except AnnotationError:
        return None
    return None if named is None else _composed(PureWindowsPath(named).name)


def _of_one_name(image: Path) -> list[Path]:
    """Returns the images of the folder with the name of one of them, which is among them, in natural order."""
    try:
        with os.scandir(image.parent) as entries:
            paths = [image.parent / one.name for one in entries if one.name.lower().endswith(tuple(IMAGE_SUFFIXES))]
    except OSError:
        return [image]
    twins = {path for path in paths if _name(path) == _name(image)}
    return sorted({image, *twins}, key=lambda path: natural_key(path.name))


def _name(image: Path) -> str:
    return _composed(image.stem)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
