"""The views of one picture are those of a training on it."""

import numpy as np
import pytest

from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.training_views import TrainingViews
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from tests.unit.data.made_data import made_dataset, made_sample, write_image


@pytest.fixture
def sample(tmp_path):
    write_image(tmp_path / "a.png", width=90, height=60)
    boxes = [(5, 5, 40, 50), (50, 10, 80, 30), (20, 40, 60, 58)]
    return made_sample(boxes, [1, 2, 1], width=90, height=60, ignore=[0, 0, "crowd"], image_path=tmp_path / "a.png")


def views_of(sample, **changes):
    return TrainingViews(sample, read_image(sample.image_path).pixels_rgb, size=64, means_rgb=VGG_MEANS_RGB, **changes)


@pytest.mark.parametrize("seed", [0, 7])
def test_every_view_has_the_pixels_and_the_objects_of_the_training(sample, seed):
    loader = TrainingLoader(made_dataset([sample]), batch_size=1, size=64, seed=seed, workers=0)
    views = views_of(sample, seed=seed)
    for number in range(6):
        (batch,) = loader.epoch(number)
        view = views.view(number)
        trained = (view.pixels_rgb - np.asarray(VGG_MEANS_RGB, np.float32)).transpose(2, 0, 1)
        assert np.array_equal(trained, batch.images[0].numpy())
        there = (batch.targets.labels[0] > 0).numpy()
        assert np.array_equal(view.sample.labels, batch.targets.labels[0].numpy()[there])
        assert np.array_equal(view.sample.boxes_xyxy / np.float32(64), batch.targets.boxes_xyxy[0].numpy()[there])
        assert np.array_equal(view.sample.ignore, batch.targets.ignore[0].numpy()[there])
        assert np.array_equal(view.sample.crowd, batch.targets.crowd[0].numpy()[there])


def test_a_view_is_the_same_each_time_and_others_differ(sample):
    views = views_of(sample)
    third = views.view(3)
    assert np.array_equal(third.pixels_rgb, views_of(sample).view(3).pixels_rgb)
    assert not np.array_equal(third.pixels_rgb, views.view(4).pixels_rgb)
    assert (third.sample.width, third.sample.height) == (64, 64)
    assert third.shown().dtype == np.uint8
    assert np.abs(third.shown() - third.pixels_rgb.clip(0, 255)).max() <= 0.5


def test_the_file_of_the_picture_is_not_read(sample):
    pixels = read_image(sample.image_path).pixels_rgb
    sample.image_path.unlink()
    view = TrainingViews(sample, pixels, size=64, means_rgb=VGG_MEANS_RGB).view(0)
    assert view.pixels_rgb.shape == (64, 64, 3)
