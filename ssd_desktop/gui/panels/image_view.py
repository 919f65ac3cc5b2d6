"""The list of images as rows or as a grid, and which of them are in view."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from ssd_desktop.gui.panels.image_delegate import ImageDelegate

_SETTLE_MS = 40

_Index = QModelIndex | QPersistentModelIndex


class ImageView(QListView):
    """A list that tells, shortly after it came to rest, that other rows may be in view."""

    view_settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ImageDelegate(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.view_settled)
        # Without it Qt measures every one of 10,000 names.
        self.setUniformItemSizes(True)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self.look_again)

    def set_grid(self, on: bool) -> None:
        """Shows a grid of thumbnails, or rows."""
        self._delegate.is_grid = on
        self.setFlow(QListView.Flow.LeftToRight if on else QListView.Flow.TopToBottom)
        self.setWrapping(on)
        self.setResizeMode(QListView.ResizeMode.Adjust if on else QListView.ResizeMode.Fixed)
        self.setGridSize(self._cell() if on else QSize())
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.look_again()

    def rows_in_view(self) -> range:
        """Returns the rows that are in view, wholly or in part."""
        count = self.model().rowCount()
        if not self.isVisible() or not count:
            return range(0)
        first = self._first_row_below(0, count)
        return range(first, self._first_row_below(self.viewport().height(), count, first))

    def look_again(self) -> None:
        """Tells soon that other rows may be in view."""
        self._timer.start()

    def dataChanged(self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()) -> None:
        """Paints what changed. QListView would lay out every row anew and ask the model twice for each of 10,000."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_again()

    def _cell(self) -> QSize:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return self._delegate.sizeHint(option, QModelIndex())

    def _first_row_below(self, y: int, count: int, first: int = 0) -> int:
        """Returns the first row that begins or goes on below a height of the viewport; rows are in order of height."""
        low, high = first, count
        while low < high:
            middle = (low + high) // 2
            rect = self.visualRect(self.model().index(middle, 0))
            below = rect.top() >= y if y else rect.bottom() >= 0
            low, high = (low, middle) if below else (middle + 1, high)
        return low
