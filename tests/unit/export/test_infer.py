"""What ``infer.py`` says of pictures that it cannot read."""

import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from ssd_desktop.export import infer
from tests.unit.data.made_data import write_image


class OneBox:
    classes = ("cat",)

    def __init__(self, folder):
        pass

    def detect(self, pixels_rgb, score):
        return SimpleNamespace(boxes_xyxy=np.array([[0, 0, 2, 3]]), labels=np.array([1]), scores=np.array([0.75]))


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*pictures):
        monkeypatch.setattr(infer, "Detector", OneBox)
        monkeypatch.setattr(sys, "argv", ["infer.py", *map(str, pictures)])
        return infer.main(), *capsys.readouterr()

    return run


def test_each_picture_is_a_line(run, tmp_path):
    write_image(tmp_path / "a.png")
    code, out, err = run(tmp_path / "a.png")
    assert (code, err) == (0, "")
    expected = {"box": [0.0, 0.0, 2.0, 3.0], "label": "cat", "score": 0.75}
    assert json.loads(out) == {"image": str(tmp_path / "a.png"), "detections": [expected]}


def test_pictures_that_cannot_be_read_are_named_and_the_others_go_on(run, tmp_path):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("no picture")
    write_image(tmp_path / "last.png")
    bad = [tmp_path / "gone.jpg", tmp_path / "empty.jpg", tmp_path / "text.jpg"]
    code, out, err = run(*bad, tmp_path / "last.png")
    assert code == 1
    assert [json.loads(line)["image"] for line in out.splitlines()] == [str(tmp_path / "last.png")]
    assert [line.split(" was left out: ")[0] for line in err.splitlines()] == [str(path) for path in bad]
