"""The main window: builds menus, docks and toolbar, and asks before it closes. What they do, controllers decide."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.action_set import plain_text
from ssd_desktop.gui.actions import Actions
from ssd_desktop.gui.canvas.box_tool import BoxTool
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.dialogs.label_chooser import LabelChooser
from ssd_desktop.gui.dock_tabs import bring_forward, hide_leftover_tabs
from ssd_desktop.gui.dock_titles import draw_title_buttons
from ssd_desktop.gui.label_docks import LabelDocks
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.overlays.annotations import AnnotationsOverlay
from ssd_desktop.gui.overlays.default_boxes import DefaultBoxesOverlay
from ssd_desktop.gui.overlays.detections import DetectionsOverlay
from ssd_desktop.gui.overlays.editing import EditingOverlay
from ssd_desktop.gui.overlays.loupe import Loupe
from ssd_desktop.gui.overlays.suggestions import SuggestionsOverlay
from ssd_desktop.gui.panels.box_properties import BoxPropertiesPanel
from ssd_desktop.gui.panels.classes import ClassesPanel
from ssd_desktop.gui.panels.images import ImagesPanel
from ssd_desktop.gui.panels.layers import LayersPanel
from ssd_desktop.gui.panels.objects import ObjectsPanel
from ssd_desktop.gui.panels.suggestions import SuggestionsPanel
from ssd_desktop.gui.panels.timeline import TimelinePanel
from ssd_desktop.gui.panels.training import TrainingPanel
from ssd_desktop.gui.status_fields import StatusFields
from ssd_desktop.gui.theme import icon
from ssd_desktop.gui.widget_keys import KeysForWidgets

FIRST_SIZE = QSize(1280, 800)
_LAYOUT = 4
"""Raised with every new panel: an earlier layout does not know where it belongs and would squeeze it in anywhere."""
_LEFT_WIDTH, _RIGHT_WIDTH = 230, 350
_OBJECTS_HEIGHT, _LAYERS_HEIGHT = 220, 440


class CloseGuard(Protocol):
    """Somebody with work that a closing window would end."""

    def is_running(self) -> bool:
        """Whether there is such work now."""

    def request_close(self, callback: Callable[[], None]) -> None:
        """Asks the user and ends the work; calls ``callback`` once the window may close, or never."""


class MainWindow(QMainWindow):
    """The window and its parts, as attributes.

    Signals:
        first_shown: Once, right after the first time that the window was painted.
        closing: The window is about to close; nothing can stop it any more.
    """

    first_shown = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("SSD Desktop")
        self.setWindowIcon(icon("app"))
        self.commands = Actions(self)
        self.default_boxes_overlay = DefaultBoxesOverlay(self)
        self.annotations_overlay = AnnotationsOverlay(self)
        self.detections_overlay = DetectionsOverlay(self)
        self.editing_overlay = EditingOverlay(self)
        self.suggestions_overlay = SuggestionsOverlay(self.editing_overlay.colour_of, self)
        self.loupe = Loupe(self)
        self.box_tool = BoxTool(self)
        self._guards: list[CloseGuard] = []
        self._was_shown = False
        self._build_centre()
        self._build_docks()
        self._build_menus()
        self._build_toolbar()
        self.status = StatusFields(self.statusBar())
        self._keys = KeysForWidgets(self)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    # -- Building

    def _build_centre(self) -> None:
        self.messages = MessageBar()
        self.canvas = CanvasView()
        self.timeline_panel = TimelinePanel()
        self.timeline_panel.hide()
        labels = (self.annotations_overlay, self.detections_overlay, self.suggestions_overlay, self.editing_overlay)
        for overlay in (self.default_boxes_overlay, *labels, self.loupe):
            self.canvas.add_overlay(overlay)
        self.canvas.set_tool(self.box_tool)
        self.label_chooser = LabelChooser(self)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.timeline_panel)
        self.setCentralWidget(centre)

    def _build_docks(self) -> None:
        self.images_panel = ImagesPanel()
        self.objects_panel = ObjectsPanel()
        self.layers_panel = LayersPanel()
        self.training_panel = TrainingPanel()
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.images_dock = self.add_dock("images", self.tr("Pictures"), self.images_panel, left, keys="Ctrl+Shift+1")
        self.objects_dock = self.add_dock("objects", self.tr("Objects"), self.objects_panel, right, keys="Ctrl+Shift+2")
        self.layers_dock = self.add_dock("layers", self.tr("Layers"), self.layers_panel, right, keys="Ctrl+Shift+3")
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.training_dock = self.add_dock(
            "training", self.tr("Training"), self.training_panel, bottom, keys="Ctrl+Shift+4"
        )
        self.training_dock.hide()
        self.training_dock.toggleViewAction().triggered.connect(lambda on: self.show_training() if on else None)
        self.classes_panel = ClassesPanel()
        self.properties_panel = BoxPropertiesPanel()
        self.classes_dock = self.add_dock("classes", self.tr("Classes"), self.classes_panel, right, keys="Ctrl+Shift+5")
        self.properties_dock = self.add_dock(
            "properties", self.tr("Properties"), self.properties_panel, right, keys="Ctrl+Shift+6"
        )
        self.label_docks = LabelDocks(
            self, ((self.classes_dock, self.objects_dock), (self.properties_dock, self.layers_dock))
        )
        self.suggestions_panel = SuggestionsPanel(self.commands.suggest)
        title = self.tr("Suggestions")
        self.suggestions_dock = self.add_dock("suggestions", title, self.suggestions_panel, right, keys="Ctrl+Shift+7")
        self.tabifyDockWidget(self.layers_dock, self.suggestions_dock)
        self.layers_dock.raise_()
        self.resizeDocks([self.images_dock, self.objects_dock], [_LEFT_WIDTH, _RIGHT_WIDTH], Qt.Orientation.Horizontal)
        self.setDockOptions(self.dockOptions() | QMainWindow.DockOption.AllowNestedDocks)

    def add_dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea, *, keys: str) -> QDockWidget:
        """Adds a panel that can be moved, floated and closed.

        Args:
            name: Under which its place is remembered.
            title: What the user reads.
            panel: The contents.
            area: Where it is at first.
            keys: Shortcut that shows and hides it.
        """
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock_{name}")
        dock.setAccessibleName(title)
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        draw_title_buttons(dock)
        dock.topLevelChanged.connect(lambda _: draw_title_buttons(dock))
        toggle = dock.toggleViewAction()
        toggle.setShortcut(keys)
        toggle.setStatusTip(self.tr("Show or hide this panel"))
        return dock

    def _build_menus(self) -> None:
        self._build_file_menu()
        self._build_edit_menu()
        self._build_view_menu()
        self._build_play_menu()
        self._build_model_menus()
        actions = self.commands
        help_menu = self._menu(
            self.tr("&Help"),
            (actions.tell.tour, actions.keyboard, None, actions.copy_diagnostics, actions.open_log_folder),
        )
        _fill(help_menu, (None, actions.about))
        help_menu.setObjectName("help_menu")

    def _build_file_menu(self) -> None:
        actions = self.commands
        menu = self._menu(self.tr("&File"), (actions.open_file, actions.open_folder, actions.project.create))
        self.camera_menu = menu.addMenu(icon("camera"), self.tr("Open Ca&mera"))
        menu.addAction(actions.open_stream)
        self.recent_menu = menu.addMenu(self.tr("Open &Recent"))
        _fill(menu, (actions.project.welcome, None, actions.previous_image, actions.next_image))
        _fill(menu, (actions.next_unlabelled, None))
        _fill(menu, (actions.save_picture, actions.copy_picture, None, *actions.tell.to_give(), None, actions.quit))

    def _build_edit_menu(self) -> None:
        edit = self.commands.edit
        menu = self._menu(
            self.tr("&Edit"), (edit.undo, edit.redo, None, edit.edit_boxes, edit.draw_box, edit.draw_boxes)
        )
        _fill(menu, (None, edit.copy, edit.paste, edit.paste_previous, edit.duplicate, edit.delete, edit.select_all))
        _fill(menu, (None, edit.change_class, edit.verify, edit.no_objects))
        _fill(menu.addMenu(self.tr("Fla&gs")), edit.flags.values())
        _fill(menu, (None, edit.hide, edit.isolate, edit.lock, None, edit.keep_class, edit.snap))
        _fill(menu, (None, edit.save, edit.autosave, None, edit.labels_elsewhere, edit.labels_beside))
        _fill(menu.addMenu(self.tr("Format of New Labels")), edit.formats.values())

    def _build_view_menu(self) -> None:
        actions = self.commands
        menu = self._menu(self.tr("&View"), (actions.zoom_in, actions.zoom_out, actions.fit, actions.actual_size))
        _fill(menu, (None, actions.network_view, actions.show_detections, actions.show_ground_truth, None))
        self.docks_menu = menu.addMenu(self.tr("&Panels"))
        docks = (self.images_dock, self.objects_dock, self.layers_dock, self.training_dock)
        labelling = (self.classes_dock, self.properties_dock, self.suggestions_dock)
        _fill(self.docks_menu, (dock.toggleViewAction() for dock in (*docks, *labelling)))
        _fill(menu.addMenu(self.tr("&Theme")), actions.themes.values())
        _fill(menu.addMenu(self.tr("&Language")), actions.languages.values())
        _fill(menu, (None, actions.full_screen))

    def _build_play_menu(self) -> None:
        actions = self.commands
        menu = self._menu(
            self.tr("&Play"),
            (
                actions.play,
                None,
                actions.step_back,
                actions.step_forward,
                actions.jump_back,
                actions.jump_forward,
                None,
                actions.first_frame,
                actions.last_frame,
                None,
            ),
        )
        video = actions.video
        _fill(menu.addMenu(self.tr("Trac&ks")), (*video.of_tracks(), None, video.export_frames))
        _fill(menu, (video.grab_frame, video.grab_folder, None, actions.use.record))

    def _build_model_menus(self) -> None:
        actions = self.commands
        menu = self._menu(self.tr("&Model"), (actions.detecting, actions.use.detect_files))
        _fill(menu.addMenu(self.tr("S&uggestions")), self.commands.suggest.in_menu())
        menu.addSeparator()
        self.shipped_menu = menu.addMenu(icon("model"), self.tr("&Shipped Detectors"))
        _fill(menu, (actions.open_checkpoint, actions.models))
        self.device_menu = menu.addMenu(self.tr("De&vice"))
        _fill(menu, (None, actions.model_info, actions.use.export_model))
        self._menu(self.tr("&Train"), (actions.fine_tune, actions.project.runs))

    def _build_toolbar(self) -> None:
        actions = self.commands
        bar = self.addToolBar(self.tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setIconSize(QSize(20, 20))
        groups = (
            (actions.open_file, actions.open_folder),
            (actions.previous_image, actions.next_image, actions.next_unlabelled),
            (actions.edit.edit_boxes, actions.edit.draw_box, actions.edit.undo, actions.edit.redo, actions.edit.verify),
            (actions.zoom_in, actions.zoom_out, actions.fit, actions.actual_size),
            (actions.detecting, actions.network_view, actions.show_ground_truth),
            (actions.save_picture, actions.copy_picture, actions.fine_tune),
        )
        for group in groups:
            for action in group:
                bar.addAction(action)
                bar.widgetForAction(action).setAccessibleName(plain_text(action))
            bar.addSeparator()
        self.toolbar = bar

    def _menu(self, title: str, actions: Iterable[QAction | None]) -> QMenu:
        menu = self.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        _fill(menu, actions)
        return menu

    def show_training(self) -> None:
        """Brings the training panel to the front."""
        bring_forward(self, self.training_dock)

    def shortcut_actions(self) -> list[QAction]:
        """Returns every command of the menus, in their order."""
        return [action for _, action in _titled(self.menuBar().actions())]

    def named_actions(self) -> dict[str, QAction]:
        """Returns every command whose keys can be changed, by the name under which they are remembered."""
        docks = self.findChildren(QDockWidget)
        return {**self.commands.named(), **{f"panels.{dock.objectName()}": dock.toggleViewAction() for dock in docks}}

    def shortcut_groups(self) -> list[tuple[str, list[tuple[str, QAction]]]]:
        """Returns the title of each menu and its commands in order, each after the title of its inner menu, or ""."""
        menus = [(entry, entry.menu()) for entry in self.menuBar().actions()]
        return [(plain_text(entry), list(_titled(menu.actions()))) for entry, menu in menus if isinstance(menu, QMenu)]

    # -- Being remembered

    def layout_state(self) -> QByteArray:
        """Returns where the panels are, for ``restore_layout``."""
        return self.saveState(_LAYOUT)

    def restore_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Takes up size and docks of an earlier window; what does not fit or has other panels is ignored."""
        # Now, since every panel that was added has parted the heights anew.
        heights = [_OBJECTS_HEIGHT, _LAYERS_HEIGHT]
        self.resizeDocks([self.objects_dock, self.layers_dock], heights, Qt.Orientation.Vertical)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
            # Full screen is a mode of one sitting; its command would not be checked.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        if not state.isEmpty():
            self.put_layout(state)
            # A training does not outlive the program: its panel would only take the room of the picture.
            self.training_dock.hide()

    def put_layout(self, state: QByteArray) -> None:
        """Puts the panels where they were in this sitting (``layout_state``)."""
        self.restoreState(state, _LAYOUT)
        for dock in self.findChildren(QDockWidget):
            draw_title_buttons(dock)  # Qt has put its own there again
        if self._was_shown:
            hide_leftover_tabs(self)

    # -- Closing

    def add_close_guard(self, guard: CloseGuard) -> None:
        """Lets ``guard`` be asked before the window closes."""
        self._guards.append(guard)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes unless there is work to end first; whoever has it closes the window later."""
        for guard in self._guards:
            if guard.is_running():
                event.ignore()
                guard.request_close(self._close_again)
                return
        self.closing.emit()
        super().closeEvent(event)

    def _close_again(self) -> None:
        # Later: the answer may come while the window is still being asked to close, and Qt ignores a close within one.
        QTimer.singleShot(0, self, self.close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves the full screen with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.commands.full_screen.setChecked(False)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Notes the first time, to tell of the first painting."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            hide_leftover_tabs(self)
            self.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the first painting of the canvas."""
        if watched is self.canvas and event.type() == QEvent.Type.Paint:
            self.canvas.removeEventFilter(self)
            self.first_shown.emit()
        return super().eventFilter(watched, event)


def _titled(entries: Iterable[QAction], title: str = "") -> Iterator[tuple[str, QAction]]:
    """Yields the commands of menus and of the menus in them, each after the title of the menu it is in."""
    for entry in entries:
        menu = entry.menu()
        if isinstance(menu, QMenu):
            yield from _titled(menu.actions(), plain_text(entry))
        elif not entry.isSeparator():
            yield title, entry


def _fill(menu: QMenu, actions: Iterable[QAction | None]) -> None:
    """Adds commands to a menu; None is a separator."""
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
