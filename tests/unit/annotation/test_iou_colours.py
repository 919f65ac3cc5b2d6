"""Colours of overlaps, told apart by brightness alone."""

from itertools import pairwise

from ssd_desktop.annotation.class_colours import relative_luminance
from ssd_desktop.annotation.iou_colours import HIGHEST_IOU, LOWEST_IOU, iou_colour


def test_the_ends_and_the_middle_are_violet_coral_and_yellow():
    assert iou_colour(LOWEST_IOU) == (0x7E, 0x03, 0xA8)
    assert iou_colour(0.6) == (0xED, 0x69, 0x53)
    assert iou_colour(HIGHEST_IOU) == (0xF0, 0xF9, 0x21)


def test_overlaps_beyond_the_ends_keep_the_colours_of_the_ends():
    assert iou_colour(0.0) == iou_colour(LOWEST_IOU)
    assert iou_colour(1.0) == iou_colour(HIGHEST_IOU)


def test_brightness_rises_with_the_overlap():
    steps = [relative_luminance(iou_colour(0.4 + 0.05 * step)) for step in range(9)]
    assert all(after > before for before, after in pairwise(steps))
