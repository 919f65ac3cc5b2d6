"""How people name the parts of a data set, in folders and in files."""

import re

_USUAL = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "test": "test",
    "testing": "test",
    "trainval": "trainval",
}
_CVAT = re.compile(r"obj_(.+)_data")
_YEAR = re.compile(r"[-_]?(19|20)\d\d$")


def split_name(text: str) -> str | None:
    """Returns the split a folder or file is usually named after: "valid" is "val", "train2017" "train"; None for none.

    CVAT's folders of YOLO images are called ``obj_train_data`` and ``obj_valid_data``.

    Args:
        text: A name without ending, in any case.
    """
    name = text.casefold()
    cvat = _CVAT.fullmatch(name)
    return _USUAL.get(_YEAR.sub("", cvat[1] if cvat else name))


def split_of_file(stem: str, folder: str) -> str | None:
    """Returns the split that an annotation file describes.

    Args:
        stem: Its name without ``.json``: ``instances_train2017`` and ``train`` are "train", ``instances_odd`` is "odd",
            ``instances`` and ``_annotations.coco`` say nothing.
        folder: The name of its folder, which is asked where the file's own says nothing.

    Returns:
        The name, or None for a file that is not of a split.
    """
    bare = re.sub(r"\.(coco|createml)$", "", stem, flags=re.IGNORECASE)
    kind, _, rest = bare.partition("_")
    if rest and kind.casefold() in ("instances", "annotations"):
        return split_name(rest) or _YEAR.sub("", rest)
    for word in (bare, *reversed(re.split(r"[^A-Za-z0-9]+", bare))):
        name = split_name(word)
        if name is not None:
            return name
    return split_name(folder)
