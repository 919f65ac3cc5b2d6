"""A few timed steps of a training that has not begun, on made pictures: how fast this machine is."""

import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import torch

from ssd_desktop.data.loader import Batch
from ssd_desktop.data.types import ViewKey
from ssd_desktop.inference.device_use import GPU_USE
from ssd_desktop.ssd.config import plan_by_name
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.networks import network_by_name
from ssd_desktop.training.batch_size import made_batch
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.preparation import Machine, Network
from ssd_desktop.training.time_estimate import Speeds

_IMAGES_ON_CPU = 4
_KEPT_BYTES = 1 << 30

Clock = Callable[[], float]


@GPU_USE.using()
def measure_speeds(
    config: TrainingConfig,
    network: str,
    *,
    between: Callable[[], None] = lambda: None,
    clock: Clock = time.perf_counter,
) -> Speeds:
    """Returns images a second of a kind of training; the weights are random and the rate 0, so nothing is learned.

    Args:
        config: Device, precision, frozen layers and batch; of a processor at most four images are timed.
        network: Name of the network.
        between: Called before each micro-batch; may raise to give the measurement up.
        clock: Seconds.

    Raises:
        InferenceError: The device is absent.
        TrainingError: Not one image fits into its memory.
    """
    description = network_by_name(network)
    machine = Machine.choose(config, description)
    plan = plan_by_name(description.published_plan)
    between()
    # At its own side, about which the sides of a multi-scale training lie.
    own_side = replace(config, multi_scale=0.0)
    made = Network.untrained(own_side, plan, ("object",), machine=machine, tell=lambda _: None)
    most = _IMAGES_ON_CPU if machine.device.type == "cpu" else config.batch_size or _IMAGES_ON_CPU
    batch = _with_views(made_batch(min(config.batch_size or most, most), description.image_size))
    if machine.device.type == "cuda":  # where the loader's threads match
        batch = replace(batch, matches=match(made.model.default_boxes_xyxy.cpu(), batch.targets, config.match))
    trial = _Trial(made, batch, machine, between=between, clock=clock)
    training = trial.training()
    kept = training if config.freeze == "none" else trial.kept()
    return Speeds(training, kept, trial.detection())


class _Trial:
    """Times one network on one batch; what is timed ran once before, since a first time allocates and chooses."""

    def __init__(
        self, network: Network, batch: Batch, machine: Machine, *, between: Callable[[], None], clock: Clock
    ) -> None:
        self._network, self._batch, self._machine = network, batch, machine
        self._between, self._clock = between, clock

    def training(self) -> float:
        """Returns images a second of a step that computes all layers."""
        self._step()
        return self._speed(self._step)

    def kept(self) -> float:
        """Returns images a second of a step on kept features."""
        device = self._machine.device
        store = FeatureStore(memory_bytes=_KEPT_BYTES, file_bytes=0, path=Path(), device=device)
        with closing(store):
            self._network.step.kept_features = store
            self._step()
            return self._speed(self._step)

    def detection(self) -> float:
        """Returns images a second of the network alone."""
        self._network.model.eval()
        self._detect()
        return self._speed(self._detect)

    def _step(self) -> None:
        # What made pictures do to random weights is of no matter, only how long it takes.
        with suppress(DivergenceError):
            self._network.step(self._batch, step=1, learning_rate=0.0, between=self._between)

    def _detect(self) -> None:
        self._between()
        precision = self._machine.precision == "bfloat16"
        with torch.inference_mode(), torch.autocast(self._machine.device.type, torch.bfloat16, enabled=precision):
            self._network.model(self._batch.images.to(self._machine.device))

    def _speed(self, work: Callable[[], None]) -> float:
        self._finish()
        since = self._clock()
        work()
        self._finish()
        return len(self._batch.images) / max(self._clock() - since, 1e-9)

    def _finish(self) -> None:
        """Waits for a GPU, which computes while Python goes on."""
        if self._machine.device.type == "cuda":
            torch.cuda.synchronize(self._machine.device)


def _with_views(batch: Batch) -> Batch:
    return replace(batch, views=tuple(ViewKey(image, 0) for image in range(len(batch.images))))
