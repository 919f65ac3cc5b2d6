"""Training as a whole: folder, events, checkpoints, failures; with a tiny network, and once with the real one."""

import dataclasses
import errno
import json
import math
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.gpu_batches import GpuBatches
from ssd_desktop.data.label_snapshot import snapshot_of
from ssd_desktop.data.rehearsal import RehearsalData, with_class_list
from ssd_desktop.errors import CheckpointError, DataError, InferenceError, TrainingError
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.training import (
    disk_full,
    recovery,
    rehearsal,
    rehearsal_preparation,
    run_setup,
    trainer,
    training_tiles,
)
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml, read_config
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import (
    DISK_FULL,
    EpochFinished,
    PreviewsDrawn,
    TrainingDiverged,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingStarted,
    TrainingStopping,
)
from ssd_desktop.training.kept_labels import kept_labels
from ssd_desktop.training.preparation import Network
from ssd_desktop.training.run_folder import RunFolder
from ssd_desktop.training.run_records import RunRecords
from ssd_desktop.training.step import OptimiserStep
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData
from tests.unit.data.made_data import write_voc_folder
from tests.unit.training.conftest import TINY_PLAN, TinyDetector, make_dataset, make_sample
from tests.unit.training.test_missing_labels import FakeDetector

CONFIG = TrainingConfig(
    epochs=3, batch_size=2, learning_rate=4e-3, workers=0, precision="float32", device="cpu", plan="caffe-voc",
    warmup_steps=0,
)  # fmt: skip
DETECTOR = NetworkConfig("ssd300-vgg16", PLANS["caffe-voc"], ("disc", "square"))


class TinyNetwork(Network):
    """Stands for ``Network`` with a detector of a few hundred weights."""

    @classmethod
    def new(cls, config, classes, plan, *, singles, machine, tell, between):
        between()
        return cls._trained_by(_tiny(), config, machine, (TrainingMessage("info", "Starts small."),), tell=tell)

    @classmethod
    def resumed(cls, config, saved, *, machine, tell):
        model = _tiny()
        model.load_state_dict(load_file(saved.checkpoint))
        network = cls._trained_by(model, config, machine, tell=tell, limit=saved.position.micro_batch)
        network.restore(saved)
        return network


def _tiny():
    model = TinyDetector()
    model.config = DETECTOR
    return model


def _find_nothing(images, *_):
    whole = np.zeros(0, np.int64)
    return [
        Detections(np.zeros((0, 4), np.float32), whole, np.zeros(0, np.float32), whole, ("disc", "square"), 80, 60)
        for _ in images
    ]


@pytest.fixture
def tiny(monkeypatch):
    """Trains the tiny network; ``tiny.ap50`` are the figures of the evaluations to come."""
    world = SimpleNamespace(ap50=[], figures=[], tilings=[])

    def save_checkpoint(checkpoint, path):
        world.figures.append(checkpoint.figures)
        world.tilings.append(checkpoint.tiling)
        save_file({key: value.contiguous() for key, value in checkpoint.state.items()}, path)

    def evaluate(predictor, dataset, *, metric, should_stop):
        ended = should_stop()
        return SimpleNamespace(map=0.0 if ended else world.ap50.pop(0), complete=not ended, per_class={"disc": 0.5})

    monkeypatch.setattr(trainer, "Network", TinyNetwork)
    monkeypatch.setattr(recovery, "save_checkpoint", save_checkpoint)
    monkeypatch.setattr(run_setup, "start_detector", lambda config, saved: DETECTOR if saved else None)
    monkeypatch.setattr(trainer, "Predictor", lambda model, device: SimpleNamespace(detect_batch=_find_nothing))
    monkeypatch.setattr(trainer, "evaluate", evaluate)
    return world


def weights(path):
    return load_file(path)


def equal(a, b):
    return a.keys() == b.keys() and all(torch.equal(a[key], b[key]) for key in a)


def test_a_training_leaves_a_run_that_explains_itself(tiny, shapes, tmp_path):
    events, run = [], tmp_path / "runs" / "one"

    result = train(CONFIG, TrainingData(shapes, None, "ssd-desktop train shapes"), run_folder=run, emit=events.append)

    assert result == TrainingResult(str(run), str(run / "last.safetensors"), "finished", 9)
    assert events[-1] == result
    started = events[0]
    assert isinstance(started, TrainingStarted)
    assert (started.steps, started.steps_per_epoch, started.first_step, started.images) == (9, 3, 0, 6)
    assert (started.plan, started.precision, started.classes) == ("caffe-voc", "float32", ("disc", "square"))
    assert [event.epoch for event in events if isinstance(event, EpochFinished)] == [1, 2, 3]
    texts = [event.text for event in events if isinstance(event, TrainingMessage)]
    assert "Starts small." in texts
    assert any(text.startswith("Recipe fine-tune with batch_size = 2, warmup_steps = 0: SGD, ") for text in texts)
    assert sorted(path.name for path in run.iterdir()) == [
        "classes.txt", "command.txt", "config.toml", "curves.png", "labels.json", "last.safetensors", "metrics.jsonl",
        "plan.json", "samples.png", "split.json", "state", "status.json", "versions.json",
    ]  # fmt: skip
    assert kept_labels(run) == snapshot_of(shapes)
    assert read_config(run / "config.toml") == CONFIG
    assert json.loads((run / "plan.json").read_text())["name"] == "caffe-voc"
    assert "torch" in json.loads((run / "versions.json").read_text())
    assert tiny.figures[-1].keys() == {"images", "steps", "loss"}


def test_each_measurement_draws_the_previews_anew_and_a_discarded_run_removes_them(tiny, shapes, tmp_path):
    tiny.ap50 = [0.25, 0.75, 0.5]
    events, control, run = [], TrainingControl(), tmp_path / "run"

    def cancel_late(event):
        events.append(event)
        if isinstance(event, EpochFinished) and event.epoch == 2:
            control.stop(keep=False)

    train(CONFIG, TrainingData(shapes, shapes), run_folder=run, emit=cancel_late, control=control)

    drawn = [event for event in events if isinstance(event, PreviewsDrawn)]
    assert [event.step for event in drawn] == [3, 6]
    assert [len(event.pictures) for event in drawn] == [4, 4]
    assert not run.exists()


def test_the_best_checkpoint_by_validation_is_kept_beside_the_last(tiny, shapes, tmp_path):
    tiny.ap50 = [0.25, 0.75, 0.5]
    saved = {}

    def remember(event):
        if isinstance(event, EpochFinished):
            saved[event.epoch] = weights(event.checkpoint)

    result = train(CONFIG, TrainingData(shapes, shapes), run_folder=tmp_path / "run", emit=remember)

    assert result.checkpoint == str(tmp_path / "run" / "best.safetensors")
    assert (result.ap50, result.metrics) == (0.75, {"best_step": 6.0})
    assert equal(weights(result.checkpoint), saved[2])
    assert equal(weights(tmp_path / "run" / "last.safetensors"), saved[3])
    assert [figures["ap50"] for figures in tiny.figures] == [0.25, 0.75, 0.5]


@pytest.mark.parametrize("ema_decay", [0.0, 0.5])
@pytest.mark.parametrize("stop_at", [1, 3, 4, 8])
def test_a_stopped_and_resumed_training_equals_an_uninterrupted_one(tiny, shapes, tmp_path, stop_at, ema_decay):
    check_stop_and_resume(tiny, dataclasses.replace(CONFIG, ema_decay=ema_decay), shapes, tmp_path, stop_at)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_training_on_batches_packed_for_a_gpu_resumes_to_the_same_bits(tiny, shapes, tmp_path, monkeypatch, workers):
    """On the processor, with everything but the device as on CUDA."""

    def packed(setup):
        boxes = torch.from_numpy(make_default_boxes(TINY_PLAN).xyxy.copy())
        return GpuBatches(
            means_rgb=setup.means_rgb, default_boxes_xyxy=boxes, match_config=setup.config.match, pinned=False
        )

    monkeypatch.setattr(run_setup.RunSetup, "_gpu_batches", packed)
    config = dataclasses.replace(CONFIG, workers=workers, mosaic=0.5, mixup=0.5)
    check_stop_and_resume(tiny, config, shapes, tmp_path, 4)


def check_stop_and_resume(tiny, config, shapes, tmp_path, stop_at):
    data = TrainingData(shapes, shapes)
    tiny.ap50 = [0.1, 0.2, 0.3]
    train(config, data, run_folder=tmp_path / "straight", emit=lambda event: None)
    control = TrainingControl()
    steps = []

    def stop(event):
        if isinstance(event, TrainingProgress):
            steps.append(event.step)
        if (tmp_path / "run" / "metrics.jsonl").read_text().count('"loss"') == stop_at:
            control.stop(keep=True)

    monkey = pytest.MonkeyPatch()
    monkey.setattr("ssd_desktop.training.progress.ProgressMeter.event_due", lambda self: True)
    tiny.ap50 = [0.1, 0.2, 0.3]
    first = train(config, data, run_folder=tmp_path / "run", emit=stop, control=control)
    monkey.undo()
    second = train(config, data, run_folder=tmp_path / "run", emit=lambda event: None, resume=True)

    assert (first.outcome, first.steps_done) == ("stopped", stop_at)
    assert second.outcome == "finished"
    for name in ("last.safetensors", "best.safetensors"):
        assert equal(weights(tmp_path / "run" / name), weights(tmp_path / "straight" / name))
    assert (tmp_path / "run" / "metrics.jsonl").read_text() == (tmp_path / "straight" / "metrics.jsonl").read_text()


def test_the_average_of_the_weights_is_what_is_measured_and_published(tiny, shapes, tmp_path, monkeypatch):
    tiny.ap50 = [0.1, 0.2, 0.3]
    networks, measured = [], []
    build = TinyNetwork.new

    def remember(*args, **others):
        networks.append(build(*args, **others))
        return networks[-1]

    def evaluate(*args, **others):
        measured.append({name: value.clone() for name, value in networks[0].model.state_dict().items()})
        return SimpleNamespace(map=tiny.ap50.pop(0), complete=True, per_class={})

    monkeypatch.setattr(TinyNetwork, "new", remember)
    monkeypatch.setattr(trainer, "evaluate", evaluate)
    config = dataclasses.replace(CONFIG, ema_decay=0.5)
    train(config, TrainingData(shapes, shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    published = weights(tmp_path / "run" / "last.safetensors")

    assert equal(published, measured[-1])
    assert equal(published, weights(tmp_path / "run" / "best.safetensors"))
    assert not equal(published, dict(networks[0].model.state_dict()))


def test_resuming_a_finished_run_only_reports_it(tiny, shapes, tmp_path):
    events = []
    train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    before = weights(tmp_path / "run" / "last.safetensors")

    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=events.append, resume=True)

    assert (result.outcome, result.steps_done) == ("finished", 9)
    assert events[0].first_step == 9
    assert equal(weights(tmp_path / "run" / "last.safetensors"), before)


def test_a_run_killed_before_its_first_checkpoint_starts_over(tiny, shapes, tmp_path):
    class KilledError(BaseException):
        pass

    def kill(event):
        if isinstance(event, TrainingProgress):
            raise KilledError

    data = TrainingData(shapes)
    with pytest.raises(KilledError):
        train(CONFIG, data, run_folder=tmp_path / "run", emit=kill)
    result = train(CONFIG, data, run_folder=tmp_path / "run", emit=lambda event: None, resume=True)
    train(CONFIG, data, run_folder=tmp_path / "straight", emit=lambda event: None)

    assert result.steps_done == 9
    assert (tmp_path / "run" / "metrics.jsonl").read_text() == (tmp_path / "straight" / "metrics.jsonl").read_text()
    assert equal(weights(result.checkpoint), weights(tmp_path / "straight" / "last.safetensors"))


def test_a_best_checkpoint_lost_between_state_and_link_is_restored(tiny, shapes, tmp_path):
    tiny.ap50 = [0.1, 0.2, 0.3]
    result = train(CONFIG, TrainingData(shapes, shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    best = weights(result.checkpoint)
    (tmp_path / "run" / "best.safetensors").unlink()
    (tmp_path / "run" / "last.safetensors").unlink()

    train(CONFIG, TrainingData(shapes, shapes), run_folder=tmp_path / "run", emit=lambda event: None, resume=True)

    assert equal(weights(tmp_path / "run" / "best.safetensors"), best)
    assert equal(weights(tmp_path / "run" / "last.safetensors"), best)


def test_an_automatic_batch_size_is_told_recorded_and_kept_when_resumed(tiny, shapes, tmp_path, monkeypatch):
    automatic, events = dataclasses.replace(CONFIG, batch_size=0, epochs=1), []
    monkeypatch.setattr("ssd_desktop.training.batch_size.available_memory", lambda: 1e9)

    first = train(automatic, TrainingData(shapes), run_folder=tmp_path / "run", emit=events.append)
    monkeypatch.setattr("ssd_desktop.training.batch_size.available_memory", lambda: 64e9)
    longer = dataclasses.replace(automatic, epochs=2)
    second = train(longer, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None, resume=True)

    texts = [event.text for event in events if isinstance(event, TrainingMessage)]
    assert any(text.startswith("The batch size is 2, chosen automatically: 1.0 GB") for text in texts)
    assert isinstance(events[0], TrainingStarted)
    assert read_config(tmp_path / "run" / "config.toml").batch_size == 2
    assert (first.steps_done, second.steps_done) == (3, 6)


def test_a_discarded_run_leaves_nothing(tiny, shapes, tmp_path):
    control = TrainingControl()
    events = []

    def stop(event):
        events.append(event)
        if isinstance(event, EpochFinished):
            control.stop(keep=False)

    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=stop, control=control)

    assert result == TrainingResult(str(tmp_path / "run"), None, "discarded", 3)
    assert events[-1] == result
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("keep", [True, False])
def test_a_stop_while_a_new_run_gets_ready_leaves_nothing(tiny, shapes, tmp_path, keep):
    control, events = TrainingControl(), []

    def stop(event):
        events.append(event)
        if isinstance(event, TrainingStarted):
            control.stop(keep=keep)

    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=stop, control=control)

    assert result == TrainingResult(str(tmp_path / "run"), None, "discarded", 0)
    assert events[-2:] == [TrainingStopping(keep=keep), result]
    assert not (tmp_path / "run").exists()


def test_a_stop_while_a_run_starts_over_leaves_its_folder(tiny, shapes, tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml=config_to_toml(CONFIG), versions={}, command="")
    folder.write("about.toml", 'name = "mine"\n')
    control = TrainingControl()
    control.stop(keep=True)

    data = TrainingData(shapes)
    result = train(CONFIG, data, run_folder=folder.path, emit=lambda event: None, control=control, resume=True)

    assert result == TrainingResult(str(folder.path), None, "stopped", 0)
    assert (folder.path / "about.toml").exists()


def test_a_run_that_starts_over_keeps_the_labels_of_now(tiny, shapes, tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml=config_to_toml(CONFIG), versions={}, command="")
    folder.write("labels.json", "those of the first start")
    train(CONFIG, TrainingData(shapes), run_folder=folder.path, emit=lambda event: None, resume=True)
    assert len(kept_labels(folder.path).images) == len(shapes)


def test_curves_that_cannot_be_written_end_no_training(tiny, shapes, tmp_path, monkeypatch):
    def refuse(self):
        raise TrainingError("curves.png is open in a viewer")

    monkeypatch.setattr(RunRecords, "draw_curves", refuse)
    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    assert result.outcome == "finished"


def test_a_stop_while_a_resumed_run_gets_ready_keeps_what_it_had(tiny, shapes, tmp_path):
    tiny.ap50 = [0.5]
    data, control = TrainingData(shapes, shapes), TrainingControl()
    config = dataclasses.replace(CONFIG, epochs=1)
    train(config, data, run_folder=tmp_path / "run", emit=lambda event: None)
    before = (tmp_path / "run" / "metrics.jsonl").read_text()
    control.stop(keep=False)

    result = train(CONFIG, data, run_folder=tmp_path / "run", emit=lambda event: None, control=control, resume=True)

    best = str(tmp_path / "run" / "best.safetensors")
    assert result == TrainingResult(str(tmp_path / "run"), best, "stopped", 3, 0.5)
    assert (tmp_path / "run" / "metrics.jsonl").read_text() == before


def test_discarding_a_resumed_run_keeps_what_was_saved(tiny, shapes, tmp_path):
    control = TrainingControl()
    train(
        dataclasses.replace(CONFIG, epochs=1),
        TrainingData(shapes),
        run_folder=tmp_path / "run",
        emit=lambda event: None,
    )
    before = weights(tmp_path / "run" / "last.safetensors")

    def stop(event):
        if isinstance(event, TrainingProgress):
            control.stop(keep=False)

    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=stop, control=control, resume=True)

    assert (result.outcome, result.checkpoint) == ("discarded", None)
    assert equal(weights(tmp_path / "run" / "last.safetensors"), before)
    assert (tmp_path / "run" / "metrics.jsonl").read_text().count("\n") == 4


def test_divergence_keeps_the_last_good_checkpoint_and_lists_the_batch(tiny, shapes, tmp_path, monkeypatch):
    real = OptimiserStep.__call__

    def diverge(self, batch, *, step, learning_rate, between):
        if step == 5:
            self._model.base.weight.data.fill_(float("nan"))
        return real(self, batch, step=step, learning_rate=learning_rate, between=between)

    monkeypatch.setattr(OptimiserStep, "__call__", diverge)
    with pytest.raises(DivergenceError, match=r"diverged at step 5 .*image\d\.png"):
        train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)

    assert all(value.isfinite().all() for value in weights(tmp_path / "run" / "last.safetensors").values())
    report = (tmp_path / "run" / "diverged.txt").read_text()
    assert report.count(".png") == 2
    assert (tmp_path / "run" / "metrics.jsonl").read_text().count('"loss"') == 4


@pytest.fixture
def diverging(tiny, monkeypatch):
    """Makes step 5 diverge while the base learning rate is above ``diverging.above``."""
    real = OptimiserStep.__call__
    world = SimpleNamespace(above=CONFIG.learning_rate * 0.9)

    def diverge(self, batch, *, step, learning_rate, between):
        if step == 5 and self._config.learning_rate > world.above:
            raise DivergenceError(
                batch.samples, step=step, learning_rate=learning_rate, loss=math.inf, gradient_norm=math.inf
            )
        return real(self, batch, step=step, learning_rate=learning_rate, between=between)

    monkeypatch.setattr(OptimiserStep, "__call__", diverge)
    return world


def halved(config):
    return dataclasses.replace(config, learning_rate=config.learning_rate / 2)


def test_a_divergence_tells_where_and_with_what_to_go_on(diverging, shapes, tmp_path):
    events, run = [], tmp_path / "run"
    with pytest.raises(DivergenceError):
        train(CONFIG, TrainingData(shapes), run_folder=run, emit=events.append)
    assert events[-1] == TrainingDiverged(str(run), 5, CONFIG.learning_rate / 2, 3, str(run / "last.safetensors"))


def test_after_a_divergence_the_run_goes_on_with_half_the_learning_rate_and_says_so(diverging, shapes, tmp_path):
    run = tmp_path / "run"
    with pytest.raises(DivergenceError):
        train(CONFIG, TrainingData(shapes), run_folder=run, emit=lambda event: None)

    def go_on():
        return train(halved(CONFIG), TrainingData(shapes), run_folder=run, emit=lambda event: None, resume=True)

    class KilledError(Exception):
        pass

    def kill(event):
        if isinstance(event, TrainingProgress):
            raise KilledError

    with pytest.raises(KilledError):
        train(halved(CONFIG), TrainingData(shapes), run_folder=run, emit=kill, resume=True)
    result = go_on()

    assert (result.outcome, result.steps_done) == ("finished", 9)
    assert read_config(run / "config.toml") == halved(CONFIG)
    rows = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    notes = [row for row in rows if "event" in row]
    assert [(row["step"], row["learning_rate"]) for row in notes] == [(3, CONFIG.learning_rate / 2)]
    assert not (run / "diverged.txt").exists()
    assert "diverged at step 5" in (run / "diverged-1.txt").read_text()
    with pytest.raises(TrainingError, match="started with learning_rate"):
        train(CONFIG, TrainingData(shapes), run_folder=run, emit=lambda event: None, resume=True)


def test_a_run_that_diverged_before_its_first_checkpoint_starts_over(diverging, shapes, tmp_path, monkeypatch):
    config = dataclasses.replace(CONFIG, batch_size=1, epochs=2)
    with pytest.raises(DivergenceError):
        train(config, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    result = train(
        halved(config), TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None, resume=True
    )
    straight = train(halved(config), TrainingData(shapes), run_folder=tmp_path / "two", emit=lambda event: None)

    assert equal(weights(result.checkpoint), weights(straight.checkpoint))


def test_without_a_divergence_another_learning_rate_is_refused(tiny, shapes, tmp_path):
    train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    with pytest.raises(TrainingError, match="started with learning_rate"):
        train(halved(CONFIG), TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None, resume=True)


@pytest.mark.parametrize(("chosen", "rate"), [(0.0, 4e-3), (3e-3, 3e-3)])
def test_a_resumed_run_keeps_its_learning_rate_where_that_is_left_to_the_network(tiny, shapes, tmp_path, chosen, rate):
    config, data, run = dataclasses.replace(CONFIG, learning_rate=chosen), TrainingData(shapes), tmp_path / "run"
    control = TrainingControl()

    def stop_early(event):
        if isinstance(event, EpochFinished):
            control.stop(keep=True)

    train(config, data, run_folder=run, emit=stop_early, control=control)
    automatic = dataclasses.replace(CONFIG, learning_rate=0.0)
    result = train(automatic, data, run_folder=run, emit=lambda event: None, resume=True)
    straight = train(config, data, run_folder=tmp_path / "two", emit=lambda event: None)

    assert read_config(run / "config.toml").learning_rate == rate
    assert equal(weights(result.checkpoint), weights(straight.checkpoint))


def full_disk(monkeypatch, *, from_step, failures):
    """Makes the first ``failures`` files of states from a step on fail for want of space, with no waiting between."""
    write, left = recovery.write_file_atomically, [failures]

    def full(path, content):
        if path.name.startswith("step-") and int(path.name[5:13]) >= from_step and left[0]:
            left[0] -= 1
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(recovery, "write_file_atomically", full)
    monkeypatch.setattr(disk_full, "LOOK_EVERY_S", 0.0)


def test_a_training_waits_for_space_on_the_disk_and_ends_as_if_there_had_always_been_some(
    tiny, shapes, tmp_path, monkeypatch
):
    train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "straight", emit=lambda event: None)
    full_disk(monkeypatch, from_step=6, failures=2)
    seen = []
    result = train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=seen.append)

    assert result.outcome == "finished"
    assert [event.reason for event in seen if isinstance(event, TrainingPaused)] == [DISK_FULL]
    assert [event.level for event in seen if isinstance(event, TrainingMessage)].count("error") == 1
    assert equal(weights(result.checkpoint), weights(tmp_path / "straight" / "last.safetensors"))
    assert (tmp_path / "run" / "metrics.jsonl").read_text() == (tmp_path / "straight" / "metrics.jsonl").read_text()


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize(("from_step", "saved"), [(1, None), (6, 3)])
def test_a_stop_while_the_disk_is_full_keeps_what_was_saved_before(
    tiny, shapes, tmp_path, monkeypatch, keep, from_step, saved
):
    full_disk(monkeypatch, from_step=from_step, failures=99)
    control = TrainingControl()

    def stop(event):
        if isinstance(event, TrainingPaused):
            control.stop(keep=keep)

    run = tmp_path / "run"
    result = train(CONFIG, TrainingData(shapes), run_folder=run, emit=stop, control=control)

    if not keep:
        assert (result.outcome, result.checkpoint, run.exists()) == ("discarded", None, False)
        return
    checkpoint = str(run / "last.safetensors") if saved else None
    assert (result.outcome, result.checkpoint, result.steps_done) == ("stopped", checkpoint, saved or 0)
    monkeypatch.undo()


def test_images_that_were_skipped_are_counted_in_the_last_message(tiny, shapes, tmp_path):
    left_out = dataclasses.replace(shapes.report, unreadable=("x.png is damaged.",))
    data, events = dataclasses.replace(shapes, samples=shapes.samples * 4, report=left_out), []

    train(dataclasses.replace(CONFIG, epochs=1), TrainingData(data), run_folder=tmp_path / "a", emit=events.append)
    assert events[-2].text.startswith("1 of the 25 images of shapes could not be read and were skipped: x.png")

    with pytest.raises(TrainingError, match="1 of the 7 images"):
        train(CONFIG, TrainingData(dataclasses.replace(shapes, report=left_out)), run_folder=tmp_path / "b", emit=print)
    assert not (tmp_path / "b").exists()


def test_a_training_that_cannot_start_leaves_no_folder(tiny, shapes, tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise CheckpointError("start.safetensors is damaged.")

    monkeypatch.setattr(TinyNetwork, "new", broken)
    with pytest.raises(CheckpointError):
        train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    with pytest.raises(InferenceError):
        train(
            dataclasses.replace(CONFIG, device="cuda:99"),
            TrainingData(shapes),
            run_folder=tmp_path / "run",
            emit=lambda event: None,
        )

    assert not (tmp_path / "run").exists()


def test_resuming_with_other_data_is_refused_and_changes_nothing(tiny, shapes, tmp_path):
    train(CONFIG, TrainingData(shapes), run_folder=tmp_path / "run", emit=lambda event: None)
    before = (tmp_path / "run" / "metrics.jsonl").read_text()
    fewer = dataclasses.replace(shapes, samples=shapes.samples[:4])

    with pytest.raises(TrainingError, match="not those that this run was started with"):
        train(CONFIG, TrainingData(fewer), run_folder=tmp_path / "run", emit=lambda event: None, resume=True)

    assert (tmp_path / "run" / "metrics.jsonl").read_text() == before


def test_boxes_that_no_default_box_reaches_are_warned_about(tiny, tmp_path, shapes):
    thin = make_sample(shapes.samples[0].image_path.as_posix(), [[1, 1, 79, 2]])
    odd = dataclasses.replace(shapes, samples=(dataclasses.replace(thin, width=80, height=60), *shapes.samples[1:]))
    events = []

    train(dataclasses.replace(CONFIG, epochs=1), TrainingData(odd), run_folder=tmp_path / "run", emit=events.append)

    warnings = [event.text for event in events if isinstance(event, TrainingMessage) and event.level == "warning"]
    assert warnings == [
        "20.0% of the training boxes (1) are reached by no default box of plan caffe-voc; each is trained on its best "
        "one only and may be found less often."
    ]


def test_data_that_cannot_be_trained_on_is_refused():
    with pytest.raises(TrainingError, match="There are no labelled images in shapes"):
        TrainingData(make_dataset())
    with pytest.raises(TrainingError, match="test has other classes than shapes"):
        TrainingData(
            make_dataset(make_sample()), dataclasses.replace(make_dataset(make_sample(), name="test"), classes=("dog",))
        )
    with pytest.raises(TrainingError, match="test holds no object to measure on"):
        TrainingData(make_dataset(make_sample()), make_dataset(make_sample(boxes=[]), name="test"))


def test_only_background_images_cannot_choose_a_plan(tiny, tmp_path):
    data = TrainingData(make_dataset(make_sample(boxes=[])))

    with pytest.raises(DataError):
        train(dataclasses.replace(CONFIG, plan="auto"), data, run_folder=tmp_path / "run", emit=lambda event: None)
    assert not (tmp_path / "run").exists()


def test_the_real_network_starts_sanely_and_fine_tunes_its_own_checkpoint(voc_folder, tmp_path):
    dataset = load_dataset(voc_folder(4))
    config = dataclasses.replace(CONFIG, steps=1, plan="auto", freeze="conv4_3")
    losses = []

    def collect(event):
        if isinstance(event, TrainingProgress):
            losses.append(event.loss)

    first = train(config, TrainingData(dataset), run_folder=tmp_path / "one", emit=collect)
    again = dataclasses.replace(config, init=first.checkpoint)
    renamed = dataclasses.replace(dataset, classes=("square", "star"))
    messages = []
    second = train(again, TrainingData(renamed), run_folder=tmp_path / "two", emit=messages.append)

    # About 4 ln 3 + 2.5; 57 with unscaled layers (PEER.md).
    assert 3 < losses[0] < 14
    info = read_checkpoint_info(second.checkpoint)
    assert info.classes == ("square", "star")
    assert info.figures["steps"] == 1.0
    texts = [event.text for event in messages if isinstance(event, TrainingMessage)]
    assert "Classes it already knows: square." in texts
    started = json.loads((tmp_path / "two" / "start.json").read_text())
    assert started["classes"] == {"kept": ["square"], "new": ["star"], "dropped": ["disc"]}
    assert json.loads((tmp_path / "one" / "start.json").read_text())["start"] == "vgg16"


def load_star_finder(name, *, device):
    """The start detector: sees a star in the lower right corner of every picture."""
    return FakeDetector(([60, 40, 79, 59], 1, 0.9), classes=("star",))


def with_stars(dataset):
    """Data of discs and squares, whose start detector knows stars."""
    return TrainingData(
        with_class_list(dataset, ("star", "disc", "square")), rehearsal=RehearsalData(("star",), ("disc", "square"))
    )


@pytest.fixture
def star_finder(monkeypatch):
    for module in (rehearsal, rehearsal_preparation):
        monkeypatch.setattr(module, "load_detector", load_star_finder)
    monkeypatch.setattr(TinyDetector.__init__, "__defaults__", (4,))


def test_a_training_that_keeps_classes_trains_on_what_the_start_detector_found(tiny, star_finder, shapes, tmp_path):
    result = train(CONFIG, with_stars(shapes), run_folder=tmp_path / "run", emit=lambda event: None)

    assert (result.outcome, result.steps_done) == ("finished", 9)
    assert json.loads((tmp_path / "run" / "rehearsal.json").read_text())["found"]["train"]["objects"] == 6
    assert (tmp_path / "run" / "classes.txt").read_text() == "star\ndisc\nsquare\n"


def test_a_stopped_training_that_keeps_classes_goes_on_without_another_look(
    tiny, star_finder, shapes, tmp_path, monkeypatch
):
    straight = train(CONFIG, with_stars(shapes), run_folder=tmp_path / "straight", emit=lambda event: None)
    control = TrainingControl()

    def stop_early(event):
        if isinstance(event, TrainingProgress):
            control.stop(keep=True)

    run = tmp_path / "run"
    train(CONFIG, with_stars(shapes), run_folder=run, emit=stop_early, control=control)
    monkeypatch.setattr(rehearsal_preparation, "load_detector", None)
    resumed = train(CONFIG, with_stars(shapes), run_folder=run, emit=lambda event: None, resume=True)

    assert equal(weights(resumed.checkpoint), weights(straight.checkpoint))


def test_a_stop_before_the_first_step_leaves_nothing_behind(tiny, star_finder, shapes, tmp_path):
    control, events = TrainingControl(), []
    control.stop(keep=True)

    result = train(CONFIG, with_stars(shapes), run_folder=tmp_path / "run", emit=events.append, control=control)

    assert (result.outcome, result.checkpoint, result.steps_done) == ("discarded", None, 0)
    assert events[-1] == result
    assert not (tmp_path / "run").exists()


def test_a_training_on_tiles_evaluates_on_them_records_them_and_resumes_on_them(tiny, tmp_path, monkeypatch):
    objects = [("disc", (20, 20, 50, 50)), ("square", (330, 100, 365, 135)), ("disc", (420, 250, 440, 270))]
    data = load_dataset(write_voc_folder(tmp_path / "street", dict.fromkeys("abc", objects), width=450, height=300))
    config = dataclasses.replace(CONFIG, tiles="on", epochs=2)
    seen = []

    def evaluate(predictor, *args, **others):
        seen.append(predictor)
        return SimpleNamespace(map=0.5, complete=True, per_class={})

    monkeypatch.setattr(trainer, "evaluate", evaluate)
    monkeypatch.setattr(training_tiles, "read_checkpoint_info", lambda path: SimpleNamespace(tiling=Tiling(300)))
    straight = train(config, TrainingData(data, data), run_folder=tmp_path / "straight", emit=lambda event: None)
    assert {predictor.tiling for predictor in seen} == set(tiny.tilings) == {Tiling(300)}

    control = TrainingControl()

    def stop(event):
        if isinstance(event, EpochFinished):
            control.stop(keep=True)

    run = tmp_path / "run"
    assert train(config, TrainingData(data, data), run_folder=run, emit=stop, control=control).outcome == "stopped"
    train(config, TrainingData(data, data), run_folder=run, emit=lambda event: None, resume=True)
    assert straight.steps_done > 2
    assert equal(weights(run / "last.safetensors"), weights(tmp_path / "straight" / "last.safetensors"))
