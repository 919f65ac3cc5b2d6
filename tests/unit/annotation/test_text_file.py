import pytest

from ssd_desktop.annotation.text_file import read_text
from ssd_desktop.errors import AnnotationError


@pytest.mark.parametrize("content", [b"a\nb\n", b"\xef\xbb\xbfa\r\nb\r\n", b"a\rb\r"])
def test_line_ends_and_byte_order_marks_of_every_system_read_the_same(tmp_path, content):
    path = tmp_path / "목록.txt"
    path.write_bytes(content)
    assert read_text(path, what="class list", most_bytes=2**20) == "a\nb\n"


def test_what_cannot_be_read_is_named_with_what_it_was_meant_to_be(tmp_path):
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "large.txt").write_bytes(b"a" * (2**20 + 1))
    for name, reason in (
        ("absent.txt", "does not exist"),
        ("binary.txt", "no UTF-8 text"),
        ("large.txt", "larger than 1 MB"),
        (".", "cannot be read"),
    ):
        with pytest.raises(AnnotationError, match=rf"(?s)The label file .*{reason}"):
            read_text(tmp_path / name, what="label file", most_bytes=2**20)
