"""Labels that the user keeps elsewhere: everything that reads labelled data finds them where the window does."""

import json

import pytest

from ssd_desktop.annotation import label_places
from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.edits import AddObjects
from ssd_desktop.annotation.ground_truth import GroundTruthReader
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LABEL_FORMATS, LabelPlace
from ssd_desktop.annotation.label_places import keep_labels_in, labels_folder_of
from ssd_desktop.cli.main import main
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import AnnotationError, DataError
from ssd_desktop.evaluation.folder import measurable_folder
from ssd_desktop.gui.workers.data_check import check_data
from ssd_desktop.media.image_file import ImageSize
from ssd_desktop.training.data_choice import DataChoice, choose_data
from tests.unit.data.made_data import write_image, write_xml

SIZE = ImageSize(40, 30, 1, 40, 30)
BOX, OTHER = Box(2, 3, 20, 25), Box(5, 5, 30, 29)
WRONG = Box(1, 1, 4, 4)


@pytest.fixture(autouse=True)
def places(tmp_path, monkeypatch):
    path = tmp_path / "user" / "label_places.json"
    monkeypatch.setattr(label_places, "places_file", lambda: path)
    return path


@pytest.fixture
def images(tmp_path):
    """A folder of pictures whose own labels are old; those that count are kept elsewhere."""
    folder = tmp_path / "set" / "images"
    for name in "abc":
        write_image(folder / f"{name}.png")
    return folder


@pytest.fixture
def mine(tmp_path):
    folder = tmp_path / "my labels"
    folder.mkdir()
    return folder


def label_elsewhere(images, mine, kind="Pascal VOC"):
    """Labels a and b, as the window does, and remembers where."""
    store = AnnotationStore(LabelFolder.open(images, LabelPlace(kind, mine)))
    for name, box in (("a", BOX), ("b", OTHER)):
        image = images / f"{name}.png"
        store.load(image, SIZE)
        edit = AddObjects((AnnotatedObject("ace", box, entry=store.new_entries(1)[0]),))
        store.apply(image, edit, name="Draw", size=(40, 30))
    assert store.save_all() == []
    keep_labels_in(images, mine)


def boxes_of(dataset):
    return {sample.image_path.stem: sample.boxes_xyxy.round(3).tolist() for sample in dataset.samples}


EXPECTED = {"a": [list(BOX.xyxy())], "b": [list(OTHER.xyxy())]}


@pytest.mark.parametrize("kind", LABEL_FORMATS)
@pytest.mark.parametrize("asked", ["the folder of the images", "the data folder around it"])
def test_what_trains_and_measures_finds_the_labels_elsewhere_in_every_format(images, mine, kind, asked):
    label_elsewhere(images, mine, kind)
    root = images if asked.endswith("images") else images.parent
    dataset = load_dataset(root)
    assert boxes_of(dataset) == EXPECTED
    assert dataset.report.labels_elsewhere == (mine,)
    assert open_data_folder(root).kind == kind
    check = check_data(DataChoice(root))
    assert (check.images, check.kind, check.labels_elsewhere) == (2, kind, (mine,))


def test_labels_that_lie_with_the_images_are_not_read_where_others_are_kept(images, mine):
    write_xml(images / "a.xml", [("king", WRONG.xyxy())])
    write_xml(images / "c.xml", [("king", WRONG.xyxy())])
    label_elsewhere(images, mine)
    assert boxes_of(load_dataset(images)) == EXPECTED
    assert boxes_of(load_dataset(images.parent)) == EXPECTED
    keep_labels_in(images, None)
    assert boxes_of(load_dataset(images)) == {name: [list(WRONG.xyxy())] for name in "ac"}


def test_other_folders_of_the_same_data_keep_their_labels(tmp_path, mine):
    root = tmp_path / "cards"
    for split, name in (("train", "a"), ("train", "b"), ("valid", "v")):
        write_image(root / split / "images" / f"{name}.png")
    (root / "valid" / "labels").mkdir()
    (root / "valid" / "labels" / "v.txt").write_text("1 0.5 0.5 0.5 0.5\n")
    (root / "data.yaml").write_text("names: [ace, king]\ntrain: train/images\nval: valid/images\n")
    label_elsewhere(root / "train" / "images", mine)
    data = open_data_folder(root)
    assert (data.kind, data.splits()) == ("YOLO", {"train": 2, "val": 1})
    train, val = load_dataset(root, split="train"), load_dataset(root, split="val")
    assert boxes_of(train) == EXPECTED
    assert (train.classes, len(val)) == (("ace", "king"), 1)


def test_the_choice_of_images_says_where_the_labels_are(images, mine):
    label_elsewhere(images, mine)
    assert choose_data(DataChoice(images)).notes[0] == f"The labels of these images are kept in {mine}."


@pytest.mark.parametrize("kind", LABEL_FORMATS)
def test_what_is_drawn_over_a_picture_comes_from_where_its_labels_are_kept(images, mine, kind):
    write_xml(images / "a.xml", [("king", WRONG.xyxy())])
    reader = GroundTruthReader()
    assert reader.read(images / "a.png", SIZE)[1].annotation.objects[0].label == "king"
    label_elsewhere(images, mine, kind)
    path, file = reader.read(images / "a.png", SIZE)
    assert path.parent == mine
    assert [item.label for item in file.annotation.objects] == ["ace"]
    assert reader.read(images / "c.png", SIZE) is None


def test_the_folder_of_an_evaluation_is_measured_with_the_labels_elsewhere(images, mine):
    label_elsewhere(images, mine)
    assert boxes_of(load_dataset(measurable_folder(images).folder)) == EXPECTED


def test_every_command_reads_the_labels_elsewhere_and_says_so(images, mine, tmp_path, capsys, caplog):
    label_elsewhere(images, mine, "COCO")
    told = f"The labels of these images are kept in {mine}."
    assert main(["statistics", str(images), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["objects"] == 2
    assert caplog.messages.count(told) == 1
    assert main(["boxes", str(images)]) == 0
    assert caplog.messages.count(told) == 2
    assert main(["convert", str(images), "--to", "yolo", "--output", str(tmp_path / "yolo")]) == 0
    assert len(load_dataset(tmp_path / "yolo")) == 2


def test_a_split_of_such_a_folder_is_found_again(images, mine, capsys):
    label_elsewhere(images, mine, "YOLO")
    assert main(["split", str(images.parent), "--ratio", "0.5", "--by", "random"]) == 0
    assert "data.yaml" not in capsys.readouterr().out
    assert open_data_folder(images.parent).splits() == {"train": 1, "val": 1}
    assert len(load_dataset(images.parent, split="train")) == 1


def test_how_files_are_read_counts_for_labels_elsewhere_too(images, mine):
    label_elsewhere(images, mine)
    moved = [[BOX.x0 - 1, BOX.y0 - 1, BOX.x1, BOX.y1]]
    assert boxes_of(load_dataset(images, one_based=True))["a"] == moved


def test_an_image_without_a_txt_elsewhere_is_background_where_that_is_said(images, mine):
    label_elsewhere(images, mine, "YOLO")
    assert boxes_of(load_dataset(images, missing_is_background=True)) == {**EXPECTED, "c": []}


def test_labels_that_are_gone_are_an_error_and_not_an_empty_folder(images, mine):
    write_xml(images / "a.xml", [("king", WRONG.xyxy())])
    keep_labels_in(images, mine / "drive")
    with pytest.raises(DataError, match="gone; bring it back"):
        load_dataset(images)
    with pytest.raises(AnnotationError, match="gone; bring it back"):
        GroundTruthReader().read(images / "a.png", SIZE)


def test_a_folder_is_known_by_any_path_to_it(images, mine, tmp_path, monkeypatch):
    keep_labels_in(images, mine)
    (tmp_path / "link").symlink_to(images, target_is_directory=True)
    monkeypatch.chdir(images.parent)
    paths = (images, tmp_path / "link", images / ".." / "images", type(images)("images"))
    assert [labels_folder_of(path) for path in paths] == [mine] * 4


@pytest.mark.parametrize("text", ["", "{", "[]", "\0", "null"])
def test_a_damaged_list_of_places_counts_as_none_and_is_told(images, mine, places, caplog, text):
    keep_labels_in(images, mine)
    places.write_text(text)
    assert labels_folder_of(images) is None
    assert "cannot be read" in caplog.text
    keep_labels_in(images, mine)
    assert labels_folder_of(images) == mine


def test_a_place_that_cannot_be_remembered_is_an_error_that_says_where(images, mine, places):
    places.parent.write_text("a file where the folder belongs")
    with pytest.raises(AnnotationError, match=r"cannot be remembered in .*label_places\.json"):
        keep_labels_in(images, mine)
