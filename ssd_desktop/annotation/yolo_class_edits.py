"""What an edit of classes writes in a YOLO folder: class file, copies of it, and the numbers in all label files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.file_transaction import FileChange
from ssd_desktop.annotation.formats.yolo_names import names_of_list
from ssd_desktop.annotation.formats.yolo_renumber import looks_like_labels, renumber_yolo, replace_names
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.yolo_folder import is_label_name, other_class_files
from ssd_desktop.errors import AnnotationError, reason_of


@dataclass(frozen=True)
class YoloEdit:
    """An edit of numbered classes.

    Attributes:
        become: New name by name; another class's name merges, None deletes. Others stay.
        order: All names afterwards, in the order of their numbers.
    """

    become: Mapping[str, str | None]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Renumbering:
    """What becomes of the class numbers of a folder.

    Attributes:
        names: Class name by number afterwards.
        become: New number by number, of all that have a name; None: its lines are taken out.
        freed: Numbers that were closed up.
    """

    names: Mapping[int, str]
    become: Mapping[int, int | None]
    freed: tuple[int, ...]

    @property
    def moves(self) -> bool:
        """Whether any number in a label file changes."""
        return any(number != new for number, new in self.become.items())

    def of(self, number: int) -> int | None:
        """Returns the new number; one without a name moves with those around it, so that it stays without."""
        if number in self.become:
            return self.become[number]
        return number - sum(other < number for other in self.freed)


def yolo_changes(folder: LabelFolder, names: Mapping[int, str], edit: YoloEdit) -> list[FileChange]:
    """Returns the new contents of all files that an edit changes, so that every number goes on meaning what it meant.

    Args:
        folder: A YOLO folder.
        names: Class name by number, as its class file has them.
        edit: What becomes of them.

    Raises:
        AnnotationError: A file cannot be read, or the class file cannot be written safely.
    """
    if folder.class_file is None:
        return []
    new = renumbered(names, edit)
    changes = _list_changes(folder, folder.class_file, names, new.names)
    for path in _label_files(folder) if new.moves else ():
        content = _read(path)
        try:
            after = renumber_yolo(content, new.of)
        except UnicodeDecodeError as error:
            raise AnnotationError(
                f"The label file {path} is no UTF-8 text, so no class number can be changed; repair or remove it."
            ) from error
        if after != content:
            changes.append(FileChange(path, content, after))
    return changes


def renumbered(names: Mapping[int, str], edit: YoloEdit) -> Renumbering:
    """Returns what becomes of the numbers.

    Numbers that are freed are closed up, because most readers of YOLO folders allow no gap; gaps that were there before
    stay.
    """
    freed = tuple(number for number in sorted(names) if _is_freed(names[number], names, edit))
    kept = [number for number in sorted(names) if number not in freed]
    # The names in their new order take the places of the kept numbers, closed up.
    places = [number - sum(other < number for other in freed) for number in kept]
    label = {number: edit.become.get(names[number]) or names[number] for number in kept}
    rank = {name: position for position, name in enumerate(edit.order)}
    moved = sorted(kept, key=lambda number: (rank[label[number]], number))
    become: dict[int, int | None] = dict(zip(moved, places, strict=True))
    after = {place: label[number] for number, place in zip(moved, places, strict=True)}
    for number in freed:
        target = edit.become[names[number]]
        become[number] = None if target is None else min(place for place in after if after[place] == target)
    new = [name for name in edit.order if name not in after.values()]
    return Renumbering(after | dict(enumerate(new, max(after, default=-1) + 1)), become, freed)


def _is_freed(name: str, names: Mapping[int, str], edit: YoloEdit) -> bool:
    return name in edit.become and (edit.become[name] is None or edit.become[name] in names.values())


def _list_changes(
    folder: LabelFolder, main: Path, names: Mapping[int, str], after: Mapping[int, str]
) -> list[FileChange]:
    """Returns the change of the class file and of every list that says the same; one that says something else stays."""
    if after == dict(names):
        return []
    content = _read(main)
    changes = [FileChange(main, content, replace_names(main, content, after))]
    for path in other_class_files(folder.root, _label_folders(folder), main):
        content = _read(path)
        try:
            same = names_of_list(path, content.decode("utf-8-sig")) == dict(names)
        except (AnnotationError, UnicodeDecodeError):
            same = False
        if same:
            changes.append(FileChange(path, content, replace_names(path, content, after)))
    return changes


def _label_folders(folder: LabelFolder) -> list[Path]:
    return list(dict.fromkeys(path.parent for path in folder.annotation_files()))


def _label_files(folder: LabelFolder) -> list[Path]:
    """Returns the label files of all images, and those beside them whose image is gone: it may come back."""
    known = dict.fromkeys(folder.annotation_files())
    for place in _label_folders(folder):
        for path in sorted(place.glob("*.txt")):
            if path not in known and is_label_name(path) and looks_like_labels(_read(path)):
                known[path] = None
    return list(known)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AnnotationError(
            f"{path} cannot be read ({reason_of(error)}), so no class can be changed; check its permissions."
        ) from error
