"""What a training's method offers for each start: networks and freeze stages of its base."""

import pytest
from PySide6.QtWidgets import QComboBox

from ssd_desktop.gui.dialogs.training_method import MethodSettings
from ssd_desktop.gui.dialogs.training_request import OwnPlan, StartWeights
from ssd_desktop.ssd.bases import BASES, EFFICIENTNET_LITE0, VGG16
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.networks import network_of_base
from ssd_desktop.training.config import TrainingConfig

STARTS = {base: StartWeights(base.name, base.title, network=network_of_base(base).name) for base in BASES}


@pytest.fixture
def method(qtbot):
    widget = MethodSettings(STARTS[VGG16])
    qtbot.addWidget(widget)
    return widget


def offered(method, name):
    combo = next(one for one in method.findChildren(QComboBox) if one.accessibleName() == name)
    return [combo.itemData(index) for index in range(combo.count())]


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_the_stages_of_the_base_can_be_frozen_and_no_others(method, base):
    method.set_start(STARTS[base])
    assert offered(method, "What is trained") == list(reversed(base.freeze_stages))


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_the_recipe_of_the_paper_freezes_each_base_as_deep(method, base):
    method.set_start(STARTS[base])
    method.show_recipe("paper")
    assert method.changed_config(TrainingConfig()).freeze == base.freeze_stages[1]


def test_what_is_frozen_stays_as_deep_when_another_base_is_chosen(method):
    method.show_recipe("paper")
    method.set_start(STARTS[EFFICIENTNET_LITE0])
    assert method.changed_config(TrainingConfig()).freeze == EFFICIENTNET_LITE0.freeze_stages[1]


def test_the_fast_base_trains_its_own_network_and_offers_none_that_shares_no_layer(method):
    method.set_start(STARTS[EFFICIENTNET_LITE0])
    assert method.network == "ssdlite320-efficientnet-lite0"
    assert offered(method, "Network") == [TrainingConfig().network]  # which keeps the network of the start
    assert "ssdlite320-voc" in offered(method, "Box plan")


def test_an_own_plan_of_the_small_network_is_offered_with_its_base(method):
    method.set_start(STARTS[EFFICIENTNET_LITE0])
    method.use_plan(OwnPlan("mine.json", PLANS["ssdlite320-paper"]))
    assert method.plan == "mine.json"


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_what_a_processor_usually_keeps_is_called_quick_and_what_a_long_training_keeps_slower(method, base):
    method.set_start(STARTS[base])
    combo = next(one for one in method.findChildren(QComboBox) if one.accessibleName() == "What is trained")
    texts = {combo.itemData(index): combo.itemText(index) for index in range(combo.count())}

    usual, longer = base.processor_stages
    assert texts[usual] == f"Base frozen up to {usual}: quick on a processor"
    assert texts[longer] == f"Base frozen up to {longer}: slower, often a little better"
    assert "learns least" in texts[base.freeze_stages[-1]]
    assert "everything" in texts["none"]
