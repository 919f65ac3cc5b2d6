"""``ssd_desktop.load_detector``: what other programs give it, and what they get."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import ssd_desktop
from ssd_desktop import Detections, Detector, SSDDesktopError, load_detector
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.errors import CheckpointError, ConfigError, InferenceError, MediaError, UsageError
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor
from ssd_desktop.media.image_file import write_image
from ssd_desktop.ssd.config import PostprocessConfig
from tests.made_models import CLASSES, made_picture, random_checkpoint


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "made.safetensors"
    save_checkpoint(random_checkpoint(confident=True, plan="ssdlite320-voc"), path)
    return path


@pytest.fixture(scope="module")
def detector(checkpoint):
    return load_detector(checkpoint, device="cpu")


@pytest.fixture(scope="module")
def picture():
    return made_picture(120, 160)


def same(one, other):
    return (
        np.array_equal(one.boxes_xyxy, other.boxes_xyxy)
        and np.array_equal(one.scores, other.scores)
        and np.array_equal(one.default_boxes, other.default_boxes)
    )


# -- The package


def test_importing_the_package_loads_nothing_that_is_heavy_until_a_detector_is_asked_for():
    code = (
        "import sys, ssd_desktop\n"
        "heavy = {'torch', 'numpy', 'cv2', 'PySide6'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from ssd_desktop import Detections, SSDDesktopError\n"
        "assert 'torch' not in sys.modules\n"
        "from ssd_desktop import load_detector\n"
        "assert not {'PySide6', 'pandas'} & set(sys.modules)\n"
    )
    root = Path(ssd_desktop.__file__).parents[1]
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert result.stderr == ""
    assert result.returncode == 0


def test_the_public_names_are_listed_and_others_are_not_there():
    assert set(ssd_desktop.__all__) <= set(dir(ssd_desktop))
    assert all(getattr(ssd_desktop, name).__name__ == name for name in ssd_desktop.__all__)
    with pytest.raises(AttributeError, match="no attribute 'load_detectors'"):
        _ = ssd_desktop.load_detectors


# -- Pictures


def test_an_array_a_path_and_a_written_path_give_the_same_detections(detector, picture, tmp_path):
    path = tmp_path / "사진.png"
    write_image(path, picture)
    found = detector(picture, score=0.3)
    assert isinstance(found, Detections)
    assert len(found) > 20
    assert same(found, detector(path, score=0.3))
    assert same(found, detector(str(path), score=0.3))


def test_the_answer_is_the_predictors(checkpoint, detector, picture):
    expected = Predictor.load(checkpoint, device="cpu").detect(picture, PostprocessConfig()).above(0.4)
    assert same(detector(picture, score=0.4), expected)
    assert (detector.name, detector.classes, detector.engine) == ("made", CLASSES, "PyTorch fp32")


def test_channels_of_opencv_are_turned_round(detector, picture):
    bgr = np.ascontiguousarray(picture[..., ::-1])
    assert same(detector(bgr, channels="bgr", score=0.3), detector(picture, score=0.3))
    assert not same(detector(bgr, score=0.3), detector(picture, score=0.3))


def test_a_list_gives_a_list_in_its_order_whatever_the_batch(detector, picture, tmp_path):
    path = tmp_path / "other.png"
    write_image(path, made_picture(90, 60, seed=1))
    found = detector([picture, path, picture], score=0.3, batch_size=2)
    assert [(one.width, one.height) for one in found] == [(160, 120), (60, 90), (160, 120)]
    for one, given in zip(found, (picture, path, picture), strict=True):
        np.testing.assert_allclose(one.scores, detector(given, score=0.3).scores, atol=1e-4)
    assert detector(()) == []


def test_a_long_list_is_read_a_batch_at_a_time(detector, monkeypatch):
    sizes = []
    monkeypatch.setattr(detector.predictor, "detect_batch", lambda images, config: sizes.append(len(images)) or [])
    detector([made_picture(8, 8)] * 5, batch_size=2)
    assert sizes == [2, 2, 1]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (np.zeros((4, 6), np.uint8), r"shape \(4, 6\).*grey; np.stack\(\[image\] \* 3, axis=-1\)"),
        (np.zeros((4, 6, 1), np.uint8), r"grey; np.repeat\(image, 3, axis=2\)"),
        (np.zeros((4, 6, 4), np.uint8), r"alpha channel; image\[..., :3\]"),
        (np.zeros((3, 4, 6), np.uint8), r"channels come first; image.transpose\(1, 2, 0\)"),
        (np.zeros((2, 4, 6, 3), np.uint8), r"a batch; give list\(images\)"),
        (np.zeros((5, 6, 5), np.uint8), "give one picture, or a list of pictures"),
        (np.zeros((0, 6, 3), np.uint8), "no pixels"),
        (np.zeros((4, 6, 3), np.float32), r"float32 pixels.*\(255 \* image\).round\(\).astype\(np.uint8\)"),
        (np.zeros((4, 6, 3), np.uint16), r"uint16 pixels.*image // 257"),
        (np.zeros((4, 6, 3), np.int64), r"int64 pixels.*image.astype\(np.uint8\)"),
        (b"\xff\xd8", "builtins.bytes; give a path or a numpy array"),
        (None, "builtins.NoneType"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_makes_one_of_it(detector, wrong, told):
    with pytest.raises(UsageError, match=told):
        detector(wrong)


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        (np.zeros((4, 6), np.uint8), lambda image: np.stack([image] * 3, axis=-1)),
        (np.zeros((4, 6, 1), np.uint8), lambda image: np.repeat(image, 3, axis=2)),
        (np.zeros((4, 6, 4), np.uint8), lambda image: image[..., :3]),
        (np.zeros((3, 4, 6), np.uint8), lambda image: image.transpose(1, 2, 0)),
        (np.zeros((4, 6, 3)), lambda image: (255 * image).round().astype(np.uint8)),
        (np.zeros((4, 6, 3), np.uint16), lambda image: (image // 257).astype(np.uint8)),
    ],
)
def test_the_remedies_make_pictures_that_are_taken(detector, wrong, remedy):
    found = detector(remedy(wrong))
    assert (found.width, found.height) == (6, 4)


def test_the_wrong_picture_of_a_list_is_named_by_its_place(detector, picture):
    with pytest.raises(UsageError, match=r"^images\[3\] holds float64"):
        detector([picture, picture, picture, picture / 255], batch_size=2)


def test_a_missing_file_and_a_file_that_is_no_picture_are_named(detector, tmp_path):
    (tmp_path / "notes.jpg").write_text("no picture")
    with pytest.raises(MediaError, match=r"missing.jpg does not exist"):
        detector(tmp_path / "missing.jpg")
    with pytest.raises(SSDDesktopError, match=r"notes.jpg is no image"):
        detector(str(tmp_path / "notes.jpg"))


# -- Options


def test_thresholds_belong_to_the_call(detector, picture):
    every = detector(picture, score=0)
    few = detector(picture, score=float(every.scores[10]))
    assert len(few) == 11
    assert same(detector(picture, score=0, max_detections=5), every.take(np.arange(5)))
    assert len(detector(picture, score=0.3, nms_iou=1.0)) > len(detector(picture, score=0.3, nms_iou=0.1))


@pytest.mark.parametrize(
    "options",
    [
        {"score": 1.5},
        {"score": float("nan")},
        {"nms_iou": 0},
        {"max_detections": 0},
        {"batch_size": 0},
        {"channels": "gbr"},
    ],
)
def test_an_option_out_of_range_is_named(detector, picture, options):
    (name,) = options
    with pytest.raises(UsageError, match="order of channels 'gbr'" if name == "channels" else rf"^{name} is"):
        detector(picture, **options)


def test_unknown_models_devices_and_engines_are_named(checkpoint):
    with pytest.raises(CheckpointError, match="no model 'nothing'"):
        load_detector("nothing")
    with pytest.raises(InferenceError, match="no device 'tpu'"):
        load_detector(checkpoint, device="tpu")
    with pytest.raises(InferenceError, match="no engine 'onnx'"):
        load_detector(checkpoint, engine="onnx")
    with pytest.raises(ConfigError):
        load_detector(checkpoint, device="cpu", tiles=3)


def test_a_detector_can_look_at_tiles(checkpoint):
    tiled = load_detector(checkpoint, device="cpu", tiles=300)
    assert isinstance(tiled.predictor, TiledPredictor)
    assert tiled.predictor.tiling.side == 300


def test_several_threads_get_the_answers_of_one(detector, picture):
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: detector(picture, score=0.3), range(6)))
    assert all(same(one, found[0]) for one in found)


def test_detector_and_detections_describe_themselves(detector, picture):
    assert repr(detector).startswith("<Detector made: 3 classes, PyTorch fp32 on Processor")
    assert isinstance(detector, Detector)
    found = detector(picture, score=0.3)
    assert found.names == tuple(found.name(i) for i in range(len(found)))
    shown = repr(found)
    assert shown.startswith(f"<Detections: {len(found)} in 160 x 120 px: {found.names[0]} {found.scores[0]:.2f}, ")
    assert shown.endswith(", ...>")
    assert repr(found.take(np.arange(0))) == "<Detections: 0 in 160 x 120 px>"
