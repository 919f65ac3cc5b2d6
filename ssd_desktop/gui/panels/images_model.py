"""Image files as rows of a list; nothing is read from the disk."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QImage

from ssd_desktop.annotation.image_summary import DONE, TO_DO, ImageStatus, ImageSummary
from ssd_desktop.gui.panels.image_filter import ImageFilter
from ssd_desktop.gui.panels.image_texts import summary_text, tip_text
from ssd_desktop.gui.panels.thumbnail_memory import ThumbnailMemory
from ssd_desktop.media.file_version import Version

SUMMARY_ROLE = Qt.ItemDataRole.UserRole
"""The ``ImageSummary`` of a row; None while it is unknown."""

_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """The images that pass the filter, how far each is labelled, and which one is shown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: list[Path] = []
        self._names: list[str] = []
        self._numbers: dict[Path, int] = {}
        self._summaries: list[ImageSummary | None] = []
        self._counts = Counter[ImageStatus]()
        self._shown: list[int] = []
        self._filter = ImageFilter()
        self._current: Path | None = None
        self._thumbnails = ThumbnailMemory()
        self._bold = QFont()
        self._bold.setBold(True)

    # -- What is listed

    def set_images(self, images: list[Path]) -> None:
        """Takes other images, in order; what was known of images that stay is kept."""
        known = dict(zip(self._images, self._summaries, strict=True))
        self.beginResetModel()
        self._images = list(images)
        self._names = [image.name.casefold() for image in self._images]
        self._numbers = {image: number for number, image in enumerate(self._images)}
        self._summaries = [known.get(image) for image in self._images]
        self._counts = Counter(summary.status for summary in self._summaries if summary is not None)
        self._shown = self._passing()
        self.endResetModel()

    def set_filter(self, wanted: ImageFilter) -> None:
        """Shows only images that pass."""
        self._filter = wanted
        self._show_rows(self._passing())

    def set_current(self, image: Path | None) -> None:
        """Marks an image as the one that is shown; None marks none."""
        before, self._current = self.current_row(), image
        for row in (before, self.current_row()):
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.FontRole])

    def set_summaries(self, summaries: Mapping[Path, ImageSummary]) -> None:
        """Takes note of how images are labelled; those that are not listed are passed over."""
        numbers = [
            number
            for image, summary in summaries.items()
            if (number := self._numbers.get(image)) is not None and self._set_summary(number, summary)
        ]
        rows = [row for number in numbers if (row := self._row_of(number)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)), [SUMMARY_ROLE])

    def filter_again(self) -> bool:
        """Lets labels that have changed count for the filter; returns whether other images are listed now.

        The image that is shown stays listed: it must not vanish under the hand that labels it.
        """
        if not self._filter.asks_for_labels:
            return False
        shown = self._passing()
        row = self.current_row()
        if row is not None and not _has(shown, self._shown[row]):
            shown.insert(bisect_left(shown, self._shown[row]), self._shown[row])
        return self._show_rows(shown)

    # -- Questions

    def total(self) -> int:
        """Returns the number of images, filtered out ones included."""
        return len(self._images)

    def done(self) -> int:
        """Returns how many images somebody has labelled."""
        return sum(self._counts[status] for status in DONE)

    def known(self) -> int:
        """Returns of how many images it is known how far they are labelled."""
        return self._counts.total()

    def image(self, row: int) -> Path:
        """Returns the path of a row."""
        return self._images[self._shown[row]]

    def summary(self, image: Path) -> ImageSummary | None:
        """Returns how an image is labelled; None while that is unknown."""
        number = self._numbers.get(image)
        return None if number is None else self._summaries[number]

    def is_current(self, row: int) -> bool:
        """Returns whether a row is the image that is shown."""
        return self.image(row) == self._current

    def current_row(self) -> int | None:
        """Returns the row of the image that is shown, or None while it is filtered out or not listed."""
        number = None if self._current is None else self._numbers.get(self._current)
        return None if number is None else self._row_of(number)

    def neighbour(self, image: Path | None, by: int) -> Path | None:
        """Returns the image so many rows after another, at most the first or last; None where none is listed.

        Args:
            image: Also one that the filter hides; None, or one that is unknown, stands before the first.
            by: Below 0: before it.
        """
        if not self._shown:
            return None
        number = -1 if image is None else self._numbers.get(image, -1)
        place = bisect_left(self._shown, number)
        hidden = not _has(self._shown, number)
        row = place + by - (hidden and by > 0)
        return self.image(min(max(row, 0), len(self._shown) - 1))

    def before(self, image: Path) -> Path | None:
        """Returns the image before another, whether the filter shows them or not; None before the first."""
        number = self._numbers.get(image, 0)
        return self._images[number - 1] if number else None

    def next_unlabelled(self, image: Path | None) -> Path | None:
        """Returns the next listed image that nobody has labelled, after the last from the first on; None: all are."""
        start = bisect_right(self._shown, -1 if image is None else self._numbers.get(image, -1))
        for number in (*self._shown[start:], *self._shown[:start]):
            summary = self._summaries[number]
            if summary is not None and summary.status in TO_DO and self._images[number] != image:
                return self._images[number]
        return None

    # -- Thumbnails

    def set_thumbnail(self, image: Path, version: Version, picture: QImage) -> None:
        """Takes the thumbnail of an image; an empty one says that there is none."""
        self._thumbnails.put(image, version, picture)
        number = self._numbers.get(image)
        row = None if number is None else self._row_of(number)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def thumbnail_version(self, row: int) -> Version | None:
        """Returns of which version of its file the thumbnail of a row is; None where there is none."""
        return self._thumbnails.version(self.image(row))

    # -- Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of images that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the name, a tip, how it is labelled, the thumbnail, and bold type for the current image."""
        if not index.isValid():
            return None
        image, summary = self.image(index.row()), self._summaries[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return image.name
        if role == SUMMARY_ROLE:
            return summary
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.picture(image)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(image, summary)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{image.name}, {summary_text(summary)}" if summary is not None else image.name
        if role == Qt.ItemDataRole.FontRole and self.is_current(index.row()):
            return self._bold
        return None

    # -- Parts

    def _passing(self) -> list[int]:
        pairs = zip(self._names, self._summaries, strict=True)
        return [number for number, (name, summary) in enumerate(pairs) if self._filter.accepts(name, summary)]

    def _show_rows(self, shown: list[int]) -> bool:
        if shown == self._shown:
            return False
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        return True

    def _set_summary(self, number: int, summary: ImageSummary) -> bool:
        before = self._summaries[number]
        if before == summary:
            return False
        if before is not None:
            self._counts[before.status] -= 1
        self._counts[summary.status] += 1
        self._summaries[number] = summary
        return True

    def _row_of(self, number: int) -> int | None:
        row = bisect_left(self._shown, number)
        return row if row < len(self._shown) and self._shown[row] == number else None


def _has(ascending: list[int], number: int) -> bool:
    place = bisect_left(ascending, number)
    return place < len(ascending) and ascending[place] == number
