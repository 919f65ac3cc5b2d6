"""Labels where nothing was labelled yet, in every format; and annotation files that lie in a folder of their own."""

import json

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes, RemoveObjects
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LABEL_FORMATS, USUAL_PLACE, LabelPlace
from ssd_desktop.cli.main import main
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize
from tests.unit.data.made_data import write_image, write_xml

SIZE = ImageSize(40, 30, 1, 40, 30)
BOX, OTHER = Box(2, 3, 20, 25), Box(5, 5, 30, 29)
FILES = {
    "Pascal VOC": {"a.xml", "b.xml"},
    "YOLO": {"a.txt", "b.txt", "classes.txt"},
    "COCO": {"_annotations.coco.json"},
    "Create ML": {"_annotations.createml.json"},
    "labelme": {"a.json", "b.json"},
}


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "photos"
    for name in "abc":
        write_image(folder / f"{name}.png")
    return folder


@pytest.fixture(params=["beside the images", "elsewhere"])
def elsewhere(request, tmp_path):
    """The folder of the annotation files; None: where the images are."""
    if request.param == "beside the images":
        return None
    (tmp_path / "my labels").mkdir()
    return tmp_path / "my labels"


def add(store, image, label, box=BOX):
    store.load(image, SIZE)
    edit = AddObjects((AnnotatedObject(label, box, entry=store.new_entries(1)[0]),))
    store.apply(image, edit, name="Draw", size=(40, 30))
    assert store.save_all() == []


def labels(folder, place=USUAL_PLACE):
    """Every image's classes and boxes, as somebody who opens the folder anew finds them."""
    opened = LabelFolder.open(folder, place)
    return opened.kind, {
        image.stem: [(item.label, [round(edge, 3) for edge in item.box.xyxy()]) for item in found.annotation.objects]
        for image in opened.images()
        if opened.labels(image) is not None and (found := opened.labels(image).read(SIZE))
    }


def names_in(folder, images):
    return {path.name for path in folder.iterdir()} - {path.name for path in images.glob("*.png")}


@pytest.mark.parametrize("kind", LABEL_FORMATS)
def test_the_first_labels_are_written_in_the_format_that_is_wanted(images, elsewhere, kind):
    place = LabelPlace(kind, elsewhere)
    folder = LabelFolder.open(images, place)
    assert (folder.is_fresh, folder.kind) == (True, kind)
    store = AnnotationStore(folder)
    a, b = images / "a.png", images / "b.png"
    # By turns, as one labels: each saving has to know what the one before has written.
    add(store, a, "ace")
    add(store, b, "king", OTHER)
    add(store, a, "ten", OTHER)
    found = {"a": [("ace", list(BOX.xyxy())), ("ten", list(OTHER.xyxy()))], "b": [("king", list(OTHER.xyxy()))]}
    assert names_in(elsewhere or images, images) == FILES[kind]
    # Found again whatever is wanted now.
    assert labels(images, LabelPlace("Pascal VOC", elsewhere)) == (kind, found)
    assert labels(images, LabelPlace("labelme", elsewhere)) == (kind, found)
    if elsewhere is not None:
        assert names_in(images, images) == set()


@pytest.mark.parametrize("kind", LABEL_FORMATS)
def test_labels_that_are_there_are_edited_in_place_and_new_ones_join_them(images, elsewhere, kind):
    place = LabelPlace(kind, elsewhere)
    store = AnnotationStore(LabelFolder.open(images, place))
    add(store, images / "a.png", "ace")
    add(store, images / "b.png", "king")
    again = AnnotationStore(LabelFolder.open(images, LabelPlace("Pascal VOC", elsewhere)))
    image = images / "a.png"
    again.load(image, SIZE)
    (item,) = again.annotation(image).objects
    again.apply(image, ChangeBoxes({item.entry: OTHER}), name="Move", size=(40, 30))
    add(again, images / "c.png", "queen")
    kept, found = labels(images, place)
    assert kept == kind
    assert found == {
        "a": [("ace", list(OTHER.xyxy()))],
        "b": [("king", list(BOX.xyxy()))],
        "c": [("queen", list(BOX.xyxy()))],
    }


@pytest.mark.parametrize("kind", LABEL_FORMATS)
def test_first_labels_taken_back_leave_no_file(images, elsewhere, kind):
    store = AnnotationStore(LabelFolder.open(images, LabelPlace(kind, elsewhere)))
    add(store, images / "a.png", "ace")
    store.undo()
    assert store.save_all() == []
    # A name that a class list has keeps its number for good.
    assert names_in(elsewhere or images, images) == ({"classes.txt"} if kind == "YOLO" else set())


def test_class_numbers_of_a_new_list_count_from_0_in_the_order_of_drawing(images):
    store = AnnotationStore(LabelFolder.open(images, LabelPlace("YOLO")))
    add(store, images / "a.png", "ten of hearts")
    add(store, images / "b.png", "ace")
    assert (images / "classes.txt").read_text() == "ten of hearts\nace\n"
    assert (images / "b.txt").read_text().startswith("1 ")


def test_labels_of_another_format_stay_what_they_are(images):
    write_xml(images / "a.xml", [("ace", BOX.xyxy())])
    folder = LabelFolder.open(images, LabelPlace("COCO"))
    assert (folder.is_fresh, folder.kind) == (False, "Pascal VOC")


def test_labels_beside_the_images_are_not_read_where_others_are_wanted(images, tmp_path):
    write_xml(images / "a.xml", [("ace", BOX.xyxy())])
    content = (images / "a.xml").read_bytes()
    mine = tmp_path / "mine"
    mine.mkdir()
    store = AnnotationStore(LabelFolder.open(images, LabelPlace("Pascal VOC", mine)))
    assert store.load(images / "a.png", SIZE).before is None
    add(store, images / "a.png", "king")
    assert (images / "a.xml").read_bytes() == content
    assert labels(images, LabelPlace(folder=mine))[1] == {"a": [("king", list(BOX.xyxy()))]}


def test_a_folder_of_labels_that_is_gone_is_told_and_not_made_again(images, tmp_path):
    with pytest.raises(AnnotationError, match="gone"):
        LabelFolder.open(images, LabelPlace(folder=tmp_path / "drive"))
    assert not (tmp_path / "drive").exists()


def test_an_image_whose_labels_were_all_deleted_stays_background_elsewhere(images, tmp_path):
    (tmp_path / "mine").mkdir()
    place = LabelPlace("labelme", tmp_path / "mine")
    store = AnnotationStore(LabelFolder.open(images, place))
    add(store, images / "a.png", "ace")
    again = AnnotationStore(LabelFolder.open(images, place))
    again.load(images / "a.png", SIZE)
    again.apply(images / "a.png", RemoveObjects(frozenset({1})), name="Delete", size=(40, 30))
    assert again.save_all() == []
    assert labels(images, place) == ("labelme", {"a": []})


def test_files_without_their_image_are_told(images, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    write_xml(mine / "z.xml", [])
    write_xml(mine / "a.xml", [])
    folder = LabelFolder.open(images, LabelPlace(folder=mine))
    assert [str(problem) for problem in folder.listed_anew().problems()] == [
        f"{mine / 'z.xml'}: there is no image of this name; left out"
    ]


def test_labels_that_lie_elsewhere_are_converted_and_counted_on_the_command_line(images, tmp_path, capsys):
    mine = tmp_path / "mine"
    mine.mkdir()
    add(AnnotationStore(LabelFolder.open(images, LabelPlace("COCO", mine))), images / "a.png", "ace")
    assert main(["statistics", str(images), "--annotations", str(mine), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["objects"] == 1
    output = tmp_path / "voc"
    assert main(["convert", str(images), "--annotations", str(mine), "--to", "voc", "--output", str(output)]) == 0
    assert sum(entry.labels is not None for entry in open_data_folder(output).entries()) == 1


NAMES = (
    "ten of hearts",
    'the "best"',
    "it's",
    "a/b\\c",
    "에이스 카드",
    "🂡 ace 👍🏽",
    "<b> & co",
    "# 1",
    "- dash",
    "yes",
    "007",
    "a, b: c",
    "[x]",
    "{y}",
    "x" * 200,
    "é e\u0301",
)
"""Names that are something else in XML, YAML, JSON, a shell or a path."""


@pytest.mark.parametrize("kind", LABEL_FORMATS)
def test_class_names_of_every_kind_come_back_as_they_were_drawn(images, kind):
    store = AnnotationStore(LabelFolder.open(images, LabelPlace(kind)))
    a, b = images / "a.png", images / "b.png"
    for number, name in enumerate(NAMES):
        add(store, a if number % 2 else b, name, Box(1, 2, 10 + number, 20))
    found = labels(images)[1]
    assert [label for label, _ in found["b"]] == list(NAMES[::2])
    assert [label for label, _ in found["a"]] == list(NAMES[1::2])


def test_class_names_of_every_kind_join_a_data_yaml(images):
    (images.parent / "data.yaml").write_text("names: [first]\n")
    (images.parent / "labels").mkdir()
    images.rename(images.parent / "images")
    folder = images.parent / "images"
    store = AnnotationStore(LabelFolder.open(folder))
    assert store.folder.kind == "YOLO"
    for name in NAMES:
        add(store, folder / "a.png", name)
    opened = LabelFolder.open(folder)
    assert opened.class_names == ("first", *NAMES)
    read = opened.labels(folder / "a.png").read(SIZE)
    assert [item.label for item in read.annotation.objects] == list(NAMES)
