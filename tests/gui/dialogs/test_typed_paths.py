"""Asking about what is being typed never fails, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.dialogs.typed_paths import has_files, is_folder, is_there, typed_path


@given(st.text())
def test_no_text_is_too_odd_to_be_asked_about(text: str) -> None:
    path = typed_path(text)
    if path is None:
        assert not text.strip().strip('"')
        return
    assert not is_there(path) or isinstance(is_folder(path), bool)
    assert not has_files(path) or is_folder(path)


@pytest.mark.parametrize("text", ["a" * 5000, "~nobody-of-this-name/pictures", "nul\0in the middle"])
def test_what_can_be_no_path_is_no_folder(text: str) -> None:
    path = typed_path(text)
    assert path is not None
    assert (is_there(path), is_folder(path), has_files(path)) == (False, False, False)


def test_a_folder_that_nobody_may_look_into_has_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert not has_files(tmp_path)


def test_blanks_and_quotes_of_a_file_manager_are_left_out_and_the_home_is_known(tmp_path: Path) -> None:
    assert typed_path(f' "{tmp_path}" ') == tmp_path
    assert typed_path("~") == Path.home()
    assert typed_path(' "" ') is None
