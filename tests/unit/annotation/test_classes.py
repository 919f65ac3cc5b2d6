import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.classes import near_misses, read_class_list, write_class_list
from ssd_desktop.errors import AnnotationError


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "classes.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    ["cat\ndog\nbig bird\n", "\ufeffcat\r\ndog\r\nbig bird", "\n cat \n\n\tdog\n\nbig bird\n\n", "cat\rdog\rbig bird"],
)
def test_names_keep_their_order_whatever_the_line_ends(write, content):
    assert read_class_list(write(content)) == ("cat", "dog", "big bird")


@pytest.mark.parametrize("name", ["background", "__background__", "Background"])
def test_a_background_entry_is_refused_with_the_reason(write, name):
    with pytest.raises(AnnotationError, match="in line 1; take it out, because class 0 is always the background"):
        read_class_list(write(f"{name}\ncat\n"))


def test_a_name_that_comes_twice_is_refused_by_both_lines(write):
    with pytest.raises(AnnotationError, match=r'classes\.txt has "cat" in line 1 and 4; take one out'):
        read_class_list(write("cat\n\ndog\ncat \n"))


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_list_without_names_is_refused(write, content):
    with pytest.raises(AnnotationError, match="has no name; write one a line"):
        read_class_list(write(content))


def test_what_cannot_be_read_is_told_apart(tmp_path, write):
    with pytest.raises(AnnotationError, match="does not exist"):
        read_class_list(tmp_path / "absent.txt")
    with pytest.raises(AnnotationError, match="cannot be read"):
        read_class_list(tmp_path)
    with pytest.raises(AnnotationError, match="no UTF-8 text"):
        read_class_list(write(b"\xff\xfe\xff"))


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=10)


@given(st.lists(NAMES.map(str.strip).filter(bool), min_size=1, max_size=8, unique=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_written_list_reads_back(tmp_path, names):
    if any(name.lower() in ("background", "__background__") for name in names) or names[0].startswith("\ufeff"):
        return
    path = tmp_path / "classes.txt"
    write_class_list(path, names)
    assert read_class_list(path) == tuple(names)


@pytest.mark.parametrize("names", [["cat", ""], [" cat"], ["two\nlines"], ["a", "a"], ["background"]])
def test_names_that_would_not_read_back_are_not_written(tmp_path, names):
    path = tmp_path / "classes.txt"
    path.write_text("before")
    with pytest.raises(AnnotationError):
        write_class_list(path, names)
    assert path.read_text() == "before"


def test_a_list_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(AnnotationError, match=r"was not written .*; choose another folder"):
        write_class_list(tmp_path / "absent" / "classes.txt", ["cat"])


def test_names_that_differ_in_case_blanks_or_hyphens_only_are_near_misses():
    names, known = ("Ace", "big-bird", "king", "Queen ", "joker", "--"), ("ace", "big bird", "king", "queen")
    assert near_misses(names, known) == (("Ace", "ace"), ("big-bird", "big bird"), ("Queen ", "queen"))


def test_a_name_that_is_known_is_no_near_miss_of_another():
    assert near_misses(("ace",), ("Ace", "ace")) == ()
