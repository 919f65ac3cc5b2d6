"""What of the texts of a widget is cut off, as a user would see it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

_SLACK = 1
"""Logical pixels that rounding may cost."""


def cut_texts(top: QWidget) -> list[str]:
    """Returns the texts of a shown widget and all in it that do not fit where they stand."""
    seen = [one for one in (top, *top.findChildren(QWidget)) if not one.visibleRegion().isEmpty()]
    return [text for one in seen for text in _cut(one)]


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        only_icon = isinstance(widget, QToolButton) and not widget.icon().isNull() and _shows_only_icon(widget)
        if not only_icon and widget.text() and widget.width() + _SLACK < widget.minimumSizeHint().width():
            yield widget.text()
    elif isinstance(widget, QComboBox):
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > _field_width(widget) + _SLACK:
            yield widget.currentText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()) if _is_out(widget, tab))
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _cut_headings(widget)


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + _SLACK:
            yield label.text()
    elif label.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Ignored:
        wanted = label.sizeHint()
        if wanted.width() > label.width() + _SLACK or wanted.height() > label.height() + _SLACK:
            yield label.text()


def _shows_only_icon(button: QToolButton) -> bool:
    return button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def _field_width(combo: QComboBox) -> int:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()


def _is_out(bar: QTabBar, tab: int) -> bool:
    words = bar.fontMetrics().horizontalAdvance(bar.tabText(tab).replace("&", ""))
    return bar.tabRect(tab).width() < words or bar.tabRect(tab).right() > bar.width()


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    for section in range(header.count()):
        text = str(header.model().headerData(section, header.orientation()) or "")
        shown = not header.isSectionHidden(section)
        if shown and header.fontMetrics().horizontalAdvance(text) > header.sectionSize(section):
            yield text
