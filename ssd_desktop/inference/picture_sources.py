"""The pictures that are gone through one after the other: of images, folders, videos, cameras and streams."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.image_folder import list_images
from ssd_desktop.errors import MediaError
from ssd_desktop.media.camera import Camera
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.sources import classify_source
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile

_LONGEST_WAIT_S = 10.0
"""A camera or stream that gives nothing for so long has ended."""

_LIVE_FPS = 25.0
"""Frames a second of what is recorded from a camera or stream, which do not tell their own."""


@dataclass(frozen=True)
class PictureSource:
    """Something that gives pictures.

    Attributes:
        name: As the user wrote it, or the path of an image in a folder.
        moving: A video, camera or stream; its pictures have a number and a time.
        path: The image or video file; None for cameras and streams.
        frames: Opens it and gives its pictures; raises MediaError.
        fps: Frames a second at which a recording of it is made; 0 for a still picture; raises MediaError.
        length: How many pictures it has; None where there is no end; raises MediaError.
    """

    name: str
    moving: bool
    path: Path | None
    frames: Callable[[], Generator[Frame, None, None]]
    fps: Callable[[], float] = lambda: 0.0
    length: Callable[[], int | None] = lambda: 1

    def base_name(self) -> str:
        """Returns the file name, without suffix, for what is written about all of it."""
        return self.path.stem if self.path is not None else _file_name(self.name)


def picture_sources(text: str, *, limit: int | None) -> list[PictureSource]:
    """Returns the sources that a word means; a folder means each of its images.

    Args:
        text: A path, the index of a camera or an address.
        limit: Most frames taken of each video, camera and stream; None: all.

    Raises:
        MediaError: Nothing of that name exists, it is no picture, or the folder has none.
        AnnotationError: The folder cannot be read.
    """
    source = classify_source(text)
    if source.kind in ("camera", "stream"):
        address = source.value if isinstance(source.value, int) else str(source.value)
        return [PictureSource(text, True, None, lambda: _first(_camera_frames(address), limit), _live_fps, _no_end)]
    path = Path(str(source.value))
    if source.kind == "video":
        return [
            PictureSource(
                text, True, path,
                frames=lambda: _first(_video_frames(path), limit),
                fps=lambda: _video_fps(path),
                length=lambda: _video_length(path),
            )
        ]  # fmt: skip
    if source.kind == "image":
        return [_image(path)]
    images = list_images(path)
    if not images:
        raise MediaError(f"The folder {path} has no images in it; subfolders are not searched, so name one of them.")
    return [_image(image) for image in images]


def _image(path: Path) -> PictureSource:
    return PictureSource(str(path), False, path, lambda: _image_frames(path))


def _image_frames(path: Path) -> Generator[Frame, None, None]:
    yield Frame(read_image(path).pixels_rgb, number=0, time_s=0.0, source=str(path))


def _video_frames(path: Path) -> Generator[Frame, None, None]:
    with VideoFile(path) as video:
        while (frame := video.read()) is not None:
            yield frame


def _video_fps(path: Path) -> float:
    with VideoFile(path) as video:
        return video.info.fps


def _video_length(path: Path) -> int | None:
    with VideoFile(path) as video:
        return video.info.frame_count


def _live_fps() -> float:
    return _LIVE_FPS


def _no_end() -> None:
    return None


def _camera_frames(address: int | str) -> Generator[Frame, None, None]:
    with Camera(address) as camera:
        while True:
            yield camera.read(_LONGEST_WAIT_S)


def _first(frames: Iterable[Frame], limit: int | None) -> Generator[Frame, None, None]:
    """Stops after the last frame wanted: a camera's next one may never come."""
    for count, frame in enumerate(frames, start=1):
        yield frame
        if count == limit:
            return


def _file_name(address: str) -> str:
    """Returns the index of a camera or an address, without a name and password in it, as a file name."""
    if address.isdigit():
        return f"camera-{address}"
    host, slash, path = address.partition("://")[2].partition("/")
    place = host.rpartition("@")[2] + slash + path
    letters = "".join(letter if letter.isalnum() else " " for letter in place)
    return "-".join(letters.split())[:80]
