"""What is said about an image in the list."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ssd_desktop.annotation.image_summary import ImageStatus, ImageSummary
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.numbers import count_text


def status_name(status: ImageStatus) -> str:
    """Returns what a status is called where one chooses it."""
    return {
        "unlabelled": QCoreApplication.translate("ImagesPanel", "Unlabelled"),
        "predicted": QCoreApplication.translate("ImagesPanel", "Detected only"),
        "labelled": QCoreApplication.translate("ImagesPanel", "Labelled"),
        "verified": QCoreApplication.translate("ImagesPanel", "Verified"),
        "background": QCoreApplication.translate("ImagesPanel", "No objects"),
        "error": QCoreApplication.translate("ImagesPanel", "Labels unreadable"),
    }[status]


def flag_name(flag: str) -> str:
    """Returns what a flag of objects is called where one chooses it."""
    return {
        "difficult": QCoreApplication.translate("ImagesPanel", "Difficult"),
        "truncated": QCoreApplication.translate("ImagesPanel", "Truncated"),
        "occluded": QCoreApplication.translate("ImagesPanel", "Occluded"),
        "ignore": QCoreApplication.translate("ImagesPanel", "Ignored"),
    }[flag]


def summary_text(summary: ImageSummary) -> str:
    """Returns how an image is labelled, in two or three words."""
    if summary.status == "predicted":
        return QCoreApplication.translate("ImagesPanel", "{count} detected").format(count=count_text(summary.boxes))
    if summary.boxes == 1:
        return QCoreApplication.translate("ImagesPanel", "1 box")
    if summary.boxes:
        return QCoreApplication.translate("ImagesPanel", "{count} boxes").format(count=count_text(summary.boxes))
    return status_name(summary.status)


def tip_text(image: Path, summary: ImageSummary | None) -> str:
    """Returns the whole path and, where it is known, how the image is labelled."""
    if summary is None:
        return str(image)
    words = [status_name(summary.status)]
    if summary.boxes:
        words = [words[0] + ": " + summary_text(summary)]
    if summary.labels:
        words.append(", ".join(sorted(summary.labels)))
    if summary.why:
        words.append(localised(summary.why))
    return "\n".join([str(image), *words])
