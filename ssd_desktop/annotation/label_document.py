"""An annotation file under edit: what it was when it was read, and how it becomes what its images are to say.

Every saving starts from the bytes that were read, never from those of the last saving: what no edit touched stays as
it was, and edits that were all taken back give the same bytes again.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.file_stamp import MISSING, FileStamp, is_unchanged, read_stamped
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.errors import AnnotationError, is_not_allowed, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import ImageSize

_TRIES = 3


class ChangedOnDiskError(AnnotationError):
    """Another program has written the file since it was read."""


@dataclass(frozen=True)
class ImageChange:
    """What becomes of an image.

    Attributes:
        image: The image file.
        before: What reading the document gave; None: the document did not describe it.
        after: What the document is to say; None: nothing.
        orientation: As reading gave it.
    """

    image: Path
    before: ImageAnnotation | None
    after: ImageAnnotation | None
    orientation: int = 1


class LabelDocument(ABC):
    """One annotation file.

    Attributes:
        path: Where it is, or will be.
        holds: The flags of objects and images that its format can hold.
    """

    path: Path
    holds: frozenset[str]

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: bytes | None = None
        self._stamp = MISSING
        # Images of a shared file are read while another is saved.
        self._lock = threading.RLock()

    @property
    def is_shared(self) -> bool:
        """Whether it describes more than one image."""
        return False

    def read(self, image: Path, size: ImageSize) -> AnnotationFile | None:
        """Reads what the file says of an image, and keeps the file's bytes.

        Returns:
            None where there is no file, or it does not describe the image.

        Raises:
            AnnotationError: The file cannot be read or understood; it must not be written then.
        """
        with self._lock:
            for _ in range(_TRIES):
                self.content, self._stamp = self._bytes()
                if self.content is None:
                    return None
                file = self._read(image, size)
                # Somebody who writes in this very moment would give bytes of one file and objects of another.
                if is_unchanged(self.path, self._stamp):
                    return file
        raise AnnotationError(f"The annotation file {self.path} changes all the time; try again when it is at rest.")

    def is_changed_on_disk(self) -> bool:
        """Returns whether another program has written the file since it was read or saved here."""
        return not is_unchanged(self.path, self._stamp)

    def save(self, changes: Sequence[ImageChange]) -> None:
        """Writes the file, whole or not at all.

        Args:
            changes: All images of the document that are not as it was read.

        Raises:
            ChangedOnDiskError: Another program has written it.
            AnnotationError: It cannot be written.
        """
        with self._lock:
            self._save(changes)

    def _save(self, changes: Sequence[ImageChange]) -> None:
        gone = next((change.image.parent for change in changes if not change.image.parent.is_dir()), None)
        if gone is not None:  # making it again, perhaps where a drive was, would hide that
            raise AnnotationError(f"The folder {gone} is gone, so nothing was saved; bring it back and save again.")
        if self.is_changed_on_disk():
            raise ChangedOnDiskError(
                f"The annotation file {self.path} was changed by another program; load it anew or replace it."
            )
        self._write(self.new_content(changes))

    @abstractmethod
    def new_content(self, changes: Sequence[ImageChange]) -> bytes | None:
        """Returns what the file becomes; None: there is to be no file.

        Raises:
            AnnotationError: The format cannot hold it.
        """

    @abstractmethod
    def _read(self, image: Path, size: ImageSize) -> AnnotationFile | None:
        """Reads an image's objects from the file."""

    def _bytes(self) -> tuple[bytes | None, FileStamp]:
        try:
            return read_stamped(self.path)
        except (OSError, ValueError) as error:
            raise AnnotationError(
                f"The annotation file {self.path} cannot be read ({reason_of(error)}); check its permissions."
            ) from error

    def _write(self, content: bytes | None) -> None:
        try:
            if content is None:
                self.path.unlink(missing_ok=True)
                self._stamp = MISSING
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_file_atomically(self.path, content)
            self._stamp = read_stamped(self.path)[1]
        except (OSError, ValueError) as error:
            if is_not_allowed(error):
                raise AnnotationError(
                    f"The annotation file {self.path} was not written ({reason_of(error)}); make the folder writable "
                    "or keep the labels elsewhere (Edit menu), then save again."
                ) from error
            raise AnnotationError(
                f"The annotation file {self.path} was not written ({reason_of(error)}); free space or check the "
                "folder, then save again."
            ) from error
