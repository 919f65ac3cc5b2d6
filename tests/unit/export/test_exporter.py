"""Exports from the checkpoint to the files, and these in a process that has neither PyTorch nor this program."""

import importlib.util
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.errors import ConfigError, ExportError
from ssd_desktop.export import exporter, extras
from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.events import CHECK, CONVERT, LOAD, Control, ExportCancelledError
from ssd_desktop.export.exporter import export_detector
from ssd_desktop.export.types import Agreement, ExportRequest
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.inference.engines.quantised import find_quantised
from ssd_desktop.inference.engines.weights_key import weights_key
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image, write_image
from ssd_desktop.resources import resource_path
from tests.made_models import made_picture, random_checkpoint

ONNX = ("onnx", "onnxscript", "onnxruntime")

pytest.importorskip("openvino")


def need(*packages):
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "made.safetensors"
    save_checkpoint(random_checkpoint(confident=True, plan="ssdlite320-voc"), path, dtype=torch.float16)
    return path


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    for number in range(2):
        write_image(folder / f"{number}.png", made_picture(240, 320, seed=number))
    return folder


def request_for(model, output, pictures=None, **options):
    return ExportRequest(str(model), output, ExportOptions(**options), pictures=pictures)


CASES = [
    ("onnx", ".onnx", {"nms": True, "preprocess": True}),
    pytest.param("onnx", ".onnx", {"nms": False, "preprocess": False}, marks=pytest.mark.slow),
    ("openvino", ".xml", {"nms": True, "preprocess": True, "precision": "fp16"}),
    pytest.param("openvino", ".xml", {"nms": True, "preprocess": False}, marks=pytest.mark.slow),
    ("openvino", ".xml", {"nms": False, "preprocess": False}),
    ("torch", ".pt2", {"nms": True, "preprocess": True}),
    pytest.param("torch", ".pt2", {"nms": False, "preprocess": False}, marks=pytest.mark.slow),
]


CARDS = resource_path("samples", "1-cards-on-felt.jpg")


@pytest.fixture(scope="module")
def cards(tmp_path_factory):
    """A folder with the shipped picture of cards alone."""
    return Path(shutil.copy(CARDS, tmp_path_factory.mktemp("cards"))).parent


@pytest.fixture(scope="module")
def expected():
    """What the detector finds in that picture."""
    return Predictor.load("shipped", device="cpu").detect(read_image(CARDS).pixels_rgb).above(0.5)


@pytest.mark.parametrize(("kind", "suffix", "options"), CASES)
def test_an_export_runs_without_this_program_and_finds_what_the_detector_finds(
    tmp_path, cards, expected, kind, suffix, options
):
    need(*(ONNX if kind == "onnx" else ()))
    report = export_detector(request_for("shipped", tmp_path / f"cards{suffix}", cards, format=kind, **options))
    assert report.agreement.detections > 10
    assert report.agreement.lost == 0
    assert all(path.is_file() for path in report.files)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in report.files)
    assert not any(str(Path(exporter.__file__).parent).encode() in path.read_bytes() for path in report.files)
    found = run_script(tmp_path, CARDS, blocked=() if kind == "torch" else ("torch",))
    assert [one["label"] for one in found] == [expected.name(i) for i in range(len(expected))] != []
    for one, box, score in zip(found, expected.boxes_xyxy, expected.scores, strict=True):
        # OpenVINO computes in bfloat16 of its own accord where the processor has it.
        np.testing.assert_allclose(one["box"], box, atol=2)
        assert one["score"] == pytest.approx(float(score), abs=0.02)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("openvino", ".xml"),
        *(pytest.param(*other, marks=pytest.mark.slow) for other in (("onnx", ".onnx"), ("torch", ".pt2"))),
    ],
)
def test_the_small_network_is_exported_to_every_format_with_the_same_detections(tmp_path, pictures, kind, suffix):
    need(*(ONNX if kind == "onnx" else ()))
    small = tmp_path / "small.safetensors"
    save_checkpoint(random_checkpoint(confident=True, plan="ssdlite320-voc"), small)
    report = export_detector(request_for(small, tmp_path / f"out{suffix}", pictures, format=kind))
    assert report.agreement.detections > 10
    assert report.agreement.lost == 0
    assert report.agreement.pixels < 0.01


@pytest.fixture(scope="module")
def blind(tmp_path_factory):
    """A small detector that finds nothing in any picture: its background is sure everywhere."""
    checkpoint = random_checkpoint(plan="ssdlite320-voc")
    for name, values in checkpoint.state.items():
        if name.startswith("heads.class_scores") and name.endswith("bias"):
            values.view(-1, checkpoint.config.class_count)[:, 0] += 20
    path = tmp_path_factory.mktemp("blind") / "blind.safetensors"
    save_checkpoint(checkpoint, path)
    return path


@pytest.mark.parametrize("nms", [True, False])
def test_an_export_of_a_detector_that_finds_nothing_is_compared_by_its_default_boxes(blind, pictures, tmp_path, nms):
    report = export_detector(request_for(blind, tmp_path / "a.xml", pictures, format="openvino", nms=nms))
    assert (report.agreement.detections, report.agreement.pictures) == (0, 2)
    assert report.agreement.default_boxes > 1000
    assert report.agreement.pixels < 0.1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in report.files)


def test_such_an_export_that_answers_differently_is_not_kept(blind, pictures, tmp_path, monkeypatch):
    wrong = Agreement(2, 0, 0, pixels=7.0, score=0.0, default_boxes=9)
    monkeypatch.setattr(exporter, "compare_default_boxes", lambda *rest: wrong)
    with pytest.raises(ExportError, match="boxes by up to 7 px"):
        export_detector(request_for(blind, tmp_path / "a.xml", pictures, format="openvino"))
    assert not list(tmp_path.iterdir())


def run_script(folder, picture, blocked):
    """Runs ``infer.py`` in a process that can import neither this program nor what is blocked."""
    block = "".join(f"sys.modules[{name!r}] = None; " for name in (*blocked, "ssd_desktop"))
    code = f"import sys, runpy; {block}sys.argv = ['infer.py', {str(picture)!r}, '--score', '0.5']; "
    code += f"runpy.run_path({str(folder / 'infer.py')!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return [{**row, "box": np.array(row["box"])} for row in json.loads(done.stdout)["detections"]]


def test_the_progress_names_each_step_in_order(model, pictures, tmp_path):
    told = []
    export_detector(request_for(model, tmp_path / "a.xml", pictures, format="openvino"), Control(told.append))
    assert list(dict.fromkeys(one.step for one in told)) == [LOAD, CONVERT, CHECK]
    assert (told[-1].done, told[-1].total) == (2, 2)


@pytest.mark.parametrize("step", [LOAD, CONVERT, CHECK])
def test_an_export_that_is_given_up_leaves_nothing_behind(model, pictures, tmp_path, step):
    told = []
    request = request_for(model, tmp_path / "new" / "a.xml", pictures, format="openvino")
    with pytest.raises(ExportCancelledError):
        export_detector(request, Control(told.append, lambda: step in [one.step for one in told]))
    assert not (tmp_path / "new").exists() or not list((tmp_path / "new").iterdir())


def test_an_export_that_answers_differently_is_not_kept(model, pictures, tmp_path, monkeypatch):
    monkeypatch.setattr(exporter, "compare", lambda *rest, **more: Agreement(2, 10, 0, pixels=7.0, score=0.0))
    with pytest.raises(ExportError, match="boxes by up to 7 px"):
        export_detector(request_for(model, tmp_path / "a.xml", pictures, format="openvino"))
    assert not list(tmp_path.iterdir())


def test_an_error_of_a_foreign_exporter_is_one_sentence(model, pictures, tmp_path, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("no operator for this\nat line 3")

    monkeypatch.setattr(exporter, "write_openvino", fail)
    with pytest.raises(ExportError, match="The export to openvino failed: no operator for this at line 3"):
        export_detector(request_for(model, tmp_path / "a.xml", pictures, format="openvino"))
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_one_sentence(model, pictures, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporter, "write_openvino", full)
    with pytest.raises(ExportError, match="No space left on device; choose a folder with free space"):
        export_detector(request_for(model, tmp_path / "a.xml", pictures, format="openvino"))


def test_another_exports_files_are_not_replaced_by_accident(model, tmp_path):
    (tmp_path / "a.xml").write_text("mine")
    with pytest.raises(ExportError, match="exists already; add --overwrite"):
        export_detector(request_for(model, tmp_path / "a.xml", format="openvino"))
    (tmp_path / "labels.json").write_text('{"model": "other.onnx"}')
    with pytest.raises(ExportError, match="belongs to another model; choose a folder of its own"):
        export_detector(request_for(model, tmp_path / "b.xml", format="openvino"))
    (tmp_path / "labels.json").unlink()
    (tmp_path / "infer.py").write_text("mine")
    with pytest.raises(ExportError, match=r"infer\.py is there and no part of an export"):
        export_detector(request_for(model, tmp_path / "b.xml", format="openvino"))


def test_the_suffix_must_be_the_formats(model, tmp_path):
    with pytest.raises(ExportError, match=r"a\.onnx must end in \.xml for the format openvino"):
        export_detector(request_for(model, tmp_path / "a.onnx", format="openvino"))


@pytest.mark.parametrize(
    ("options", "package", "words"),
    [
        ({"format": "onnx"}, "onnxruntime", r"onnxruntime; add it with: pip install 'ssd-desktop\[export\]'"),
        (
            {"format": "openvino", "precision": "int8"},
            "nncf",
            r"nncf; add it with: pip install 'ssd-desktop\[quantize\]'",
        ),
    ],
)
def test_a_missing_package_is_named_before_the_work_begins(model, tmp_path, monkeypatch, options, package, words):
    monkeypatch.setattr(extras, "_is_installed", lambda name: name != package)
    with pytest.raises(ExportError, match=words):
        export_detector(request_for(model, tmp_path / "a.xml", **options))


def test_a_precision_that_a_format_lacks_is_named():
    with pytest.raises(ConfigError, match="The format onnx has no precision 'int8'; use one of fp32"):
        ExportOptions("onnx", precision="int8")


def test_int8_asks_for_pictures(model, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "_is_installed", lambda name: True)
    with pytest.raises(ExportError, match="name their folder with --calibrate"):
        export_detector(request_for(model, tmp_path / "a.xml", format="openvino", precision="int8"))


@pytest.mark.slow
def test_int8_finds_most_of_the_same_and_is_an_engine_of_the_model_from_then_on(pictures, tmp_path):
    need("nncf")
    model, made = tmp_path / "made.safetensors", random_checkpoint(confident=True)
    save_checkpoint(made, model, dtype=torch.float16)
    request = request_for(model, tmp_path / "a.xml", pictures, format="openvino", precision="int8")
    report = export_detector(request)
    assert report.ap_loss is None
    assert (tmp_path / "a.bin").stat().st_size < 0.3 * 4 * sum(tensor.numel() for tensor in made.state.values())
    assert find_quantised(weights_key(Path(model))) is not None
    predictor = Predictor.load(model, device="cpu", engine=EngineChoice("openvino", "int8"))
    assert len(predictor.detect(made_picture(240, 320))) > 20


def test_a_detector_of_tiles_says_so_beside_the_model(pictures, tmp_path, caplog):
    path = tmp_path / "tiled.safetensors"
    save_checkpoint(replace(random_checkpoint(plan="ssdlite320-voc"), tiling=Tiling(450)), path, dtype=torch.float16)
    export_detector(request_for(path, tmp_path / "out" / "a.xml", pictures, format="openvino"))
    assert json.loads((tmp_path / "out" / "labels.json").read_text())["tiles"]["side"] == 450
    assert "was trained on tiles of 450 px" in caplog.text
