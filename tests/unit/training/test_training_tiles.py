"""Trainings on tiles of large pictures."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.data.plan_recall import gather_boxes, plan_recall
from ssd_desktop.data.rehearsal import RehearsalMix
from ssd_desktop.inference.tiles import TiledPredictor
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training import training_tiles
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.training_tiles import TrainingTiles
from tests.unit.training.conftest import make_dataset, make_sample

PLAN = PLANS["caffe-voc"]
ALWAYS_PLAN = partial(plan_recall, PLAN)


@pytest.fixture
def small_objects():
    """Two large pictures with small objects."""
    boxes = [[100 * i + 40, 100 * i + 40, 100 * i + 80, 100 * i + 80] for i in range(8)]
    return make_dataset(*(make_sample(f"{name}.png", boxes, size=1200) for name in "ab"))


def chosen(dataset, tiles, resumed=None, *, plan_for=ALWAYS_PLAN):
    return TrainingTiles.choose(TrainingConfig(tiles=tiles), dataset, plan_for, resumed=resumed)


def test_small_objects_are_trained_on_in_tiles_and_evaluated_on_the_same(small_objects):
    made = chosen(small_objects, "auto")
    assert made.tiling is not None
    assert len(made.dataset) > 2
    measured, trained = (message.text for message in made.messages)
    assert "100.0% of the training boxes within reach of a default box (IoU 0.5) instead of 0.0%" in measured
    assert f"Trains on {len(made.dataset)} views of 2 images" in trained
    assert "tiles without an object are left out" in trained
    predictor = SimpleNamespace()
    tiled = made.detector(predictor)
    assert isinstance(tiled, TiledPredictor)
    assert tiled.tiling == made.tiling


def test_the_recall_counts_each_object_in_the_views_that_learn_it(small_objects):
    assert chosen(small_objects, "off").recall.recall == 0
    assert chosen(small_objects, "auto").recall.recall == 1


def test_the_plan_is_chosen_by_what_the_tiles_show(small_objects):
    def smaller_boxes_for_smaller_objects(dataset):
        small = (gather_boxes(dataset).boxes_xyxy[:, 2:] - gather_boxes(dataset).boxes_xyxy[:, :2]).max() < 0.05
        return plan_recall(PLANS["caffe-coco"] if small else PLAN, dataset)

    made = chosen(small_objects, "auto", plan_for=smaller_boxes_for_smaller_objects)
    assert chosen(small_objects, "off", plan_for=smaller_boxes_for_smaller_objects).recall.plan.name == "caffe-coco"
    assert made.recall.plan == PLAN
    expected = chosen(small_objects, "on")
    assert [sample.ignore.tolist() for sample in made.dataset.samples] == [
        sample.ignore.tolist() for sample in expected.dataset.samples
    ]


def test_switched_off_whole_pictures_are_trained_on_and_what_tiles_would_bring_is_told(small_objects):
    made = chosen(small_objects, "off")
    assert made.dataset is small_objects
    assert made.tiling is None
    assert [message.text.rpartition("image. ")[2] for message in made.messages] == [
        "They are off; tiles = auto would use them."
    ]
    predictor = SimpleNamespace()
    assert made.detector(predictor) is predictor


def test_switched_off_and_of_no_use_tiles_are_not_mentioned():
    dataset = make_dataset(make_sample(boxes=[[100, 100, 1100, 1100]], size=1200))
    assert chosen(dataset, "off").messages == ()
    assert len(chosen(dataset, "auto").messages) == 1


def test_a_resumed_run_keeps_the_tiles_it_began_with(small_objects, monkeypatch, tmp_path):
    saved = SimpleNamespace(checkpoint=tmp_path / "state.safetensors")
    monkeypatch.setattr(training_tiles, "read_checkpoint_info", lambda path: SimpleNamespace(tiling=Tiling(500)))
    resumed = chosen(small_objects, "auto", saved)
    assert resumed.tiling == Tiling(500)
    widths = {sample.width for sample in resumed.dataset.samples}
    np.testing.assert_array_equal(sorted(widths), [500, 1200])


def test_new_and_old_images_are_mixed_by_their_views(small_objects):
    made = chosen(small_objects, "auto")
    mix = RehearsalMix(new_images=1, share=0.25)
    new_views = sum(sample.image_path.name == "a.png" for sample in made.dataset.samples)
    assert made.mix(mix) == RehearsalMix(new_images=new_views, share=0.25)
    assert made.mix(None) is None
    assert chosen(small_objects, "off").mix(mix) is mix
