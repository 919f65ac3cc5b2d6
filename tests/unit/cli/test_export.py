import pytest

from ssd_desktop.cli.main import main
from ssd_desktop.export import exporter
from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.events import ExportProgress
from ssd_desktop.export.types import Agreement, ApLoss, ExportReport


@pytest.fixture
def asked(monkeypatch):
    """Stands in for the export; holds what was asked for."""
    asked = []

    def export(request, control):
        asked.append(request)
        control._emit(ExportProgress("convert"))
        control._emit(ExportProgress("check", 1, 2))
        request.output.write_bytes(b"x" * 2_000_000)
        loss = ApLoss(15, 0.912, 0.905) if request.pictures else None
        return ExportReport(request.output, (request.output,), Agreement(3, 27, 0, 0.00012, 1.4e-6), loss)

    monkeypatch.setattr(exporter, "export_detector", export)
    return asked


def test_the_result_says_how_far_it_is_from_pytorch(asked, tmp_path, capsys):
    output = tmp_path / "cards.onnx"
    assert main(["export", "--format", "onnx", "--output", str(output)]) == 0
    told = capsys.readouterr()
    assert f"{output}: 2.0 MB in 1 files" in told.out
    assert (
        "on 3 pictures, 27 detections: boxes within 0.00012 px of 1,000, scores within 1.4e-06, 0 missing" in told.out
    )
    assert told.err.splitlines() == ["converting...", "comparing with PyTorch..."]
    assert asked[0].options == ExportOptions("onnx", nms=True, preprocess=False, precision="fp32")


def test_options_reach_the_export_and_the_ap_is_told(asked, tmp_path, capsys):
    command = ["export", "--model", "mine", "--format", "openvino", "--output", str(tmp_path / "a.xml"), "--no-nms"]
    assert main([*command, "--preprocess", "--precision", "int8", "--calibrate", str(tmp_path), "--quiet"]) == 0
    told = capsys.readouterr()
    assert "AP50 on 15 images: 91.2 before, 90.5 after quantisation" in told.out
    assert told.err == ""
    request = asked[0]
    assert request.options == ExportOptions("openvino", nms=False, preprocess=True, precision="int8")
    assert (request.model, request.pictures, request.overwrite) == ("mine", tmp_path, False)


def test_a_precision_of_another_format_is_wrong_usage(asked, tmp_path, capsys):
    assert main(["export", "--format", "onnx", "--output", str(tmp_path / "a.onnx"), "--precision", "int8"]) == 2
    assert "The format onnx has no precision 'int8'" in capsys.readouterr().err
