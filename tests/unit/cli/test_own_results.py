"""``--json`` and ``--report`` replace what a command wrote, and nothing else."""

import io
import json

import pytest

from ssd_desktop.cli.main import main
from ssd_desktop.cli.own_results import is_own_json, is_own_report
from tests.unit.data.made_data import write_voc_folder
from tests.unit.project.made_runs import make_run

BOX = ("cat", (2, 3, 20, 25))


@pytest.fixture
def folder(tmp_path):
    folder = write_voc_folder(tmp_path / "pets", {"a": [BOX], "b": [BOX]})
    make_run(folder / "runs" / "one", data=folder, classes=("cat",))
    make_run(folder / "runs" / "two", data=folder, classes=("cat",), learning_rate=0.002)
    assert main(["project", "create", str(folder), "--quiet"]) == 0
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["boxes"],
        ["boxes", "{folder}"],
        ["statistics", "{folder}"],
        ["project", "show", "{folder}"],
        ["runs", "list", "{folder}"],
        ["runs", "list", "{folder}/empty"],
        ["runs", "show", "--in", "{folder}", "one"],
        ["runs", "compare", "--in", "{folder}", "one", "two"],
        ["models", "list"],
        ["models", "show", "ssd300_playing_cards"],
    ],
)
def test_the_second_result_of_a_command_replaces_the_first(folder, tmp_path, command):
    (folder / "empty").mkdir()
    target = tmp_path / "result.json"
    for _ in range(2):
        words = [word.replace("{folder}", str(folder)) for word in command]
        assert main([*words, "--json", str(target), "--quiet"]) == 0
    assert json.loads(target.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n",
        b"{",
        b"notes",
        b'{"images": [{"id": 1}], "annotations": [], "categories": []}',
        b'{"plans": [{"id": 1}]}',
        b'{"path": "a", "state": 1}',
        b'{"enabled": false}',
        b'[{"title": "a"}]',
        b"[1, 2]",
        b"[" * 100_000,
    ],
)
def test_a_file_of_somebody_else_stays(folder, tmp_path, capsys, content):
    target = tmp_path / "theirs.json"
    target.write_bytes(content)
    assert main(["statistics", str(folder), "--json", str(target)]) == 2
    assert "theirs.json is there and is no JSON result of this program" in capsys.readouterr().err
    assert target.read_bytes() == content


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"runs": []}'])
def test_json_in_which_there_is_nothing_may_go(content):
    assert is_own_json(io.BytesIO(content))


def test_a_page_of_somebody_else_is_no_report():
    assert not is_own_report(io.BytesIO(b"<!DOCTYPE html><html><head><title>My page</title></head></html>"))
