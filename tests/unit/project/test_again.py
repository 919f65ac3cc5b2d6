"""From one round of the loop to the next: what was labelled since, what is trained next, and what a round gained."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.label_snapshot import LabelChanges
from ssd_desktop.errors import CheckpointError, ProjectError, TrainingError
from ssd_desktop.inference.types import Detections
from ssd_desktop.project.again import next_order
from ssd_desktop.project.gain import Gain, images_to_compare, read_gain, seen_by, start_to_compare, write_gain
from ssd_desktop.project.order import data_options
from ssd_desktop.project.runs import list_runs, read_run
from ssd_desktop.project.since import changes_since, last_run_on
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.training import pair
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.gain import measure_gain
from ssd_desktop.training.kept_labels import keep_labels
from ssd_desktop.training.run_folder import LABELS, RunFolder, repeat_command
from ssd_desktop.training.run_records import RunRecords
from ssd_desktop.training.training_data import TrainingData
from tests.unit.data.made_data import write_voc_folder, write_xml
from tests.unit.project.made_rounds import make_round, write_checkpoint
from tests.unit.project.made_runs import make_run

BOX, OTHER = (2, 3, 20, 25), (5, 5, 30, 28)
CAT = ("cat", BOX)


@pytest.fixture
def data(tmp_path):
    images = {"a": [CAT], "b": [CAT, ("cat", OTHER)], "c": [CAT], "d": [CAT], "new": None}
    return write_voc_folder(tmp_path / "애완 pets", images)


@pytest.fixture
def first(data):
    return make_round(data / "runs" / "one", data, validation=("c", "d"), init="vgg16", learning_rate=0.002)


def label(data, stem, *objects):
    write_xml(data / "Annotations" / f"{stem}.xml", objects)


def second_round(data, first, **settings):
    return make_round(
        data / "runs" / "two", data, validation=("c", "d"), started="2026-11-21T10:00:00+00:00",
        init=str(first / "best.safetensors"), **settings,
    )  # fmt: skip


def test_labels_are_counted_against_those_the_run_began_with(data, first):
    assert changes_since(first).is_nothing
    label(data, "a", ("cat", OTHER), CAT)
    label(data, "b", ("cat", OTHER))
    label(data, "c", ("dog", BOX))
    label(data, "new")
    assert changes_since(first) == LabelChanges(added=1, changed=1, removed=1, labelled_images=1)


def test_labels_of_a_moved_project_are_those_of_its_new_place(data, first, tmp_path):
    moved = data.rename(tmp_path / "moved")
    label(moved, "new", CAT)
    assert changes_since(moved / "runs" / "one", moved_data=moved) == LabelChanges(added=1, labelled_images=1)


def test_a_start_model_that_is_gone_does_not_hide_what_changed(data, first):
    run = second_round(data, first)
    shutil.rmtree(first)
    label(data, "new", CAT)
    assert changes_since(run) == LabelChanges(added=1, labelled_images=1)


def test_runs_without_kept_labels_and_damaged_ones_say_so(data, first):
    (first / LABELS).write_text("[")
    with pytest.raises(TrainingError, match="cannot be read"):
        changes_since(first)
    (first / LABELS).unlink()
    with pytest.raises(ProjectError, match="from before runs kept their labels"):
        changes_since(first)


def test_the_last_run_on_a_folder_is_the_latest_that_learned_from_it(data, first, tmp_path):
    make_run(data / "runs" / "else", data=tmp_path / "애완", started="2026-11-30T10:00:00+00:00")
    make_run(data / "runs" / "dead", data=data, steps=0, state="failed", started="2026-11-29T10:00:00+00:00")
    two = second_round(data, first)
    runs = list_runs(data / "runs")
    assert last_run_on(data / "JPEGImages", runs).path == two
    assert last_run_on(tmp_path, runs) is None


def test_the_next_run_has_data_and_settings_of_the_last_one_and_starts_from_the_model(data, first):
    model = write_checkpoint(data / "mine.safetensors")
    order = next_order(first, model)
    assert order.data.folder == data
    assert order.config == TrainingConfig(init=str(model), epochs=3, learning_rate=0.002, passes=0)
    assert order.data.start_classes == ("cat",)
    with pytest.raises(CheckpointError):
        next_order(first, data / "gone.safetensors")


def test_images_that_were_held_back_stay_so_in_the_next_run(data, first):
    assert next_order(first, first / "best.safetensors").data.earlier_split is None  # nothing is measured at all
    folder = RunFolder(first)
    for choice, kept in ((DataChoice(data), first), (DataChoice(data, validation_split="val"), None)):
        folder.write("command.txt", repeat_command(data, first, options=data_options(choice, first)))
        assert next_order(first, first / "best.safetensors").data.earlier_split == kept


def test_the_validation_images_of_a_run_stay_the_same_when_more_are_labelled(data, first):
    two = read_run(second_round(data, first))
    label(data, "new", CAT)
    images = images_to_compare(two)
    assert sorted(sample.image_path.stem for sample in images.samples) == ["c", "d"]
    assert start_to_compare(two) == first / "best.safetensors"
    assert seen_by(first / "best.safetensors", images) == 0
    document = json.loads((first / "split.json").read_text())
    (first / "split.json").write_text(json.dumps(document | {"train": document["validation"][:1]}))
    assert seen_by(first / "best.safetensors", images) == 1


@pytest.mark.parametrize("way", ["../애완 pets", "../link"])
def test_a_run_on_data_reached_by_dots_or_a_link_knows_its_images_again(data, first, monkeypatch, way):
    (data.parent / "link").symlink_to(data)
    (data.parent / "work").mkdir()
    monkeypatch.chdir(data.parent / "work")
    run = second_round(data, first)
    (run / LABELS).unlink()
    images = load_dataset(way)
    train, validation = replace(images, samples=images.samples[:2]), replace(images, samples=images.samples[2:])
    RunRecords(RunFolder(run), steps=1).write_split(train, validation, labels="0" * 32)
    keep_labels(RunFolder(run), TrainingData(train, validation))

    assert [sample.image_path.stem for sample in images_to_compare(read_run(run)).samples] == ["c", "d"]
    assert changes_since(run).is_nothing
    assert seen_by(run / "best.safetensors", train) == 2


def test_a_round_without_a_start_to_compare_says_why(data, first):
    def reason(run):
        with pytest.raises(ProjectError) as caught:
            start_to_compare(run)
        return str(caught.value)

    assert "is a first round" in reason(read_run(first))
    two = read_run(second_round(data, first))
    assert "no validation images" in reason(replace(two, validation_images=0))
    assert "saved no checkpoint" in reason(replace(two, checkpoint=None))
    assert "knew other classes" in reason(replace(two, classes=("dog",)))
    shutil.rmtree(first)
    assert "is gone" in reason(two)


def test_a_gain_is_read_back_and_a_damaged_one_is_none(first):
    gain = Gain("start.safetensors", 0.25, 0.75, 0.125, 0.875, 12, 3)
    assert read_gain(first) is None
    write_gain(first, gain)
    assert read_gain(first) == gain
    assert gain.is_sure
    assert not replace(gain, low=-0.1).is_sure
    (first / "gain.json").write_text('{"start": 1}')
    assert read_gain(first) is None


class Blind:
    """Finds nothing, or every cat of the made folder."""

    config = NetworkConfig("ssd300-vgg16", PLANS["paper"], ("cat",))

    def __init__(self, *, sees):
        self._sees = sees

    def detect_batch(self, images):
        count = int(self._sees)
        return [
            Detections(
                boxes_xyxy=np.array([BOX] * count, np.float32).reshape(-1, 4), labels=np.ones(count, np.int64),
                scores=np.ones(count, np.float32), default_boxes=np.zeros(count, np.int64), classes=("cat",),
                width=40, height=30,
            )
            for _ in images
        ]  # fmt: skip


def test_the_gain_is_that_of_the_second_model_over_the_first_on_the_same_images(data, first, monkeypatch):
    monkeypatch.setattr(pair, "load_detector", lambda path, device: Blind(sees=path.name == "after"))
    images, told = images_to_compare(read_run(second_round(data, first))), []
    found = measure_gain(first / "before", first / "after", images, progress=lambda *done: told.append(done))
    assert (found.before, found.after, found.images) == (0.0, 1.0, 2)
    assert (found.difference.value, found.difference.low, found.difference.high) == (1.0, 1.0, 1.0)
    assert told == [(2, 4), (4, 4)]
    assert measure_gain(first / "before", first / "after", images, should_stop=lambda: True) is None


def test_the_last_run_on_a_folder_is_found_by_a_link_to_it(data, first, tmp_path):
    (tmp_path / "link").symlink_to(data, target_is_directory=True)
    assert last_run_on(tmp_path / "link", [read_run(first)]).path == first
