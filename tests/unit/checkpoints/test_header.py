import json

import pytest
import torch
from safetensors.torch import save_file

from ssd_desktop.checkpoints.header import read_header
from ssd_desktop.errors import CheckpointError


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "weights.safetensors"
    save_file({"a": torch.zeros(2, 3), "b": torch.ones(4, dtype=torch.float16)}, path, {"who": "me"})
    return path


def with_header(path, document):
    text = json.dumps(document).encode() if not isinstance(document, bytes) else document
    path.write_bytes(len(text).to_bytes(8, "little") + text)
    return path


def test_header_tells_types_and_shapes(path):
    header = read_header(path)
    assert header.metadata == {"who": "me"}
    assert {name: (entry.dtype, entry.shape) for name, entry in header.tensors.items()} == {
        "a": ("F32", (2, 3)),
        "b": ("F16", (4,)),
    }


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CheckpointError, match=r"There is no file .*gone\.safetensors"):
        read_header(tmp_path / "gone.safetensors")


def test_a_folder_is_no_checkpoint(tmp_path):
    with pytest.raises(CheckpointError, match="is a folder"):
        read_header(tmp_path)


def test_an_empty_file_is_named(tmp_path):
    (tmp_path / "x.safetensors").touch()
    with pytest.raises(CheckpointError, match="is empty"):
        read_header(tmp_path / "x.safetensors")


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04 a pickled model of PyTorch", b"\xff" * 40, b"\0" * 20])
def test_a_file_of_another_kind_is_no_safetensors_file(tmp_path, content):
    (tmp_path / "x.pth").write_bytes(content)
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        read_header(tmp_path / "x.pth")


@pytest.mark.parametrize("missing", [1, 20, 60])
def test_a_truncated_file_is_called_cut_off(path, missing):
    path.write_bytes(path.read_bytes()[:-missing])
    with pytest.raises(CheckpointError, match="is cut off"):
        read_header(path)


def test_bytes_after_the_end_are_damage(path):
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(CheckpointError, match="is damaged"):
        read_header(path)


@pytest.mark.parametrize(
    "document",
    [
        b"{",
        b"{}}",
        b"{" + b'"a":{' * 5000,
        b'{"\xff": 1}',
        {"a": 1},
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}},
        {"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}},
        {"a": {"dtype": 3, "shape": [1], "data_offsets": [0, 4]}},
        {"__metadata__": {"a": 1}},
        {"__metadata__": [1]},
    ],
)
def test_a_header_that_makes_no_sense_is_damage(tmp_path, document):
    with pytest.raises(CheckpointError, match="is damaged"):
        read_header(with_header(tmp_path / "x.safetensors", document))


def test_a_name_that_no_file_can_have_is_one_sentence():
    from pathlib import Path

    for name in ("a\0b", "x" * 5000):
        with pytest.raises(CheckpointError):
            read_header(Path(name))
