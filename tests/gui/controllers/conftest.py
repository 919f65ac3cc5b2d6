"""Labelling without a window: a view that only pretends, and files that are always ready."""

from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)


class View(QObject):
    """Records what the window would show."""

    def __init__(self):
        super().__init__()
        self.editing_overlay, self.annotations_overlay = MagicMock(), MagicMock()
        self.status, self.messages, self.statusBar = MagicMock(), MagicMock(), MagicMock()
        self.box_tool = MagicMock(mode="edit", scene=BoxScene())


class Files(QObject):
    """Opens images at once and counts what it is told."""

    folder_opened, ready, replaced, names_known = Signal(), Signal(object), Signal(object), Signal(object)
    refused = Signal(object, str)

    def __init__(self, folder):
        super().__init__()
        self.store = AnnotationStore(LabelFolder.open(folder))
        self.touches = 0

    def show(self, image):
        self.store.load(image, SIZE)
        self.ready.emit(image)

    def leave(self):
        pass

    def touched(self):
        self.touches += 1


@pytest.fixture
def images(tmp_path):
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        cv2.imwrite(str(path), np.zeros((100, 200, 3), np.uint8))
    return paths


@pytest.fixture
def questions():
    return MagicMock()


@pytest.fixture
def annotate(qapp, tmp_path, images, questions):
    annotate = AnnotateController(View(), Files(tmp_path), questions)
    annotate.show_image(images[0], (200, 100))
    return annotate
