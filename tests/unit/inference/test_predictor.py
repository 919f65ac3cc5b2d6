import numpy as np
import pytest
import torch

from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.errors import CheckpointError, InferenceError
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.stopwatch import PartTimes
from ssd_desktop.ssd.config import PostprocessConfig
from tests.made_models import CLASSES, made_picture, random_checkpoint, random_model, remembering_model

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def predictor():
    return Predictor(remembering_model(confident=True), CPU)


@pytest.mark.parametrize(("height", "width"), [(240, 320), (320, 240), (1, 1), (3, 20_000)])
def test_boxes_are_pixels_inside_the_picture_of_any_shape(predictor, height, width):
    found = predictor.detect(made_picture(height, width))
    assert (found.width, found.height) == (width, height)
    assert found.boxes_xyxy.dtype == found.scores.dtype == np.float32
    assert found.labels.dtype == found.default_boxes.dtype == np.int64
    assert found.boxes_xyxy.shape == (len(found), 4)
    assert (found.boxes_xyxy >= 0).all()
    assert (found.boxes_xyxy <= [width, height, width, height]).all()
    assert (found.boxes_xyxy[:, 2:] >= found.boxes_xyxy[:, :2]).all()


def test_a_wide_picture_has_boxes_stretched_over_all_of_it(predictor):
    found = predictor.detect(made_picture(60, 600))
    assert found.boxes_xyxy[:, 2].max() > 500
    assert 30 < found.boxes_xyxy[:, 3].max() <= 60


def test_detections_come_best_first_with_labels_and_default_boxes_in_range(predictor):
    found = predictor.detect(made_picture(200, 200))
    assert len(found) > 20
    assert (np.diff(found.scores) <= 0).all()
    assert set(found.labels) <= {1, 2, 3}
    assert found.classes == CLASSES
    assert ((found.default_boxes >= 0) & (found.default_boxes < 8732)).all()


def test_the_thresholds_of_the_config_hold(predictor):
    config = PostprocessConfig(score_threshold=0.4, detections_per_image=5)
    found = predictor.detect(made_picture(200, 200), config)
    assert len(found) == 5
    assert found.scores.min() > 0.4


def test_pictures_of_a_batch_keep_their_order_and_sizes(predictor):
    pictures = [made_picture(100, 150), made_picture(300, 90, seed=1)]
    together = predictor.detect_batch(pictures)
    assert [(found.width, found.height) for found in together] == [(150, 100), (90, 300)]
    for found, picture in zip(together, pictures, strict=True):
        alone = predictor.detect(picture)
        np.testing.assert_allclose(found.scores, alone.scores, atol=1e-4)
    assert predictor.detect_batch([]) == []


def test_read_only_pictures_and_views_are_taken(predictor):
    picture = made_picture(100, 120)
    expected = predictor.detect(picture)
    turned = picture[:, ::-1][:, ::-1]
    turned.flags.writeable = False
    np.testing.assert_array_equal(predictor.detect(turned).boxes_xyxy, expected.boxes_xyxy)


def test_a_live_model_keeps_its_mode_and_can_train_on(predictor):
    model = random_model()
    model.train()
    Predictor(model, CPU).detect(made_picture(50, 50))
    try:
        assert model.training
        offsets, _ = model(torch.zeros(1, 3, 300, 300))
        assert offsets.requires_grad
    finally:
        model.eval()


def test_a_checkpoint_is_loaded_by_path_and_named_after_it(tmp_path):
    path = tmp_path / "카드.safetensors"
    save_checkpoint(random_checkpoint(confident=True), path)
    loaded = Predictor.load(path, device="cpu")
    assert loaded.name == "카드"
    assert loaded.config == random_model().config
    assert loaded.device_label.startswith("Processor")
    picture = made_picture(120, 160)
    expected = Predictor(remembering_model(confident=True), CPU).detect(picture)
    np.testing.assert_allclose(loaded.detect(picture).scores, expected.scores, atol=1e-4)


def test_a_missing_model_and_an_absent_device_are_named(tmp_path):
    with pytest.raises(CheckpointError, match="no model 'nothing'"):
        Predictor.load("nothing", device="cpu")
    with pytest.raises(InferenceError, match="no device 'tpu'"):
        Predictor.load(tmp_path, device="tpu")


def test_a_device_without_memory_is_one_sentence(monkeypatch):
    predictor = Predictor(remembering_model(), CPU)

    def too_much(batch):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate ...")

    monkeypatch.setattr(predictor.engine, "run", too_much)
    with pytest.raises(InferenceError, match="too little free memory"):
        predictor.detect(made_picture(10, 10))


def test_the_parts_of_a_detection_are_timed_until_they_are_asked_for(predictor):
    predictor.take_times()
    predictor.detect(made_picture(50, 50))
    once = predictor.take_times()
    assert min(once.preprocess, once.network, once.postprocess) > 0
    assert predictor.take_times() == PartTimes()
