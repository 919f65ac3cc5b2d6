"""What can be dropped on the canvas: local files and folders, and addresses of pictures and streams."""

from PySide6.QtCore import QMimeData

_ADDRESSES = ("http", "https", "rtsp")


def dropped_sources(data: QMimeData) -> list[str]:
    """Returns the paths and addresses in a drop, in order; empty when it holds nothing that can be opened."""
    sources = []
    for url in data.urls():
        if url.isLocalFile():
            sources.append(url.toLocalFile())
        elif url.scheme() in _ADDRESSES:
            sources.append(url.toString())
    return sources
