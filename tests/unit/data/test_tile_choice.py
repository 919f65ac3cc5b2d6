import numpy as np
import pytest

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.data import tile_choice
from ssd_desktop.data.plan_recall import plan_recall
from ssd_desktop.data.tile_choice import choose_tiles
from ssd_desktop.ssd.config import PLANS
from tests.unit.data.made_data import made_dataset, made_sample

PLAN = PLANS["caffe-voc"]


def large_picture(side, count=8, *, width=2000, height=1500, seed=0, ignore=None):
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 1, (count, 2)) * [width - side, height - side]
    return made_sample(np.concatenate([low, low + side], axis=1), width=width, height=height, ignore=ignore)


def test_small_objects_in_large_pictures_turn_tiles_on_and_the_figures_say_why():
    choice = choose_tiles("auto", made_dataset([large_picture(50, seed=i) for i in range(4)]), PLAN)
    assert choice.whole.reached == 0
    assert choice.best.reached == 1
    assert choice.tiling == Tiling(choice.best.side)
    assert choice.sentence() == (
        f"Tiles of {choice.best.side} px bring 100.0% of the training boxes within reach of a default box (IoU 0.5) "
        f"instead of 0.0%, for {choice.best.views:.1f} views an image. They are used."
    )


def test_of_sides_that_reach_as_much_the_largest_is_taken():
    small, large = (choose_tiles("auto", made_dataset([large_picture(s)]), PLAN) for s in (30, 70))
    assert small.best.side < large.best.side
    assert small.best.views > large.best.views


def test_large_objects_leave_tiles_off_unless_they_are_asked_for():
    dataset = made_dataset([large_picture(600)])
    assert choose_tiles("auto", dataset, PLAN).tiling is None
    assert "That is too little (the rule is more than 5%)" in choose_tiles("auto", dataset, PLAN).sentence()
    assert choose_tiles("on", dataset, PLAN).tiling is not None


def test_tiles_never_reach_less_than_whole_pictures():
    dataset = made_dataset([large_picture(side, seed=side) for side in (40, 300, 900, 1400)])
    choice = choose_tiles("auto", dataset, PLAN)
    assert choice.whole.reached == pytest.approx(plan_recall(PLAN, dataset).recall)
    assert choice.best.reached >= choice.whole.reached


def test_switched_off_they_stay_off_and_a_worthwhile_gain_is_told():
    choice = choose_tiles("off", made_dataset([large_picture(50)]), PLAN)
    assert choice.tiling is None
    assert choice.sentence().endswith("They are off; tiles = auto would use them.")


@pytest.mark.parametrize("setting", ["auto", "on", "off"])
def test_pictures_no_larger_than_the_smallest_tile_are_never_cut(setting):
    choice = choose_tiles(setting, made_dataset([made_sample([(1, 1, 9, 9)], width=300, height=200)]), PLAN)
    assert (choice.tiling, choice.best) == (None, None)
    assert choice.sentence() == "No image is larger than a tile would be: whole pictures are used."


def test_ignored_boxes_decide_nothing():
    picture = large_picture(50, ignore=[True] * 8)
    assert choose_tiles("auto", made_dataset([picture, large_picture(900, 2)]), PLAN).tiling is None
    assert choose_tiles("auto", made_dataset([picture]), PLAN).tiling is None


def test_of_many_images_some_from_everywhere_are_measured(monkeypatch):
    monkeypatch.setattr(tile_choice, "MOST_IMAGES", 2)
    pictures = [large_picture(900, 1), large_picture(50, 1), large_picture(50, 1, seed=1), large_picture(900, 1)]
    choice = choose_tiles("auto", made_dataset(pictures), PLAN)
    assert (choice.whole.reached, choice.best.reached) == (0.5, 1.0)
