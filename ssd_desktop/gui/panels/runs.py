"""The panel of all runs: a table to sort and filter, and what can be done with the chosen ones."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.action_set import set_text
from ssd_desktop.gui.panels.own_keys import OwnKeys
from ssd_desktop.gui.panels.runs_model import NOTE, SETTINGS, SORT_ROLE, STARTED, Row, RunsModel, state_of, state_text
from ssd_desktop.gui.theme import icon
from ssd_desktop.project.queue import QueuedRun
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import RunRecord

_LOOK_AGAIN_MS = 3000
_WIDE_PX, _LINES = 720, 12
_MOST_PX = 260
"""Width of a column at first, however long its texts; the user may widen it."""


class RunsPanel(QWidget):
    """Shows the runs of a folder and tells what the user wants done with them; it decides nothing.

    Signals:
        look_wanted: The runs should be looked at again.
        train_wanted: The fine-tune dialog.
        compare_wanted: Folders of two or more runs.
        model_wanted: The checkpoint (``Path``) to use now.
        continue_wanted: Folder of a run to go on with.
        repeat_wanted: Folder of a run to train again.
        folder_wanted: Folder of a run to show.
        delete_wanted: Folders of runs.
        unqueue_wanted: Numbers of trainings that are to wait no more.
        name_edited: Folder of a run and the name it is to have.
        note_edited: Folder of a run and the note it is to have.
    """

    look_wanted = Signal()
    train_wanted = Signal()
    compare_wanted = Signal(object)
    model_wanted = Signal(object)
    continue_wanted = Signal(object)
    repeat_wanted = Signal(object)
    folder_wanted = Signal(object)
    delete_wanted = Signal(object)
    unqueue_wanted = Signal(object)
    name_edited = Signal(object, str)
    note_edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RunsModel(self)
        self._shown = _Filter(self)
        self._shown.setSourceModel(self._model)
        self._table = QTableView()
        self._search, self._states = QLineEdit(), QComboBox()
        self._where = QLabel()
        self._nothing = QLabel()
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look_again)
        self._make_actions()
        self._set_up_table()
        self._set_up_filter()
        self._lay_out()
        self._connect()
        self._update()

    def sizeHint(self) -> QSize:
        """High enough for a handful of runs below the picture."""
        return QSize(_WIDE_PX, _LINES * self.fontMetrics().height())

    # -- What is shown

    def set_rows(self, folder: Path, rows: Sequence[Row]) -> None:
        """Shows the runs of a folder, trainings that wait first; what is chosen stays chosen."""
        chosen = {row.path for row in self.chosen() if isinstance(row, RunRecord)}
        first = not self._model.rowCount()
        self._model.set_rows(rows)
        if first and rows:
            self._fit_columns()
        if not self._table.selectionModel().hasSelection():
            self._choose(chosen)
        self._where.setText(str(Path(*folder.parts[-2:])))
        self._where.setToolTip(str(folder))
        self._update()

    def chosen(self) -> list[Row]:
        """Returns the chosen rows from top to bottom."""
        indexes = self._table.selectionModel().selectedRows()
        return [
            self._model.row(self._shown.mapToSource(index).row()) for index in sorted(indexes, key=lambda i: i.row())
        ]

    def shown_count(self) -> int:
        """Returns how many rows pass the filter."""
        return self._shown.rowCount()

    # -- Parts

    def _make_actions(self) -> None:
        self.compare = self._action(
            "compare", self.tr("&Compare"), self.tr("Show curves, AP of the classes and settings of the chosen runs")
        )
        self.use = self._action("model", self.tr("&Use This Model"), self.tr("Detect with the best model of this run"))
        self.go_on = self._action("play", self.tr("Go &On"), self.tr("Go on with this run where it was saved last"))
        self.repeat = self._action("redo", self.tr("&Repeat"), self.tr("Train again on the same data and settings"))
        self.show_folder = self._action("folder", self.tr("Open &Folder"), self.tr("Show the files of this run"))
        self.delete = self._action("delete", self.tr("&Delete..."), self.tr("Move the chosen runs to the trash"))
        self.delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        OwnKeys(self._table, [self.delete])

    def _action(self, icon_name: str, text: str, tip: str) -> QAction:
        action = QAction(self)
        action.setIcon(icon(icon_name))
        set_text(action, text)
        action.setToolTip(tip)
        return action

    def _actions(self) -> tuple[QAction, ...]:
        return (self.compare, self.use, self.go_on, self.repeat, self.show_folder, self.delete)

    def _set_up_table(self) -> None:
        table = self._table
        table.setModel(self._shown)
        table.setAccessibleName(self.tr("Runs"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.setSortingEnabled(True)
        table.sortByColumn(STARTED, Qt.SortOrder.DescendingOrder)

    def _set_up_filter(self) -> None:
        self._search.setPlaceholderText(self.tr("Search runs, settings and notes"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._states.setAccessibleName(self.tr("State of runs"))
        self._states.addItem(self.tr("All states"), "")
        for state in RunState:
            self._states.addItem(state_text(state), state.value)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._where.setEnabled(False)

    def _lay_out(self) -> None:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(16, 16))
        bar.addActions(self._actions())
        above = QHBoxLayout()
        above.addWidget(self._search, 2)
        above.addWidget(self._states)
        above.addWidget(self._where, 3)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(6, 0, 6, 4)
        inside.setSpacing(3)
        inside.addWidget(bar)
        inside.addLayout(above)
        inside.addWidget(self._table, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(full)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._nothing.setText(self.tr("No runs yet. Each training is listed here, to be compared, used or repeated."))
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(icon("train"), self.tr("Fi&ne-tune..."))
        button.clicked.connect(self.train_wanted)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._nothing)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self._model.name_edited.connect(self.name_edited)
        self._model.note_edited.connect(self.note_edited)
        self._search.textChanged.connect(self._shown.set_text)
        self._states.currentIndexChanged.connect(lambda: self._shown.set_state(self._states.currentData()))
        self._table.selectionModel().selectionChanged.connect(self._update)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self.compare.triggered.connect(self._compare)
        self.use.triggered.connect(lambda: self.model_wanted.emit(self._runs()[0].checkpoint))
        for action, signal in (
            (self.go_on, self.continue_wanted),
            (self.repeat, self.repeat_wanted),
            (self.show_folder, self.folder_wanted),
        ):
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(self._runs()[0].path))
        self.delete.triggered.connect(self._delete)

    # -- What the user does

    def _runs(self) -> list[RunRecord]:
        return [row for row in self.chosen() if isinstance(row, RunRecord)]

    @Slot()
    def _compare(self) -> None:
        """Compares in the order in which the runs were begun, so that the last is set against the first."""
        runs = sorted(self._runs(), key=lambda run: run.started.timestamp() if run.started else 0.0)
        self.compare_wanted.emit([run.path for run in runs])

    @Slot()
    def _delete(self) -> None:
        waiting = [row.number for row in self.chosen() if isinstance(row, QueuedRun)]
        if waiting:
            self.unqueue_wanted.emit(waiting)
        if runs := self._runs():
            self.delete_wanted.emit([run.path for run in runs])

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.addActions(self._actions())
        menu.exec(self._table.viewport().mapToGlobal(place))
        menu.deleteLater()

    @Slot()
    def _update(self) -> None:
        """Enables what can be done with the chosen rows."""
        runs, rows = self._runs(), self.chosen()
        one = runs[0] if len(rows) == len(runs) == 1 else None
        self.compare.setEnabled(len(runs) > 1)
        self.use.setEnabled(one is not None and one.checkpoint is not None)
        self.go_on.setEnabled(one is not None and one.state.can_go_on)
        self.repeat.setEnabled(one is not None)
        self.show_folder.setEnabled(one is not None)
        self.delete.setEnabled(bool(rows) and not any(run.state.is_going_on for run in runs))
        self._pages.setCurrentIndex(1 if self._model.rowCount() else 0)
        going_on = any(isinstance(row, RunRecord) and row.state.is_going_on for row in self._model.rows())
        self._timer.start() if going_on else self._timer.stop()

    @Slot()
    def _look_again(self) -> None:
        if self.isVisible() and self._table.state() != QAbstractItemView.State.EditingState:
            self.look_wanted.emit()

    def _choose(self, paths: set[Path]) -> None:
        for number in range(self._shown.rowCount()):
            row = self._model.row(self._shown.mapToSource(self._shown.index(number, 0)).row())
            if isinstance(row, RunRecord) and row.path in paths:
                self._table.selectRow(number)

    def _fit_columns(self) -> None:
        self._table.resizeColumnsToContents()
        for column in range(NOTE):
            most = 2 * _MOST_PX if column == SETTINGS else _MOST_PX
            self._table.setColumnWidth(column, min(self._table.columnWidth(column) + 8, most))

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at the runs: they may have changed meanwhile."""
        super().showEvent(event)
        self.look_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Looks at the runs when the user comes back to the window: the command line changes them too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_again()


class _Filter(QSortFilterProxyModel):
    """Rows in which a text stands somewhere, and that are in a state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._state = "", ""
        self.setSortRole(SORT_ROLE)

    def set_text(self, text: str) -> None:
        """Shows rows with this text in any column; "" all."""
        self._text = text.strip().casefold()
        self.invalidate()

    def set_state(self, state: str) -> None:
        """Shows rows in this state; "" all."""
        self._state = state
        self.invalidate()

    def filterAcceptsRow(self, number: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Returns whether a row of the model is shown."""
        model = self.sourceModel()
        if not isinstance(model, RunsModel):
            return False
        if self._state and state_of(model.row(number)) != self._state:
            return False
        texts = (str(model.index(number, column).data() or "") for column in range(model.columnCount()))
        return not self._text or any(self._text in text.casefold() for text in texts)
