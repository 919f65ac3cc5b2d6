"""Device, precision and box plan of a training, and what the user is told about them."""

import dataclasses

import pytest
import torch

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.checkpoints.base_weights import save_base, shipped_base
from ssd_desktop.checkpoints.plan_file import save_plan
from ssd_desktop.data.types import DatasetReport
from ssd_desktop.errors import CheckpointError, ConfigError, DataError, InferenceError
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.networks import SSD300, SSDLITE320
from ssd_desktop.training import preparation
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.preparation import Machine, chosen_plan, data_messages, plan_messages, start_detector
from tests.unit.data.made_data import made_boxes
from tests.unit.training.conftest import make_dataset, make_sample

SMALL_OBJECTS = make_dataset(make_sample(boxes=[[92.5, 92.5, 107.5, 107.5], [52.5, 52.5, 67.5, 67.5]], size=300))
LARGE_OBJECTS = make_dataset(make_sample(boxes=[[50, 50, 250, 250]], size=300))
START_512 = NetworkConfig("ssd512-vgg16", PLANS["ssd512-voc"], ("disc",))
START = NetworkConfig("ssd300-vgg16", PLANS["torchvision"], ("disc",))


def test_a_start_from_imported_start_weights_is_no_detector(tmp_path):
    save_base(shipped_base(), tmp_path / "base.safetensors")
    assert start_detector(TrainingConfig(init=str(tmp_path / "base.safetensors")), None) is None


def test_auto_takes_the_plan_that_reaches_most_boxes():
    recall = chosen_plan(TrainingConfig(), SMALL_OBJECTS, None)

    assert recall.plan.name == "caffe-coco"
    assert recall.recall == 1.0


def test_auto_keeps_the_plan_of_the_start_detector():
    assert chosen_plan(TrainingConfig(), SMALL_OBJECTS, START).plan == PLANS["torchvision"]


def test_a_named_plan_is_taken_even_if_it_reaches_less():
    recall = chosen_plan(TrainingConfig(plan="paper"), SMALL_OBJECTS, START)

    assert (recall.plan.name, recall.recall) == ("paper", 0.0)


def test_the_plan_and_the_boxes_it_misses_are_told():
    kept, missed, small = plan_messages(chosen_plan(TrainingConfig(plan="paper"), SMALL_OBJECTS, None))

    assert kept.level == "info"
    assert kept.text.endswith("1.0 positives an object.")
    assert kept.text.startswith("Box plan paper: 0.0% of the training boxes are reached by a default box (IoU 0.5)")
    assert missed.level == "warning"
    assert missed.text.startswith("100.0% of the training boxes (2) are reached by no default box of plan paper")
    assert small.level == "warning"
    assert small.text.startswith("100.0% of the boxes have sides under 16 px on the input of 300 x 300")
    assert len(plan_messages(chosen_plan(TrainingConfig(), LARGE_OBJECTS, None))) == 1


def test_auto_chooses_among_the_plans_of_the_network_that_is_trained():
    config = TrainingConfig(network="ssd512-vgg16")
    assert chosen_plan(config, SMALL_OBJECTS, None).plan.name == "ssd512-voc"
    assert chosen_plan(config, SMALL_OBJECTS, START).plan.name == "ssd512-voc"
    assert chosen_plan(TrainingConfig(), SMALL_OBJECTS, START_512).plan == PLANS["ssd512-voc"]


def test_a_plan_of_another_network_is_refused_with_those_that_fit():
    with pytest.raises(ConfigError, match=r"ssd512-voc is a box plan of ssd512-vgg16, and ssd300-vgg16 is trained"):
        chosen_plan(TrainingConfig(plan="ssd512-voc"), SMALL_OBJECTS, None)
    assert chosen_plan(TrainingConfig(plan="ssd512-voc"), SMALL_OBJECTS, START_512).plan == PLANS["ssd512-voc"]


def test_a_plan_is_fitted_when_asked_for_and_kept_when_the_run_goes_on():
    boxes = (made_boxes(60) * 300).tolist()
    dataset = make_dataset(make_sample(boxes=boxes, size=300))
    fitted = chosen_plan(TrainingConfig(plan="fitted"), dataset, None).plan
    assert fitted.name == "fitted"
    started = NetworkConfig("ssd300-vgg16", dataclasses.replace(fitted, scales=PLANS["paper"].scales), ("disc",))
    assert chosen_plan(TrainingConfig(plan="fitted"), dataset, started).plan == started.plan
    with pytest.raises(DataError, match="cannot be fitted to 2 boxes"):
        chosen_plan(TrainingConfig(plan="fitted"), SMALL_OBJECTS, None)


def test_what_reading_the_data_left_out_is_told():
    problems = (AnnotationProblem("a.xml", 3, "the box has no area and is skipped."),)
    report = DatasetReport(1, 0, 4, unreadable=("b.png is truncated.",), problems=problems)
    dataset = dataclasses.replace(make_dataset(make_sample()), report=report)

    texts = [(message.level, message.text) for message in data_messages(dataset, None)]

    assert texts == [
        ("warning", "1 images of shapes cannot be read and are left out; the first: b.png is truncated."),
        ("info", "4 images of shapes have no annotation file and are left out."),
        (
            "warning",
            "1 problems in the annotations of shapes; the first: a.xml:3: the box has no area and is skipped.",
        ),
        ("info", "There is no validation set: no AP is measured and the last checkpoint counts."),
    ]
    assert data_messages(make_dataset(make_sample()), make_dataset(make_sample())) == []


def test_a_start_from_the_base_has_no_detector_and_a_missing_one_is_named(tmp_path):
    assert start_detector(TrainingConfig(), None) is None
    with pytest.raises(CheckpointError, match="gone"):
        start_detector(TrainingConfig(init=str(tmp_path / "gone.safetensors")), None)


@pytest.mark.parametrize(("fast", "precision"), [(True, "bfloat16"), (False, "float32")])
def test_auto_precision_is_bfloat16_where_it_is_fast(monkeypatch, fast, precision):
    monkeypatch.setattr(preparation, "bfloat16_is_fast", lambda device: fast)

    assert Machine.choose(TrainingConfig(device="cpu"), SSD300).precision == precision
    assert Machine.choose(TrainingConfig(device="cpu", precision="float32"), SSD300).precision == "float32"
    assert Machine.choose(TrainingConfig(device="cpu", precision="bfloat16"), SSD300).precision == "bfloat16"


def test_auto_precision_is_float32_for_depthwise_convolutions_on_a_processor_only(monkeypatch):
    monkeypatch.setattr(preparation, "bfloat16_is_fast", lambda device: True)
    monkeypatch.setattr(preparation, "choose_device", torch.device)

    assert Machine.choose(TrainingConfig(device="cpu"), SSDLITE320).precision == "float32"
    assert Machine.choose(TrainingConfig(device="cuda"), SSDLITE320).precision == "bfloat16"
    assert Machine.choose(TrainingConfig(device="cpu", precision="bfloat16"), SSDLITE320).precision == "bfloat16"


def test_an_absent_device_is_refused():
    with pytest.raises(InferenceError):
        Machine.choose(TrainingConfig(device="cuda:77"), SSD300)


def test_pictures_are_channels_last_where_that_is_faster():
    assert Machine(torch.device("cpu"), "bfloat16").channels_last
    assert Machine(torch.device("cuda"), "bfloat16").channels_last
    assert not Machine(torch.device("mps"), "float32").channels_last


def test_a_plan_from_a_file_is_taken_and_a_run_that_goes_on_does_not_need_the_file(tmp_path):
    edited = dataclasses.replace(PLANS["caffe-voc"], name="edited", scales=(0.05, *PLANS["caffe-voc"].scales[1:]))
    path = save_plan(edited, tmp_path)
    config = TrainingConfig(plan=str(path))
    assert chosen_plan(config, SMALL_OBJECTS, None).plan == edited
    path.unlink()
    own = NetworkConfig("ssd300-vgg16", edited, ("cell",))
    assert chosen_plan(config, SMALL_OBJECTS, own, resumed=True).plan == edited
    with pytest.raises(ConfigError, match="cannot be read"):
        chosen_plan(config, SMALL_OBJECTS, own)
