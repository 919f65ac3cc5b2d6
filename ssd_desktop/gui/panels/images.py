"""The images of the open folder."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ssd_desktop.annotation.image_summary import ImageSummary
from ssd_desktop.gui.panels.image_filters import ImageFilterBar
from ssd_desktop.gui.panels.image_view import ImageView
from ssd_desktop.gui.panels.images_model import ImagesModel
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.media.file_version import Version

_COUNT_MS = 100


class ImagesPanel(QWidget):
    """Thumbnails with name and status, filters above, progress below; going to another image opens it."""

    image_chosen = Signal(object)
    """The ``Path`` the user went to, by a click or the keys."""

    thumbnails_wanted = Signal(object)
    """Images in view and near it, the nearest first: tuples of ``Path`` and the version that is shown, or None."""

    grid_wanted = Signal(bool)
    """The user wants a grid of thumbnails, or rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ImagesModel(self)
        self._filters = ImageFilterBar()
        self._list = ImageView()
        self._nothing = QWidget()
        self._progress = QProgressBar()
        self._count, self._done = QLabel(), QLabel()
        self._statuses_wanted = False
        self._count_changed = False
        self._count_rest = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count_rest.timeout.connect(self._show_changed_count)
        self._lay_out()
        self._connect()
        self._show_count()

    # -- What is listed

    def set_images(self, images: list[Path]) -> None:
        """Lists other images, in the given order; the filter stays."""
        self._model.set_images(images)
        self._statuses_wanted = False
        self._refresh()

    def set_current(self, image: Path | None) -> None:
        """Marks the image that is shown, without choosing it; None, or one that is not listed, marks none."""
        self._model.set_current(image)
        self._model.filter_again()
        self._refresh()

    def expect_summaries(self) -> None:
        """Shows from now on how far the folder is labelled."""
        self._statuses_wanted = True
        self._show_count()

    def set_summaries(self, summaries: Mapping[Path, ImageSummary]) -> None:
        """Shows how images are labelled."""
        self._model.set_summaries(summaries)
        place = self._list.verticalScrollBar().value()
        if self._model.filter_again():
            self._select_current(scroll=False)
            self._list.verticalScrollBar().setValue(place)
            self._list.look_again()
        self._show_count_soon()

    def set_classes(self, names: tuple[str, ...]) -> None:
        """Offers these class names as filters."""
        self._filters.set_classes(names)

    def set_thumbnail(self, image: Path, version: Version, picture: QImage) -> None:
        """Shows the thumbnail of an image; an empty one says that there is none."""
        self._model.set_thumbnail(image, version, picture)

    def set_grid(self, on: bool) -> None:
        """Shows a grid of thumbnails, or rows, without saying so."""
        self._filters.set_grid(on)
        self._list.set_grid(on)

    # -- Questions

    def listed_count(self) -> int:
        """Returns how many images are listed."""
        return self._model.rowCount()

    def labelled_count(self) -> int:
        """Returns how many images of the folder are known to be labelled, listed or not."""
        return self._model.done()

    def summary(self, image: Path) -> ImageSummary | None:
        """Returns how an image is labelled; None while that is unknown."""
        return self._model.summary(image)

    def neighbour(self, image: Path | None, by: int) -> Path | None:
        """Returns the listed image so many rows after another; None where none is listed."""
        return self._model.neighbour(image, by)

    def before(self, image: Path) -> Path | None:
        """Returns the image before another, whether the filter shows them or not; None before the first."""
        return self._model.before(image)

    def next_unlabelled(self, image: Path | None) -> Path | None:
        """Returns the next listed image that nobody has labelled; None where all are."""
        return self._model.next_unlabelled(image)

    # -- Parts

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Pictures"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(8)
        self._progress.setAccessibleName(self.tr("Labelled pictures"))
        self._why_none, clear = QLabel(), QPushButton(self.tr("Show All"))
        self._why_none.setWordWrap(True)
        clear.clicked.connect(self._filters.clear)
        nothing = QVBoxLayout(self._nothing)
        nothing.addWidget(self._why_none)
        nothing.addWidget(clear)
        nothing.addStretch(1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.addWidget(self._filters)
        column.addLayout(self._stack, 1)
        for widget in (self._count, self._done, self._progress):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._filters.changed.connect(self._filter_edited)
        self._filters.grid_wanted.connect(self._list.set_grid)
        self._filters.grid_wanted.connect(self.grid_wanted)
        self._list.selectionModel().currentChanged.connect(self._current_edited)
        self._list.activated.connect(self._choose)
        self._list.view_settled.connect(self._want_thumbnails)

    def changeEvent(self, event: QEvent) -> None:
        """Looks for changed files when the user comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._list.look_again()

    def _filter_edited(self) -> None:
        self._model.set_filter(self._filters.filter())
        self._refresh()

    def _refresh(self) -> None:
        self._select_current()
        self._show_count()
        self._list.look_again()

    def _current_edited(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._model.is_current(current.row()):
            self._choose(current)

    def _choose(self, index: QModelIndex) -> None:
        self.image_chosen.emit(self._model.image(index.row()))

    def _select_current(self, *, scroll: bool = True) -> None:
        row = self._model.current_row()
        selection = self._list.selectionModel()
        if row is None:
            selection.clear()
            return
        index = self._model.index(row)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self._list.scrollTo(index)

    def _want_thumbnails(self) -> None:
        """Asks for what is in view, then for as much below and above."""
        seen = self._list.rows_in_view()
        below = range(seen.stop, min(seen.stop + len(seen), self._model.rowCount()))
        above = range(max(seen.start - len(seen), 0), seen.start)
        wanted = [(self._model.image(row), self._model.thumbnail_version(row)) for row in (*seen, *below, *above)]
        self.thumbnails_wanted.emit(tuple(wanted))

    def _show_count_soon(self) -> None:
        """Shows the count now and then: the summaries of a large folder come quicker than it can be shown."""
        self._count_changed = True
        if not self._count_rest.isActive():
            self._show_changed_count()

    def _show_changed_count(self) -> None:
        if self._count_changed:
            self._show_count()
            self._count_rest.start()

    def _show_count(self) -> None:
        self._count_changed = False
        total, known = self._model.total(), self._model.known()
        self._stack.setCurrentWidget(self._nothing if total and not self._model.rowCount() else self._list)
        is_reading = self._statuses_wanted and known < total
        none_yet = self.tr("No picture passes the filter yet; labels are still being read.")
        self._why_none.setText(none_yet if is_reading else self.tr("No picture passes the filter."))
        if total:
            text = self.tr("Pictures: {shown} of {total}")
            text = text.format(shown=count_text(self._model.rowCount()), total=count_text(total))
        self._count.setText(text if total else self.tr("No pictures: open a folder"))
        for widget in (self._done, self._progress):
            widget.setVisible(bool(total) and self._statuses_wanted)
        done = self.tr("{done} of {total} labelled") if known == total else self.tr("{done} labelled, reading on...")
        self._done.setText(done.format(done=count_text(self._model.done()), total=count_text(total)))
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(self._model.done())
