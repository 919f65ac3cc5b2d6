"""What ``--json`` writes, and where it cannot."""

import json
from pathlib import Path

import pytest

from ssd_desktop.cli.json_output import check_target, same_target, write_json
from ssd_desktop.errors import SSDDesktopError, UsageError


def test_a_file_name_that_is_no_text_comes_back_as_it_is(tmp_path):
    names = ["caf\udce9.png", "사진.png"]
    write_json(str(tmp_path / "a.json"), json.dumps(names, ensure_ascii=False))
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == names


@pytest.mark.parametrize("target", ["", ".", "missing/a.json"])
def test_what_cannot_become_a_file_is_refused_before_the_work(tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        check_target(target)


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(SSDDesktopError, match=r"missing/a\.json cannot be written"):
        write_json(str(tmp_path / "missing" / "a.json"), "{}")


def test_two_names_of_one_file_are_the_same_target(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("link").symlink_to("a")
    assert same_target("-", "-")
    assert same_target("a", "./a")
    assert same_target("link", "a")
    assert not same_target("a", "b")
    assert not same_target("-", "./-")
    assert not same_target(None, None)
