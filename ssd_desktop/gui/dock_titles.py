"""The buttons in the titles of docks, drawn in the colour of the text: Qt's own can hardly be seen on a dark theme."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from ssd_desktop.gui.theme import icon


def draw_title_buttons(dock: QDockWidget) -> None:
    """Gives the buttons that float and close a dock icons that follow the theme, and tips."""
    for name, icon_name, tip in (
        ("qt_dockwidget_floatbutton", "dock-float", QCoreApplication.translate("Docks", "Float or dock this panel")),
        ("qt_dockwidget_closebutton", "dock-close", QCoreApplication.translate("Docks", "Close this panel")),
    ):
        button = dock.findChild(QAbstractButton, name)
        if isinstance(button, QAbstractButton):
            button.setIcon(icon(icon_name))
            button.setToolTip(tip)
