"""Images of one name but for their endings: one of them has the labels, and it is the same one everywhere."""

import json

import pytest

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.ground_truth import GroundTruthReader
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LabelPlace
from ssd_desktop.annotation.separate_labels import open_separate_labels
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import read_image_size
from tests.unit.data.made_data import write_image, write_xml

CAT = [("cat", (1, 2, 30, 20))]
TWIN = "has the same name as {} but for its ending, and was left out"


@pytest.fixture
def folder(tmp_path):
    """Two pictures of one name and one of another."""
    folder = tmp_path / "pets"
    for name in ("a.jpg", "a.png", "b.png"):
        write_image(folder / "x.png")
        (folder / "x.png").rename(folder / name)
    return folder


def label(folder, filename):
    """Writes the file of both, which names a picture inside."""
    write_xml(folder / "a.xml", CAT)
    text = (folder / "a.xml").read_text(encoding="utf-8")
    named = text.replace("<annotation>", f"<annotation><filename>{filename}</filename>")
    (folder / "a.xml").write_text(named, encoding="utf-8")


@pytest.mark.parametrize(
    ("filename", "owner", "twin"),
    [
        ("a.jpg", "a.jpg", "a.png"),
        ("a.png", "a.png", "a.jpg"),
        ("C:\\pets\\a.png", "a.png", "a.jpg"),
        ("b.png", "a.jpg", "a.png"),
        ("", "a.jpg", "a.png"),
    ],
)
def test_the_file_is_of_the_image_that_it_names_and_else_of_the_first(folder, filename, owner, twin):
    label(folder, filename)
    reader, data = GroundTruthReader(), open_data_folder(folder)

    shown = [path.name for path in sorted(folder.glob("?.???")) if _is_shown(reader, path)]

    assert shown == [owner]
    assert [entry.image_path.name for entry in data.entries() if entry.labels is not None] == [owner]
    assert [(problem.path, problem.text) for problem in data.problems()] == [(str(folder / twin), TWIN.format(owner))]
    assert [sample.image_path.name for sample in load_dataset(folder).samples] == [owner]
    store = AnnotationStore(LabelFolder.open(folder))
    assert store.load(folder / owner, read_image_size(folder / owner)).before is not None
    with pytest.raises(AnnotationError, match=f"{twin} has the same name as {owner} but for its ending"):
        store.load(folder / twin, read_image_size(folder / twin))


def test_a_damaged_file_is_that_of_the_first(folder):
    (folder / "a.xml").write_text("<annotation")
    with pytest.raises(AnnotationError, match=r"a\.xml cannot be read as XML"):
        _is_shown(GroundTruthReader(), folder / "a.jpg")
    assert not _is_shown(GroundTruthReader(), folder / "a.png")


def test_labels_in_a_folder_of_their_own_are_of_the_image_that_they_name_too(folder, tmp_path):
    (tmp_path / "labels").mkdir()
    label(tmp_path / "labels", "a.png")
    data = open_separate_labels(folder, tmp_path / "labels")
    assert [entry.image_path.name for entry in data.entries() if entry.labels is not None] == ["a.png"]
    assert [problem.text for problem in data.problems()] == [TWIN.format("a.png")]
    opened = LabelFolder.open(folder, LabelPlace(folder=tmp_path / "labels"))
    with pytest.raises(AnnotationError, match=r"a\.jpg has the same name as a\.png"):
        opened.document(folder / "a.jpg")


@pytest.mark.parametrize("missing_is_background", [False, True])
def test_a_text_of_yolo_is_that_of_the_first_and_no_background_of_the_other(folder, missing_is_background):
    (folder / "classes.txt").write_text("cat\n")
    (folder / "a.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    data = open_data_folder(folder, missing_is_background=missing_is_background)
    labelled = [entry.image_path.name for entry in data.entries() if entry.labels is not None]
    assert labelled == ["a.jpg", *(["b.png"] if missing_is_background else [])]
    assert [problem.text for problem in data.problems()] == [TWIN.format("a.jpg")]
    with pytest.raises(AnnotationError, match=r"a\.txt has the labels of that one"):
        LabelFolder.open(folder).document(folder / "a.png")


@pytest.mark.parametrize(("named", "owner", "twin"), [("a.png", "a.png", "a.jpg"), ("b.png", "a.jpg", "a.png")])
def test_a_labelme_file_is_of_the_image_that_it_names_and_else_of_the_first(folder, named, owner, twin):
    shape = {"label": "cat", "points": [[1, 2], [30, 20]], "shape_type": "rectangle"}
    document = json.dumps({"shapes": [shape], "imagePath": named, "imageData": None})
    (folder / "a.json").write_text(document, encoding="utf-8")
    for data in (open_data_folder(folder), open_separate_labels(folder, folder)):
        assert data.kind == "labelme"
        assert [entry.image_path.name for entry in data.entries() if entry.labels is not None] == [owner]
        assert [problem.text for problem in data.problems()] == [TWIN.format(owner)]
    with pytest.raises(AnnotationError, match=f"{twin} has the same name as {owner}"):
        LabelFolder.open(folder).document(folder / twin)


def _is_shown(reader, path):
    return path.suffix != ".xml" and reader.read(path, read_image_size(path)) is not None
