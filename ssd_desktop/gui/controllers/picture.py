"""The picture that is shown, with its boxes, as a file or in the clipboard."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.gui.media_session import MediaSession
from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.view_picture import paint_picture
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.media.types import RgbImage

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class PictureController(QObject):
    """Saves and copies what is shown, in the full size of the picture."""

    def __init__(self, view: "MainWindow", settings: Settings, session: MediaSession[QImage]) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._session = session
        view.commands.save_picture.triggered.connect(self._choose_and_save)
        view.commands.copy_picture.triggered.connect(self._copy)

    def save(self, path: Path) -> None:
        """Writes the picture in the background; the message bar tells how it went."""
        image = self._render()
        if image is None:
            return
        run_task(lambda: write_picture(path, image), self._on_saved, self._on_failed)

    @Slot()
    def _choose_and_save(self) -> None:
        shown, media = self._session.shown, self._session.media
        if shown is None or media is None:
            return
        stem = Path(media.name).stem if not media.is_live else media.kind
        number = "" if media.is_still else f"-{shown.frame.number}"
        folder = self._settings.last_folder or Path.home()
        path, _ = QFileDialog.getSaveFileName(
            self._view,
            self.tr("Save Picture with Detections"),
            str(folder / f"{stem}{number}-detections.png"),
            self.tr("Pictures (*.png *.jpg *.webp *.bmp)"),
        )
        if path:
            self.save(Path(path) if Path(path).suffix else Path(path + ".png"))

    @Slot()
    def _copy(self) -> None:
        image = self._render()
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self._view.statusBar().showMessage(self.tr("Picture copied."), 3000)

    def _render(self) -> QImage | None:
        shown = self._session.shown
        return None if shown is None else render_picture(shown.picture, self._view.canvas.overlays)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._view.statusBar().showMessage(self.tr("Saved as {path}").format(path=path), 6000)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._view.messages.show_error(str(error))


def render_picture(picture: QImage, overlays: list[Overlay]) -> QImage:
    """Returns the picture with the visible overlays drawn on it, pixel for pixel, as ``paint_picture`` does."""
    image = QImage(picture.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_picture(painter, picture.convertToFormat(QImage.Format.Format_RGB32), overlays)
    painter.end()
    return image


def write_picture(path: Path, image: QImage) -> Path:
    """Writes an image atomically; the suffix chooses the format. Returns the path.

    Raises:
        MediaError: The format is unknown or the folder is not writable.
    """
    from ssd_desktop.media.image_file import write_image

    write_image(path, to_pixels(image))
    return path


def to_pixels(image: QImage) -> RgbImage:
    """Returns the pixels of an image, uint8 ``[H, W, 3]``, RGB, with memory of their own."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    # Always a copy: rows without padding would stay those of the image, which dies here.
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()
