"""The figures of a folder, each held against a plain loop over its images and objects."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.box_histograms import (
    centre_map,
    coverage_map,
    length_histogram,
    number_histogram,
    ratio_histogram,
)
from ssd_desktop.annotation.box_table import box_table, lengths
from ssd_desktop.annotation.counted_image import counted_image, read_counted_images
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.split_balance import split_images
from ssd_desktop.annotation.statistics import statistics_of
from tests.unit.annotation.counted import made_image, many_images
from tests.unit.data.made_data import write_voc_folder

CAT, DOG = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29))

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(many_images())
def test_objects_and_images_of_a_class_are_those_of_a_loop(images):
    found = statistics_of(images)
    assert [one.name for one in found.classes] == sorted({label for image in images for label in image.labels})
    for one in found.classes:
        assert one.objects == sum(image.labels.count(one.name) for image in images)
        assert one.images == sum(one.name in image.labels for image in images)
    assert found.objects == sum(len(image.labels) for image in images)
    assert found.images == len(images)


@PATIENT
@given(many_images())
def test_sizes_and_shapes_are_those_of_a_loop(images):
    for one in statistics_of(images).classes:
        px, at_input, shape = [], [], []
        for image in images:
            for label, (x0, y0, x1, y1) in zip(image.labels, image.boxes_xyxy.tolist(), strict=True):
                if label == one.name:
                    px.append(math.sqrt((x1 - x0) * (y1 - y0)))
                    at_input.append(math.sqrt((x1 - x0) * 300 / 40 * (y1 - y0) * 300 / 30))
                    shape.append((x1 - x0) / (y1 - y0))
        for figures, values in ((one.lengths_px, px), (one.lengths_at_input, at_input), (one.ratios, shape)):
            assert figures == pytest.approx([_quantile(values, share) for share in (0.05, 0.5, 0.95)])


@PATIENT
@given(many_images())
def test_boxes_of_labelled_images_are_counted_one_by_one(images):
    labelled = [len(image.labels) for image in images if image.status != "unlabelled"]
    found = statistics_of(images)
    assert found.boxes_per_image.tolist() == labelled
    assert found.labelled == len(labelled)
    histogram = number_histogram(found.boxes_per_image)
    for low, high, count in zip(histogram.edges[:-1], histogram.edges[1:], histogram.counts, strict=True):
        assert count == sum(low <= number < high for number in labelled)
    assert histogram.counts.sum() == len(labelled)


@PATIENT
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30))
def test_many_numbers_are_put_together_in_few_bins_of_a_round_width(numbers):
    histogram = number_histogram(np.array(numbers, np.int64))
    assert len(histogram.counts) <= 24
    assert histogram.counts.sum() == len(numbers)
    width = histogram.edges[1] - histogram.edges[0]
    assert f"{width:.0f}".rstrip("0") in ("1", "2", "5")
    assert list(np.diff(histogram.edges)) == [width] * len(histogram.counts)


@PATIENT
@given(many_images(), st.integers(1, 9))
def test_maps_of_positions_are_those_of_a_loop_over_cells(images, cells):
    table = box_table(images)
    centres, covered = np.zeros((cells, cells), int), np.zeros((cells, cells), int)
    for image in images:
        for x0, y0, x1, y1 in image.boxes_xyxy.tolist():
            column, row = (min(int(c / 2 * cells), cells - 1) for c in (x0 / 40 + x1 / 40, y0 / 30 + y1 / 30))
            centres[row, column] += 1
            for row in range(cells):
                for column in range(cells):
                    across = x0 / 40 * cells < column + 1 and x1 / 40 * cells > column
                    covered[row, column] += across and y0 / 30 * cells < row + 1 and y1 / 30 * cells > row
    assert centre_map(table, cells).tolist() == centres.tolist()
    assert coverage_map(table, cells).tolist() == covered.tolist()


@PATIENT
@given(many_images())
def test_histograms_of_sizes_and_shapes_have_every_object_in_its_bin(images):
    table = box_table(images)
    values = lengths(table.sides_wh)
    histogram = length_histogram(values)
    assert histogram.counts.sum() == len(values)
    assert _in_bins(histogram, values)
    if len(values):
        assert histogram.edges[1:] / histogram.edges[:-1] == pytest.approx(2**0.5)
    shapes = ratio_histogram(table.sides_wh)
    assert shapes.counts.sum() == len(values)
    assert _in_bins(shapes, [width / height for width, height in table.sides_wh])
    # As far to the wide side as to the high one, the square in the middle of its bin.
    assert shapes.edges * shapes.edges[::-1] == pytest.approx(1)


def test_statuses_ignored_objects_and_unreadable_files_are_told_apart(tmp_path):
    ignored = AnnotatedObject("cat", Box(0, 0, 9, 9), ignore=True)
    images = [
        made_image("a.jpg", CAT),
        made_image("b.jpg", DOG, verified=True),
        made_image("c.jpg"),
        made_image("d.jpg", None),
        counted_image(Path("e.jpg"), ImageAnnotation((ignored,), 40, 30)),
    ]
    found = statistics_of(images)
    assert found.statuses == {"unlabelled": 1, "labelled": 2, "verified": 1, "background": 1}
    assert (found.ignored, found.objects) == (1, 2)
    assert found.boxes_per_image.tolist() == [1, 1, 0, 0]


def test_classes_of_a_list_come_first_even_without_an_object():
    found = statistics_of([made_image("a.jpg", DOG, CAT)], class_order=("ox", "dog"))
    assert [(one.name, one.objects) for one in found.classes] == [("ox", 0), ("dog", 1), ("cat", 1)]
    assert found.classes[0].lengths_px == (0, 0, 0)


def test_a_folder_is_read_with_what_is_wrong_in_its_files(tmp_path):
    outside = ("cat", (30, 3, 60, 25))
    folder = write_voc_folder(tmp_path / "pets", {"a": [CAT], "b": [outside], "c": None, "d": []})
    (folder / "Annotations" / "d.xml").write_text("<annotation", encoding="utf-8")
    told = []
    entries = open_data_folder(folder).entries()
    images = read_counted_images(entries, report=lambda done, count: told.append((done, count)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    found = statistics_of(images)
    assert found.statuses == {"unlabelled": 1, "labelled": 2, "error": 1}
    assert [path.name for path, _ in found.unread] == ["d.png"]
    assert [(one.kind, one.image.name, one.entry) for one in found.suspicious] == [("outside", "b.png", 1)]
    assert "sticks out of the 40 x 30 image by 20 px" in found.suspicious[0].text


def test_reading_ends_when_it_is_told_to(tmp_path):
    folder = write_voc_folder(tmp_path / "pets", {name: [CAT] for name in "abc"})
    done = []
    images = read_counted_images(
        open_data_folder(folder).entries(), report=lambda number, _: done.append(number), stopped=lambda: len(done) > 1
    )
    assert len(images) == 2


@PATIENT
@given(many_images(), st.lists(st.frozensets(st.sampled_from(["x", "y"]), max_size=2), min_size=6, max_size=6))
def test_the_balance_of_splits_is_that_of_a_loop(images, places):
    splits = {
        name: {image.path for image, place in zip(images, places, strict=False) if name in place} for name in "xy"
    }
    found = statistics_of(images, splits=splits)
    balance = found.balance
    assert balance.splits == ("x", "y")
    for column, name in enumerate("xy"):
        inside = [image for image in images if image.path in splits[name] and image.status != "unlabelled"]
        assert balance.images[column] == len(inside)
        for row, figures in enumerate(found.classes):
            count = sum(image.labels.count(figures.name) for image in inside)
            assert balance.objects[row, column] == count
            assert (figures.name in balance.missing[column]) == (count == 0)
    times = [sum(image.path in paths for paths in splits.values()) for image in images if image.status != "unlabelled"]
    assert (balance.in_no_split, balance.in_several) == (times.count(0), times.count(2))


def test_a_folder_without_splits_has_no_balance():
    assert statistics_of([made_image("a.jpg", CAT)]).balance is None


def test_splits_of_usual_names_are_compared_and_no_lists_beside_them(tmp_path):
    pictures = {name: [CAT] for name in "abcd"}
    lists = {"train": "ab", "val": "c", "test": "d", "trainval": "abc", "cat_train": "a", "empty": ""}
    folder = write_voc_folder(tmp_path / "pets", pictures, splits=lists)
    assert {
        name: sorted(path.stem for path in paths) for name, paths in split_images(open_data_folder(folder)).items()
    } == {
        "train": ["a", "b"],
        "val": ["c"],
        "test": ["d"],
    }


def _in_bins(histogram, values):
    """Whether no bin counts more values than lie between its edges; a value may be on one by a rounding."""
    return all(
        count <= sum(low * (1 - 1e-9) <= value <= high * (1 + 1e-9) for value in values)
        for low, high, count in zip(histogram.edges[:-1], histogram.edges[1:], histogram.counts, strict=True)
    )


def _quantile(values, share):
    """Between the two values around the place, in proportion."""
    values = sorted(values)
    place = share * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
