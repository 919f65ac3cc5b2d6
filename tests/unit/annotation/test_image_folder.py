import pytest

from ssd_desktop.annotation.image_folder import annotation_file_for, list_images
from ssd_desktop.errors import AnnotationError


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_images_are_listed_in_the_order_people_count(tmp_path):
    touch(tmp_path, "img10.jpg", "IMG2.JPG", "img1.png", "b.webp", "사진.jpeg")
    assert [path.name for path in list_images(tmp_path)] == ["b.webp", "img1.png", "IMG2.JPG", "img10.jpg", "사진.jpeg"]


def test_other_files_hidden_files_and_folders_are_left_out(tmp_path):
    touch(tmp_path, "a.jpg", "a.xml", "notes.txt", ".hidden.jpg", "._a.jpg", "folder.jpg/inside.jpg", "jpg")
    assert [path.name for path in list_images(tmp_path)] == ["a.jpg"]


def test_an_empty_folder_has_no_images(tmp_path):
    assert list_images(tmp_path) == []


def test_a_folder_that_cannot_be_listed_is_told_in_one_sentence(tmp_path):
    touch(tmp_path, "file")
    with pytest.raises(AnnotationError, match="does not exist; check the path"):
        list_images(tmp_path / "absent")
    with pytest.raises(AnnotationError, match="is a file, not a folder"):
        list_images(tmp_path / "file")
    with pytest.raises(AnnotationError, match="cannot be read"):
        list_images("nul\0")


def test_the_annotation_beside_an_image_comes_first(tmp_path):
    touch(tmp_path, "images/a.JPG", "images/b.jpg", "images/a.xml", "Annotations/a.xml", "Annotations/b.XML")
    assert annotation_file_for(tmp_path / "images" / "a.JPG") == tmp_path / "images" / "a.xml"
    assert annotation_file_for(tmp_path / "images" / "b.jpg") == tmp_path / "Annotations" / "b.XML"


def test_an_image_without_annotation_has_none(tmp_path):
    touch(tmp_path, "JPEGImages/a.jpg", "JPEGImages/b.jpg", "Annotations/b.xml", "other/c.jpg")
    assert annotation_file_for(tmp_path / "JPEGImages" / "a.jpg") is None
    assert annotation_file_for(tmp_path / "other" / "c.jpg") is None
    assert annotation_file_for(tmp_path / "absent" / "images" / "d.jpg") is None
