import contextlib
import os
from pathlib import Path

import pytest

from ssd_desktop.media import atomic_file
from ssd_desktop.media.atomic_file import write_file_atomically


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / ("n" * 255)
    write_file_atomically(path, b"one")
    write_file_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"before")
    link.symlink_to(real)
    write_file_atomically(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_of_any_other(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    write_file_atomically(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "shared"
    path.write_bytes(b"before")
    path.chmod(0o664)
    write_file_atomically(path, b"after")
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "protected"
    path.write_bytes(b"before")
    monkeypatch.setattr("os.access", lambda path, mode: False)  # who runs the tests may be allowed everything
    with pytest.raises(PermissionError, match="it is read-only"):
        write_file_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_file_atomically(path, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert path.is_fifo()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, error):
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(type(error)):
        write_file_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("refusals", [1, 2])
def test_a_file_that_another_program_lets_go_of_soon_is_replaced(tmp_path, monkeypatch, refusals):
    path, replace = tmp_path / "file", Path.replace
    path.write_bytes(b"before")
    left = [PermissionError("in use")] * refusals

    def refuse(source, target):
        if left:
            raise left.pop()
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(atomic_file, "_TRIES", 2)
    monkeypatch.setattr(atomic_file, "_TRY_S", 0.0)
    with contextlib.nullcontext() if refusals < 2 else pytest.raises(PermissionError):
        write_file_atomically(path, b"after")
    assert path.read_bytes() == (b"after" if refusals < 2 else b"before")
    assert list(tmp_path.iterdir()) == [path]
