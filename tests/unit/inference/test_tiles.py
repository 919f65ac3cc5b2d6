import numpy as np
import pytest
import torch

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.checkpoint import Checkpoint, save_checkpoint
from ssd_desktop.errors import ConfigError, InferenceError
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor, chosen_tiling, load_detector
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PostprocessConfig
from tests.made_models import config_for, made_picture, random_checkpoint, remembering_model


class SpotFinder:
    """Finds bright spots, but only those that cover at least a fifteenth of the view, as a small input would."""

    config = config_for()
    name = "spots"
    device_label = "nowhere"

    def __init__(self):
        self.batches = []

    def detect_batch(self, images, config):
        self.batches.append(len(images))
        return [self._detect(image) for image in images]

    def _detect(self, image):
        height, width = image.shape[:2]
        boxes = []
        for value in np.unique(image[..., 0][image[..., 0] > 0]):
            rows, columns = np.nonzero(image[..., 0] == value)
            box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
            if min((box[2] - box[0]) / width, (box[3] - box[1]) / height) >= 1 / 15:
                boxes.append(box)
        count = len(boxes)
        return Detections(
            np.array(boxes, np.float32).reshape(-1, 4),
            np.ones(count, np.int64),
            np.full(count, 0.9, np.float32),
            np.arange(count),
            self.config.classes,
            width,
            height,
        )


def spots(*boxes, width=1000, height=700):
    """A black picture with a bright rectangle for each box, each of another brightness."""
    pixels = np.zeros((height, width, 3), np.uint8)
    for value, (x0, y0, x1, y1) in enumerate(boxes, start=50):
        pixels[y0:y1, x0:x1] = value
    return pixels


SMALL = [(5, 5, 30, 30), (285, 100, 310, 125), (500, 290, 530, 320), (970, 670, 1000, 700), (225, 225, 255, 255)]


def test_small_objects_that_the_whole_picture_hides_are_found_once_each_wherever_the_borders_lie():
    pixels = spots(*SMALL)
    assert len(SpotFinder()._detect(pixels)) == 0
    found = TiledPredictor(SpotFinder(), Tiling(300)).detect(pixels)
    assert sorted(found.boxes_xyxy.tolist()) == sorted([list(map(float, box)) for box in SMALL])


def test_an_object_larger_than_every_tile_is_found_once_as_a_whole():
    large = (100, 50, 900, 600)
    found = TiledPredictor(SpotFinder(), Tiling(300)).detect(spots(large))
    assert large in [tuple(box) for box in found.boxes_xyxy.tolist()]
    assert not found.is_from_tile(found.boxes_xyxy.tolist().index(list(large)))


def test_views_go_through_the_network_in_batches():
    finder = SpotFinder()
    TiledPredictor(finder, Tiling(300)).detect(spots())
    assert finder.batches == [8, 8]  # 5 x 3 tiles and the whole


def test_a_picture_no_larger_than_a_tile_gets_the_answer_of_the_predictor_itself():
    predictor = Predictor(remembering_model(confident=True), torch.device("cpu"))
    picture = made_picture(200, 300)
    alone, tiled = predictor.detect(picture), TiledPredictor(predictor, Tiling(300)).detect(picture)
    np.testing.assert_array_equal(alone.boxes_xyxy, tiled.boxes_xyxy)
    np.testing.assert_array_equal(alone.default_boxes, tiled.default_boxes)


def test_a_tile_is_answered_as_if_it_were_a_picture_of_its_own():
    predictor = Predictor(remembering_model(confident=True), torch.device("cpu"))
    picture = made_picture(100, 160)
    found = TiledPredictor(predictor, Tiling(100)).detect_batch([picture], PostprocessConfig(score_threshold=0.3))[0]
    from_tiles = [i for i in range(len(found)) if found.is_from_tile(i)]
    assert from_tiles
    regions = {found.region(i) for i in from_tiles}
    answers = {(x0, y0, x1, y1): predictor.detect(picture[y0:y1, x0:x1]) for x0, y0, x1, y1 in regions}
    for i in from_tiles:
        x0, y0, *_ = found.region(i)
        alone = answers[found.region(i)]
        same = (alone.default_boxes == found.default_boxes[i]) & (alone.labels == found.labels[i])
        np.testing.assert_allclose(alone.scores[same], found.scores[i], atol=1e-4)
        np.testing.assert_allclose(alone.boxes_xyxy[same][0] + [x0, y0, x0, y0], found.boxes_xyxy[i], atol=0.05)


@pytest.mark.parametrize(
    ("tiles", "trained", "expected"),
    [
        ("auto", None, None),
        ("auto", Tiling(450, 0.3), Tiling(450, 0.3)),
        ("off", Tiling(450), None),
        ("on", Tiling(450), Tiling(450)),
        ("on", None, Tiling(600)),
        ("320", None, Tiling(320)),
        ("320", Tiling(450, 0.3), Tiling(320, 0.3)),
    ],
)
def test_the_option_and_the_checkpoint_decide_together(tiles, trained, expected):
    assert chosen_tiling(tiles, trained, input_side=300) == expected


def test_an_option_without_sense_is_named():
    with pytest.raises(InferenceError, match="'maybe' make no sense"):
        chosen_tiling("maybe", None, input_side=300)
    with pytest.raises(ConfigError, match="too small"):
        chosen_tiling("9", None, input_side=300)


def test_a_checkpoint_trained_on_tiles_detects_on_them_unless_told_otherwise(tmp_path):
    made = random_checkpoint()
    path = tmp_path / "tiled.safetensors"
    save_checkpoint(Checkpoint(made.config, made.state, tiling=Tiling(450, 0.2)), path)
    assert load_detector(path, device="cpu").tiling == Tiling(450, 0.2)
    assert load_detector(path, device="cpu", tiles="off").tiling is None
