"""Previews: the same images each time, ground truth and detections drawn, and no run ends over them."""

import numpy as np
import pytest

from ssd_desktop.annotation.class_colours import class_colours
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import read_image
from ssd_desktop.training.preview import Previews, chosen_samples, draw_preview
from ssd_desktop.training.run_folder import PREVIEWS, RunFolder
from tests.unit.training.conftest import make_dataset, make_sample


def _detections(boxes, scores, *, size=(80, 60)):
    count = len(scores)
    return Detections(
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.ones(count, np.int64),
        scores=np.array(scores, np.float32),
        default_boxes=np.zeros(count, np.int64),
        classes=("disc", "square"),
        width=size[0],
        height=size[1],
    )


class _Detector:
    """Finds the same in every picture."""

    config = None

    def __init__(self, scores=(0.9, 0.1)):
        self.scores = scores

    def detect_batch(self, images):
        boxes = [[10, 20, 40, 50]] * len(self.scores)
        return [_detections(boxes, self.scores) for _ in images]


def _go_on():
    return False


@pytest.fixture
def folder(tmp_path):
    return RunFolder.create(tmp_path / "run")


def test_few_images_are_drawn_and_told_with_their_counts(folder, shapes):
    pictures = Previews(folder, shapes).draw(_Detector(), should_stop=_go_on)

    assert [picture.drawn for picture in pictures] == [str(folder.path / name) for name in PREVIEWS]
    assert all((picture.objects, picture.found) == (1, 1) for picture in pictures)
    assert read_image(folder.path / PREVIEWS[0]).pixels_rgb.shape == (60, 80, 3)


def test_the_same_detector_draws_the_same_pictures_again(folder, shapes):
    previews = Previews(folder, shapes)
    first = previews.draw(_Detector(), should_stop=_go_on)
    before = (folder.path / PREVIEWS[0]).read_bytes()

    assert previews.draw(_Detector(), should_stop=_go_on) == first
    assert (folder.path / PREVIEWS[0]).read_bytes() == before
    previews.draw(_Detector(scores=(0.5, 0.4)), should_stop=_go_on)
    assert (folder.path / PREVIEWS[0]).read_bytes() != before


def test_images_are_spread_over_the_set_and_have_objects():
    samples = [make_sample(f"{number}.png", [] if number % 3 == 0 else None) for number in range(30)]

    chosen = chosen_samples(make_dataset(*samples), 4)

    assert [sample.image_path.stem for sample in chosen] == ["1", "8", "16", "23"]
    assert len(chosen_samples(make_dataset(*samples[:3]), 4)) == 2


def test_an_image_that_is_gone_is_left_out(folder, voc_folder):
    dataset = load_dataset(voc_folder(6))
    dataset.samples[0].image_path.unlink()

    pictures = Previews(folder, dataset).draw(_Detector(), should_stop=_go_on)

    assert len(pictures) == len(PREVIEWS) - 1


def test_a_folder_that_cannot_be_written_ends_nothing(tmp_path, shapes):
    assert Previews(RunFolder(tmp_path / "gone"), shapes).draw(_Detector(), should_stop=_go_on) == ()


def test_a_stop_ends_the_drawing(folder, shapes):
    assert Previews(folder, shapes).draw(_Detector(), should_stop=lambda: True) == ()


def test_a_large_picture_is_drawn_small_with_its_boxes_in_place():
    pixels = np.zeros((300, 960, 3), np.uint8)
    colours = class_colours(("disc", "square"))

    drawn = draw_preview(pixels, np.zeros((0, 4), np.float32), _detections([[400, 100, 600, 200]], [0.8]), colours)

    assert drawn.shape == (100, 320, 3)
    assert tuple(drawn[66, 170]) == colours["disc"]
    assert not drawn[55, 170].any()


def test_ground_truth_is_white_between_black():
    truth = np.array([[10, 10, 50, 50]], np.float32)

    drawn = draw_preview(np.full((80, 80, 3), 128, np.uint8), truth, _detections([], []), {})

    assert drawn[30, 10].tolist() == [255, 255, 255]
    assert drawn[30, 9].tolist() == drawn[30, 11].tolist() == [0, 0, 0]
