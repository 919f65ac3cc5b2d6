"""Splitting images some of which were split before."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.grown_split import MOST_OF_NEW, split_grown
from ssd_desktop.annotation.split_rule import CLASS, FOLDER, FRAMES, RANDOM, SplittableImage, groups_of


def made(count, *, folders=1):
    return [
        SplittableImage(Path(f"f{n % folders}") / f"clip_{n:03}.png", {"cat"} if n % 3 else {"cat", "dog"})
        for n in range(count)
    ]


@given(
    st.integers(0, 60),
    st.sampled_from([CLASS, RANDOM, FRAMES, FOLDER, r"_(\d)"]),
    st.floats(0.05, 0.5),
    st.data(),
)
def test_known_images_keep_their_part_and_groups_follow_them(count, by, ratio, data):
    images = made(count, folders=7)
    parts = data.draw(st.lists(st.sampled_from([None, 0, 1]), min_size=count, max_size=count))
    known = [{place for place, part in enumerate(parts) if part == wanted} for wanted in (0, 1)]
    first, second = split_grown(images, ratio, by=by, first=known[0], second=known[1])
    assert sorted((*first, *second)) == list(range(count))
    assert known[0] <= set(first)
    assert known[1] <= set(second)
    groups = groups_of(images, ratio, by=by)
    for place in set() if groups is None else set(first) - known[0]:
        assert not any(groups[other] == groups[place] for other in second)
    assert (first, second) == split_grown(images, ratio, by=by, first=known[0], second=known[1])


def test_frames_that_stay_together_are_not_divided_where_few_of_the_new_ones_are_drawn():
    images = made(14, folders=7)
    first, second = split_grown(images, 0.5, by=FRAMES, first=[11, 12, 13], second=[])
    groups = groups_of(images, 0.5, by=FRAMES)
    assert not {groups[place] for place in first} & {groups[place] for place in second}


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.05, 0.5))
def test_the_new_images_fill_up_what_the_first_part_lacks(known, new, ratio):
    held = round(ratio * known)
    first, _ = split_grown(made(known + new), ratio, by=RANDOM, first=range(held), second=range(held, known))
    lacking = max(0, round(min(ratio * (known + new) - held, MOST_OF_NEW * new)))
    assert abs(len(first) - held - (lacking if new > 1 else 0)) <= 1


def test_a_full_part_gets_nothing_and_a_few_new_images_are_all_learned():
    first, _ = split_grown(made(30), 0.1, by=CLASS, first=range(5), second=range(5, 20))
    assert first == [0, 1, 2, 3, 4]
    first, _ = split_grown(made(22), 0.1, by=CLASS, first=[0, 1], second=range(2, 20))
    assert first == [0, 1]


def test_new_images_of_one_group_are_learned_together():
    images = [*made(10), *(SplittableImage(Path("new") / f"{n}.png", {"cat"}) for n in range(10))]
    first, _ = split_grown(images, 0.4, by=FOLDER, first=[], second=range(10))
    assert first == []
