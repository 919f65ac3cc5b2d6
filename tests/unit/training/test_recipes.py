"""The recipes, and what a run's settings are called."""

import dataclasses

import pytest

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.networks import SSD300, SSD512, SSDLITE320
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.optimizer import base_learning_rate, learning_rate_factor
from ssd_desktop.training.recipes import RECIPES, recipe, recipe_name, recipe_text, with_learning_rate


def test_fine_tune_starts_from_a_detector_with_steps_enough_and_keeps_frozen_features():
    assert recipe("fine-tune") == TrainingConfig(init="shipped", passes=0, cached_views=10)


def test_the_paper_recipe_has_the_numbers_of_the_authors():
    paper = recipe("paper")

    assert (paper.batch_size, base_learning_rate(paper, 32), paper.momentum, paper.weight_decay) == (
        32,
        1e-3,
        0.9,
        5e-4,
    )
    assert (paper.match, paper.loss) == (MatchConfig(0.5, 0.5), LossConfig(min_negatives=0))
    assert (paper.freeze, paper.plan, paper.ema_decay) == ("conv2_2", "caffe-voc", 0.0)
    assert paper.epochs * 16_551 / 32 == pytest.approx(120_000, rel=1e-4)


@pytest.mark.parametrize(("step", "factor"), [(0, 1.0), (79_999, 1.0), (80_000, 0.1), (99_999, 0.1), (100_000, 0.01)])
def test_the_paper_recipe_lowers_the_rate_where_the_authors_did(step, factor):
    assert learning_rate_factor(step, steps=120_000, config=recipe("paper")) == pytest.approx(factor)


@pytest.mark.parametrize(
    ("network", "plan", "freeze"),
    [
        ("ssd300-vgg16", "caffe-voc", "conv2_2"),
        ("ssd512-vgg16", "ssd512-voc", "conv2_2"),
        ("ssdlite320-efficientnet-lite0", "ssdlite320-voc", "block3_project"),
    ],
)
def test_the_paper_recipe_fits_every_network(network, plan, freeze):
    config = recipe("paper", network)

    assert (config.network, config.plan, config.freeze) == (network, plan, freeze)
    assert recipe_name(config) == "paper"


@pytest.mark.parametrize("network", [SSD300, SSD512, SSDLITE320], ids=lambda network: network.name)
def test_a_learning_rate_that_is_left_to_the_network_is_no_other_recipe(network):
    config = with_learning_rate(recipe("fine-tune", network.name), network)

    assert config.learning_rate == network.fine_tune_rate > 0
    assert recipe_name(config) == recipe_name(recipe("fine-tune", network.name)) == "fine-tune"


def test_a_learning_rate_that_was_chosen_stays():
    config = TrainingConfig(learning_rate=0.003)

    assert with_learning_rate(config, SSDLITE320) == config
    assert recipe_name(config) == "fine-tune with learning_rate = 0.003"


def test_an_unknown_recipe_is_named_with_those_there_are():
    with pytest.raises(ConfigError, match=r"no recipe 'papre'; the recipes are fine-tune, paper"):
        recipe("papre")


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_keeps_its_name_on_other_data_and_machines_and_for_another_length(name):
    config = dataclasses.replace(
        recipe(name), device="cpu", seed=7, steps=12, epochs=3, init="shipped", plan="caffe-coco", workers=0
    )

    assert recipe_name(config) == name


def test_what_differs_from_the_recipe_is_named():
    changed = dataclasses.replace(recipe("paper"), freeze="none", loss=LossConfig(min_negatives=0, focal_gamma=2.0))

    assert recipe_name(changed) == "paper with freeze = none, loss.focal_gamma = 2.0"
    assert recipe_name(TrainingConfig(batch_size=4)) == "fine-tune with batch_size = 4"


def test_the_settings_fit_in_one_line():
    assert recipe_text(recipe("paper"), steps=600, precision="float32") == (
        "paper: SGD, learning rate 0.001 for a batch of 32, batch 32, 600 steps, step schedule, frozen up to conv2_2, "
        "float32"
    )
    assert "weights averaged with decay 0.99, " in recipe_text(
        TrainingConfig(ema_decay=0.99), steps=1, precision="bfloat16"
    )
