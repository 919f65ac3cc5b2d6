"""How many there are of something, as a part of a sentence: one and several have words of their own."""

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.panels.numbers import count_text


def pictures_text(count: int) -> str:
    """Returns "1 picture", "2 pictures" and so on."""
    one = QCoreApplication.translate("Counted", "1 picture")
    return one if count == 1 else _several(QCoreApplication.translate("Counted", "{count} pictures"), count)


def images_text(count: int) -> str:
    """Returns "1 image", "2 images" and so on, of a data set."""
    one = QCoreApplication.translate("Counted", "1 image")
    return one if count == 1 else _several(QCoreApplication.translate("Counted", "{count} images"), count)


def objects_text(count: int) -> str:
    """Returns "1 object", "2 objects" and so on."""
    one = QCoreApplication.translate("Counted", "1 object")
    return one if count == 1 else _several(QCoreApplication.translate("Counted", "{count} objects"), count)


def classes_text(count: int) -> str:
    """Returns "1 class", "2 classes" and so on."""
    one = QCoreApplication.translate("Counted", "1 class")
    return one if count == 1 else _several(QCoreApplication.translate("Counted", "{count} classes"), count)


def _several(text: str, count: int) -> str:
    return text.format(count=count_text(count))
