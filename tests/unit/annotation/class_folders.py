"""Data folders of every format made from a plain list of labels, and read back as one."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import NamedAnnotation
from ssd_desktop.annotation.formats.coco_json import write_coco_json
from ssd_desktop.annotation.formats.createml_json import write_createml_json
from ssd_desktop.annotation.formats.labelme_patch import new_labelme
from ssd_desktop.annotation.formats.voc_xml import write_voc_xml
from ssd_desktop.annotation.formats.yolo_names import write_data_yaml
from ssd_desktop.annotation.formats.yolo_txt import write_yolo_txt
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize

FORMATS = ("voc", "yolo list", "yolo yaml", "coco", "createml", "labelme")
SIZE = ImageSize(100, 80, 1, 100, 80)

Labels = Mapping[str, Sequence[str]]
"""Class names of the boxes of each image, by its stem; box i of an image lies at x = i."""


def make_folder(root: Path, kind: str, labels: Labels, classes: Sequence[str]) -> None:
    """Writes a data folder."""
    root.mkdir(parents=True)
    images = {stem: root / f"{stem}.png" for stem in labels}
    for image in images.values():
        image.write_bytes(b"")
    annotations = {stem: _annotation(names) for stem, names in labels.items()}
    if kind in ("coco", "createml"):
        named = [NamedAnnotation(images[stem].name, annotations[stem]) for stem in labels]
        if kind == "coco":
            write_coco_json(root / "all.json", named, categories={3 * i + 2: name for i, name in enumerate(classes)})
        else:
            write_createml_json(root / "all.json", named)
    elif kind == "yolo list":
        (root / "classes.txt").write_text("".join(f"{name}\n" for name in classes), "utf-8")
    elif kind == "yolo yaml":
        write_data_yaml(root / "data.yaml", dict(enumerate(classes)), {"train": "."})
    for stem, annotation in annotations.items():
        if kind == "voc":
            write_voc_xml(root / f"{stem}.xml", annotation, image_path=images[stem])
        elif kind.startswith("yolo"):
            ids = {name: number for number, name in enumerate(classes)}
            write_yolo_txt(root / f"{stem}.txt", annotation, ids=ids)
        elif kind == "labelme":
            (root / f"{stem}.json").write_text(json.dumps(new_labelme(images[stem].name, annotation)), "utf-8")


def labels_in(folder: LabelFolder) -> dict[str, list[str]]:
    """Returns what a folder says, as it was given."""
    found = {}
    for image in folder.images():
        labels = folder.labels(image)
        objects = () if labels is None else labels.read(SIZE).annotation.objects
        found[image.stem] = [item.label for item in sorted(objects, key=lambda item: round(item.box.x0))]
    return found


def content_of(root: Path) -> dict[str, bytes]:
    """Returns every file of a folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _annotation(names: Sequence[str]) -> ImageAnnotation:
    objects = tuple(AnnotatedObject(name, Box(i, 1, i + 10, 20)) for i, name in enumerate(names))
    return ImageAnnotation(objects, 100, 80)
