"""The order in which unlabelled images are shown."""

from pathlib import Path

from ssd_desktop.inference.uncertain_queue import UncertainQueue
from ssd_desktop.inference.uncertainty import Uncertainty

A, B, C = Path("f/2.jpg"), Path("f/10.jpg"), Path("f/3.jpg")


def unsure(score):
    return Uncertainty(score, score, score, score, "two classes", ("ace", "king"))


def filled(labelled=()):
    queue = UncertainQueue(lambda image: image not in labelled)
    for image, score in ((A, 0.4), (B, 0.4), (C, 0.9)):
        queue.add(image, unsure(score))
    return queue


def test_the_least_sure_comes_first_and_equal_ones_come_in_natural_order():
    assert [image for image, _ in filled().rows()] == [C, A, B]


def test_an_image_that_got_a_label_is_passed_over_until_it_loses_it():
    labelled = {C}
    queue = filled(labelled)
    assert [image for image, _ in queue.rows()] == [A, B]
    labelled.clear()
    assert [image for image, _ in queue.rows()] == [C, A, B]
    assert C in queue


def test_going_on_visits_every_image_and_begins_again():
    queue = filled()
    visited = [queue.next_after(None)]
    for _ in range(3):
        visited.append(queue.next_after(visited[-1]))
    assert visited == [C, A, B, C]


def test_behind_a_labelled_image_the_least_sure_comes():
    assert filled({C}).next_after(C) == A


def test_nothing_comes_behind_the_only_image():
    assert filled({A, B}).next_after(C) is None
    queue = filled()
    queue.clear()
    assert queue.next_after(None) is None
