"""The page over the empty canvas: what to do first, recent projects and folders, and the samples."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.action_set import text_without_key
from ssd_desktop.gui.theme import icon

_NARROW_PX, _MOST_PX = 660, 900
_HEADING_GROWTH, _STEP_GROWTH = 1.8, 1.15
_ENTRIES = 6
_ICON = QSize(18, 18)


class WelcomePage(QScrollArea):
    """Covers the canvas while it is shown; it decides nothing.

    Signals:
        open_wanted: A path or address to open, as text.
        closed: The user wants the picture back.
    """

    open_wanted = Signal(str)
    closed = Signal()

    def __init__(self, steps: "Sequence[Step]", cover: QWidget) -> None:
        """Builds the page, hidden.

        Args:
            steps: What to do, in order.
            cover: The widget that it covers.
        """
        super().__init__(cover)
        self._cover = cover
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Welcome"))
        self._lists = QVBoxLayout()
        self._lists.setSpacing(4)
        self._entries: dict[str, QToolButton] = {}
        self._lay_out(steps)
        cover.installEventFilter(self)
        self.hide()

    def show_entries(
        self, *, projects: "Sequence[tuple[str, str]]", recents: Sequence[str], samples: "Sequence[Sample]"
    ) -> None:
        """Lists what can be opened.

        Args:
            projects: Name and folder of projects, the latest first.
            recents: Other paths and addresses, the latest first.
            samples: What is shipped.
        """
        while (item := self._lists.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._entries.clear()
        known = [(name, path, path) for name, path in projects[:_ENTRIES]]
        self._add_list(self.tr("Recent projects"), "project", known)
        lately = [(_short(entry), entry, entry) for entry in recents[:_ENTRIES]]
        self._add_list(self.tr("Opened lately"), "folder", lately)
        self._add_list(self.tr("Samples"), "grid", samples)
        self._lists.addStretch(1)

    def rename_entries(self, names: Mapping[str, str]) -> None:
        """Gives entries that are listed other names, by their paths."""
        for target, name in names.items():
            if target in self._entries:
                self._entries[target].setText(name.replace("&", "&&"))

    def appear(self) -> None:
        """Covers the canvas and takes the keyboard."""
        self.setGeometry(self._cover.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gives the picture back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the canvas."""
        if watched is self._cover and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._cover.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the lists below the steps where there is no room beside them."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    # -- Parts

    def _lay_out(self, steps: "Sequence[Step]") -> None:
        content = QWidget()
        content.setMaximumWidth(_MOST_PX)
        left = QVBoxLayout()
        left.setSpacing(18)
        for number, step in enumerate(steps, 1):
            left.addWidget(_step_part(number, step))
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(36)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(self._lists, 2)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(32, 20, 32, 20)
        inside.setSpacing(14)
        inside.addStretch(1)
        inside.addLayout(self._heading())
        inside.addLayout(self._columns)
        inside.addStretch(3)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 100)
        row.addStretch(1)
        self.setWidget(page)

    def _heading(self) -> QHBoxLayout:
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAccessibleName(self.tr("Back to the picture"))
        close.setToolTip(self.tr("Back to the picture (Esc)"))
        close.setAutoRaise(True)
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(_label(self.tr("Teach a detector your own objects"), growth=_HEADING_GROWTH), 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_list(self, title: str, icon_name: str, entries: Sequence[tuple[str, str, str]]) -> None:
        if not entries:
            return
        self._lists.addWidget(_label(title, growth=_STEP_GROWTH))
        for name, explanation, target in entries:
            button = QToolButton()
            button.setText(name.replace("&", "&&"))
            button.setIcon(icon("stream" if "://" in target else icon_name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(explanation)
            button.setAccessibleDescription(explanation)
            button.clicked.connect(lambda _=False, target=target: self.open_wanted.emit(target))
            self._lists.addWidget(button)
            self._entries[target] = button
        self._lists.addSpacing(12)


Step = tuple[str, str, Sequence[QAction]]
"""A heading, a sentence that explains it, and the commands for it."""

Sample = tuple[str, str, str]
"""Name, explanation and path of something shipped."""


def _step_part(number: int, step: Step) -> QWidget:
    heading, explanation, actions = step
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(_label(f"{number}.  {heading}", growth=_STEP_GROWTH))
    column.addWidget(_label(explanation))
    buttons = QHBoxLayout()
    for action in actions:
        buttons.addWidget(_ActionButton(action))
    buttons.addStretch(1)
    column.addLayout(buttons)
    return part


class _ActionButton(QPushButton):
    """Does what a command does, and can be pressed when that can."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.icon(), text_without_key(action))
        self._action = action
        self.setIconSize(_ICON)
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())


def _label(text: str, *, growth: float = 1.0) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * growth)
    label.setFont(font)
    return label


def _short(entry: str) -> str:
    """Returns the last two parts of a path: the name at its end matters, and the folder tells two of a name apart."""
    return entry if "://" in entry else str(Path(*Path(entry).parts[-2:]))
