"""Frames of a tracked video as a data set: images with annotations, in a folder of their own.

Edges are whole pixels there: those between key frames are not, and readers of VOC files expect them to be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import NamedAnnotation
from ssd_desktop.annotation.formats.coco_json import write_coco_json
from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.annotation.formats.yolo_names import write_data_yaml
from ssd_desktop.annotation.formats.yolo_txt import write_yolo_txt
from ssd_desktop.annotation.frame_labels import Tracks, key_frames, labelled_frame
from ssd_desktop.annotation.tracks import boxes_of
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile

FrameChoice = Literal["keys", "boxes", "every"]
ExportFormat = Literal["voc", "yolo", "coco"]


@dataclass(frozen=True)
class ExportWish:
    """What to export.

    Attributes:
        choice: All key frames; the frames with boxes; all frames.
        step: Of the frames with boxes, or of all, every so many-th.
        format: Of the annotations.
        suffix: Of the images, ".jpg" or ".png".
        empty_is_background: Frames without a box say "no object"; else they are images that are not labelled.
    """

    choice: FrameChoice = "keys"
    step: int = 1
    format: ExportFormat = "voc"
    suffix: str = ".jpg"
    empty_is_background: bool = False


@dataclass(frozen=True)
class ExportReport:
    """What was written.

    Attributes:
        folder: Where.
        images: Images.
        labelled: Those with annotations, background included.
        objects: Objects.
        complete: Whether it went to its end.
    """

    folder: Path
    images: int
    labelled: int
    objects: int
    complete: bool


def chosen_frames(tracks: Tracks, wish: ExportWish, frame_count: int) -> list[int]:
    """Returns the numbers of the frames to export, rising.

    Args:
        tracks: All objects of the video.
        wish: Which frames.
        frame_count: Frames of the video.
    """
    if wish.choice == "keys":
        return [frame for frame in key_frames(tracks) if frame < frame_count]
    if wish.choice == "every":
        return list(range(0, frame_count, wish.step))
    everywhere = [boxes_of(track, range(frame_count))[:, 0] for track in tracks]
    labelled = [frame for frame in range(frame_count) if any(edge[frame] == edge[frame] for edge in everywhere)]
    return labelled[:: wish.step]


def export_frames(
    video: Path,
    tracks: Tracks,
    wish: ExportWish,
    *,
    frames: Sequence[int],
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Writes frames with their annotations; nothing that exists is written over.

    Args:
        video: The video file.
        tracks: Its objects.
        wish: Formats.
        frames: Numbers of the frames, rising.
        folder: A new or an empty folder.
        progress: Called with the frames done and their number.
        cancelled: Asked between frames; what was written until then is whole.

    Raises:
        AnnotationError: There is nothing to export, the folder is not empty, or a file cannot be written.
        MediaError: The video cannot be read.
    """
    if not frames:
        raise AnnotationError(f"There is no frame of {video} to export; draw a box or choose other frames.")
    _check_folder(folder)
    written: list[tuple[str, ImageAnnotation | None]] = []
    images = folder / ("JPEGImages" if wish.format == "voc" else "images")
    try:
        images.mkdir(parents=True, exist_ok=True)
        with VideoFile(video) as source:
            for done, number in enumerate(frames, 1):
                frame = None if cancelled() else _frame(source, number)
                if frame is None:
                    break
                name = f"{video.stem}_{number:06}{wish.suffix}"
                write_image(images / name, frame.pixels_rgb)
                written.append((name, _annotation(tracks, frame, wish)))
                if progress is not None:
                    progress(done, len(frames))
        _write_annotations(folder, wish.format, written, tracks)
    except OSError as error:
        raise AnnotationError(
            f"The folder {folder} cannot be written ({reason_of(error)}); free space or choose another folder."
        ) from error
    labelled = [annotation for _, annotation in written if annotation is not None]
    objects = sum(len(annotation.objects) for annotation in labelled)
    return ExportReport(folder, len(written), len(labelled), objects, len(written) == len(frames))


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise AnnotationError(f"{folder} is a file, not a folder; choose a new folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise AnnotationError(f"The folder {folder} is not empty; choose a new or an empty one.")


def _frame(source: VideoFile, number: int) -> Frame | None:
    if source.position != number:
        source.seek(number)
    return source.read()


def _annotation(tracks: Tracks, frame: Frame, wish: ExportWish) -> ImageAnnotation | None:
    annotation = labelled_frame(tracks, frame.number, (frame.width, frame.height))
    if not annotation.objects and not wish.empty_is_background:
        return None
    objects = tuple(_whole(item, frame.width, frame.height) for item in annotation.objects)
    return replace(annotation, objects=objects)


def _whole(item: AnnotatedObject, width: int, height: int) -> AnnotatedObject:
    """Returns the object with edges on whole pixels, at least one pixel wide and high."""
    x0, y0 = min(round(item.box.x0), width - 1), min(round(item.box.y0), height - 1)
    x1, y1 = max(round(item.box.x1), x0 + 1), max(round(item.box.y1), y0 + 1)
    return replace(item, box=Box(x0, y0, x1, y1))


def _write_annotations(
    folder: Path, form: ExportFormat, written: list[tuple[str, ImageAnnotation | None]], tracks: Tracks
) -> None:
    classes = dict(enumerate(sorted({track.label for track in tracks}), 1 if form == "coco" else 0))
    labelled = [NamedAnnotation(name, annotation) for name, annotation in written if annotation is not None]
    if form == "coco":
        (folder / "annotations").mkdir()
        # An image that is not listed is not labelled, as everywhere in this program.
        write_coco_json(folder / "annotations" / "instances.json", labelled, categories=classes)
    elif form == "yolo":
        (folder / "labels").mkdir()
        numbers = {name: number for number, name in classes.items()}
        for row in labelled:
            path = folder / "labels" / f"{Path(row.file_name).stem}.txt"
            write_yolo_txt(path, row.annotation, ids=numbers, durable=False)
        write_data_yaml(folder / "data.yaml", classes, {})
    else:
        (folder / "Annotations").mkdir()
        for row in labelled:
            image = Path("JPEGImages", row.file_name)
            write_voc_xml(folder / "Annotations" / f"{image.stem}.xml", row.annotation, image_path=image, durable=False)
