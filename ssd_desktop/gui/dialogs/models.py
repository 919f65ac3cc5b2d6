"""The models there are, by where they come from, with the card of the chosen one and what can be done with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.checkpoints.library import is_weights_file
from ssd_desktop.checkpoints.model_card import measured_precision
from ssd_desktop.checkpoints.model_list import ModelEntry, Source
from ssd_desktop.gui.canvas.drops import dropped_sources
from ssd_desktop.gui.dialogs.form import named, note_label
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.dialogs.model_card import ModelCard
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.numbers import bar_text
from ssd_desktop.gui.panels.row_table import RoomyRows
from ssd_desktop.gui.theme import blank_icon, icon

_SIZE = QSize(940, 580)
_SIGN_PX = 16
_LIST_WIDTH, _CARD_WIDTH = 400, 520
_MEGABYTE = 2**20
_ENTRY = Qt.ItemDataRole.UserRole
_OWN: tuple[Source, ...] = ("downloaded", "imported", "run")
"""Where models come from that the user may delete."""


class ModelsDialog(QDialog):
    """Shows the models; what is done with them, a controller decides.

    Signals:
        use_wanted: Path of a detector to use from now on.
        download_wanted: Name of a model to download.
        measure_wanted: Path of a detector whose speed is to be measured.
        import_wanted: A file to import is to be chosen.
        file_dropped: Path of a file of weights.
        remove_wanted: ``ModelEntry`` of a model that should go to the trash.
        folder_wanted: Path of a file to show in its folder.
        cancel_wanted: The work that runs is to end.
        chosen: ``ModelEntry`` whose card should be shown (``show_card``).
    """

    use_wanted = Signal(object)
    download_wanted = Signal(str)
    measure_wanted = Signal(object)
    import_wanted = Signal()
    file_dropped = Signal(object)
    remove_wanted = Signal(object)
    folder_wanted = Signal(object)
    cancel_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setAcceptDrops(True)
        self._working = False
        self._list = named(QTreeWidget(), self.tr("Models"))
        self._list.setHeaderLabels([self.tr("Model"), self.tr("Measured"), self.tr("Size")])
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(14)
        self._list.setUniformRowHeights(True)
        self._list.setItemDelegate(RoomyRows(self._list))
        self._list.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        self._list.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignRight)
        self._list.currentItemChanged.connect(self._on_chosen)
        self._list.itemActivated.connect(self._use)
        self._card = ModelCard()
        self._use_button = QPushButton(self.tr("&Use It"))
        self._download_button = QPushButton(self.tr("&Download"))
        self._measure_button = QPushButton(self.tr("&Measure Speed"))
        self._folder_button = QPushButton(self.tr("Show in &Folder"))
        self._remove_button = QPushButton(self.tr("De&lete..."))
        self._remove_button.setToolTip(self.tr("Move it to the trash"))
        self._import_button = QPushButton(self.tr("&Import File..."))
        self._cancel_button = QPushButton(self.tr("&Cancel"))
        self._bar = named(QProgressBar(format=bar_text()), self.tr("Progress"))
        self._message = note_label()
        self._lay_out()
        self._connect()
        self._update()

    @property
    def entry(self) -> ModelEntry | None:
        """The model that is chosen; None while none is."""
        item = self._list.currentItem()
        value = item.data(0, _ENTRY) if item is not None else None
        return value if isinstance(value, ModelEntry) else None

    def set_entries(self, entries: Sequence[ModelEntry], *, in_use: Path | None) -> None:
        """Shows the models, the one in use with a mark; what was chosen stays chosen.

        Args:
            entries: All models.
            in_use: File of the detector in use.
        """
        before = self.entry
        self._list.clear()
        for source, heading in self._headings().items():
            of_source = [entry for entry in entries if entry.source == source]
            if of_source:
                self._add_group(heading, of_source, in_use)
        self._list.expandAll()
        used = next((entry.name for entry in entries if in_use is not None and entry.path == in_use), "")
        self.choose(before.name if before is not None else used)

    def choose(self, name: str) -> None:
        """Chooses the model of this name, else the first."""
        items = self._items()
        wanted = next((item for item in items if item.data(0, _ENTRY).name == name), items[0] if items else None)
        if wanted is not None:
            self._list.setCurrentItem(wanted)

    def show_card(self, entry: ModelEntry, speeds: Mapping[str, float]) -> None:
        """Shows the card of a model, with milliseconds a picture by device."""
        self._card.show_entry(entry, speeds)

    def show_work(self, text: str, done: float = 0, total: float = 0) -> None:
        """Shows what runs and how far it is; ``total`` 0: nobody knows."""
        self._working = True
        self._message.setText(text)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self._update()

    def show_note(self, text: str) -> None:
        """Shows a sentence; work that runs goes on."""
        self._message.setText(localised(text))
        self._update()

    def show_end(self, text: str) -> None:
        """Shows how the work ended; "" clears it."""
        self._working = False
        self._message.setText(localised(text))
        self._update()

    # -- Building

    def _headings(self) -> dict[Source, str]:
        return {
            "shipped": self.tr("Shipped"),
            "downloaded": self.tr("Downloaded"),
            "imported": self.tr("Imported"),
            "run": self.tr("Trained here"),
            "downloadable": self.tr("To download"),
        }

    def _add_group(self, heading: str, entries: Sequence[ModelEntry], in_use: Path | None) -> None:
        group = QTreeWidgetItem([heading])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        self._list.addTopLevelItem(group)
        for entry in entries:
            group.addChild(self._item(entry, is_used=in_use is not None and entry.path == in_use))

    def _item(self, entry: ModelEntry, *, is_used: bool) -> QTreeWidgetItem:
        measured = measured_precision(entry.figures)
        percent = "" if measured is None else self.locale().toString(100 * measured.value, "f", 1)
        # Two metrics in one column would be compared: each says which it is.
        figure = "" if measured is None else f"{measured.short_metric} {percent}"
        size = self.tr("{size} MB").format(size=self.locale().toString(round(entry.size_bytes / _MEGABYTE)))
        item = QTreeWidgetItem([entry.title, figure, size])
        item.setData(0, _ENTRY, entry)
        item.setToolTip(0, localised(entry.problem) or entry.title)
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if measured is not None:
            item.setToolTip(1, measured.metric)
        item.setIcon(0, icon("verify") if is_used else blank_icon(_SIGN_PX))
        if is_used:
            item.setText(0, self.tr("{name} (in use)").format(name=entry.title))
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        """Returns the models' items, without the headings."""
        groups = (self._list.topLevelItem(i) for i in range(self._list.topLevelItemCount()))
        items = (group.child(i) for group in groups if group is not None for i in range(group.childCount()))
        return [item for item in items if item is not None]

    def _connect(self) -> None:
        self._use_button.clicked.connect(self._use)
        self._download_button.clicked.connect(self._download)
        self._measure_button.clicked.connect(self._measure)
        self._folder_button.clicked.connect(self._show_folder)
        self._remove_button.clicked.connect(self._remove)
        self._import_button.clicked.connect(self.import_wanted)
        self._cancel_button.clicked.connect(self.cancel_wanted)
        # With a default button, Enter in the list would press that too.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
            button.setDefault(False)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card, 1)
        row = QHBoxLayout()
        for button in (self._use_button, self._download_button, self._measure_button, self._folder_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._remove_button)
        column.addLayout(row)
        split = QSplitter()
        split.addWidget(self._list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, _CARD_WIDTH])
        split.setChildrenCollapsible(False)
        work = QHBoxLayout()
        work.addWidget(self._bar, 1)
        work.addWidget(self._cancel_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        without_icons(buttons)
        buttons.addButton(self._import_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(split, 1)
        whole.addWidget(self._message)
        whole.addLayout(work)
        hint = QLabel(self.tr("Files of weights can also be dropped here or on the picture."))
        hint.setEnabled(False)
        whole.addWidget(hint)
        whole.addWidget(buttons)
        self.resize(_SIZE)

    def _update(self) -> None:
        """Offers what can be done with the chosen model, and one piece of work at a time."""
        entry = self.entry
        is_here = entry is not None and entry.path is not None
        usable = is_here and entry is not None and entry.is_detector and not entry.problem
        self._use_button.setEnabled(usable)
        self._use_button.setVisible(is_here)
        self._download_button.setVisible(entry is not None and not is_here)
        self._download_button.setEnabled(not self._working)
        self._measure_button.setVisible(usable)
        self._measure_button.setEnabled(not self._working)
        self._folder_button.setVisible(is_here)
        self._remove_button.setVisible(is_here and entry is not None and entry.source in _OWN)
        self._remove_button.setEnabled(not self._working)
        self._import_button.setEnabled(not self._working)
        self._bar.setVisible(self._working)
        self._cancel_button.setVisible(self._working)
        self._message.setVisible(bool(self._message.text()))

    # -- What the user does

    def _on_chosen(self) -> None:
        entry = self.entry
        if entry is not None:
            self.chosen.emit(entry)
        self._update()

    def _use(self) -> None:
        entry = self.entry
        if entry is not None and entry.path is not None and entry.is_detector and not entry.problem:
            self.use_wanted.emit(entry.path)

    def _download(self) -> None:
        if self.entry is not None:
            self.download_wanted.emit(self.entry.name)

    def _measure(self) -> None:
        if self.entry is not None:
            self.measure_wanted.emit(self.entry.path)

    def _remove(self) -> None:
        if self.entry is not None:
            self.remove_wanted.emit(self.entry)

    def _show_folder(self) -> None:
        if self.entry is not None:
            self.folder_wanted.emit(self.entry.path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files of weights."""
        if any(is_weights_file(source) for source in dropped_sources(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reports the first file of weights."""
        files = [source for source in dropped_sources(event.mimeData()) if is_weights_file(source)]
        if files:
            event.acceptProposedAction()
            self.file_dropped.emit(Path(files[0]))
