"""Light and dark, and icons that follow them: Fusion with Qt's own colour schemes, no style sheets."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.resources import resource_path

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def apply_theme(name: str) -> None:
    """Changes the colours of the whole program at once.

    Args:
        name: ``system``, ``light`` or ``dark``.
    """
    scheme = _SCHEMES[name]
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(scheme)
    # X11 without a desktop's theme knows no colour schemes and leaves everything as it is.
    ignored = scheme != Qt.ColorScheme.Unknown and hints.colorScheme() != scheme
    QApplication.setPalette(_fusion_palette(dark=name == "dark") if ignored else QPalette())
    if is_dark():
        # The name of the class is a str to PySide and bytes to its stubs.
        QApplication.setPalette(_scroll_bar_palette(), "QScrollBar")  # type: ignore[arg-type]


def _scroll_bar_palette() -> QPalette:
    """Returns the colours of scroll bars in dark: of a light field Fusion makes a groove lighter than the handle."""
    palette = QGuiApplication.palette()
    palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.Base, QColor(30, 30, 30))
    palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.Button, QColor(100, 100, 100))
    return palette


def _fusion_palette(*, dark: bool) -> QPalette:
    """Returns Fusion's own colours, dark or light."""
    # Fusion outlines check boxes and fields darker than the window, which dark hides: there they are lighter.
    window = QColor(43, 43, 43) if dark else QColor(239, 239, 239)
    base = QColor(66, 66, 66) if dark else QColor(255, 255, 255)
    text = QColor(240, 240, 240) if dark else QColor(0, 0, 0)
    faint = QColor(140, 140, 140) if dark else QColor(120, 120, 120)
    # Hints are read, on the window and in fields: at least 4.5 times as bright or dark (WCAG 2.2, 1.4.3).
    hint = QColor(178, 178, 178) if dark else QColor(105, 105, 105)
    accent = QColor(48, 140, 198)
    role, every = QPalette.ColorRole, QPalette.ColorGroup.All
    palette = QPalette(window)
    for target, colour in (
        (role.Window, window),
        (role.Button, window.lighter(130) if dark else window),
        (role.Base, base),
        (role.AlternateBase, base.darker(112) if dark else base.darker(104)),
        (role.ToolTipBase, base),
        (role.Highlight, accent),
        (role.Accent, accent),
        (role.HighlightedText, QColor(255, 255, 255)),
        (role.PlaceholderText, hint),
        (role.Link, accent.lighter(125) if dark else accent.darker(115)),
    ):
        palette.setColor(every, target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText):
        palette.setColor(every, target, text)
        palette.setColor(QPalette.ColorGroup.Disabled, target, faint)
    return palette


def is_dark() -> bool:
    """Returns whether text is lighter than what it stands on."""
    palette = QGuiApplication.palette()
    text, window = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    return text.lightness() > window.lightness()


def icon(name: str) -> QIcon:
    """Returns a shipped icon, drawn in the text colour of the moment and sharp at every scale.

    Args:
        name: File in ``resources/icons`` without ``.svg``; an icon that is not there is empty.
    """
    return QIcon(_SvgEngine(name))


def blank_icon(width: int) -> QIcon:
    """Returns an icon that shows nothing: it keeps room, in logical pixels, before the text of a cell or heading."""
    picture = QPixmap(width, 1)
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)


@cache
def _svg(name: str) -> bytes:
    """Returns the text of an icon; b"" where this installation lacks it: no icon is worth a failed start."""
    try:
        return resource_path("icons", f"{name}.svg").read_bytes()
    except (SSDDesktopError, OSError):
        return b""


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace(b"currentColor", colour.encode())))


class _SvgEngine(QIconEngine):
    """Paints one SVG with ``currentColor`` taken from the palette when it is painted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, _colour(mode).name()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)


def _colour(mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    role = QPalette.ColorRole.HighlightedText if mode == QIcon.Mode.Selected else QPalette.ColorRole.WindowText
    return palette.color(role)
