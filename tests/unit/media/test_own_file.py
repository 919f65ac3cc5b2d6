"""A file that results go to: free, ours, or somebody's."""

import os

import pytest

from ssd_desktop.errors import UsageError
from ssd_desktop.media.own_file import check_own_file


def is_own(stream):
    return stream.readline() == b"ours\n"


def test_missing_and_empty_files_devices_and_files_of_ours_are_free(tmp_path):
    (tmp_path / "empty").touch()
    (tmp_path / "ours").write_text("ours\nmore")
    for path in (tmp_path / "missing", tmp_path / "empty", tmp_path / "ours", os.devnull):
        check_own_file(tmp_path / path, "report", is_own)


def test_any_other_file_is_refused_by_its_name_with_what_to_do(tmp_path):
    theirs = tmp_path / "휴가.png"
    theirs.write_bytes(b"\x89PNG")
    with pytest.raises(UsageError, match=r"휴가\.png is there and is no report of this program; name another file, or"):
        check_own_file(theirs, "report", is_own)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="here every file can be read")
def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("ours\n")
    secret.chmod(0o200)
    with pytest.raises(UsageError, match="secret is there"):
        check_own_file(secret, "report", is_own)
