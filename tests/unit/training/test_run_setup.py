"""What is decided for a run before a network is built."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch

from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.rehearsal import RehearsalMix
from ssd_desktop.ssd.networks import SSD300, SSDLITE320
from ssd_desktop.training import run_setup
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.distributed import ALONE
from ssd_desktop.training.passes import LEAST_STEPS
from ssd_desktop.training.preparation import Machine
from ssd_desktop.training.run_setup import RunSetup
from ssd_desktop.training.training_data import TrainingData
from tests.unit.training.conftest import make_dataset, make_sample

CONFIG = TrainingConfig(device="cpu", plan="caffe-voc", precision="float32", passes=0, epochs=5, batch_size=4)


def made_setup(images, *, mix=None, between=lambda: None, **settings):
    data = TrainingData(make_dataset(*(make_sample(f"{number}.png") for number in range(images))))
    rehearsal = None if mix is None else SimpleNamespace(mix=mix)
    return RunSetup(
        replace(CONFIG, **settings), data, fingerprint="", saved=None, rehearsal=rehearsal, ranks=ALONE, between=between
    )


@pytest.mark.parametrize("mix", [None, RehearsalMix(4, 0.25)])
def test_few_new_images_are_shown_as_often_as_a_run_needs_however_many_old_ones_there_are(mix):
    setup = made_setup(4 if mix is None else 400, mix=mix)

    steps = setup.length.steps
    assert LEAST_STEPS <= steps < LEAST_STEPS + CONFIG.epochs * setup.length.steps_per_epoch / setup.config.passes


@pytest.mark.parametrize(("network", "init"), [(SSD300, "vgg16"), (SSDLITE320, "efficientnet-lite0")])
def test_a_learning_rate_left_to_the_network_becomes_its_number_also_where_only_the_start_names_it(network, init):
    setup = made_setup(4, init=init, plan="auto")

    assert setup.config.network == "ssd300-vgg16"
    assert setup.config.learning_rate == network.fine_tune_rate
    assert "learning_rate =" not in setup.recipe_text
    assert made_setup(4, init=init, plan="auto", learning_rate=0.003).config.learning_rate == 0.003


def test_the_decisions_can_be_given_up_while_they_are_made():
    def give_up():
        raise KeyError

    with pytest.raises(KeyError):
        made_setup(4, between=give_up)


def test_copies_across_the_split_are_looked_for_once_a_run(monkeypatch):
    looked = []
    monkeypatch.setattr(run_setup, "split_messages", lambda *_, between: looked.append(between) or [])
    setup = made_setup(4)
    list(setup.messages())
    setup.saved = SimpleNamespace(position=None)
    list(setup.messages())
    assert len(looked) == 1


@pytest.mark.parametrize(("device", "packed"), [("cpu", False), ("cuda:0", True)])
def test_only_a_training_on_cuda_gets_pictures_in_bytes_and_never_what_looks_at_its_first_images(
    monkeypatch, device, packed
):
    given = []

    class Recording(TrainingLoader):
        def __init__(self, *arguments, gpu, **settings):
            given.append(gpu)
            super().__init__(*arguments, gpu=gpu, **settings)

    monkeypatch.setattr(run_setup, "TrainingLoader", Recording)
    monkeypatch.setattr(
        Machine, "choose", classmethod(lambda cls, config, network: cls(torch.device(device), "float32"))
    )
    made_setup(4).make_loader(1)
    assert [gpu is not None for gpu in given] == [packed, False]
