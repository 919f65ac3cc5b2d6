"""What counts as suspicious, held against plain loops; and that ordinary boxes are left in peace."""

import statistics
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.box_table import box_table
from ssd_desktop.annotation.suspicious_boxes import (
    Suspicion,
    matching_entry,
    modified_z,
    near_identical_pairs,
    suspicious_boxes,
    unlike_scores,
)
from tests.unit.annotation.counted import made_image, many_images

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found_in(*images):
    return suspicious_boxes(images, box_table(images))


def kinds(*images):
    return [(one.kind, one.entry) for one in found_in(*images)]


@PATIENT
@given(many_images(), st.sampled_from([0.5, 0.9, 1.0]))
def test_nearly_identical_pairs_are_those_of_a_loop_over_all_pairs(images, least):
    table = box_table(images)
    expected = []
    rows = list(zip(table.images.tolist(), table.boxes_xyxy.tolist(), strict=True))
    for low, (image, one) in enumerate(rows):
        for high in range(low + 1, len(rows)):
            other_image, other = rows[high]
            width = min(one[2], other[2]) - max(one[0], other[0])
            height = min(one[3], other[3]) - max(one[1], other[1])
            if image != other_image or width <= 0 or height <= 0:
                continue
            areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
            iou = width * height / (sum(areas) - width * height)
            if iou >= least:
                expected.append((low, high, iou))
    first, second, ious = near_identical_pairs(table.images, table.boxes_xyxy, least)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(low, high) for low, high, _ in expected]
    assert ious.tolist() == pytest.approx([iou for _, _, iou in expected])


@PATIENT
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=20))
def test_the_z_score_is_that_of_a_loop(values):
    median = statistics.median(values)
    mad = max(statistics.median(abs(value - median) for value in values), 0.5)
    expected = [0.6745 * (value - median) / mad for value in values]
    assert modified_z(np.array(values), 0.5).tolist() == pytest.approx(expected)


def test_ordinary_boxes_are_left_in_peace():
    crowd = [("cat", (10 * n, 5, 10 * n + 30 + n, 40 + n)) for n in range(12)]
    assert kinds(made_image("a.jpg", *crowd), made_image("b.jpg"), made_image("c.jpg", None)) == []


def test_the_same_box_twice_is_a_duplicate_and_a_shifted_one_a_double():
    box, shifted = (10, 10, 60, 60), (11, 10, 61, 60)
    assert kinds(made_image("a.jpg", ("cat", box), ("cat", box))) == [("duplicate", 2)]
    assert kinds(made_image("a.jpg", ("cat", box), ("cat", shifted))) == [("double", 2)]
    pair = found_in(made_image("a.jpg", ("cat", box), ("dog", box)))[0]
    assert (pair.kind, pair.label, pair.other_label, pair.other_entry, pair.value) == (
        "two classes",
        "dog",
        "cat",
        1,
        1,
    )


def test_the_same_box_in_two_images_is_no_pair():
    box = ("cat", (10, 10, 60, 60))
    assert kinds(made_image("a.jpg", box), made_image("b.jpg", box)) == []


def test_a_box_of_three_pixels_is_tiny():
    (tiny,) = found_in(made_image("a.jpg", ("cat", (10, 10, 13, 60))))
    assert (tiny.kind, tiny.value, tiny.box) == ("tiny", 3, Box(10, 10, 13, 60))


def test_what_sticks_out_and_what_could_not_be_read_is_told_with_the_words_of_the_reader():
    problems = [
        AnnotationProblem("a.xml", 3, "object 1 sticks out", 1, outside=True),
        AnnotationProblem("a.xml", 9, "object 2 has no area and was skipped", 2),
        AnnotationProblem("a.xml", 1, "the file name inside is another"),
    ]
    clipped, gone = found_in(made_image("a.jpg", ("cat", (150, 10, 200, 60)), problems=problems))
    assert (clipped.kind, clipped.box, clipped.label) == ("outside", Box(150, 10, 200, 60), "cat")
    assert (gone.kind, gone.entry, gone.box, gone.text) == ("damaged", 2, None, "object 2 has no area and was skipped")


def test_a_size_unlike_the_class_is_told_with_what_is_usual():
    images = [made_image(f"{n}.jpg", ("cat", (10, 10, 30 + n, 20 + n / 2))) for n in range(12)]
    large = made_image("large.jpg", ("cat", (0, 0, 200, 100)))
    (one,) = found_in(*images, large)
    assert (one.kind, one.image.name) == ("size", "large.jpg")
    assert one.actual == pytest.approx(100)
    assert one.usual == pytest.approx(13)
    assert one.value > 3.5


def test_a_shape_unlike_the_class_is_told_and_the_most_unlike_comes_first():
    images = [made_image(f"{n}.jpg", ("cat", (10, 10, 50 + n, 50))) for n in range(100)]
    flat = made_image("flat.jpg", ("cat", (0, 40, 160, 50)))
    flatter = made_image("flatter.jpg", ("cat", (0, 40, 200, 48)))
    shapes = [one.image.name for one in found_in(*images, flat, flatter) if one.kind == "ratio"]
    assert shapes == ["flatter.jpg", "flat.jpg"]


def test_what_many_of_a_class_show_is_not_unlike_it():
    upright = [made_image(f"{n}.jpg", ("card", (10, 10, 40, 50))) for n in range(80)]
    across = [made_image(f"across {n}.jpg", ("card", (10, 10, 90 - n, 30))) for n in range(20)]
    # Of 100 the outermost two.
    assert [one.image.name for one in found_in(*upright, *across)] == ["across 0.jpg", "across 1.jpg"]


@PATIENT
@given(st.lists(st.floats(-5, 5), max_size=120))
def test_unlike_are_the_outermost_values_beyond_the_bound_on_either_side(values):
    scores = unlike_scores(np.array(values))
    few = max(1, len(values) // 50)
    z = modified_z(np.array(values)) if values else []
    for value, score, far in zip(values, scores, z, strict=True):
        further = sum(other < value if far < 0 else other > value for other in values)
        if score:
            assert score == far
            assert len(values) >= 10
            assert abs(far) > 3.5
            assert further < few
        elif len(values) >= 10 and abs(far) > 3.5:
            as_far = sum(other <= value if far < 0 else other >= value for other in values)
            assert as_far > few


def test_a_class_of_few_objects_has_no_usual_size():
    images = [made_image(f"{n}.jpg", ("cat", (10, 10, 30, 20))) for n in range(8)]
    assert kinds(*images, made_image("large.jpg", ("cat", (0, 0, 200, 100)))) == []


def test_objects_all_alike_make_no_outlier_of_one_that_differs_a_little():
    images = [made_image(f"{n}.jpg", ("cat", (10, 10, 50, 50))) for n in range(20)]
    assert kinds(*images, made_image("other.jpg", ("cat", (10, 10, 56, 54)))) == []


def test_the_object_meant_is_found_again_after_its_file_was_written_anew():
    wanted = Suspicion("tiny", Path("a.jpg"), -3, "cat", Box(10, 10, 13, 13))
    near, far = (
        AnnotatedObject("cat", Box(10, 10, 13, 13.5), entry=5),
        AnnotatedObject("cat", Box(9, 9, 40, 40), entry=1),
    )
    other = AnnotatedObject("dog", Box(10, 10, 13, 13), entry=2)
    assert matching_entry(wanted, [far, other, near]) == 5
    assert matching_entry(wanted, [other]) is None
    assert matching_entry(Suspicion("damaged", Path("a.jpg"), 2, "", None), [near]) is None
