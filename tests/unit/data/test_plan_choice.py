"""Which plan ``auto`` takes: by recall, and the fitted one only where it gains on boxes it was not fitted to."""

import numpy as np
import pytest

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.plan_choice import FittedGain, choose_plan, fitted_gain
from ssd_desktop.data.plan_recall import gather_boxes, plan_recall
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.networks import SSD512
from tests.unit.data.made_data import made_boxes, made_dataset, made_sample


def square(side, *, at=150):
    return [at - side / 2, at - side / 2, at + side / 2, at + side / 2]


def dataset_of(*images):
    return made_dataset(made_sample(boxes, width=300, height=300) for boxes in images)


def uncommon(count=300):
    """Ten boxes an image, tall and narrow, which no shipped plan is made for."""
    boxes = made_boxes(count) * 300
    return dataset_of(*np.split(boxes, count // 10))


def test_small_objects_choose_the_plan_with_the_smallest_boxes():
    choice = choose_plan(dataset_of([square(17, at=at) for at in range(60, 200, 8)]))
    assert choice.chosen.plan.name == "caffe-coco"
    assert [measured.plan.name for measured in choice.recalls] == ["paper", "caffe-voc", "caffe-coco"]
    assert choice.chosen.recall > max(measured.recall for measured in choice.recalls[:2])


def test_equal_recalls_choose_the_plan_of_the_published_map():
    assert choose_plan(dataset_of([square(70)])).chosen.plan.name == "caffe-voc"
    assert choose_plan(dataset_of([square(70)]), SSD512).chosen.plan.name == "ssd512-voc"


def test_the_fitted_plan_is_taken_where_it_gains_on_held_back_boxes():
    choice = choose_plan(uncommon())
    assert choice.chosen.plan.name == "fitted"
    assert choice.recalls[-1] is choice.chosen
    assert choice.fitted_gain.is_sure
    assert choice.note.endswith("auto takes it.")


def test_a_fitted_plan_without_a_gain_leaves_the_shipped_one():
    boxes = made_boxes(200, side=(0.3, 0.6), ratio=(0.9, 1.1)) * 300
    choice = choose_plan(dataset_of(*np.split(boxes, 20)))
    assert choice.chosen.plan.name == "caffe-voc"
    assert choice.recalls[-1].plan.name == "fitted"
    assert choice.fitted_gain is None
    assert "auto keeps a shipped plan" in choice.note


def test_few_boxes_fit_no_plan_and_it_is_said():
    choice = choose_plan(dataset_of([square(70)] * 49))
    assert len(choice.recalls) == 3
    assert choice.note == "No plan is fitted: 49 boxes are fewer than 50."


@pytest.mark.parametrize(
    ("gain", "error", "sure"), [(0.02, 0.005, True), (0.009, 0.001, False), (0.02, 0.011, False), (-0.1, 0.0, False)]
)
def test_a_gain_is_sure_from_a_hundredth_and_twice_its_error(gain, error, sure):
    assert FittedGain(gain, error).is_sure is sure


def test_a_gain_is_the_same_each_time_and_needs_four_images():
    boxes = gather_boxes(uncommon(60))
    assert fitted_gain(boxes, PLANS["caffe-voc"]) == fitted_gain(boxes, PLANS["caffe-voc"])
    assert fitted_gain(gather_boxes(dataset_of(*[[square(40)] * 20] * 3)), PLANS["caffe-voc"]) is None


@pytest.mark.parametrize("images", [(), ([],)])
def test_a_data_set_without_boxes_is_named(images):
    for measure in (choose_plan, lambda data: plan_recall(PLANS["paper"], data)):
        with pytest.raises(DataError, match=r"made has no labelled objects.*check the class list"):
            measure(dataset_of(*images))


def test_a_plan_fitted_to_blood_smears_holds_on_images_it_never_saw(shared_data):
    train, unseen = (load_dataset(shared_data / "bccd", split=split) for split in ("train", "val"))
    choice = choose_plan(train)
    shipped, fitted = plan_recall(PLANS["caffe-coco"], unseen), plan_recall(choice.recalls[-1].plan, unseen)
    assert [measured.recall for measured in choice.recalls[:3]] == pytest.approx([0.908, 0.959, 0.998], abs=0.001)
    platelets = [measured.per_class["Platelets"].recall for measured in choice.recalls[:3]]
    assert platelets == pytest.approx([0.005, 0.459, 0.976], abs=0.001)
    assert fitted.recall >= shipped.recall
    assert fitted.mean_best_iou > shipped.mean_best_iou + 0.03
