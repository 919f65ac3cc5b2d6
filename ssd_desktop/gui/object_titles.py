"""What messages from below the window call an object of a file, in the language of the window.

Alone these are too short to be told from names of files and classes, so only values that are such a title are asked for
here: "object 3 "cat"", "annotation 7 ("a.jpg")", "track 2, key frame 4", "class list".
"""

import re

from PySide6.QtCore import QCoreApplication

_OBJECT = re.compile(
    r"(?P<kind>object|shape|annotation) (?P<number>\d+)"
    r'(?: of (?P<image>".*?")| \((?P<image_too>".*?")\))?(?P<label> ".*")?'
)
_LINE_OBJECT = re.compile(r'the object(?P<label> ".*")?')
_TRACK = re.compile(r'(?:(?P<part>"\w+") of )?track (?P<track>\d+)(?:, key frame (?P<frame>\d+))?')
_FILES = ("class list", "label file", "list")
_IN_LINE = re.compile(r"(?P<object>.+) in line (?P<line>\d+)")


def localised_title(text: str) -> str | None:
    """Returns a title in the language of the window; None: the text is none."""
    if text in _FILES:
        return _file(text)
    for pattern, told in ((_OBJECT, _object), (_LINE_OBJECT, _line_object), (_TRACK, _track), (_IN_LINE, _in_line)):
        found = pattern.fullmatch(text)
        if found is not None:
            return told(found)
    return None


def _object(found: re.Match[str]) -> str:
    kinds = {
        "object": QCoreApplication.translate("ObjectTitles", "object {number}"),
        "shape": QCoreApplication.translate("ObjectTitles", "shape {number}"),
        "annotation": QCoreApplication.translate("ObjectTitles", "annotation {number}"),
    }
    title = kinds[found["kind"]].format(number=found["number"])
    image = found["image"] or found["image_too"]
    if image is not None:
        whole = QCoreApplication.translate("ObjectTitles", "{object} of {image}")
        title = whole.format(object=title, image=image)
    return title + (found["label"] or "")


def _line_object(found: re.Match[str]) -> str:
    return QCoreApplication.translate("ObjectTitles", "the object") + (found["label"] or "")


def _track(found: re.Match[str]) -> str:
    if found["frame"] is None:
        title = QCoreApplication.translate("ObjectTitles", "track {track}").format(track=found["track"])
    else:
        whole = QCoreApplication.translate("ObjectTitles", "track {track}, key frame {frame}")
        title = whole.format(track=found["track"], frame=found["frame"])
    if found["part"] is None:
        return title
    return QCoreApplication.translate("ObjectTitles", "{part} of {title}").format(part=found["part"], title=title)


def _file(text: str) -> str:
    return {
        "class list": QCoreApplication.translate("ObjectTitles", "class list"),
        "label file": QCoreApplication.translate("ObjectTitles", "label file"),
        "list": QCoreApplication.translate("ObjectTitles", "list"),
    }[text]


def _in_line(found: re.Match[str]) -> str | None:
    title = localised_title(found["object"])
    whole = QCoreApplication.translate("ObjectTitles", "{object} in line {line}")
    return None if title is None else whole.format(object=title, line=found["line"])
