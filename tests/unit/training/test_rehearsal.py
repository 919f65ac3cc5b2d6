"""A training that keeps the classes of its start detector, from the first look to the figures after."""

import dataclasses
import json

import pytest

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.rehearsal import RehearsalData
from ssd_desktop.errors import TrainingError
from ssd_desktop.evaluation.evaluator import EvaluationResult
from ssd_desktop.training import rehearsal as rehearsal_module
from ssd_desktop.training import rehearsal_preparation
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingMessage, TrainingPaused, TrainingResumed
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.rehearsal import Rehearsal, summary
from ssd_desktop.training.rehearsal_preparation import RehearsalPreparation
from ssd_desktop.training.run_folder import RunFolder
from tests.unit.training.conftest import write_voc_folder
from tests.unit.training.test_missing_labels import FakeDetector

CONFIG = TrainingConfig(init="start.safetensors", device="cpu")
STAR = [60, 40, 79, 59]


@pytest.fixture
def detectors(monkeypatch):
    """The detectors that are loaded, in turn; counts the loads."""
    waiting, loaded = [], []

    def load(name, *, device):
        loaded.append(str(name))
        return waiting[min(len(loaded), len(waiting)) - 1]

    for module in (rehearsal_module, rehearsal_preparation):
        monkeypatch.setattr(module, "load_detector", load)
    return waiting, loaded


@pytest.fixture
def data(tmp_path):
    """New images of discs and squares; old images, where disc stands for the old class star."""
    classes = ("star", "disc", "square")
    new = load_dataset(write_voc_folder(tmp_path / "new", 3), classes=classes)
    folder = write_voc_folder(tmp_path / "old", 4)
    for path in (folder / "Annotations").iterdir():
        path.write_text(path.read_text().replace("disc", "star").replace("square", "star"))
    old = load_dataset(folder, classes=classes)
    return new, old


def prepare(tmp_path, source, train, validation=None, *, config=CONFIG, control=None, events=None):
    folder = tmp_path / "run"
    run = RunFolder.create(folder) if not folder.exists() else RunFolder(folder)
    events = [] if events is None else events
    interruption = Interruption(control or TrainingControl(), events.append)
    preparation = RehearsalPreparation(config, run, emit=events.append, interruption=interruption)
    return preparation.prepare(source, train, validation)


def test_new_images_get_the_old_classes_and_old_images_are_mixed_in(tmp_path, data, detectors):
    new, old = data
    detectors[0].append(FakeDetector((STAR, 1, 0.9), classes=("star",)))
    events = []

    made = prepare(tmp_path, RehearsalData(("star",), ("disc", "square"), old, old, ("star",)), new, new, events=events)

    assert made.train.boxes_per_class()["star"] == 3 + old.boxes_per_class()["star"]
    assert (made.mix.new_images, made.mix.share, len(made.train)) == (3, 0.25, 7)
    assert made.new_classes == ("disc", "square")
    # To measure on, what nobody labelled counts neither way.
    assert [sample.ignore.tolist()[-1] for sample in made.new_validation.samples] == [True] * 3
    assert len(made.validation) == 7
    facts = json.loads((tmp_path / "run" / "rehearsal.json").read_text())
    assert facts["found"]["train"] == {"objects": 3, "ignored": 0}
    assert facts["images"] == {"new": 3, "old": 4}
    assert 0 <= facts["old"]["ap50_before"] <= 1
    assert any("Found 3 objects with a score of 0.5 or more" in event.text for event in events)


def test_without_old_images_only_the_start_detector_rehearses(tmp_path, data, detectors):
    detectors[0].append(FakeDetector((STAR, 1, 0.4), classes=("star",)))
    made = prepare(tmp_path, RehearsalData(("star",), ("disc", "square")), data[0])
    assert (made.mix, made.validation, len(made.train)) == (None, None, 3)
    assert all(sample.ignore[-1] for sample in made.train.samples)


def test_added_labels_can_be_switched_off(tmp_path, data, detectors):
    config = dataclasses.replace(CONFIG, label_missing=False)
    made = prepare(tmp_path, RehearsalData(("star",), ("disc", "square")), data[0], config=config)
    assert made.train is data[0]
    assert detectors[1] == []


def test_the_start_detector_looks_once_a_run(tmp_path, data, detectors):
    new, old = data
    source = RehearsalData(("star",), ("disc", "square"), old, old, ("star",))
    detectors[0].append(FakeDetector((STAR, 1, 0.9), classes=("star",)))
    first = prepare(tmp_path, source, new, new)
    again = prepare(tmp_path, source, new, new)
    assert len(detectors[1]) == 1
    for a, b in zip(first.train.samples, again.train.samples, strict=True):
        assert a.boxes_xyxy.tobytes() == b.boxes_xyxy.tobytes()
    assert again.facts == json.loads((tmp_path / "run" / "rehearsal.json").read_text())


def test_what_was_found_in_other_images_is_not_taken(tmp_path, data, detectors):
    detectors[0].append(FakeDetector(classes=("star",)))
    source = RehearsalData(("star",), ("disc", "square"))
    prepare(tmp_path, source, data[0])
    other = dataclasses.replace(data[0], samples=data[0].samples[:2])
    with pytest.raises(TrainingError, match=r"start_detections\.json is damaged or of other images"):
        prepare(tmp_path, source, other)


def test_a_stop_while_the_start_detector_looks_ends_it(tmp_path, data, detectors):
    detectors[0].append(FakeDetector(classes=("star",)))
    control = TrainingControl()
    control.stop(keep=True)
    with pytest.raises(StopRequestedError):
        prepare(tmp_path, RehearsalData(("star",), ("disc", "square")), data[0], control=control)
    assert not (tmp_path / "run" / "start_detections.json").exists()


def test_a_pause_holds_the_start_detector_too(tmp_path, data, detectors):
    detectors[0].append(FakeDetector(classes=("star",)))
    control, events = TrainingControl(), []
    control.pause()

    def emit(event):
        events.append(event)
        if isinstance(event, TrainingPaused):
            control.resume()

    run = RunFolder.create(tmp_path / "run")
    RehearsalPreparation(CONFIG, run, emit=emit, interruption=Interruption(control, emit)).prepare(
        RehearsalData(("star",), ("disc", "square")), data[0], None
    )
    kinds = [type(event) for event in events]
    assert kinds[1:3] == [TrainingPaused, TrainingResumed]
    assert kinds.count(TrainingMessage) == len(kinds) - 2


def test_old_and_new_classes_weigh_the_same_in_the_figure_that_chooses_the_checkpoint(data):
    made = Rehearsal(RehearsalData(("star",), ()), data[0], None, None, None)
    result = EvaluationResult("voc", 0.0, {"star": 0.9, "disc": 0.2, "square": 0.4}, {}, 1, "x")
    assert made.balanced_ap50(result) == pytest.approx((0.9 + 0.3) / 2)
    unknown = dataclasses.replace(result, per_class={"star": None, "disc": 0.2, "square": 0.4})
    assert made.balanced_ap50(unknown) == pytest.approx(0.3)
    assert made.balanced_ap50(dataclasses.replace(result, per_class=dict.fromkeys(result.per_class))) == 0.0


def test_old_and_new_classes_are_measured_after_training_and_written_down(tmp_path, data, detectors):
    new, old = data
    box = old.samples[0].boxes_xyxy[0]
    detectors[0].append(FakeDetector((box, 1, 0.9), classes=("star",)))
    made = prepare(tmp_path, RehearsalData(("star",), ("disc", "square"), old, old, ("star",)), new, new)
    detectors[0].append(FakeDetector((box, 1, 0.9), (new.samples[0].boxes_xyxy[0], 2, 0.8), classes=new.classes))

    figures = made.measure(
        tmp_path / "best.safetensors", RunFolder(tmp_path / "run"), device="cpu", should_stop=lambda: False
    )

    facts = json.loads((tmp_path / "run" / "rehearsal.json").read_text())
    assert figures == {
        "old_ap50_before": facts["old"]["ap50_before"],
        "old_ap50_after": facts["old"]["ap50_after"],
        "new_ap50": facts["new"]["ap50"],
    }
    assert figures["old_ap50_before"] == figures["old_ap50_after"] > 0
    assert facts["new"]["per_class"].keys() == {"disc", "square"}
    text = summary(figures)
    assert "of the old classes" in text
    assert "AP50 of the new classes: " in text


def test_without_images_to_measure_on_the_summary_says_so():
    assert summary({}) == "There were no images to measure the old and the new classes on."


def test_a_stop_while_the_trained_detector_is_measured_ends_it(tmp_path, data, detectors):
    new, old = data
    detectors[0].append(FakeDetector((STAR, 1, 0.9), classes=("star",)))
    made = prepare(tmp_path, RehearsalData(("star",), ("disc", "square"), old, old, ("star",)), new, new)
    detectors[0][:] = [FakeDetector((STAR, 1, 0.9), classes=new.classes)]
    run, before = RunFolder(tmp_path / "run"), (tmp_path / "run" / "rehearsal.json").read_text()

    assert made.measure(tmp_path / "best.safetensors", run, device="cpu", should_stop=lambda: True) is None

    assert (tmp_path / "run" / "rehearsal.json").read_text() == before
