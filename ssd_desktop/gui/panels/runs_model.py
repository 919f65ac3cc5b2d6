"""Runs, and trainings that wait for their turn, as rows of a table."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.row_table import GAP_PX
from ssd_desktop.gui.theme import blank_icon, icon
from ssd_desktop.project.queue import QueuedRun
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import RunRecord, settings_summary
from ssd_desktop.training.config_file import config_to_table
from ssd_desktop.training.recipes import recipe_name

_Index = QModelIndex | QPersistentModelIndex
Row = RunRecord | QueuedRun

NAME, STATE, AP50, STEPS, SETTINGS, DATA, LABELS, STARTED, NOTE = range(9)
SORT_ROLE = Qt.ItemDataRole.UserRole
WAITING = "waiting"
_NUMBERS = (AP50, STEPS)

_ICONS = {
    RunState.RUNNING: "play",
    RunState.PAUSED: "pause",
    RunState.STOPPED: "stop",
    RunState.DONE: "verify",
    RunState.DIVERGED: "warning",
    RunState.CRASHED: "warning",
    RunState.UNKNOWN: "warning",
    WAITING: "waiting",
}


class RunsModel(QAbstractTableModel):
    """A row a run; name and note can be edited.

    Signals:
        name_edited: Folder of a run and the name it is to have.
        note_edited: Folder of a run and the note it is to have.
    """

    name_edited = Signal(object, str)
    note_edited = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; where only their contents changed, selection and place stay."""
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        before, self._rows = self._rows, list(rows)
        if not same:
            self.endResetModel()
        elif self._rows != before:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, NOTE))

    def row(self, number: int) -> Row:
        """Returns what a row shows."""
        return self._rows[number]

    def rows(self) -> list[Row]:
        """Returns what is shown, in the order of the model."""
        return list(self._rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of runs."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of columns."""
        return 0 if parent.isValid() else NOTE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the names of the columns, and on which side they stand."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role == Qt.ItemDataRole.DecorationRole and section == SETTINGS:
            return blank_icon(GAP_PX)
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Lets name and note of a run be edited."""
        flags = super().flags(index)
        editable = index.column() in (NAME, NOTE) and isinstance(self._rows[index.row()], RunRecord)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the texts, the mark of the state, all of a run as tool tip, and what to sort by."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return _text(row, column)
            case Qt.ItemDataRole.DecorationRole if column == STATE:
                return icon(_ICONS[state_of(row)])
            case Qt.ItemDataRole.DecorationRole if column == SETTINGS:
                return blank_icon(GAP_PX)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(row)
        return _sort_key(row, column) if role == SORT_ROLE else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells what the user wrote; the row changes once it is in the file."""
        row = self._rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or not isinstance(row, RunRecord) or value == _text(row, index.column()):
            return False
        edited = self.name_edited if index.column() == NAME else self.note_edited
        edited.emit(row.path, str(value))
        return True


def state_of(row: Row) -> str:
    """Returns the state of a run, or ``WAITING``."""
    return row.state if isinstance(row, RunRecord) else WAITING


def state_text(state: str) -> str:
    """Returns a state in the language of the window."""
    return {
        RunState.RUNNING: QCoreApplication.translate("RunsModel", "running"),
        RunState.PAUSED: QCoreApplication.translate("RunsModel", "paused"),
        RunState.STOPPED: QCoreApplication.translate("RunsModel", "stopped"),
        RunState.DONE: QCoreApplication.translate("RunsModel", "done"),
        RunState.DIVERGED: QCoreApplication.translate("RunsModel", "diverged"),
        RunState.CRASHED: QCoreApplication.translate("RunsModel", "cut off"),
        RunState.UNKNOWN: QCoreApplication.translate("RunsModel", "not known"),
        WAITING: QCoreApplication.translate("RunsModel", "waiting"),
    }[state]


def tool_tip(row: Row) -> str:
    """Returns what does not fit into the table."""
    if isinstance(row, QueuedRun):
        return str(row.data.folder)
    parts = [str(row.path), localised(row.reason), *map(localised, row.problems)]
    if row.images:
        trained = QCoreApplication.translate("RunsModel", "{images} images, {validation} to measure on")
        parts.append(trained.format(images=_number(row.images), validation=_number(row.validation_images)))
    parts.append(", ".join(row.classes))
    if row.data is not None:
        parts.append(str(row.data))
    return "\n".join(part for part in parts if part)


def percent_text(share: float | None) -> str:
    """Returns 0..1 in percent; a dash for None."""
    return "–" if share is None else QLocale().toString(100 * share, "f", 1)


def _headings() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("RunsModel", "Run"),
        QCoreApplication.translate("RunsModel", "State"),
        QCoreApplication.translate("RunsModel", "AP50 %"),
        QCoreApplication.translate("RunsModel", "Steps"),
        QCoreApplication.translate("RunsModel", "Settings"),
        QCoreApplication.translate("RunsModel", "Data"),
        QCoreApplication.translate("RunsModel", "Labels"),
        QCoreApplication.translate("RunsModel", "Begun"),
        QCoreApplication.translate("RunsModel", "Note"),
    )


def _key(row: Row) -> Path | int:
    return row.path if isinstance(row, RunRecord) else row.number


def _text(row: Row, column: int) -> str:
    if isinstance(row, QueuedRun):
        waiting = {
            NAME: (row.run or row.data.folder).name,
            STATE: state_text(WAITING),
            SETTINGS: settings_summary(localised(recipe_name(row.config)), config_to_table(row.config)),
            DATA: row.data.folder.name,
        }
        return waiting.get(column, "")
    return {
        NAME: row.name,
        STATE: state_text(row.state),
        AP50: percent_text(row.ap50),
        STEPS: _steps(row),
        SETTINGS: settings_summary(localised(row.recipe), row.settings or {}),
        DATA: "" if row.data is None else row.data.name,
        LABELS: row.data_version,
        STARTED: _local(row.started),
        NOTE: row.note,
    }[column]


def _sort_key(row: Row, column: int) -> Any:
    """Returns numbers where a column has them; trainings that wait stand before all others."""
    if isinstance(row, QueuedRun):
        return {AP50: 2.0, STEPS: float("inf"), STARTED: float("inf")}.get(column, "")
    if column == AP50:
        return -1.0 if row.ap50 is None else row.ap50
    if column == STEPS:
        return float(row.step)  # a whole number would be compared with infinity as one
    if column == STARTED:
        return 0.0 if row.started is None else row.started.timestamp()
    return _text(row, column).casefold()


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _steps(run: RunRecord) -> str:
    if not run.steps or run.step == run.steps:
        return _number(run.step)
    text = QCoreApplication.translate("RunsModel", "{step} of {steps}")
    return text.format(step=_number(run.step), steps=_number(run.steps))


def _local(time: datetime | None) -> str:
    return "" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M}"


def _number(number: int) -> str:
    return QLocale().toString(number)
