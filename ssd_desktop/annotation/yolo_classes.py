"""The class numbers of a YOLO folder while its labels are edited: names are added at the end, and none ever moves."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.file_stamp import MISSING, FileStamp, is_unchanged, read_stamped
from ssd_desktop.annotation.formats.annotation_file import clean_label
from ssd_desktop.annotation.formats.yolo_names import names_of_list, names_of_yaml, read_data_yaml, read_numbered_names
from ssd_desktop.annotation.formats.yolo_patch import add_to_class_list, add_to_data_yaml
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically


class YoloClasses:
    """What the numbers mean.

    Attributes:
        path: ``data.yaml`` or the class list.
        names: Class name by number.
        key_points: Whether label lines have key points after the box.
    """

    def __init__(self, path: Path) -> None:
        """Reads the file; a class list that is not there yet is made with the first class.

        Raises:
            AnnotationError: It cannot be read.
        """
        self.path = path
        self._stamp = _stamp_of(path)
        self._is_yaml = path.suffix.lower() in (".yaml", ".yml")
        self.key_points = False
        self.names: Mapping[int, str]
        if self._stamp == MISSING:
            self.names = {}
        elif self._is_yaml:
            data = read_data_yaml(path)
            self.names, self.key_points = data.names, data.key_points
        else:
            self.names = read_numbered_names(path)

    def numbers_for(self, labels: Sequence[str]) -> dict[str, int]:
        """Returns the number of every class, after writing those into the file that it lacks.

        Raises:
            AnnotationError: A name cannot be written, another program has given the numbers other meanings, or the
                file cannot be written.
        """
        missing = [name for name in dict.fromkeys(labels) if name not in self.names.values()]
        if missing or not is_unchanged(self.path, self._stamp):
            self._add(missing)
            self._stamp = _stamp_of(self.path)
        return {name: number for number, name in sorted(self.names.items(), reverse=True)}

    def _add(self, missing: Sequence[str]) -> None:
        for name in missing:
            if clean_label(name) != name:
                raise AnnotationError(f'The class "{name}" cannot be written to {self.path}; give it another name.')
        content = self._content()
        if content is None:
            there: Mapping[int, str] = {}
        else:
            text = content.decode("utf-8-sig")
            there = names_of_yaml(self.path, text) if self._is_yaml else names_of_list(self.path, text)
        if any(there.get(number) != name for number, name in self.names.items()):
            raise AnnotationError(
                f"The classes in {self.path} were changed by another program; close the folder and open it anew."
            )
        self.names = there
        new = [name for name in missing if name not in there.values()]
        if new and content is None:
            self._write("".join(f"{name}\n" for name in new).encode())
            self.names = dict(enumerate(new))
        elif new and content is not None:
            add = add_to_data_yaml if self._is_yaml else add_to_class_list
            changed, names = add(self.path, content, new)
            self._write(changed)
            self.names = names

    def _content(self) -> bytes | None:
        """Returns the bytes of the list, which are text; None where there is none, and never was."""
        try:
            content = self.path.read_bytes()
            content.decode("utf-8-sig")
            return content
        except FileNotFoundError:
            if not self.names:
                return None
            raise AnnotationError(
                f"The class list {self.path} is gone; bring it back, for nothing else says what the numbers mean."
            ) from None
        except (OSError, ValueError) as error:
            raise AnnotationError(
                f"The class list {self.path} cannot be read ({reason_of(error)}); check its permissions."
            ) from error

    def _write(self, content: bytes) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_file_atomically(self.path, content)
        except (OSError, ValueError) as error:
            raise AnnotationError(
                f"The class list {self.path} was not written ({reason_of(error)}); free space or check the folder, "
                "then save again."
            ) from error


def _stamp_of(path: Path) -> FileStamp:
    try:
        return read_stamped(path)[1]
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The class list {path} cannot be read ({reason_of(error)}); check its permissions."
        ) from error
