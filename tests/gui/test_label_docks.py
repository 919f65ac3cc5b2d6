"""Whether the panels of labelling are in sight, by what is shown."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from ssd_desktop.gui.media_session import Media, MediaPicture
from ssd_desktop.media.types import Frame


@pytest.mark.parametrize(("kind", "in_sight"), [("video", True), ("camera", False), ("stream", False)])
def test_the_panels_of_labelling_are_there_for_a_video_file_and_away_for_what_is_live(program, kind, in_sight):
    program.window.show()
    frame = Frame(np.zeros((30, 40, 3), np.uint8), 0, 0.0, kind)
    picture = MediaPicture(Media(1, kind, kind, kind), frame, QImage(40, 30, QImage.Format.Format_RGB32))
    program.labels.show_picture(picture)
    for dock in (program.window.classes_dock, program.window.properties_dock):
        assert dock.isHidden() != in_sight
        assert dock.toggleViewAction().isEnabled() == in_sight
    program.window.close()
