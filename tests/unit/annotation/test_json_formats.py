"""COCO, Create ML and labelme JSON: what is taken, what is told, and that boxes come back as they were."""

import json

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import NamedAnnotation
from ssd_desktop.annotation.formats.coco_json import read_coco_json, write_coco_json
from ssd_desktop.annotation.formats.createml_json import read_createml_json, write_createml_json
from ssd_desktop.annotation.formats.labelme_json import read_labelme_json
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(100, 80, 1, 100, 80)
BOX = Box(10.125, 20.1, 30.7, 79.99999)


@pytest.fixture
def write(tmp_path):
    def write(document):
        path = tmp_path / "a.json"
        text = document if isinstance(document, str) else json.dumps(document)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def found(file):
    return [(item.label, item.box.xyxy()) for item in file.annotation.objects]


def coco(annotations=(), *, images=None, categories=None):
    return {
        "images": images or [{"id": 7, "file_name": "d/a.jpg", "width": 100, "height": 80}],
        "annotations": [{"id": i, "image_id": 7, "category_id": 1} | row for i, row in enumerate(annotations)],
        "categories": categories or [{"id": 1, "name": "cat"}, {"id": 90, "name": "dog"}],
    }


def read_coco(path, size=SIZE):
    file = read_coco_json(path)
    return file.read(file.images[0], size)


def test_coco_boxes_are_corner_and_size_and_ids_keep_their_gaps(write):
    path = write(coco([{"bbox": [1.5, 2, 10, 20]}, {"bbox": [0, 0, 100, 80], "category_id": 90.0}]))
    assert found(read_coco(path)) == [("cat", (1.5, 2, 11.5, 22)), ("dog", (0, 0, 100, 80))]
    assert read_coco_json(path).categories == {1: "cat", 90: "dog"}


def test_a_crowd_is_ignored_and_attributes_are_flags(write):
    row = {"bbox": [1, 2, 10, 20]}
    path = write(coco([row | {"iscrowd": 1}, row | {"attributes": {"occluded": True, "difficult": 1}}, row]))
    first, second, third = read_coco(path).annotation.objects
    assert (first.ignore, second.ignore, third.ignore) == (True, False, False)
    assert (first.crowd, second.crowd, third.crowd) == (True, False, False)
    assert (second.occluded, second.difficult, second.truncated) == (True, True, False)


def test_a_coco_polygon_stands_in_for_a_missing_box(write):
    file = read_coco(write(coco([{"segmentation": [[1, 2, 30, 4, 5, 60]]}])))
    assert found(file) == [("cat", (1, 2, 30, 60))]
    assert file.outlines == 1


def test_images_without_rows_are_listed(write):
    file = read_coco_json(write(coco()))
    assert [image.file_name for image in file.images] == ["d/a.jpg"]
    assert file.read(file.images[0], SIZE).annotation == ImageAnnotation((), 100, 80)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"bbox": [1, 2, 3]}, "annotation 1"),
        ({"bbox": [1, 2, None, 4]}, "no number"),
        ({"bbox": [1, 2, True, 4]}, "no number"),
        ({"bbox": [1, 2, 0, 4]}, "no area"),
        ({"bbox": [1, 2, -3, 4]}, "reversed"),
        ({"bbox": [300, 2, 3, 4]}, "outside"),
        ({"bbox": [1, 2, 3, 4], "category_id": 5}, "category that is not listed"),
        ({"bbox": [1, 2, 3, 4], "category_id": [1]}, "category that is not listed"),
        ({"segmentation": {"counts": "x"}}, "annotation 1"),
        ({}, "annotation 1"),
    ],
)
def test_a_coco_annotation_that_cannot_be_used_is_told_by_its_number(write, row, words):
    file = read_coco(write(coco([row])))
    assert found(file) == []
    (problem,) = file.problems
    assert words in problem.text
    assert "a.json" in str(problem)


def test_coco_ids_that_come_twice_are_told_and_the_first_stays(write):
    images = [{"id": 7, "file_name": "a.jpg"}, {"id": 7, "file_name": "b.jpg"}, {"file_name": "c.jpg"}, 5]
    categories = [{"id": 1, "name": "cat"}, {"id": 1, "name": "dog"}, {"id": 1, "name": "cat"}, {"id": 2, "name": ""}]
    file = read_coco_json(write(coco([{"image_id": 8}], images=images, categories=categories)))
    assert [image.file_name for image in file.images] == ["a.jpg"]
    assert file.categories == {1: "cat"}
    assert len(file.problems) == 6


def test_a_coco_size_of_the_stored_picture_turns_the_boxes_upright(write):
    turned = ImageSize(80, 100, 6, 100, 80)
    assert found(read_coco(write(coco([{"bbox": [0, 0, 10, 20]}])), turned)) == [("cat", (60, 0, 80, 10))]


def test_a_file_for_another_size_of_image_is_refused_once_a_box_does_not_fit(write):
    small = ImageSize(50, 40, 1, 50, 40)
    file = read_coco(write(coco([{"bbox": [0, 0, 10, 20]}])), small)
    assert "100 x 80" in file.problems[0].text
    with pytest.raises(AnnotationError, match="does not fit its image"):
        read_coco(write(coco([{"bbox": [0, 0, 90, 70]}])), small)


@pytest.mark.parametrize("missing", ["images", "annotations", "categories"])
def test_a_coco_file_that_lacks_a_list_is_refused(write, missing):
    document = coco()
    del document[missing]
    with pytest.raises(AnnotationError, match=f"no list of {missing}"):
        read_coco_json(write(document))


def test_written_coco_files_come_back_whole(tmp_path):
    objects = tuple(
        AnnotatedObject("dog", BOX, **{flag: True}) for flag in ("difficult", "truncated", "occluded", "ignore")
    )
    crowd = AnnotatedObject("dog", BOX, ignore=True, crowd=True)
    annotation = ImageAnnotation((*objects, crowd, AnnotatedObject("cat", Box(0, 0, 1, 1))), 100, 80)
    path = tmp_path / "a.json"
    write_coco_json(path, [NamedAnnotation("a.jpg", annotation)], categories={3: "dog", 8: "cat"})
    back = read_coco(path).annotation
    assert [(item.label, item.difficult, item.ignore, item.crowd) for item in back.objects] == [
        (item.label, item.difficult, item.ignore, item.crowd) for item in annotation.objects
    ]
    for item, one in zip(back.objects, annotation.objects, strict=True):
        assert item.box.xyxy() == pytest.approx(one.box.xyxy(), abs=1e-9)
    assert read_coco_json(path).categories == {3: "dog", 8: "cat"}
    with pytest.raises(AnnotationError, match=r'"dog" has no id'):
        write_coco_json(path, [NamedAnnotation("a.jpg", annotation)], categories={})


@pytest.mark.parametrize("keys", [("image", "annotations"), ("imagefilename", "annotation")])
def test_create_ml_boxes_are_centre_and_size_under_either_key(write, keys):
    rows = [{"label": "cat", "coordinates": {"x": 20, "y": 30.5, "width": 10, "height": 20}}]
    file = read_createml_json(write([{keys[0]: "a.jpg", keys[1]: rows}]))
    assert found(file.read(file.images[0], SIZE)) == [("cat", (15, 20.5, 25, 40.5))]


def test_create_ml_entries_that_cannot_be_used_are_told_by_their_number(write):
    good = {"label": "cat", "coordinates": {"x": 20, "y": 30, "width": 10, "height": 20}}
    rows = [good, 5, {"label": "cat"}, good | {"label": None}, good | {"coordinates": {"x": "a"}}]
    entries = [{"image": "a.jpg", "annotations": rows}, {"image": "a.jpg", "annotations": []}, {}, 3, {"image": "b"}]
    file = read_createml_json(write(entries))
    assert [problem.text.split()[1] for problem in file.problems] == ["2", "3", "4", "5"]
    read = file.read(file.images[0], SIZE)
    assert len(read.annotation.objects) == 1
    assert [problem.text.split()[1] for problem in read.problems] == ["2", "3", "4", "5"]


def test_written_create_ml_files_come_back_without_what_is_ignored(tmp_path):
    path = tmp_path / "a.json"
    objects = (AnnotatedObject("cat", BOX), AnnotatedObject("cat", BOX, ignore=True))
    write_createml_json(path, [NamedAnnotation("a.jpg", ImageAnnotation(objects, 100, 80))])
    file = read_createml_json(path)
    ((label, edges),) = found(file.read(file.images[0], SIZE))
    assert (label, edges) == ("cat", pytest.approx(BOX.xyxy(), abs=1e-9))


def labelme(*shapes, **more):
    return {"shapes": list(shapes), "imagePath": "a.jpg", "imageWidth": 100, "imageHeight": 80} | more


@pytest.mark.parametrize(
    ("kind", "points", "edges"),
    [
        ("rectangle", [[30, 40], [10, 20]], (10, 20, 30, 40)),
        ("polygon", [[1, 2], [30, 4], [5, 60]], (1, 2, 30, 60)),
        (None, [[1, 2], [30, 4], [5, 60]], (1, 2, 30, 60)),
        ("circle", [[50, 40], [53, 44]], (45, 35, 55, 45)),
        ("mask", [[10, 20], [19, 29]], (10, 20, 20, 30)),
        ("rectangle", [[10, 20], [30, 20], [30, 40], [10, 40]], (10, 20, 30, 40)),
    ],
)
def test_labelme_shapes_become_their_bounding_boxes(write, kind, points, edges):
    file = read_labelme_json(write(labelme({"label": "cat", "shape_type": kind, "points": points}))).read(SIZE)
    assert found(file) == [("cat", edges)]
    assert file.outlines == (kind != "rectangle")


def test_labelme_flags_and_unusable_shapes(write):
    box = {"shape_type": "rectangle", "points": [[1, 2], [30, 40]]}
    shapes = [
        {"label": "cat", "flags": {"difficult": True}} | box,
        {"label": "cat", "shape_type": "line", "points": [[1, 2], [3, 4]]},
        {"label": "cat", "shape_type": "blob", "points": []},
        {"label": "cat", "shape_type": ["x"], "points": []},
        {"label": "cat", "shape_type": "rectangle", "points": [[1, 2]]},
        {"label": "a\nb"} | box,
        {"points": [[1, "x"], [3, 4]], "label": "cat", "shape_type": "rectangle"},
    ]
    file = read_labelme_json(write(labelme(*shapes))).read(SIZE)
    (item,) = file.annotation.objects
    assert item.difficult
    assert [problem.text.split()[1] for problem in file.problems] == ["2", "3", "4", "5", "6", "7"]
    assert not any("\n" in problem.text for problem in file.problems)


@pytest.mark.parametrize("read", [read_coco_json, read_createml_json, read_labelme_json])
@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "9" * 10_000, "null", '"x"', '{"shapes": 3}', '{"images": 3}']
)
def test_what_is_no_annotation_is_one_sentence(write, read, text):
    with pytest.raises(AnnotationError) as caught:
        read(write(text))
    assert "a.json" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("read", [read_coco_json, read_createml_json, read_labelme_json])
def test_a_missing_file_or_a_folder_is_one_sentence(tmp_path, read):
    for path in (tmp_path / "absent.json", tmp_path):
        with pytest.raises(AnnotationError):
            read(path)
