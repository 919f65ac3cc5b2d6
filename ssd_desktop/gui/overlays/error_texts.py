"""What the kinds of errors are called."""

from PySide6.QtCore import QCoreApplication

from ssd_desktop.evaluation.errors import Kind


def kind_text(kind: Kind) -> str:
    """Returns the name of a kind, as a heading of a column or on a tag."""
    texts = {
        Kind.CORRECT: QCoreApplication.translate("Errors", "correct"),
        Kind.MISSED: QCoreApplication.translate("Errors", "missed"),
        Kind.WRONG_CLASS: QCoreApplication.translate("Errors", "wrong class"),
        Kind.BADLY_PLACED: QCoreApplication.translate("Errors", "badly placed"),
        Kind.WRONG_CLASS_BADLY_PLACED: QCoreApplication.translate("Errors", "class and place"),
        Kind.DUPLICATE: QCoreApplication.translate("Errors", "duplicate"),
        Kind.BACKGROUND: QCoreApplication.translate("Errors", "background"),
        Kind.NOT_COUNTED: QCoreApplication.translate("Errors", "not counted"),
    }
    return texts[kind]


def kind_tip(kind: Kind) -> str:
    """Returns what a kind means, a sentence."""
    texts = {
        Kind.CORRECT: QCoreApplication.translate("Errors", "The first detection of its class on an object."),
        Kind.MISSED: QCoreApplication.translate("Errors", "An object that no detection is about."),
        Kind.WRONG_CLASS: QCoreApplication.translate("Errors", "On an object of another class (IoU 0.5 or more)."),
        Kind.BADLY_PLACED: QCoreApplication.translate("Errors", "Near an object of its class (IoU 0.1 to 0.5)."),
        Kind.WRONG_CLASS_BADLY_PLACED: QCoreApplication.translate("Errors", "Near an object of another class."),
        Kind.DUPLICATE: QCoreApplication.translate("Errors", "On an object that a surer detection has found."),
        Kind.BACKGROUND: QCoreApplication.translate("Errors", "Near no object."),
        Kind.NOT_COUNTED: QCoreApplication.translate("Errors", "On a difficult or ignored object."),
    }
    return texts[kind]
