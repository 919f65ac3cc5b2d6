"""Curves and predictions of a training: how much is drawn, and what the pictures say."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.training_views import TrainingViews
from ssd_desktop.media.image_file import write_image
from ssd_desktop.training.events import PreviewPicture, PreviewsDrawn, TrainingProgress


@pytest.fixture
def views(qtbot: QtBot) -> TrainingViews:
    made = TrainingViews()
    qtbot.addWidget(made)
    made.resize(500, 260)
    made.show()
    return made


def _progress(step: int, rate: float = 1e-3) -> TrainingProgress:
    return TrainingProgress(step, 100_000, 1, 3.0 + step % 7, 2.0, 1.0, rate, 4.0, 9.0)


def _pictures(folder: Path, count: int) -> tuple[PreviewPicture, ...]:
    pictures = []
    for number in range(count):
        path = folder / f"preview-{number}.png"
        write_image(path, np.full((120, 200, 3), 60 * number, np.uint8))
        pictures.append(PreviewPicture(f"val/{number}.jpg", str(path), 3, number))
    return tuple(pictures)


def _texts(views: TrainingViews) -> list[str]:
    QApplication.processEvents()  # widgets that are new in a layout are shown by it
    return [label.text() for label in views.previews.findChildren(QLabel) if label.isVisible() and label.text()]


def test_of_100_000_steps_no_more_points_are_drawn_than_the_screen_has_columns(views: TrainingViews) -> None:
    views.curve.set_steps(100_000)
    for step in range(1, 100_001):
        views.show_progress(_progress(step))
    views.curve.grab()
    curves, columns = 4, views.curve.width()
    assert 0 < views.curve.drawn_points <= curves * (2 * columns + 2)


def test_every_part_of_the_loss_and_the_learning_rate_has_its_line_and_its_name(views: TrainingViews) -> None:
    before = views.curve.grab().toImage()
    views.curve.add_loss(1, 3.0)
    assert [name for name, _ in views.curve._legend()] == ["loss"]
    views.show_progress(_progress(2, rate=2e-3))
    views.curve.add_ap(2, 0.5)
    assert [name for name, _ in views.curve._legend()] == ["loss", "ap", "confidence", "localisation", "rate"]
    assert views.curve.grab().toImage() != before


def test_the_predictions_are_shown_with_what_is_found_and_what_is_there(views: TrainingViews, tmp_path: Path) -> None:
    views.setCurrentWidget(views.previews)
    views.show_previews(PreviewsDrawn(123, _pictures(tmp_path, 3)))
    assert _texts(views)[0].startswith("After step 123.")
    assert _texts(views)[1:] == ["0 found, 3 there", "1 found, 3 there", "2 found, 3 there"]


def test_a_later_measurement_takes_the_place_of_the_pictures(views: TrainingViews, tmp_path: Path) -> None:
    views.setCurrentWidget(views.previews)
    for count in (4, 1, 2):
        views.show_previews(PreviewsDrawn(count, _pictures(tmp_path, count)))
        assert len(_texts(views)) == count + 1


def test_pictures_are_as_high_as_there_is_room_and_never_larger_than_they_are(
    views: TrainingViews, tmp_path: Path
) -> None:
    views.setCurrentWidget(views.previews)
    views.show_previews(PreviewsDrawn(1, _pictures(tmp_path, 1)))
    picture = next(label for label in views.previews.findChildren(QLabel) if not label.pixmap().isNull())
    heights = []
    for height in (200, 260, 900):
        views.resize(500, height)
        heights.append(picture.height())
    assert heights[0] < heights[2] == 120


def test_a_picture_that_is_gone_leaves_its_place_empty(views: TrainingViews, tmp_path: Path) -> None:
    views.show_previews(PreviewsDrawn(1, (PreviewPicture("a.jpg", str(tmp_path / "gone.png"), 1, 0),)))
    views.clear()
    views.setCurrentWidget(views.previews)
    assert len(_texts(views)) == 1
