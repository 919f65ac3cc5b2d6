"""One optimiser step: micro-batches add up to the batch, and a step that fails changes nothing."""

import dataclasses

import pytest
import torch

from ssd_desktop.data.loader import Batch
from ssd_desktop.errors import TrainingError
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.micro_batch import MicroBatch
from ssd_desktop.training.optimizer import make_optimizer
from ssd_desktop.training.step import OptimiserStep
from tests.unit.training.conftest import TinyDetector, make_sample

CPU = torch.device("cpu")


def make_batch(images: int = 5) -> Batch:
    """Images with 0, 1, 2... objects; the first is background."""
    generator = torch.Generator().manual_seed(1)
    samples = tuple(
        make_sample(f"{n}.png", [[k / 2, k / 2, k / 2 + 3, k / 2 + 4] for k in range(n)]) for n in range(images)
    )
    targets = Targets.from_images(
        [sample.boxes_xyxy / 8 for sample in samples],
        [sample.labels for sample in samples],
        [sample.ignore for sample in samples],
        [sample.crowd for sample in samples],
    )
    return Batch(torch.randn(images, 3, 8, 8, generator=generator) * 50, targets, samples)


def make_step(
    model: TinyDetector, *, bfloat16: bool = False, tell=lambda message: None, average=None, **settings: object
) -> OptimiserStep:
    config = TrainingConfig(**settings)
    return OptimiserStep(
        model,
        make_optimizer(model, config),
        config=config,
        micro_batch=MicroBatch(config.micro_batch, CPU, tell=tell),
        device=CPU,
        bfloat16=bfloat16,
        channels_last=bfloat16,
        average=average,
    )


class SmallMemory:
    """Answers like ``model`` up to ``most`` images at once, and runs out of memory above, as CUDA does."""

    def __init__(self, model: TinyDetector, most: int, error: type[RuntimeError] = torch.OutOfMemoryError) -> None:
        self.asked: list[int] = []
        self._forward, self._most, self._error = model.forward, most, error
        model.forward = self

    def __call__(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        self.asked.append(len(images))
        if len(images) > self._most:
            raise self._error("out of memory")
        return self._forward(images)


def run(step: OptimiserStep, batch: Batch, between=lambda: None):
    return step(batch, step=1, learning_rate=0.01, between=between)


@pytest.mark.parametrize("micro_batch", [1, 2, 3, 4])
def test_micro_batches_train_like_the_whole_batch(micro_batch):
    whole, parts = TinyDetector(), TinyDetector()
    expected = run(make_step(whole, micro_batch=5), make_batch())

    losses = run(make_step(parts, micro_batch=micro_batch), make_batch())

    assert losses.total == pytest.approx(expected.total, rel=1e-5)
    assert losses.localisation == pytest.approx(expected.localisation, rel=1e-5)
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(parts.state_dict()[name], value, msg=name)


def test_the_losses_are_those_of_the_multibox_loss():
    model, batch, config = TinyDetector(), make_batch(), TrainingConfig()
    targets = batch.targets
    matches = match(model.default_boxes_xyxy, targets, config.match)
    expected = multibox_loss(*model(batch.images), matches, targets, model.default_boxes_cxcywh, config.loss)

    losses = run(make_step(model), batch)

    assert losses.total == pytest.approx(expected.total.item(), rel=1e-5)
    assert losses.confidence == pytest.approx(expected.confidence.item(), rel=1e-5)
    assert losses.localisation == pytest.approx(expected.localisation.item(), rel=1e-5)


def test_a_batch_of_background_images_only_trains_without_nan():
    batch = make_batch(1)

    losses = run(make_step(TinyDetector()), batch)

    assert losses.localisation == 0.0
    assert losses.total > 0.0


def test_repeated_steps_lower_the_loss():
    step, batch = make_step(TinyDetector()), make_batch()
    first = run(step, batch).total
    for _ in range(30):
        last = run(step, batch).total

    assert last < first


def test_control_is_read_before_each_micro_batch_and_may_give_the_step_up():
    model = TinyDetector()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    calls = []

    def give_up():
        calls.append(None)
        if len(calls) == 3:
            raise KeyError("stop")

    with pytest.raises(KeyError):
        run(make_step(model, micro_batch=2), make_batch(), between=give_up)

    assert len(calls) == 3
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


def test_a_step_after_one_given_up_starts_without_its_gradients():
    straight, interrupted = TinyDetector(), TinyDetector()
    run(make_step(straight), make_batch())
    step, calls = make_step(interrupted), iter([None, KeyError()])

    def give_up():
        if error := next(calls):
            raise error

    with pytest.raises(KeyError):
        run(step, make_batch(), between=give_up)
    run(step, make_batch())

    assert all(torch.equal(value, interrupted.state_dict()[name]) for name, value in straight.state_dict().items())


@pytest.mark.parametrize("poison", [float("nan"), float("inf"), 1e30])
def test_divergence_stops_before_the_weights_change(poison):
    model = TinyDetector()
    with torch.no_grad():
        model.heads[0].weight[0, 0] = poison
    before = {name: value.clone() for name, value in model.state_dict().items()}

    with pytest.raises(
        DivergenceError, match=r"diverged at step 1 with learning rate 0.01 .* The batch was 0.png \(0\)"
    ) as caught:
        run(make_step(model), make_batch())

    assert len(caught.value.samples) == 5
    for name, value in model.state_dict().items():
        torch.testing.assert_close(value, before[name], rtol=0, atol=0, equal_nan=True)


def test_a_divergence_names_the_files_that_joined_a_picture_too():
    joined = make_sample("joined.png", [[1, 1, 3, 3]])
    batch = dataclasses.replace(make_batch(2), joined=(joined,))
    batch.images.fill_(float("nan"))
    with pytest.raises(DivergenceError) as caught:
        run(make_step(TinyDetector()), batch)
    assert caught.value.samples == (*batch.samples, joined)
    assert "joined.png" in caught.value.report()


def test_the_gradient_norm_is_clipped():
    free, clipped = TinyDetector(), TinyDetector()
    start = [value.detach().clone() for value in free.parameters()]
    settings = {"momentum": 0.0, "weight_decay": 0.0}
    run(make_step(free, gradient_clip=0, **settings), make_batch())
    run(make_step(clipped, gradient_clip=1e-3, **settings), make_batch())

    def moved(model):
        return (
            sum((a.detach() - b).square().sum().item() for a, b in zip(model.parameters(), start, strict=True)) ** 0.5
        )

    # Biases learn with twice the rate, so the step is between one and two clipped norms long.
    assert 0.9e-5 <= moved(clipped) <= 2.1e-5 < moved(free)


@pytest.mark.parametrize("error", [torch.OutOfMemoryError, RuntimeError])
def test_the_images_at_once_are_halved_until_the_memory_is_enough_and_the_step_stays_the_same(error):
    plain, model, told = TinyDetector(), TinyDetector(), []
    run(make_step(plain, micro_batch=5), make_batch())
    memory = SmallMemory(model, 1, error)
    step = make_step(model, micro_batch=5, tell=told.append)

    run(step, make_batch())

    assert memory.asked == [5, 2, 1, 1, 1, 1, 1]
    assert [message.level for message in told] == ["warning", "warning"]
    assert "not enough for 5 images at once; the training goes on with 2 at once" in told[0].text
    for name, value in plain.state_dict().items():
        torch.testing.assert_close(model.state_dict()[name], value, msg=name)


def test_what_did_not_fit_once_is_not_tried_again():
    model, told = TinyDetector(), []
    memory = SmallMemory(model, 2)
    step = make_step(model, tell=told.append)
    run(step, make_batch())
    memory.asked.clear()

    run(step, make_batch())

    assert memory.asked == [2, 2, 1]
    assert len(told) == 1


def test_memory_that_ends_in_the_middle_of_a_batch_leaves_no_gradients_behind():
    plain, model = TinyDetector(), TinyDetector()
    run(make_step(plain, micro_batch=1), make_batch())
    asked = []
    forward = model.forward

    def fail_at_second(images):
        asked.append(len(images))
        if len(asked) == 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(images)

    model.forward = fail_at_second
    run(make_step(model, micro_batch=2), make_batch())

    assert asked == [2, 2, 1, 1, 1, 1, 1]
    for name, value in plain.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name


def test_too_little_memory_for_one_image_is_said_with_the_remedy():
    model = TinyDetector()
    SmallMemory(model, 0)

    with pytest.raises(TrainingError, match="not enough memory for a single image at a time; free its memory"):
        run(make_step(model), make_batch())


def test_another_error_of_the_network_is_not_taken_for_missing_memory():
    model = TinyDetector()

    def broken(images):
        raise RuntimeError("shapes do not fit")

    model.forward = broken
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        run(make_step(model), make_batch())


def test_bfloat16_trains_close_to_float32():
    exact, mixed = TinyDetector(), TinyDetector()
    step = make_step(mixed, bfloat16=True)

    assert run(step, make_batch()).total == pytest.approx(run(make_step(exact), make_batch()).total, rel=0.02)
    assert mixed.base.weight.dtype == torch.float32
