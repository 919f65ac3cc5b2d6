"""The classes of the folder that is labelled: how much there is of each, and what can be done with them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.action_set import set_text
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.classes_model import (
    BOXES_COLUMN,
    IMAGES_COLUMN,
    KEY_COLUMN,
    NAME_COLUMN,
    ClassesModel,
    ClassRow,
)
from ssd_desktop.gui.panels.own_keys import OwnKeys


class ClassesPanel(QWidget):
    """A filter, the list, and commands as buttons and in the context menu.

    Signals:
        class_chosen: The class of the next box.
        rename_wanted: A class that is to have another name.
        merge_wanted: A class whose boxes another one is to get.
        delete_wanted: A class that is to go.
        colour_wanted: A class that is to have another colour.
        move_wanted: A class, and by how many places.
        add_wanted: New classes by their names.
        import_wanted: Classes from a list.
        undo_wanted: The last change of classes is to be taken back.
    """

    class_chosen = Signal(str)
    rename_wanted = Signal(str)
    merge_wanted = Signal(str)
    delete_wanted = Signal(str)
    colour_wanted = Signal(str)
    move_wanted = Signal(str, int)
    add_wanted = Signal()
    import_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ClassesModel(self.devicePixelRatioF(), self)
        self._shown = QSortFilterProxyModel(self)
        self._filter = QLineEdit()
        self._table = QTableView()
        self._empty = QLabel()
        self._ready = False
        self._make_actions()
        self._set_up_filter()
        self._set_up_table()
        self._lay_out()
        self.set_ready(False)

    # -- What is shown

    def set_classes(self, rows: Sequence[ClassRow], colours: Mapping[str, QColor]) -> None:
        """Lists other classes; the current one stays where it is still there."""
        chosen = self.current()
        self._model.set_rows(rows, colours)
        self.set_current(chosen)
        self._refresh()

    def set_current(self, name: str) -> None:
        """Marks the class of the next box, without saying so; "" or one that is not listed marks none."""
        row = self._model.row_of(name)
        index = self._shown.mapFromSource(self._model.index(row, NAME_COLUMN)) if row is not None else QModelIndex()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._table.selectionModel().setCurrentIndex(index, flags)
        self._refresh()

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """Says whether classes can be changed, and where they cannot, why."""
        self._ready = ready
        self._empty.setText(
            self.tr("No class yet. Draw a box, add a class or import a list.")
            if ready
            else localised(why_not) or self.tr("Open a folder of pictures to label them.")
        )
        self._refresh()

    def set_undo(self, possible: bool) -> None:
        """Says whether the last change of classes can be taken back."""
        self.undo.setEnabled(possible)

    def current(self) -> str:
        """Returns the marked class; "" without one."""
        index = self._shown.mapToSource(self._table.currentIndex())
        return self._model.name(index.row()) if index.isValid() else ""

    # -- Parts

    def _make_actions(self) -> None:
        self.add = self._action(self.tr("&Add..."), self.tr("Add classes, one name a line"), "Ins")
        self.rename = self._action(self.tr("&Rename..."), self.tr("Give the class another name in every file"), "F2")
        self.merge = self._action(self.tr("&Merge Into..."), self.tr("Give all its boxes to another class"))
        self.delete = self._action(self.tr("&Delete..."), self.tr("Take the class away with its boxes"), "Del")
        self.up = self._action(self.tr("Move &Up"), self.tr("Put the class one place up"), "Alt+Up")
        self.down = self._action(self.tr("Move D&own"), self.tr("Put the class one place down"), "Alt+Down")
        self.colour = self._action(self.tr("&Colour..."), self.tr("Choose the colour of its boxes"))
        self.take_list = self._action(
            self.tr("&Import List..."), self.tr("Add the classes of a text file, one a line, or of a data.yaml")
        )
        self.undo = self._action(
            self.tr("Undo &Last Change of Classes"), self.tr("Give all files back what they had before it")
        )
        self.undo.setEnabled(False)
        self.add.triggered.connect(self.add_wanted)
        self.take_list.triggered.connect(self.import_wanted)
        self.undo.triggered.connect(self.undo_wanted)
        named = ((self.rename, self.rename_wanted), (self.merge, self.merge_wanted), (self.delete, self.delete_wanted))
        for action, signal in (*named, (self.colour, self.colour_wanted)):
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(self.current()))
        self.up.triggered.connect(lambda: self.move_wanted.emit(self.current(), -1))
        self.down.triggered.connect(lambda: self.move_wanted.emit(self.current(), 1))

    def _action(self, text: str, tip: str, keys: str = "") -> QAction:
        action = QAction(self)
        set_text(action, text)
        action.setStatusTip(tip)
        action.setToolTip(tip)
        if keys:
            # In this panel only: elsewhere Del takes boxes away.
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        self.addAction(action)
        return action

    def _set_up_filter(self) -> None:
        self._filter.setPlaceholderText(self.tr("Filter classes"))
        self._filter.setAccessibleName(self.tr("Filter classes by name"))
        self._filter.setClearButtonEnabled(True)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterKeyColumn(NAME_COLUMN)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter.textChanged.connect(self._shown.setFilterFixedString)
        self._filter.textChanged.connect(self._refresh)

    def _set_up_table(self) -> None:
        table, header = self._table, self._table.horizontalHeader()
        table.setModel(self._shown)
        table.setAccessibleName(self.tr("Classes"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        for column, widest in {KEY_COLUMN: "9", BOXES_COLUMN: "00,000", IMAGES_COLUMN: "00,000"}.items():
            text = max(self._model.heading(column), widest, key=table.fontMetrics().horizontalAdvance)
            header.resizeSection(column, table.fontMetrics().horizontalAdvance(text) + 20)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._pop_up)
        table.clicked.connect(lambda _: self.class_chosen.emit(self.current()))
        table.activated.connect(lambda _: self.class_chosen.emit(self.current()))
        table.selectionModel().currentRowChanged.connect(self._refresh)
        OwnKeys(table, self.actions())

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(16)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.addWidget(self._filter)
        column.addLayout(self._stack, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for action in (self.add, self.rename, self.delete):
            button = QToolButton()
            button.setDefaultAction(action)
            row.addWidget(button)
        # Of a tool button Fusion draws the arrow over the end of the text.
        more = QPushButton(self.tr("More"))
        more.setMenu(self._menu())
        row.addStretch(1)
        row.addWidget(more)
        return row

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for actions in (
            (self.add, self.rename, self.merge, self.delete),
            (self.up, self.down, self.colour),
            (self.take_list, self.undo),
        ):
            menu.addActions(actions)
            menu.addSeparator()
        return menu

    def _pop_up(self, at: QPoint) -> None:
        self._table.setCurrentIndex(self._table.indexAt(at))
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.viewport().mapToGlobal(at))

    def _refresh(self) -> None:
        """Enables what makes sense now."""
        name, rows = self.current(), self._model.rowCount()
        row = self._model.row_of(name)
        for action in (self.add, self.take_list):
            action.setEnabled(self._ready)
        for action in (self.rename, self.delete, self.colour):
            action.setEnabled(self._ready and row is not None)
        self.merge.setEnabled(self._ready and row is not None and rows > 1)
        self.up.setEnabled(self._ready and row is not None and row > 0)
        self.down.setEnabled(self._ready and row is not None and row < rows - 1)
        self._stack.setCurrentWidget(self._table if rows else self._empty)
