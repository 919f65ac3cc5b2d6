"""Opens a source of any kind for the playback worker. OpenCV is imported when the first one is opened."""

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.errors import MediaError, SSDDesktopError
from ssd_desktop.gui.media_session import Media, display_name
from ssd_desktop.gui.qt_platform import forget_opencv_qt
from ssd_desktop.media.types import Frame

if TYPE_CHECKING:
    from ssd_desktop.annotation.ground_truth import GroundTruthReader
    from ssd_desktop.media.image_file import ImageFile, ImageSize
    from ssd_desktop.media.sources import Source

ReadImage = Callable[[Path], "ImageFile"]
Labels = tuple[ImageAnnotation | None, str]
"""Ground truth of an image, None where there is none, and one sentence on what is wrong with its file, or ""."""

_TRIED_IMAGES = 50
_TOLD_PROBLEMS = 3
_FIRST_PICTURE_S = 20.0
_LOOK_S = 0.2


class Stream(Protocol):
    """A source with more than one frame."""

    def read(self, wait_s: float) -> Frame | None:
        """Returns the next frame; None at the end of a video, and where a camera gave none within ``wait_s``."""

    def seek(self, number: int) -> None:
        """Makes ``number`` the next frame that ``read`` gives; does nothing on a live source."""

    def trouble(self) -> str:
        """Returns one sentence on why ``read`` gives nothing at the moment; "" where nothing is wrong."""

    def close(self) -> None: ...


@dataclass(frozen=True, eq=False)
class Opened:
    """A source with its first frame.

    Attributes:
        media: What the window is told of it.
        first: Its first frame.
        stream: Where the next frames come from; None for a still image.
        read_labels: Reads what an image shows, which for the first image of a large folder takes most of a second.
        annotation: Ground truth of an image, once it was read; None where there is none.
        notice: One sentence about an annotation file or image that could not be read, or "".
        folder: The folder whose images go with an image; None for other sources.
        images: Those of ``folder``, where they were listed to open it.
    """

    media: Media
    first: Frame
    stream: Stream | None = None
    read_labels: Callable[[], Labels] | None = None
    annotation: ImageAnnotation | None = None
    notice: str = ""
    folder: Path | None = None
    images: list[Path] | None = None

    def labelled(self) -> "Opened":
        """Returns the same with its ground truth."""
        if self.read_labels is None:
            return self
        annotation, notice = self.read_labels()
        return replace(self, annotation=annotation, notice=self.notice or notice)


class VideoStream:
    """A video file as a ``Stream``."""

    def __init__(self, path: str) -> None:
        from ssd_desktop.media.video_file import VideoFile

        self._video = VideoFile(path)
        self.frame_count = self._video.info.frame_count
        self.fps = self._video.info.fps

    def read(self, wait_s: float) -> Frame | None:
        return self._video.read()

    def seek(self, number: int) -> None:
        if self._video.position != number:
            self._video.seek(number)
        if self._video.position < number:  # the file promises more frames than it has: its last one is meant
            self._video.seek(self._video.position - 1)

    def trouble(self) -> str:
        return ""

    def close(self) -> None:
        self._video.close()


class CameraStream:
    """A camera or a network stream as a ``Stream``; its own thread reads, the latest frame is kept."""

    def __init__(self, address: int | str) -> None:
        from ssd_desktop.media.camera import Camera, NoFrameError

        self._camera = Camera(address)
        self._no_frame_yet = NoFrameError
        self._trouble = ""

    def read(self, wait_s: float) -> Frame | None:
        try:
            frame = self._camera.read(wait_s)
        except self._no_frame_yet as error:
            self._trouble = str(error) if self._camera.state in ("stalled", "reconnecting") else ""
            return None
        self._trouble = ""
        return frame

    def seek(self, number: int) -> None:
        pass

    def trouble(self) -> str:
        return self._trouble

    def close(self) -> None:
        self._camera.close()


def open_source(source: "Source", number: int, give_up: Callable[[], bool], *, read: ReadImage | None = None) -> Opened:
    """Opens a source and reads its first frame; blocks until then.

    Args:
        source: What to open.
        number: Of the wish, for ``Media.number``.
        give_up: Asked while a camera is waited for; True ends the wait.
        read: Decodes images; None takes ``read_image``.

    Raises:
        SSDDesktopError: It cannot be opened or has no picture.
    """
    forget_opencv_qt()
    try:
        if source.kind == "folder":
            return _open_folder(Path(str(source.value)), number, read)
        if source.kind == "image":
            return _open_image(Path(str(source.value)), number, read)
        if source.kind == "video":
            return _open_video(source, number)
        return _open_camera(source, number, give_up)
    finally:
        forget_opencv_qt()


def list_folder(folder: Path) -> list[Path]:
    """Returns the images of a folder in natural order; of a data folder those in the first of its folders of images.

    That is ``JPEGImages`` or ``images``, or a folder of a split such as ``train``, also inside each other.
    """
    from ssd_desktop.annotation.image_folder import list_images

    inner = _image_folders(folder)
    for candidate in (folder, *inner, *(deep for one in inner for deep in _image_folders(one))):
        if images := list_images(candidate):
            return images
    return []


def _image_folders(folder: Path) -> list[Path]:
    from ssd_desktop.annotation.folder_names import IMAGE_FOLDERS
    from ssd_desktop.annotation.split_names import split_name

    inner = sorted(child for child in folder.iterdir() if child.is_dir())
    return [child for child in inner if child.name.lower() in IMAGE_FOLDERS or split_name(child.name) is not None]


def _open_folder(folder: Path, number: int, read: ReadImage | None) -> Opened:
    """Opens the first image that can be read, so that one damaged file does not close a whole folder."""
    images = list_folder(folder)
    if not images:
        raise MediaError(f"The folder {folder} has no pictures; open one with JPEG, PNG, BMP, WebP, TIFF or GIF files.")
    errors: list[SSDDesktopError] = []
    for image in images[:_TRIED_IMAGES]:
        try:
            opened = _open_image(image, number, read)
        except SSDDesktopError as error:
            errors.append(error)
        else:
            return replace(opened, notice=str(errors[0]) if errors else "", images=images)
    raise errors[0]


def _open_image(path: Path, number: int, read: ReadImage | None) -> Opened:
    from ssd_desktop.media.image_file import read_image

    image = (read or read_image)(path)
    return Opened(
        media=Media(number, "image", path.name, str(path)),
        first=Frame(image.pixels_rgb, 0, 0.0, str(path)),
        read_labels=functools.partial(_read_annotation, path, image.size),
        folder=path.parent,
    )


def _read_annotation(path: Path, size: "ImageSize") -> Labels:
    try:
        found = _ground_truth().read(path, size)
    except SSDDesktopError as error:
        return None, str(error)
    if found is None:
        return None, ""
    file, read = found
    return read.annotation, _problems_text(file, [problem.text for problem in read.problems])


@functools.cache
def _ground_truth() -> "GroundTruthReader":
    """Returns the reader that keeps the folder shown last; pictures are opened on the playback thread only."""
    from ssd_desktop.annotation.ground_truth import GroundTruthReader

    return GroundTruthReader()


def _problems_text(file: Path, problems: list[str]) -> str:
    """Returns the first problems of an annotation file, "" where it has none; the file is named once."""
    if not problems:
        return ""
    more = "; ..." if len(problems) > _TOLD_PROBLEMS else ""
    return f"{file}: {'; '.join(problems[:_TOLD_PROBLEMS])}{more}"


def _open_video(source: "Source", number: int) -> Opened:
    stream = VideoStream(str(source.value))
    first = stream.read(0)
    if first is None:
        stream.close()
        raise MediaError(f"The video {source.value} has no frame that can be decoded; get an intact copy of it.")
    count = stream.frame_count if stream.frame_count and stream.frame_count > 0 else None
    media = Media(number, "video", display_name(source), str(source.value), count, stream.fps)
    return Opened(media, first, stream)


def _open_camera(source: "Source", number: int, give_up: Callable[[], bool]) -> Opened:
    stream = CameraStream(source.value if isinstance(source.value, int) else str(source.value))
    try:
        deadline = time.monotonic() + _FIRST_PICTURE_S
        while not give_up() and time.monotonic() < deadline:
            first = stream.read(_LOOK_S)
            if first is not None:
                media = Media(number, source.kind, display_name(source), str(source.value))
                return Opened(media, first, stream)
    except BaseException:
        stream.close()
        raise
    stream.close()
    raise MediaError(
        f"{display_name(source)} gave no picture; check that it is connected and that nothing else uses it."
    )
