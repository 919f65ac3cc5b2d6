"""What a training needs before its first step: device, box plan, start weights, optimiser."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from ssd_desktop.checkpoints.builder import build_model, needs_sample_batch, new_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.plan_file import find_plan
from ssd_desktop.checkpoints.start import check_base, is_base, start_base
from ssd_desktop.checkpoints.start_report import StartReport
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.plan_fitting import fit_plan
from ssd_desktop.data.plan_recall import PlanRecall, gather_boxes, plan_recall
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import ConfigError
from ssd_desktop.inference.devices import bfloat16_is_fast, choose_device
from ssd_desktop.ssd.config import FITTED_PLAN, BoxPlan, NetworkConfig, is_plan_file
from ssd_desktop.ssd.focal_loss import expect_background
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.networks import NetworkDescription, network_by_name, network_of_base
from ssd_desktop.training.averaging import WeightAverage, load_weights
from ssd_desktop.training.config import AUTO_PLAN, TrainingConfig
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.micro_batch import MicroBatch
from ssd_desktop.training.multi_scale import MultiScale
from ssd_desktop.training.optimizer import load_momentum, make_optimizer
from ssd_desktop.training.recovery import SavedState
from ssd_desktop.training.step import OptimiserStep

Tell = Callable[[TrainingMessage], None]

#: Images that the new layers are scaled on; more change the scales by a few percent only.
_SCALING_IMAGES = 8


@dataclass(frozen=True)
class Machine:
    """Where and how a training computes.

    Attributes:
        device: Chosen device.
        precision: ``float32`` or ``bfloat16``; the loss and the weights are float32 in both.
    """

    device: torch.device
    precision: Literal["float32", "bfloat16"]

    @classmethod
    def choose(cls, config: TrainingConfig, network: NetworkDescription) -> "Machine":
        """Returns the device and precision that ``config`` asks for.

        On a processor depthwise convolutions gain nothing by bfloat16: batches of 16 of SSDlite320, the base frozen up
        to block3_project, 7.7 images a second against 6.3 to 7.2 on a core that has instructions for it.

        Raises:
            InferenceError: The device is absent.
        """
        device = choose_device(config.device)
        if config.precision == "auto":
            gains = bfloat16_is_fast(device) and not (device.type == "cpu" and network.is_depthwise)
            return cls(device, "bfloat16" if gains else "float32")
        return cls(device, config.precision)

    @property
    def channels_last(self) -> bool:
        """Whether pictures are laid out channels last, where that is faster.

        Seconds an image of a step with the base frozen up to conv4_3, on one core of a 2-core machine: float32 0.44
        against 0.49, bfloat16 0.42 against 0.52.
        """
        return self.device.type in ("cuda", "cpu")


def start_detector(config: TrainingConfig, saved: SavedState | None) -> NetworkConfig | None:
    """Returns the network of the detector that training goes on from; None for a start from a base.

    Raises:
        CheckpointError: The checkpoint cannot be read.
    """
    if saved is not None:
        return read_checkpoint_info(saved.checkpoint).config
    if is_base(config.init):
        return None
    return read_checkpoint_info(find_model(config.init)).config


def chosen_plan(
    config: TrainingConfig,
    dataset: Dataset,
    start: NetworkConfig | None,
    *,
    resumed: bool = False,
    between: Callable[[], None] = lambda: None,
) -> PlanRecall:
    """Returns the box plan to train with and what it reaches of the training boxes.

    ``auto`` takes the start detector's plan where its network is trained, else the plan of the network that reaches
    most boxes. ``fitted`` is fitted to the boxes, unless the start detector brings its own. A run that goes on keeps
    its plan, also where it was read from a file that has gone since.

    Args:
        config: All settings.
        dataset: Training images.
        start: Network of the detector that training goes on from (``start_detector``).
        resumed: Whether the run goes on.
        between: As for ``choose_plan``.

    Raises:
        CheckpointError: The start has another base than the network, or cannot be read.
        ConfigError: The plan belongs to another network than the one that is trained, or its base cannot be frozen so.
        DataError: The data set has no boxes, or too few to fit a plan to.
    """
    network = trained_network(config, start)
    own = start.plan if start is not None and start.description == network else None
    goes_on = resumed and is_plan_file(config.plan)
    if own is not None and (config.plan in (AUTO_PLAN, own.name) or goes_on):
        return plan_recall(own, dataset)
    if config.plan == AUTO_PLAN:
        return choose_plan(dataset, network, seed=config.seed, between=between).chosen
    if config.plan == FITTED_PLAN:
        boxes_xyxy = gather_boxes(dataset).boxes_xyxy
        return plan_recall(fit_plan(boxes_xyxy, network, seed=config.seed, between=between), dataset)
    return plan_recall(_named_plan(config.plan, network), dataset)


def trained_network(config: TrainingConfig, start: NetworkConfig | None) -> NetworkDescription:
    """Returns the network to train: the one that is asked for; left at its default, that of the start.

    Raises:
        CheckpointError: The start has another base than the network, or cannot be read.
        ConfigError: The base of the network cannot be frozen as asked.
    """
    network = network_by_name(config.network)
    base = start_base(config.init) if start is None else start.description.base
    if config.network == TrainingConfig().network:
        network = start.description if start is not None else network_of_base(base or network.base)
    if base is not None:
        check_base(base, network, name=config.init if start is None else Path(config.init).name)
    network.check_freeze(config.freeze)
    return network


def _named_plan(name: str, network: NetworkDescription) -> BoxPlan:
    plan = find_plan(name)
    if plan.network != network:
        of = "" if plan.network is None else f" of {plan.network.name}"
        raise ConfigError(
            f"{name} is a box plan{of}, and {network.name} is trained; choose {', '.join(network.plans)} or auto, "
            "or the other network (--network)."
        )
    return plan


def plan_messages(recall: PlanRecall) -> list[TrainingMessage]:
    """Returns what the user should know about a plan on these boxes."""
    name, unmatched = recall.plan.name, len(recall.unmatched)
    messages = [
        TrainingMessage(
            "info",
            f"Box plan {name}: {recall.recall:.1%} of the training boxes are reached by a default box (IoU 0.5), "
            f"mean best IoU {recall.mean_best_iou:.2f}, {recall.positives:.1f} positives an object.",
        )
    ]
    if unmatched:
        messages.append(
            TrainingMessage(
                "warning",
                f"{1 - recall.recall:.1%} of the training boxes ({unmatched}) are reached by no default box of plan "
                f"{name}; each is trained on its best one only and may be found less often.",
            )
        )
    if (advice := recall.small_objects_advice()) is not None:
        messages.append(TrainingMessage("warning", advice))
    return messages


def data_messages(train: Dataset, validation: Dataset | None) -> list[TrainingMessage]:
    """Returns what reading the data found that changes what is trained on."""
    report = train.report
    messages = []
    if report.unreadable:
        count = len(report.unreadable)
        text = f"{count} images of {train.name} cannot be read and are left out; the first: {report.unreadable[0]}"
        messages.append(TrainingMessage("warning", text))
    if report.unlabelled:
        messages.append(
            TrainingMessage(
                "info", f"{report.unlabelled} images of {train.name} have no annotation file and are left out."
            )
        )
    if report.problems:
        messages.append(
            TrainingMessage(
                "warning",
                f"{len(report.problems)} problems in the annotations of {train.name}; the first: {report.problems[0]}",
            )
        )
    if validation is None:
        messages.append(
            TrainingMessage("info", "There is no validation set: no AP is measured and the last checkpoint counts.")
        )
    return messages


def start_messages(report: StartReport) -> tuple[TrainingMessage, ...]:
    """Returns what the user should know about the start weights."""
    return (
        *(TrainingMessage("info", text) for text in report.sentences),
        *(TrainingMessage("warning", text) for text in report.warnings),
    )


@dataclass(frozen=True, eq=False)
class Network:
    """A network ready to train.

    Attributes:
        model: On its device, frozen as configured.
        optimizer: Over its trained parameters.
        step: Trains it on one batch.
        micro_batch: How many images of the batch at once.
        average: Of the weights, where one is kept.
        messages: What the user should know about the start weights.
        start: What was taken over from them; None for a resumed run.
    """

    model: SSD
    optimizer: torch.optim.SGD
    step: OptimiserStep
    micro_batch: MicroBatch
    average: WeightAverage | None = None
    messages: tuple[TrainingMessage, ...] = ()
    start: StartReport | None = None

    @classmethod
    def new(
        cls,
        config: TrainingConfig,
        classes: tuple[str, ...],
        plan: BoxPlan,
        *,
        singles: TrainingLoader,
        machine: Machine,
        tell: Tell,
        between: Callable[[], None],
    ) -> "Network":
        """Builds the network of a new run.

        Args:
            config: All settings.
            classes: Foreground classes.
            plan: Box plan.
            singles: Gives one image at a time; new layers are scaled on the first ones.
            machine: Where it trains.
            tell: Gets what the user should know of the steps to come.
            between: Called between images and layers; may wait, or raise to give it up.

        Raises:
            CheckpointError: The start weights cannot be used with this plan.
            DataError: No image can be read.
            TrainingError: The new layers cannot be scaled on these images.
        """
        images = _first_images(singles, between) if needs_sample_batch(plan, config.init) else None
        start = new_model(classes, plan, config.init, seed=config.seed, sample_batch=images, between=between)
        if images is not None and config.loss.focal_gamma:  # the heads are new
            expect_background(start.model)
        network = cls._trained_by(start.model, config, machine, start_messages(start.report), tell=tell)
        return replace(network, start=start.report)

    @classmethod
    def untrained(
        cls, config: TrainingConfig, plan: BoxPlan, classes: tuple[str, ...], *, machine: Machine, tell: Tell
    ) -> "Network":
        """Builds a network with random weights, to measure what its steps need.

        Raises:
            ConfigError: The plan is not for any network.
        """
        if plan.network is None:
            raise ConfigError(f"Box plan {plan.name} is not for the feature maps of any network of this version.")
        return cls._trained_by(SSD(NetworkConfig(plan.network.name, plan, classes)), config, machine, tell=tell)

    @classmethod
    def resumed(cls, config: TrainingConfig, saved: SavedState, *, machine: Machine, tell: Tell) -> "Network":
        """Builds the network of a saved state, with its momentum, average and random numbers.

        Raises:
            CheckpointError: The saved checkpoint is damaged.
        """
        model = build_model(load_checkpoint(saved.checkpoint))
        network = cls._trained_by(model, config, machine, tell=tell, limit=saved.position.micro_batch)
        network.restore(saved)
        return network

    def restore(self, saved: SavedState) -> None:
        """Puts momentum, random numbers and, where the checkpoint held their average, the weights back."""
        load_weights(self.model, saved.weights)
        load_momentum(self.model, self.optimizer, saved.momentum)
        torch.set_rng_state(saved.random)

    @contextmanager
    def averaged(self) -> Iterator[dict[str, Tensor]]:
        """Lets the model have the average of its weights for the block, where one is kept.

        Yields:
            The weights themselves by parameter name where they are not in the model; else nothing.
        """
        if self.average is None:
            yield {}
            return
        with self.average.in_model() as weights:
            yield weights

    @classmethod
    def _trained_by(
        cls,
        model: SSD,
        config: TrainingConfig,
        machine: Machine,
        messages: tuple[TrainingMessage, ...] = (),
        *,
        tell: Tell,
        limit: int = 0,
    ) -> "Network":
        layout = torch.channels_last if machine.channels_last else torch.contiguous_format
        model = model.to(machine.device).to(memory_format=layout)
        model.train()
        model.freeze(config.freeze)
        optimizer = make_optimizer(model, config)
        micro_batch = MicroBatch(config.micro_batch, machine.device, tell=tell, limit=limit)
        average = WeightAverage(model, config.ema_decay) if config.ema_decay else None
        scales = MultiScale(model, share=config.multi_scale, seed=config.seed) if config.multi_scale else None
        step = OptimiserStep(
            model,
            optimizer,
            config=config,
            micro_batch=micro_batch,
            device=machine.device,
            bfloat16=machine.precision == "bfloat16",
            channels_last=machine.channels_last,
            average=average,
            multi_scale=scales,
        )
        return cls(model, optimizer, step, micro_batch, average, messages)


def _first_images(singles: TrainingLoader, between: Callable[[], None]) -> Tensor:
    images = []
    with closing(singles.epoch(0)) as batches:
        for batch in islice(batches, _SCALING_IMAGES):
            images.append(batch.images)
            between()
    return torch.cat(images)
