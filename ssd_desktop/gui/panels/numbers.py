"""Numbers as people read them."""

from PySide6.QtCore import QLocale


def count_text(count: int) -> str:
    """Returns a whole number with its thousands set apart, such as 8,732, the way the user's country does."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:  # POSIX, which sets nothing apart
        locale = QLocale(QLocale.Language.English)
    return locale.toString(count)


def bar_text() -> str:
    """Returns the format in which a progress bar shows its share, as all shares are written: "66 %"."""
    return unbroken("%p %")


def unbroken(text: str) -> str:
    """Returns a text in which no line ends between a number and its percent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
