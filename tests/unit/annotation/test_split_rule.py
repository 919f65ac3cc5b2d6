"""Which images stay together by which rule."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.split import split_by_ratio
from ssd_desktop.annotation.split_rule import FRAME_GAP, RULES, SplittableImage, split_images
from ssd_desktop.errors import UsageError


def images(*names, classes=("a",)):
    return [SplittableImage(Path(name), classes) for name in names]


def divided(listed, ratio, *, by, key):
    """Returns the keys that both parts have."""
    first, second = split_images(listed, ratio, by=by)
    assert sorted(first + second) == list(range(len(listed)))
    return {key(listed[index].path) for index in first} & {key(listed[index].path) for index in second}


@given(st.sampled_from([*RULES, r"(\d)", "x"]), st.integers(0, 30), st.floats(0, 1))
def test_by_every_rule_the_parts_make_up_the_whole(by, count, ratio):
    listed = images(*(f"{n % 2}/v{n % 3}_{n}.png" for n in range(count)))
    first, second = split_images(listed, ratio, by=by)
    assert sorted(first + second) == list(range(count))
    assert split_images(listed, ratio, by=by) == (first, second)


def test_random_is_the_plain_draw():
    listed = images(*(f"{n}.png" for n in range(20)))
    assert split_images(listed, 0.3, by="random", seed=3) == split_by_ratio(range(20), 0.3, 3)


def test_consecutive_frames_stay_together():
    runs = [range(first, first + 8) for first in range(0, 1000, 100)]
    listed = images(*(f"clip-{n:04}.jpg" for run in runs for n in run))
    assert divided(listed, 0.2, by="frames", key=lambda path: int(path.stem[-4:]) // 100) == set()


def test_frames_of_two_videos_with_the_same_numbers_are_apart():
    listed = images(*(f"{video}_{n}.jpg" for video in "abcdefghij" for n in range(5)))
    assert divided(listed, 0.2, by="frames", key=lambda path: path.stem[0]) == set()


def test_thinned_frames_stay_together_up_to_the_gap():
    thin = images(*(f"{n * FRAME_GAP}.jpg" for n in range(4)), *(f"{5000 + n}.jpg" for n in range(4)))
    assert divided(thin, 0.5, by="frames", key=lambda path: int(path.stem) > 4000) == set()
    sparse = images(*(f"{n * (FRAME_GAP + 1)}.jpg" for n in range(40)))
    first, _ = split_images(sparse, 0.5, by="frames")
    assert len(first) == 20


def test_one_long_video_is_cut_into_blocks_in_time():
    listed = images(*(f"{n:05}.jpg" for n in range(100)))
    first, _ = split_images(listed, 0.2, by="frames")
    assert first == list(range(first[0], first[0] + 20))


def test_files_without_a_number_stay_alone():
    first, second = split_images(images("a.jpg", "b.jpg", "c.jpg", f"{'9' * 30}.jpg"), 0.5, by="frames")
    assert (len(first), len(second)) == (2, 2)


def test_folders_stay_together():
    listed = images(*(f"{folder}/{n}.jpg" for folder in "abcdef" for n in range(4)))
    assert divided(listed, 0.3, by="folder", key=lambda path: path.parent) == set()


def test_the_first_group_of_an_expression_tells_what_stays_together():
    listed = images(*(f"cam{n % 7}_day{n % 3}_{n}.jpg" for n in range(60)))
    assert divided(listed, 0.3, by=r"cam(\d)_day(\d)", key=lambda path: path.stem[3]) == set()
    assert divided(listed, 0.3, by=r"day\d", key=lambda path: path.stem[8]) == set()


def test_images_an_expression_does_not_match_stay_alone():
    first, second = split_images(images("a1", "a2", "b", "c", "d", "e"), 0.5, by="a")
    assert {0, 1} <= set(first) or {0, 1} <= set(second)
    assert len(first) == 3


def test_groups_are_stratified_too():
    listed = [SplittableImage(Path(f"v{n // 5}_{n % 5}.jpg"), {"ab"[n // 50]}) for n in range(100)]
    first, _ = split_images(listed, 0.2, by="frames")
    assert [sum("ab"[n // 50] == name for n in first) for name in "ab"] == [10, 10]


@pytest.mark.parametrize(("by", "word"), [("(", "regular expression"), ("[a", "random, class, frames, folder")])
def test_what_is_no_rule_is_refused(by, word):
    with pytest.raises(UsageError, match=word):
        split_images(images("a", "b"), 0.5, by=by)


def test_a_rule_that_makes_one_group_of_all_is_refused():
    with pytest.raises(UsageError, match="All 2 images belong to one group by 'folder'"):
        split_images(images("x/a", "x/b"), 0.5, by="folder")
