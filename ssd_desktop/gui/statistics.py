"""The statistics of the open folder, put together: the panel in its dock and its controller."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.bottom_docks import add_bottom_dock
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_commands import LabelCommands
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.statistics import StatisticsController
from ssd_desktop.gui.panels.statistics import StatisticsPanel

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_statistics(
    window: "MainWindow", annotate: AnnotateController, labels: LabelCommands, files: LabelFiles, media: MediaController
) -> StatisticsController:
    """Adds the Statistics panel to a window, hidden.

    Args:
        window: The window; its layout is restored later.
        annotate: Tells of edits, and selects boxes.
        labels: Turns to editing boxes.
        files: Has the labels of the folder.
        media: Shows pictures.
    """
    panel = StatisticsPanel()
    title = QCoreApplication.translate("StatisticsPanel", "Statistics")
    dock = add_bottom_dock(window, "statistics", title, panel, keys="Ctrl+Shift+9")
    statistics = StatisticsController(dock, panel, annotate, files, window.editing_overlay.colour_of)
    statistics.image_wanted.connect(media.open_image)
    statistics.editing_wanted.connect(lambda: labels.set_mode("edit"))
    statistics.selected.connect(lambda box: window.canvas.reveal(*box.xyxy()))
    media.opened.connect(lambda shown: statistics.set_moving(not shown.is_still))
    window.closing.connect(statistics.stop)
    return statistics
