"""Keeping frozen features saves work and changes nothing: the same views give the same weights."""

from contextlib import closing
from types import SimpleNamespace

import pytest
import torch

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.model import SSD
from ssd_desktop.training import feature_cache
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.distributed import ALONE
from ssd_desktop.training.feature_cache import keeping_features
from ssd_desktop.training.kept_views import views_to_keep
from ssd_desktop.training.loop import RunLength
from ssd_desktop.training.micro_batch import MicroBatch
from ssd_desktop.training.optimizer import make_optimizer
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.run_folder import RunFolder
from ssd_desktop.training.step import OptimiserStep
from tests.unit.training.conftest import write_voc_folder

CPU = torch.device("cpu")
EPOCHS = 3


@pytest.mark.parametrize(
    ("settings", "epochs", "views"),
    [
        ({"cached_views": 3, "freeze": "conv4_3"}, 10, 3),
        ({"cached_views": 3, "freeze": "none"}, 10, 0),
        ({"cached_views": 3, "freeze": "conv4_3"}, 3, 0),
        ({"cached_views": 3, "freeze": "conv4_3", "augment": False}, 10, 1),
        ({"cached_views": 3, "freeze": "conv4_3", "multi_scale": 0.2}, 10, 0),
        ({"cached_views": 3, "freeze": "conv4_3", "cache_limit_gb": 0.0}, 10, 0),
        ({"cached_views": 0, "freeze": "conv4_3"}, 10, 0),
    ],
)
def test_views_are_kept_only_where_that_saves_something(settings, epochs, views):
    assert views_to_keep(TrainingConfig(**settings), epochs) == views


def test_kept_features_take_no_more_than_half_of_what_a_container_leaves(tmp_path, monkeypatch):
    monkeypatch.setattr(feature_cache, "available_memory", lambda: 1000)
    made = []
    monkeypatch.setattr(feature_cache, "FeatureStore", lambda **settings: made.append(settings) or closing_store())
    config = TrainingConfig(cached_views=1, freeze="conv4_3", cache_limit_gb=1.0)
    network = SimpleNamespace(
        model=SimpleNamespace(default_boxes_xyxy=torch.zeros(1)), step=SimpleNamespace(ranks=ALONE)
    )
    loader = SimpleNamespace(repeat_views=lambda views, is_known: None, image_count=7)
    with keeping_features(config, network, loader, RunLength(10, 1), RunFolder(tmp_path), ProgressMeter()):
        pass
    assert (made[0]["memory_bytes"], made[0]["file_bytes"]) == (500, 10**9 - 500)


@pytest.mark.parametrize(("processes", "known"), [(1, True), (2, False)])
def test_the_time_left_knows_of_the_views_to_come_unless_other_processes_take_some(tmp_path, processes, known):
    config = TrainingConfig(cached_views=3, freeze="conv4_3")
    step = SimpleNamespace(ranks=SimpleNamespace(size=processes))
    network = SimpleNamespace(model=SimpleNamespace(default_boxes_xyxy=torch.zeros(1)), step=step)
    loader = SimpleNamespace(repeat_views=lambda views, is_known: None, image_count=7)
    meter = ProgressMeter()
    with keeping_features(config, network, loader, RunLength(10, 1), RunFolder(tmp_path), meter):
        assert meter.spared is (step.kept_features if known else None)
        assert step.kept_features.left == 3 * 7


def closing_store():
    return SimpleNamespace(close=lambda: None, __contains__=None)


def train_some_epochs(config, plan, dataset, folder, *, views_by_hand=0):
    """Trains a random network for some epochs; returns its weights and how often frozen layers ran."""
    torch.manual_seed(0)
    model = SSD(NetworkConfig(PLANS[plan].network.name, PLANS[plan], ("disc", "square")))
    model.train()
    model.freeze(config.freeze)
    optimizer = make_optimizer(model, config)
    step = OptimiserStep(
        model,
        optimizer,
        config=config,
        device=CPU,
        bfloat16=False,
        channels_last=True,
        micro_batch=MicroBatch(config.micro_batch, CPU, tell=lambda message: None),
    )
    pictures = []
    first_layer = next(model.backbone.children())
    first_layer.register_forward_hook(lambda module, inputs, output: pictures.append(len(output)))
    loader = TrainingLoader(dataset, batch_size=config.batch_size, size=PLANS[plan].image_size, workers=0, seed=0)
    if views_by_hand:
        loader.repeat_views(views_by_hand, lambda key: False)
    network = SimpleNamespace(model=model, step=step)
    length = RunLength.of(config, len(loader))
    with keeping_features(config, network, loader, length, folder, ProgressMeter()) as message:
        for epoch in range(EPOCHS):
            with closing(loader.epoch(epoch)) as batches:
                for batch in batches:
                    step(batch, step=1, learning_rate=1e-4, between=lambda: None)
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    return weights, sum(pictures), message


@pytest.mark.parametrize(("plan", "freeze"), [("caffe-voc", "conv4_3"), ("ssdlite320-voc", "block11_project")])
def test_kept_features_train_to_the_weights_of_computed_ones(tmp_path, plan, freeze):
    dataset = load_dataset(write_voc_folder(tmp_path / "data", 2))
    folder = RunFolder.create(tmp_path / "run")
    config = TrainingConfig(epochs=EPOCHS, batch_size=2, freeze=freeze, cached_views=2, gradient_clip=1.0)
    plain = TrainingConfig(epochs=EPOCHS, batch_size=2, freeze=freeze, gradient_clip=1.0)

    kept, few, message = train_some_epochs(config, plan, dataset, folder)
    computed, many, nothing = train_some_epochs(plain, plan, dataset, folder, views_by_hand=2)

    assert nothing is None
    assert "2 augmented views" in message.text
    assert (few, many) == (2 * 2, 2 * EPOCHS)
    for name, value in computed.items():
        torch.testing.assert_close(kept[name], value, msg=name)
