"""Classes of a whole data folder renamed, merged, deleted, ordered and added: planned first, then written at once.

A plan reads every annotation file and says what would happen; nothing is written. ``apply_class_edit`` writes all files
of the plan or none (``file_transaction``). In a YOLO folder the class file and the numbers in every label file are one
such change: a number that moves in one of them alone would rename every object.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.class_files import ClassFile, class_numbers_of, read_class_files, relabelled
from ssd_desktop.annotation.file_transaction import FileChange, change_files
from ssd_desktop.annotation.formats.annotation_file import clean_label
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.yolo_class_edits import YoloEdit, yolo_changes
from ssd_desktop.errors import AnnotationError, reason_of

_BACKGROUND = frozenset({"background", "__background__"})
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True)
class RenameClass:
    """Gives a class a name that no other class has."""

    name: str
    to: str


@dataclass(frozen=True)
class MergeClass:
    """Gives the boxes of a class to another one; the class is gone then."""

    name: str
    into: str


@dataclass(frozen=True)
class DeleteClass:
    """Takes a class away with all its boxes."""

    name: str


@dataclass(frozen=True)
class OrderClasses:
    """Puts all classes in another order.

    Attributes:
        names: Every class of the folder, once.
    """

    names: tuple[str, ...]


@dataclass(frozen=True)
class AddClasses:
    """Adds classes behind the others; those that are there already stay where they are."""

    names: tuple[str, ...]


ClassEdit = RenameClass | MergeClass | DeleteClass | OrderClasses | AddClasses


@dataclass(frozen=True)
class ClassEditPlan:
    """What an edit would do.

    Attributes:
        edit: The edit.
        names: All classes afterwards, in their order.
        changes: The files that would be written.
        boxes: Boxes of the class that is renamed, merged or deleted.
        box_files: Annotation files they are in.
        emptied: Images that would lose their last box, and then say "no objects".
        renumbered: Label files of a YOLO folder in which numbers change although the classes stay.
        unreadable: Files that cannot be read and would stay as they are.
    """

    edit: ClassEdit
    names: tuple[str, ...]
    changes: tuple[FileChange, ...]
    boxes: int = 0
    box_files: int = 0
    emptied: int = 0
    renumbered: int = 0
    unreadable: tuple[Path, ...] = ()


def plan_class_edit(
    folder: LabelFolder,
    edit: ClassEdit,
    known: Sequence[str],
    *,
    give_up: Callable[[], bool] = lambda: False,
) -> ClassEditPlan:
    """Reads the files of a folder and returns what an edit would do to them.

    Args:
        folder: The folder.
        edit: What the user wants.
        known: All class names, in their order.
        give_up: Asked before every file; True ends the reading, and the plan is worth nothing.

    Raises:
        AnnotationError: A name cannot be taken, or the files do not allow the edit; the reason is given.
    """
    check_class_edit(edit, known)
    if folder.class_file is None:
        return _planned(folder, edit, names_after(edit, known), None, give_up)
    try:
        numbers = class_numbers_of(folder)
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The class names in {folder.class_file} cannot be read ({reason_of(error)}); check the file."
        ) from error
    ordered = tuple(dict.fromkeys(numbers[number] for number in sorted(numbers)))
    yolo = _as_numbers(edit, ordered)
    # A class that the file does not number yet has no box, and stays behind the numbered ones.
    names = tuple(dict.fromkeys((*yolo.order, *names_after(edit, known))))
    return _planned(folder, edit, names, yolo_changes(folder, numbers, yolo), give_up)


def apply_class_edit(plan: ClassEditPlan, record: Path, *, progress: Callable[[int], object] = lambda _: None) -> None:
    """Writes all files of a plan or none.

    Args:
        plan: What was shown to the user.
        record: Where what they were is kept, for ``undo_change``; see ``change_files``.
        progress: Told how many files are written.

    Raises:
        AnnotationError: As ``change_files``.
    """
    if plan.changes:
        change_files(plan.changes, record, progress=progress)


def names_after(edit: ClassEdit, known: Sequence[str]) -> tuple[str, ...]:
    """Returns the class names after an edit, in their order."""
    match edit:
        case RenameClass(name, to):
            return tuple(to if one == name else one for one in known)
        case MergeClass(name) | DeleteClass(name):
            return tuple(one for one in known if one != name)
        case OrderClasses(names):
            return (*names, *(one for one in known if one not in names))
        case AddClasses(names):
            return tuple(dict.fromkeys((*known, *names)))


def check_class_edit(edit: ClassEdit, known: Collection[str]) -> None:
    """Makes sure that an edit can be made of such classes.

    Raises:
        AnnotationError: A name is not usable, taken, or not there.
    """
    match edit:
        case RenameClass(name, to):
            _check_there([name], known)
            check_class_name(to)
            if to in known and to != name:
                raise AnnotationError(f'There is a class "{to}" already; merge "{name}" into it instead.')
        case MergeClass(name, into):
            _check_there([name, into], known)
            if name == into:
                raise AnnotationError(f'"{name}" cannot be merged into itself; choose another class.')
        case DeleteClass(name):
            _check_there([name], known)
        case OrderClasses(names):
            _check_there(names, known)
        case AddClasses(names):
            for name in names:
                check_class_name(name)


def check_class_name(name: str) -> None:
    """Makes sure that every format can hold a name.

    Raises:
        AnnotationError: It cannot; the reason is given.
    """
    if clean_label(name) != name or _NOT_IN_XML.search(name) is not None:
        raise AnnotationError("A class needs a name without line breaks and without blanks around it; type another.")
    if name.lower() in _BACKGROUND:
        raise AnnotationError(f'No class can be called "{name}": class 0 is always the background; type another name.')


def _check_there(names: Sequence[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise AnnotationError(f'There is no class "{name}" any more; look at the list again.')


def _as_numbers(edit: ClassEdit, ordered: Sequence[str]) -> YoloEdit:
    """Returns an edit of names as what becomes of each class, and in which order they follow."""
    match edit:
        case RenameClass(name, to) | MergeClass(name, to):
            become: Mapping[str, str | None] = {name: to}
        case DeleteClass(name):
            become = {name: None}
        case _:
            become = {}
    wanted: list[str | None] = [
        name for name in names_after(edit, ordered) if name in ordered or not isinstance(edit, OrderClasses)
    ]
    if isinstance(edit, RenameClass | MergeClass | DeleteClass):
        wanted = [become.get(name, name) if become.get(name) not in ordered else None for name in ordered]
    return YoloEdit(become, tuple(name for name in wanted if name is not None))


def _planned(
    folder: LabelFolder,
    edit: ClassEdit,
    names: tuple[str, ...],
    yolo: list[FileChange] | None,
    give_up: Callable[[], bool],
) -> ClassEditPlan:
    """Counts what an edit hits, and collects the new contents where YOLO's are not given."""
    hit = edit.name if isinstance(edit, RenameClass | MergeClass | DeleteClass) else None
    to = edit.to if isinstance(edit, RenameClass) else edit.into if isinstance(edit, MergeClass) else None
    changes, unreadable = list(yolo or ()), list[Path]()
    boxes = box_files = emptied = 0
    for file in read_class_files(folder, give_up=give_up) if hit is not None else ():
        if not isinstance(file, ClassFile):
            unreadable.append(file)
            continue
        count = sum(label == hit for _, label in file.labels)
        boxes, box_files = boxes + count, box_files + (count > 0)
        emptied += _emptied(file, hit) if isinstance(edit, DeleteClass) else 0
        if yolo is None and hit is not None:
            after = relabelled(folder, file.content, {hit: to})
            if after is None:
                unreadable.append(file.path)
            elif after != file.content:
                changes.append(FileChange(file.path, file.content, after))
    written = {change.path for change in changes} & set(folder.annotation_files())
    return ClassEditPlan(
        edit,
        names,
        tuple(changes),
        boxes=boxes,
        box_files=box_files,
        emptied=emptied,
        renumbered=len(written) if yolo is not None else 0,
        unreadable=tuple(unreadable),
    )


def _emptied(file: ClassFile, name: str | None) -> int:
    """Returns how many images have boxes of one class only."""
    every = Counter(image for image, _ in file.labels)
    hit = Counter(image for image, label in file.labels if label == name)
    return sum(every[image] == count for image, count in hit.items())
