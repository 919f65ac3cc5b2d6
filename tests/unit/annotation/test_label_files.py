"""Files of the peers under edit: what was not edited stays byte for byte, what was edited reads back as meant."""

import difflib
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import (
    AddObjects,
    ChangeBoxes,
    ChangeFlag,
    ChangeLabel,
    RemoveObjects,
    SetNote,
    SetVerified,
)
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.recovery import says_the_same
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)

# labelImg 1.8.6
LABELIMG_VOC = """<annotation>
\t<folder>cards</folder>
\t<filename>a.jpg</filename>
\t<path>C:\\cards\\a.jpg</path>
\t<source>
\t\t<database>Unknown</database>
\t</source>
\t<size>
\t\t<width>200</width>
\t\t<height>100</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>0</segmented>
\t<object>
\t\t<name>ace &amp; king</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>0</truncated>
\t\t<difficult>0</difficult>
\t\t<bndbox>
\t\t\t<xmin>10</xmin>
\t\t\t<ymin>20</ymin>
\t\t\t<xmax>60</xmax>
\t\t\t<ymax>70</ymax>
\t\t</bndbox>
\t</object>
\t<object>
\t\t<name>queen</name>
\t\t<pose>Left</pose>
\t\t<truncated>1</truncated>
\t\t<difficult>1</difficult>
\t\t<bndbox>
\t\t\t<xmin>100</xmin>
\t\t\t<ymin>30</ymin>
\t\t\t<xmax>201</xmax>
\t\t\t<ymax>90</ymax>
\t\t</bndbox>
\t</object>
</annotation>
"""

# Elements nobody knows, a comment, an object without a name, empty elements, Windows line ends, a polygon.
STRANGE_VOC = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->\n<annotation note="keep">\n'
    "  <filename>a.jpg</filename>\n"
    "  <object id='1'><name>ace</name><weather sun='yes'>fine</weather><difficult/>"
    "<bndbox><xmin>60.5</xmin><ymin>20</ymin><xmax>10</xmax><ymax>70</ymax></bndbox></object>\n"
    "  <object><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object>\n"
    "  <object>\n    <name>카드</name>\n    <polygon><x1>100</x1><y1>30</y1><x2>150</x2><y2>90</y2></polygon>\n"
    "    <bndbox><xmin>100</xmin><ymin>30</ymin><xmax>150</xmax><ymax>90</ymax></bndbox>\n  </object>\n"
    "  <extra><a/></extra>\n</annotation>"
).replace("\n", "\r\n")

# labelImg 1.8.6; the second line has a confidence, the fourth is a polygon of Ultralytics.
YOLO = (
    "15 0.175000 0.450000 0.250000 0.500000\n16 0.75 0.6 0.5 0.6 0.9\n\n15 0.1 0.1 0.3 0.1 0.3 0.4\n99 0.5 0.5 0.1 0.1"
)

# labelme 5.5.0
LABELME = json.dumps(
    {
        "version": "5.5.0",
        "flags": {},
        "shapes": [
            {
                "label": "ace",
                "points": [[60.0, 70.0], [10.0, 20.0]],
                "group_id": None,
                "description": "",
                "shape_type": "rectangle",
                "flags": {},
                "mask": None,
            },
            {"label": "line", "points": [[1, 1], [5, 5]], "shape_type": "line", "flags": {}},
            {
                "label": "queen",
                "points": [[100.25, 30.0], [150.0, 30.0], [120.0, 90.0]],
                "shape_type": "polygon",
                "flags": {"occluded": True, "own": True},
            },
        ],
        "imagePath": "a.jpg",
        "imageData": None,
        "imageHeight": 100,
        "imageWidth": 200,
    },
    ensure_ascii=False,
    indent=2,
)

# Roboflow's export: compact, ids from 0, a category nobody uses.
ROBOFLOW_COCO = (
    '{"info":{"year":"2024","version":"1"},"licenses":[{"id":1,"url":"","name":"MIT"}],"categories":[{"id":0,"name":'
    '"cards","supercategory":"none"},{"id":1,"name":"ace","supercategory":"cards"},{"id":2,"name":"queen",'
    '"supercategory":"cards"}],"images":[{"id":0,"license":1,"file_name":"a.jpg","height":100,"width":200,'
    '"date_captured":"2024-01-01T00:00:00+00:00"},{"id":1,"license":1,"file_name":"b.jpg","height":100,"width":200}],'
    '"annotations":[{"id":0,"image_id":0,"category_id":1,"bbox":[10,20,50,50.0],"area":2500,"segmentation":[],'
    '"iscrowd":0},{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,9,9],"area":81,"segmentation":[],"iscrowd":0},'
    '{"id":2,"image_id":0,"category_id":2,"bbox":[100,30,50,60],"area":3000,"segmentation":[[100,30,150,30,120,90]],'
    '"iscrowd":0}]}'
)

# CVAT 2.x, COCO 1.0: attributes, and the layout of an indented file.
CVAT_COCO = json.dumps(
    {
        "licenses": [{"name": "", "id": 0, "url": ""}],
        "info": {"contributor": ""},
        "categories": [{"id": 1, "name": "ace", "supercategory": ""}, {"id": 2, "name": "queen", "supercategory": ""}],
        "images": [{"id": 1, "width": 200, "height": 100, "file_name": "a.jpg", "license": 0}],
        "annotations": [
            {
                "id": 1,
                "image_id": 1,
                "category_id": 1,
                "segmentation": [],
                "area": 2500.0,
                "bbox": [10.0, 20.0, 50.0, 50.0],
                "iscrowd": 0,
                "attributes": {"occluded": False, "rotation": 0.0, "track_id": 4},
            }
        ],
    },
    indent=4,
)

CREATEML = (
    '[{"image": "a.jpg", "verified": false, "annotations": [{"label": "ace", "coordinates": {"x": 35.0, "y": 45.0, '
    '"width": 50.0, "height": 50.0}, "own": 1}, {"label": "queen", "coordinates": {"x": 125, "y": 60, "width": 50, '
    '"height": 60}}]}, {"image": "b.jpg", "verified": true, "annotations": []}]'
)

FILES = {
    "labelImg VOC": ({"a.xml": LABELIMG_VOC}, "a.xml"),
    "strange VOC": ({"a.xml": STRANGE_VOC}, "a.xml"),
    "VOC in cp949": ({"a.xml": STRANGE_VOC.replace("utf-8", "cp949").encode("cp949")}, "a.xml"),
    "labelImg YOLO": ({"a.txt": YOLO, "classes.txt": "\n" * 15 + "ace\nqueen\n"}, "a.txt"),
    "labelme": ({"a.json": LABELME}, "a.json"),
    "Roboflow COCO": ({"_annotations.coco.json": ROBOFLOW_COCO}, "_annotations.coco.json"),
    "CVAT COCO": ({"instances_default.json": CVAT_COCO}, "instances_default.json"),
    "Create ML": ({"_annotations.createml.json": CREATEML}, "_annotations.createml.json"),
}


def make(folder, kind):
    files, name = FILES[kind]
    for image in ("a.jpg", "b.jpg"):
        cv2.imwrite(str(folder / image), np.zeros((100, 200, 3), np.uint8))
    for file, content in files.items():
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "a.jpg", folder / name


def opened(folder, image):
    store = AnnotationStore(LabelFolder.open(folder))
    store.load(image, SIZE)
    return store


def edit(store, image, *edits):
    for one in edits:
        store.apply(image, one, name="Edit", size=(200, 100))


def saved(store):
    assert store.save_all() == []


def on_disk(folder, image):
    return opened(folder, image).annotation(image)


def changed_lines(before, after):
    lines = difflib.ndiff(before.replace(",", ",\n").splitlines(), after.replace(",", ",\n").splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("kind", FILES)
def test_edits_that_were_all_taken_back_leave_the_same_bytes(tmp_path, kind):
    image, file = make(tmp_path, kind)
    before = file.read_bytes()
    store = opened(tmp_path, image)
    first = store.annotation(image).objects[0]
    edit(store, image, ChangeBoxes({first.entry: Box(1, 2, 33, 44)}), RemoveObjects(frozenset({first.entry})))
    saved(store)
    assert file.read_bytes() != before
    while store.undo():
        pass
    saved(store)
    assert file.read_bytes() == before


@pytest.mark.parametrize("kind", FILES)
def test_saving_without_an_edit_touches_no_file(tmp_path, kind):
    image, file = make(tmp_path, kind)
    before = file.stat().st_mtime_ns, file.read_bytes()
    saved(opened(tmp_path, image))
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


@pytest.mark.parametrize("kind", FILES)
def test_a_moved_edge_changes_only_its_box(tmp_path, kind):
    image, file = make(tmp_path, kind)
    before = file.read_bytes()
    store = opened(tmp_path, image)
    first = store.annotation(image).objects[0]
    x0, y0, x1, y1 = first.box.xyxy()
    edit(store, image, ChangeBoxes({first.entry: Box(x0 - 2, y0, x1, y1)}))
    wanted = store.annotation(image)
    saved(store)
    assert says_the_same(on_disk(tmp_path, image), wanted)
    encoding = "cp949" if "cp949" in kind else "utf-8"
    lines = changed_lines(before.decode(encoding), file.read_bytes().decode(encoding))
    assert 2 <= len(lines) <= 8


def test_only_the_edge_that_moved_is_written_to_labelimgs_xml(tmp_path):
    image, file = make(tmp_path, "labelImg VOC")
    store = opened(tmp_path, image)
    edit(store, image, ChangeBoxes({2: replace(store.annotation(image).objects[1].box, x0=90.0)}))
    saved(store)
    assert file.read_text() == LABELIMG_VOC.replace("<xmin>100<", "<xmin>90<")  # the 201 of 200 stays, too


def test_unknown_elements_attributes_comments_and_unusable_objects_stay(tmp_path):
    image, file = make(tmp_path, "strange VOC")
    store = opened(tmp_path, image)
    edit(store, image, ChangeLabel(frozenset({1}), "k<1>"), ChangeFlag(frozenset({1}), "difficult", True))
    edit(store, image, SetVerified(True))
    saved(store)
    expected = STRANGE_VOC.replace("<name>ace<", "<name>k&lt;1&gt;<").replace(
        "<difficult/>", "<difficult>1</difficult>"
    )
    assert file.read_bytes().decode() == expected.replace('note="keep">', 'note="keep" verified="yes">')


def test_a_name_the_encoding_lacks_is_written_as_a_character_reference(tmp_path):
    image, file = make(tmp_path, "VOC in cp949")
    store = opened(tmp_path, image)
    edit(store, image, ChangeLabel(frozenset({1}), "🂡"))
    saved(store)
    assert on_disk(tmp_path, image).objects[0].label == "🂡"
    assert "카드".encode("cp949") in file.read_bytes()


def test_objects_are_added_in_the_layout_of_labelimg(tmp_path):
    image, file = make(tmp_path, "labelImg VOC")
    store = opened(tmp_path, image)
    edit(store, image, AddObjects((AnnotatedObject("jack", Box(1, 2, 3, 4.5), entry=-1),)))
    saved(store)
    new = (
        "\t<object>\n\t\t<name>jack</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>\n"
        "\t\t<difficult>0</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>1</xmin>\n\t\t\t<ymin>2</ymin>\n"
        "\t\t\t<xmax>3</xmax>\n\t\t\t<ymax>4.5</ymax>\n\t\t</bndbox>\n\t</object>\n</annotation>\n"
    )
    assert file.read_text() == LABELIMG_VOC.replace("</annotation>\n", new)


def test_a_polygon_stays_until_its_box_is_moved(tmp_path):
    image, file = make(tmp_path, "labelme")
    store = opened(tmp_path, image)
    polygon = store.annotation(image).objects[1]
    assert polygon.outlined
    edit(store, image, ChangeLabel(frozenset({polygon.entry}), "jack"))
    saved(store)
    assert file.read_text() == LABELME.replace("queen", "jack")
    edit(store, image, ChangeBoxes({polygon.entry: Box(90, 30, 150, 90)}))
    saved(store)
    shape = json.loads(file.read_text())["shapes"][2]
    assert (shape["shape_type"], shape["points"]) == ("rectangle", [[90, 30], [150, 90]])
    assert shape["flags"] == {"occluded": True, "own": True}


def test_a_class_that_is_new_to_a_yolo_folder_moves_no_number(tmp_path):
    image, file = make(tmp_path, "labelImg YOLO")
    classes = tmp_path / "classes.txt"
    before = classes.read_bytes()
    store = opened(tmp_path, image)
    edit(store, image, AddObjects((AnnotatedObject("an ace", Box(0, 0, 20, 10), entry=-1),)))
    edit(store, image, ChangeLabel(frozenset({1}), "queen"))
    saved(store)
    assert classes.read_bytes() == before + b"an ace\n"
    assert file.read_text() == YOLO.replace("15 0.175", "16 0.175") + "\n17 0.05 0.05 0.1 0.1\n"


def test_new_yolo_labels_lie_beside_those_of_the_neighbours_also_in_a_folder_called_images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    image, _ = make(folder, "labelImg YOLO")
    other = folder / "b.jpg"
    store = opened(folder, image)
    store.load(other, SIZE)
    edit(store, other, AddObjects((AnnotatedObject("ace", Box(0, 0, 20, 10), entry=-1),)))
    saved(store)
    assert sorted(path.name for path in folder.iterdir()) == ["a.jpg", "a.txt", "b.jpg", "b.txt", "classes.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["images"]
    assert [item.label for item in on_disk(folder, other).objects] == ["ace"]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("names: [ace, 'a, b']  # two\nnc: 2\n", "names: [ace, 'a, b', \"new\"]  # two\nnc: 3\n"),
        (
            "nc: 2\r\nnames:\r\n- ace\r\n- queen\r\ntrain: images\r\n",
            'nc: 3\r\nnames:\r\n- ace\r\n- queen\r\n- "new"\r\ntrain: images\r\n',
        ),
        ("names:\n  0: ace\n  7: queen  # last\n\n# end", 'names:\n  0: ace\n  7: queen  # last\n  8: "new"\n\n# end'),
        ("names: {3: ace,\n  5: queen}\n", 'names: {3: ace,\n  5: queen, 6: "new"}\n'),
    ],
)
def test_a_class_is_added_to_a_data_yaml_in_its_own_style(tmp_path, yaml, expected):
    image, _ = make(tmp_path, "Create ML")
    (tmp_path / "_annotations.createml.json").unlink()
    (tmp_path / "data.yaml").write_bytes(yaml.encode())
    store = opened(tmp_path, image)
    edit(store, image, AddObjects((AnnotatedObject("new", Box(0, 0, 20, 10), entry=-1),)))
    saved(store)
    assert (tmp_path / "data.yaml").read_bytes().decode() == expected
    number = expected.split('"new"')[0].rstrip().rsplit(maxsplit=1)[-1].rstrip(":")
    assert (tmp_path / "a.txt").read_text().split()[0] == (number if number.isdigit() else "2")


def test_a_coco_id_that_is_no_number_does_not_keep_boxes_from_being_saved(tmp_path):
    image, file = make(tmp_path, "CVAT COCO")
    file.write_text(CVAT_COCO.replace('"id": 1,\n            "image_id"', '"id": NaN,\n            "image_id"'))
    store = opened(tmp_path, image)
    edit(store, image, AddObjects((AnnotatedObject("queen", Box(1, 2, 11, 22), entry=-1),)))
    saved(store)
    assert "NaN" in file.read_text()
    assert on_disk(tmp_path, image).objects[-1].label == "queen"


def test_an_image_that_a_coco_file_does_not_list_is_listed_after_the_others(tmp_path):
    image, file = make(tmp_path, "CVAT COCO")
    store = opened(tmp_path, image)
    other = tmp_path / "b.jpg"
    store.load(other, SIZE)
    edit(store, other, AddObjects((AnnotatedObject("jack", Box(1, 2, 11, 22), entry=-1),)))
    saved(store)
    document = json.loads(file.read_text())
    assert document["images"][1] == {"id": 2, "file_name": "b.jpg", "width": 200, "height": 100}
    assert document["annotations"][1]["category_id"] == 3
    assert document["categories"][2]["name"] == "jack"
    assert file.read_text().startswith(CVAT_COCO[: CVAT_COCO.index('"queen"')])
    assert [item.label for item in on_disk(tmp_path, other).objects] == ["jack"]


@pytest.mark.parametrize("kind", ["Roboflow COCO", "Create ML"])
def test_edits_of_two_images_share_their_file(tmp_path, kind):
    image, file = make(tmp_path, kind)
    other = tmp_path / "b.jpg"
    store = opened(tmp_path, image)
    edit(store, image, RemoveObjects(frozenset({1})))
    saved(store)
    store.load(other, SIZE)
    edit(store, other, AddObjects((AnnotatedObject("queen", Box(1, 2, 11, 22), entry=-1),)))
    saved(store)
    assert [item.label for item in on_disk(tmp_path, image).objects] == ["queen"]
    assert on_disk(tmp_path, other).objects[-1].label == "queen"
    while store.undo():
        pass
    saved(store)
    assert file.read_text() == dict(FILES)[kind][0][file.name]


def test_a_copy_of_a_crowd_is_a_crowd(tmp_path):
    image, file = make(tmp_path, "CVAT COCO")
    store = opened(tmp_path, image)
    crowd = AnnotatedObject("ace", Box(1, 2, 11, 22), ignore=True, crowd=True, entry=-1)
    edit(store, image, AddObjects((crowd,)))
    saved(store)
    assert on_disk(tmp_path, image).objects[1] == crowd
    assert json.loads(file.read_text())["annotations"][1]["iscrowd"] == 1


boxes = st.tuples(st.integers(0, 190), st.integers(0, 90), st.integers(1, 10), st.integers(1, 10)).map(
    lambda edges: Box(edges[0], edges[1], edges[0] + edges[2], edges[1] + edges[3])
)
labels = st.sampled_from(["ace", "queen", "a b", "<&'\">", "카드 🂡", "x/y"])
wishes = st.lists(
    st.one_of(
        st.builds(lambda label, box: ("add", label, box), labels, boxes),
        st.builds(lambda at, box: ("box", at, box), st.integers(0, 5), boxes),
        st.builds(lambda at, label: ("label", at, label), st.integers(0, 5), labels),
        st.builds(lambda at: ("remove", at, None), st.integers(0, 5)),
        st.builds(lambda at, flag: ("flag", at, flag), st.integers(0, 5), st.sampled_from(["difficult", "ignore"])),
        st.builds(lambda note: ("note", note, None), st.sampled_from(["", "<&'\">", "카드 🂡"])),
        st.builds(lambda verified: ("verified", verified, None), st.booleans()),
        st.just(("save", None, None)),
        st.just(("undo", None, None)),
    ),
    max_size=8,
)


def carry_out(store, image, wish):
    what, one, other = wish
    if what == "save":
        saved(store)
    elif what == "undo":
        store.undo()
    elif what == "add":
        edit(store, image, AddObjects((AnnotatedObject(one, other, entry=store.new_entries(1)[0]),)))
    elif what in ("note", "verified", "flag") and (other or what) not in store.holds(image):
        return
    elif what in ("note", "verified"):
        edit(store, image, SetNote(one) if what == "note" else SetVerified(one))
    else:
        annotation = store.annotation(image)
        if annotation is None or one >= len(annotation.objects):
            return
        entry = annotation.objects[one].entry
        edits = {
            "box": ChangeBoxes({entry: other}),
            "label": ChangeLabel(frozenset({entry}), other),
            "flag": ChangeFlag(frozenset({entry}), other, not getattr(annotation.objects[one], str(other), False)),
        }
        edit(store, image, edits.get(what, RemoveObjects(frozenset({entry}))))


@pytest.mark.parametrize("kind", [*FILES, "nothing", "bare VOC"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=wishes)
def test_whatever_is_edited_reads_back_as_it_was_left(tmp_path_factory, kind, wishes):
    folder = tmp_path_factory.mktemp("data")
    image, _ = make(folder, kind if kind in FILES else "labelme")
    if kind not in FILES:
        (folder / "a.json").unlink()
    if kind == "bare VOC":
        (folder / "a.xml").write_text("<annotation/>")
    store = opened(folder, image)
    for wish in wishes:
        carry_out(store, image, wish)
    wanted = store.annotation(image)
    saved(store)
    assert says_the_same(on_disk(folder, image), wanted)


def test_a_rotated_picture_keeps_the_orientation_its_boxes_were_drawn_in(tmp_path):
    image, file = make(tmp_path, "labelImg VOC")
    turned = ImageSize(100, 200, 6, 200, 100)
    store = AnnotationStore(LabelFolder.open(tmp_path))
    store.load(image, turned)
    box = store.annotation(image).objects[0].box
    assert box == Box(30, 10, 80, 60)
    edit(store, image, ChangeBoxes({1: replace(box, x0=25.0)}))
    saved(store)
    assert file.read_text() == LABELIMG_VOC.replace("<ymax>70<", "<ymax>75<")


def test_a_negative_is_a_file_without_objects(tmp_path):
    image, _ = make(tmp_path, "labelme")
    (tmp_path / "a.json").unlink()
    store = opened(tmp_path, image)
    edit(store, image, SetVerified(True))
    saved(store)
    assert on_disk(tmp_path, image) == ImageAnnotation((), 200, 100, verified=True)
    assert Path(tmp_path, "a.xml").read_text().startswith('<annotation verified="yes">')


def test_a_note_does_not_bring_back_the_object_behind_it_that_was_removed(tmp_path):
    image, file = make(tmp_path, "labelImg VOC")
    store = opened(tmp_path, image)
    edit(store, image, RemoveObjects(frozenset({1})), SetNote("blurred"))
    saved(store)
    start, _, rest = LABELIMG_VOC.partition("\t<object>\n\t\t<name>ace")
    second = rest[rest.index("\t<object>") :]
    assert file.read_text() == f"{start}\t<note>blurred</note>\n{second}"
