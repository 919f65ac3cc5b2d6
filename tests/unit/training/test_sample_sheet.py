"""The contact sheet of training views: the same images as trained, their matches, and its captions."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from ssd_desktop.annotation.iou_colours import iou_colour
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.ssd.config import PLANS, VGG_MEANS_RGB, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.sample_sheet import View, caption_lines, draw_sample_sheet, first_views

BOXES = make_default_boxes(PLANS["caffe-voc"]).xyxy


def views_of(dataset, **settings):
    loader = TrainingLoader(dataset, batch_size=4, workers=0, **settings)
    return first_views(loader, BOXES, match_config=MatchConfig(), means_rgb=VGG_MEANS_RGB)


def test_the_views_are_those_that_are_trained_on(shapes):
    views = views_of(shapes, seed=5)
    batch = next(TrainingLoader(shapes, batch_size=4, workers=0, seed=5).epoch(0))

    assert [view.name for view in views] == [sample.image_path.name for sample in batch.samples]
    shown = batch.images[0].permute(1, 2, 0).numpy() + np.array(VGG_MEANS_RGB, np.float32)
    assert np.abs(views[0].pixels_rgb - np.clip(shown, 0, 255)).max() <= 0.5


def test_the_boxes_of_a_view_are_the_positives_of_the_matching(shapes):
    view = next(view for view in views_of(shapes) if len(view.labels))
    targets = Targets.from_images([view.boxes_xyxy], [view.labels], [view.ignore], [np.zeros_like(view.ignore)])
    expected = match(torch.from_numpy(BOXES.copy()), targets, MatchConfig())

    assert len(view.matched_xyxy) == int(expected.positives())
    assert sorted(view.ious.tolist()) == sorted(expected.iou[expected.labels > 0].tolist())


def test_the_sheet_has_a_place_for_every_view(shapes):
    views = views_of(shapes, augment=False)
    one, two = (draw_sample_sheet(some, shapes.classes) for some in (views[:1], [*views, *views[:2]]))

    assert one.shape[1] == two.shape[1]
    assert two.shape[0] > one.shape[0]
    assert (one[-1] == 255).all()


def test_crowds_ignored_objects_and_long_names_can_be_drawn(shapes):
    view = next(view for view in views_of(shapes) if len(view.labels))
    crowd = replace(
        view,
        name="a very long name of a picture " * 5,
        boxes_xyxy=np.repeat(view.boxes_xyxy[:1], 30, axis=0),
        labels=np.ones(30, np.int64),
        ignore=np.arange(30) % 2 == 0,
    )
    sheet = draw_sample_sheet([crowd], ("a class with a name that is much too long for any picture of this size",))
    assert (sheet != 255).any()


def test_captions_count_objects_by_class_and_their_default_boxes():
    view = View(
        name="a.png",
        pixels_rgb=np.zeros((8, 8, 3), np.uint8),
        boxes_xyxy=np.zeros((4, 4), np.float32),
        labels=np.array([2, 1, 2, 1]),
        ignore=np.array([False, False, False, True]),
        matched_xyxy=np.zeros((2, 4), np.float32),
        ious=np.array([0.5, 0.75], np.float32),
        ignored=1200,
    )
    empty = replace(view, labels=np.zeros(0, np.int64), ious=np.zeros(0, np.float32), ignored=0)

    assert caption_lines(view, ("cat", "dog")) == ("2 dog, 1 cat", "2 matched, IoU 0.50 to 0.75; 1,200 ignored")
    assert caption_lines(empty, ("cat", "dog")) == (
        "No object in view: background",
        "No default box matched, 0 ignored",
    )


@pytest.mark.parametrize("iou", [0.0, 0.4, 0.6, 0.8, 1.0])
def test_a_higher_overlap_is_a_brighter_colour(iou):
    assert sum(iou_colour(iou)) >= sum(iou_colour(iou - 0.1))
