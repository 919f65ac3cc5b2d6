"""Files about each picture in a folder: the picture with boxes drawn, VOC XML, YOLO labels, JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.annotation.formats.yolo_txt import write_yolo_txt
from ssd_desktop.errors import MediaError
from ssd_desktop.inference.drawing import draw_detections
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.rows import annotation_of, json_row
from ssd_desktop.inference.results.run_journal import RunJournal
from ssd_desktop.inference.results.still_names import place_of, sources_at
from ssd_desktop.inference.results.video_names import VideoNames
from ssd_desktop.inference.results.writer import ResultWriter, check_free, is_written, make_folder, not_written
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import WRITABLE_SUFFIXES, write_image
from ssd_desktop.media.types import Frame

FORMATS = ("image", "voc", "yolo", "json")
"""Of which there is a file for each picture."""

YOLO_CLASSES = "classes.txt"
"""Names of the classes beside YOLO's labels, in the order of their numbers."""


class PictureFiles(ResultWriter):
    """Writes files about each picture into a folder; never over a file that was there, unless told to.

    Args:
        folder: Made when missing.
        formats: Of ``FORMATS``.
        model: Name of the detector, kept in annotations.
        classes: Foreground names; their order gives the numbers of YOLO's labels, from 0.
        overwrite: Replace files of earlier runs; the pictures themselves are never replaced.
        keep: Leave what is there and add what is missing, of images and video files: an earlier run that is gone on
            with wrote it whole, or it is the user's.
        journal: Keeps the names of the files, so that a run that is gone on with has the same; None: there is no more.

    Raises:
        MediaError: The folder cannot be made, or has YOLO labels of other classes.
    """

    def __init__(
        self,
        folder: Path,
        formats: Iterable[str],
        *,
        model: str,
        classes: Sequence[str],
        overwrite: bool,
        keep: bool = False,
        journal: RunJournal | None = None,
    ) -> None:
        self._folder = folder
        self._formats = tuple(formats)
        self._model = model
        self._classes = tuple(classes)
        self._overwrite = overwrite
        self._keep = keep
        self._journal = journal
        self._used: set[str] = set()
        self._stills: dict[str, str] = {}
        self._frames: dict[tuple[str, int], str] = {}
        self._videos = VideoNames()
        make_folder(folder)
        if "yolo" in self._formats:
            self._write_classes(folder / YOLO_CLASSES)

    def expect(self, sources: Sequence[PictureSource]) -> None:
        """Names the files of all still pictures and videos; first those of an earlier run, also of pictures now gone.

        Else one that was added since, called ``a.bmp``, would have the files of ``a.jpg``.
        """
        stills = [source for source in sources if not source.moving]
        if self._journal is not None:
            self._take_names(self._journal.stems, stills)
        for source in sources:
            if source.moving:
                self._videos.of(source)
            else:
                self._paths(source, None)
        if self._journal is not None:
            given: dict[str, str] = {}
            for source in stills:
                given.setdefault(place_of(source), self._stills[source.name])
            self._journal.keep_stems(given)

    def _take_names(self, stems: Mapping[str, str], stills: Sequence[PictureSource]) -> None:
        found = sources_at(stems, stills)
        for place, stem in stems.items():
            source = found.get(place)
            suffix = Path(place).suffix if source is None else _suffix(source)
            self._name_still(place if source is None else source.name, stem, self._suffixes(suffix))

    def has(self, source: PictureSource) -> bool:
        """Returns whether every file about a still picture is there."""
        return not source.moving and all(is_written(path, source) for path in self._paths(source, None).values())

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Writes the files about one picture.

        Raises:
            MediaError: A file exists already or cannot be written.
            AnnotationError: An annotation file cannot be written.
        """
        paths = self._paths(source, frame)
        if self._keep and source.path is not None:
            paths = {name: path for name, path in paths.items() if not is_written(path, source)}
        for path in paths.values():
            check_free(path, source, overwrite=self._overwrite)
        annotation = annotation_of(detections, model=self._model)
        if "image" in paths:
            write_image(paths["image"], draw_detections(frame.pixels_rgb, detections))
        if "voc" in paths:
            drawn = Path(paths["voc"].stem + _suffix(source))
            image = drawn if source.path is None or source.moving else source.path
            write_voc_xml(paths["voc"], annotation, image_path=image)
        if "yolo" in paths:
            ids = {name: number for number, name in enumerate(self._classes)}
            write_yolo_txt(paths["yolo"], annotation, ids=ids)
        if "json" in paths:
            _write_json(paths["json"], json_row(source, frame, detections))

    def _write_classes(self, path: Path) -> None:
        """Writes the names of YOLO's numbers; another list that is there belongs to other labels."""
        content = "".join(" ".join(name.split()) + "\n" for name in self._classes).encode()
        try:
            if path.exists() and path.read_bytes() != content and not self._overwrite:
                raise MediaError(f"{path} names other classes; add --overwrite, or choose another --output folder.")
            write_file_atomically(path, content)
        except (OSError, ValueError) as error:
            raise not_written(path, error) from error

    def _paths(self, source: PictureSource, frame: Frame | None) -> dict[str, Path]:
        """Returns the file of each format for a picture; None: a still one, which is frame 0."""
        wanted = self._suffixes(_suffix(source))
        if not source.moving:
            stem = self._name_still(source.name, source.base_name(), wanted)
        else:
            key = source.name, frame.number if frame is not None else 0
            if key not in self._frames:
                self._frames[key] = self._free_stem(self._videos.of_frame(source, key[1]), wanted.values())
            stem = self._frames[key]
        return {name: self._folder / (stem + suffix) for name, suffix in wanted.items()}

    def _suffixes(self, of_image: str) -> dict[str, str]:
        suffixes = {"image": of_image, "voc": ".xml", "yolo": ".txt", "json": ".json"}
        return {name: suffixes[name] for name in self._formats}

    def _name_still(self, name: str, stem: str, suffixes: Mapping[str, str]) -> str:
        """Returns what the files about a still picture are called: as wanted, or the next free name."""
        if name not in self._stills:
            self._stills[name] = self._free_stem(stem, suffixes.values())
        return self._stills[name]

    def _free_stem(self, stem: str, suffixes: Iterable[str]) -> str:
        """Returns a name that this run has not used: two folders may each have a ``1.jpg``."""
        number, free = 1, stem
        # Letter case does not tell files apart everywhere. The labels of "classes.jpg" are no list of classes.
        taken = self._used | ({YOLO_CLASSES} if "yolo" in self._formats else set())
        while any((free + suffix).lower() in taken for suffix in suffixes):
            number += 1
            free = f"{stem}_{number}"
        self._used.update((free + suffix).lower() for suffix in suffixes)
        return free


def _suffix(source: PictureSource) -> str:
    """Returns the ending of a picture's copy: its own where it can be written."""
    suffix = source.path.suffix.lower() if source.path is not None else ""
    return suffix if suffix in WRITABLE_SUFFIXES else ".jpg" if source.moving else ".png"


def _write_json(path: Path, row: dict[str, object]) -> None:
    try:
        write_file_atomically(path, (json.dumps(row, indent=2) + "\n").encode())
    except (OSError, ValueError) as error:
        raise not_written(path, error) from error
