"""The annotation file under edit, format by format."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.coco_json import HOLDS as COCO_HOLDS
from ssd_desktop.annotation.formats.coco_json import CocoFile, coco_file
from ssd_desktop.annotation.formats.coco_patch import CocoChange, patch_coco_json
from ssd_desktop.annotation.formats.createml_json import CreatemlFile, createml_file
from ssd_desktop.annotation.formats.createml_patch import CreatemlChange, patch_createml_json
from ssd_desktop.annotation.formats.json_text import json_bytes
from ssd_desktop.annotation.formats.labelme_json import read_labelme_json
from ssd_desktop.annotation.formats.labelme_patch import HOLDS as LABELME_HOLDS
from ssd_desktop.annotation.formats.labelme_patch import new_labelme, patch_labelme_json
from ssd_desktop.annotation.formats.voc_patch import patch_voc_xml
from ssd_desktop.annotation.formats.voc_writer import FLAGS, check_names, voc_xml_content
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.formats.yolo_patch import patch_yolo_txt
from ssd_desktop.annotation.formats.yolo_txt import read_yolo_txt
from ssd_desktop.annotation.label_document import ImageChange, LabelDocument
from ssd_desktop.annotation.yolo_classes import YoloClasses
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_VERIFIED = frozenset({"verified", "note"})
_ORIGIN = frozenset({"origin"})
"""The format can hold which detector suggested a box."""

_NEW_COCO = b'{\n  "images": [],\n  "annotations": [],\n  "categories": []\n}\n'
_NEW_CREATEML = b"[]\n"


class VocDocument(LabelDocument):
    """A VOC XML."""

    holds = frozenset(FLAGS) | _VERIFIED | _ORIGIN

    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        change = _only(changes)
        if change is None or change.after is None:
            return self.content
        if self.content is None or change.before is None:
            return voc_xml_content(self.path, change.after, image_path=change.image)
        check_names(self.path, change.after)
        return patch_voc_xml(self.content, change.before, change.after, orientation=change.orientation)

    def _read(self, image: Path, size: ImageSize) -> AnnotationFile:
        file = read_voc_xml(self.path, image_size=size, image_path=image)
        return AnnotationFile(file.annotation, file.problems, orientation=file.orientation, skipped=file.skipped)


class YoloDocument(LabelDocument):
    """A YOLO txt, with the class list of its folder."""

    holds = frozenset[str]()

    def __init__(self, path: Path, classes: YoloClasses) -> None:
        super().__init__(path)
        self._classes = classes

    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        change = _only(changes)
        if change is None or change.after is None:
            return self.content
        # The class list comes first: a number that nothing explains would be worse than a name that nothing has.
        ids = self._classes.numbers_for([item.label for item in change.after.objects])
        before = change.before or ImageAnnotation((), change.after.width, change.after.height)
        return patch_yolo_txt(self.content or b"", before, change.after, ids=ids)

    def _read(self, image: Path, size: ImageSize) -> AnnotationFile:
        classes = self._classes
        return read_yolo_txt(self.path, names=classes.names, image_size=size, key_points=classes.key_points)


class LabelmeDocument(LabelDocument):
    """A labelme JSON."""

    holds = LABELME_HOLDS | _ORIGIN

    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        change = _only(changes)
        if change is None or change.after is None:
            return self.content
        if self.content is None or change.before is None:
            name = _name_from(self.path.parent, change.image)
            return json_bytes(json.dumps(new_labelme(name, change.after), ensure_ascii=False, indent=2) + "\n")
        return patch_labelme_json(self.content, change.before, change.after, orientation=change.orientation)

    def _read(self, image: Path, size: ImageSize) -> AnnotationFile:
        return read_labelme_json(self.path).read(size)


class SharedDocument(LabelDocument):
    """A JSON file that describes many images.

    Args:
        path: The file.
        name_of: What the file calls an image, or would call it.
    """

    def __init__(self, path: Path, name_of: Callable[[Path], str]) -> None:
        super().__init__(path)
        self._name_of = name_of
        self._was_read = False

    @property
    def is_shared(self) -> bool:
        return True

    def read(self, image: Path, size: ImageSize) -> AnnotationFile | None:
        """Reads the file once; further images are taken from what was read, so that all edits have one beginning.

        That holds for a file that was not there, too: it stays empty for those who read it after the first saving.
        """
        with self._lock:
            if self._was_read:
                return self._read(image, size)
            file = super().read(image, size)
            self._was_read = True
            return file


class CocoDocument(SharedDocument):
    """A COCO JSON."""

    holds = COCO_HOLDS | _VERIFIED | _ORIGIN
    _file: CocoFile | None = None

    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        rows = [
            CocoChange(self._name_of(change.image), change.before, change.after, change.orientation)
            for change in changes
            if change.after is not None
        ]
        if self.content is None and not rows:
            return None
        return patch_coco_json(self.content or _NEW_COCO, self._coco(), rows)

    def _read(self, image: Path, size: ImageSize) -> AnnotationFile | None:
        file, name = self._coco(), self._name_of(image)
        listed = next((one for one in file.images if one.file_name == name), None)
        return None if listed is None else file.read(listed, size)

    def _coco(self) -> CocoFile:
        if self._file is None:
            self._file = coco_file(self.path, _loaded(self.path, self.content or _NEW_COCO))
        return self._file


class CreatemlDocument(SharedDocument):
    """A Create ML JSON."""

    holds = _VERIFIED
    _file: CreatemlFile | None = None

    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        numbers = {image.file_name: image.number for image in self._createml().images}
        rows = []
        for change in changes:
            if change.after is not None:
                name = self._name_of(change.image)
                rows.append(CreatemlChange(name, numbers.get(name, 0), change.before, change.after))
        if self.content is None and not rows:
            return None
        return patch_createml_json(self.content or _NEW_CREATEML, rows)

    def _read(self, image: Path, size: ImageSize) -> AnnotationFile | None:
        file, name = self._createml(), self._name_of(image)
        listed = next((one for one in file.images if one.file_name == name), None)
        return None if listed is None else file.read(listed, size)

    def _createml(self) -> CreatemlFile:
        if self._file is None:
            self._file = createml_file(self.path, _loaded(self.path, self.content or _NEW_CREATEML))
        return self._file


def _only(changes: Sequence[ImageChange]) -> ImageChange | None:
    """Returns the change of the one image that a file describes."""
    return changes[0] if changes else None


def _name_from(folder: Path, image: Path) -> str:
    try:
        return Path(os.path.relpath(image, folder)).as_posix()
    except ValueError:  # another drive
        return str(image)


def _loaded(path: Path, content: bytes | None) -> object:
    try:
        return json.loads(content or b"")
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"The annotation file {path} is no readable JSON; repair it or write it anew.") from error
