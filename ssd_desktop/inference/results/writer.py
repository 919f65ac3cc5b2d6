"""What takes the detections of one picture after the other, and where they cannot go."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame


class ResultWriter:
    """Takes detections; a context that is left when no more will come, also after an error."""

    gathers = False
    """Whether what an earlier run found is told again by ``recall``, because one file for all is made anew."""

    def expect(self, sources: Sequence[PictureSource]) -> None:
        """Hears what will come, in order: names of files must not depend on which of them fail on the way."""

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Writes what was found on one picture.

        Raises:
            MediaError: A file exists already or cannot be written.
            AnnotationError: An annotation file cannot be written.
        """
        raise NotImplementedError

    def recall(self, source: PictureSource, detections: Detections) -> None:
        """Hears what an earlier run found on a still picture that is passed over.

        Raises:
            MediaError: A file cannot be written.
        """

    def has(self, source: PictureSource) -> bool:
        """Returns whether an earlier run wrote all about a still picture, so that it can be passed over."""
        return False

    def end_source(self, source: PictureSource) -> None:
        """Hears that no more pictures of a source will come."""

    def close(self) -> None:
        """Ends what is open.

        Raises:
            MediaError: A file cannot be written.
            AnnotationError: An annotation file cannot be written.
        """

    def __enter__(self) -> "ResultWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def make_folder(folder: Path) -> None:
    """Makes a folder for results where there is none.

    Raises:
        MediaError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise not_written(folder, error) from error


def check_free(path: Path, source: PictureSource | None, *, overwrite: bool) -> None:
    """Makes sure that a file may be written.

    Args:
        path: The file.
        source: What it would tell of; its own file is never replaced. None: of all pictures.
        overwrite: Whether files of earlier runs may be replaced.

    Raises:
        MediaError: It may not.
    """
    if not path.exists():
        return
    if source is not None and _is_of_source(path, source):
        raise MediaError(f"{path} is the picture itself and is not replaced; choose another --output folder.")
    if not overwrite:
        raise MediaError(f"{path} exists already; add --overwrite, or choose another --output folder.")


def is_written(path: Path, source: PictureSource) -> bool:
    """Returns whether a file about a picture is there, and is not the picture itself."""
    return path.exists() and not _is_of_source(path, source)


def _is_of_source(path: Path, source: PictureSource) -> bool:
    return source.path is not None and source.path.exists() and path.samefile(source.path)


def not_written(path: Path, error: Exception) -> MediaError:
    """Returns the error that says that a file was not written, why, and what to do."""
    return MediaError(f"{path} cannot be written ({reason_of(error)}); choose another place.")
