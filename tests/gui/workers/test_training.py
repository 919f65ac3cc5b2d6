"""The worker of a training, with the trainer replaced: events, control, cores. One real training ends the file."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ssd_desktop.errors import DataError, TrainingError
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.workers import training as module
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.gui.workers.training import TrainingWorker
from ssd_desktop.media.image_file import write_image
from ssd_desktop.training import trainer
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.events import (
    TrainingMessage,
    TrainingProgress,
    TrainingResult,
    TrainingStarted,
    TrainingStopping,
)

_XML = """<annotation><size><width>64</width><height>48</height><depth>3</depth></size>
<object><name>dot</name><bndbox><xmin>8</xmin><ymin>8</ymin><xmax>40</xmax><ymax>36</ymax></bndbox></object>
</annotation>"""
from ssd_desktop.training.training_data import TrainingData


@pytest.fixture
def request_for(tmp_path: Path) -> Callable[..., TrainingRequest]:
    data = tmp_path / "dots"
    data.mkdir()
    for number in range(2):
        write_image(data / f"{number}.png", np.full((48, 64, 3), 90 + number, np.uint8))
        (data / f"{number}.xml").write_text(_XML)

    def make(folder: Path = data, **settings: Any) -> TrainingRequest:
        choice = DataChoice(folder, validate=False)
        return TrainingRequest(choice, TrainingConfig(device="cpu", **settings), tmp_path / "runs")

    return make


def _run(qtbot: QtBot, worker: TrainingWorker) -> tuple[list[Any], list[BaseException]]:
    events: list[Any] = []
    errors: list[BaseException] = []
    worker.reported.connect(events.append)
    worker.failed.connect(errors.append)
    thread = WorkerThread(worker, "training")
    with qtbot.waitSignal(thread.finished, timeout=120_000):
        thread.start()
    return events, errors


def test_the_trainer_gets_the_data_the_settings_and_a_run_folder_of_its_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    calls: dict[str, Any] = {}

    def fake(config: TrainingConfig, data: TrainingData, **others: Any) -> None:
        calls.update(config=config, data=data, thread=QThread.currentThread(), **others)

    monkeypatch.setattr(trainer, "train", fake)
    request = request_for(epochs=7)
    chosen: list[str] = []
    worker = TrainingWorker(request)
    worker.run_chosen.connect(chosen.append)
    _, errors = _run(qtbot, worker)
    assert errors == []
    assert chosen == [str(calls["run_folder"])]
    assert calls["config"] is request.config
    assert calls["data"].train.classes == ("dot",)
    assert len(calls["data"].train) == 2
    assert calls["run_folder"].parent == request.runs_folder
    assert calls["run_folder"].name.startswith("dots-")
    assert calls["control"] is worker.control
    assert calls["thread"] is not QThread.currentThread()


def test_the_command_in_the_run_folder_repeats_the_training_without_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    commands: list[str] = []
    monkeypatch.setattr(trainer, "train", lambda config, data, **others: commands.append(data.command))
    request = request_for()
    _run(qtbot, TrainingWorker(request))
    assert commands[0].startswith("ssd-desktop train ")
    assert str(request.data.folder) in commands[0]
    assert commands[0].endswith("--val none")


def test_events_arrive_in_order(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    result = TrainingResult("run", None, "discarded", 3)

    def fake(config: TrainingConfig, data: Any, *, emit: Callable[[Any], None], **others: Any) -> None:
        for number in range(50):
            emit(TrainingMessage("info", str(number)))
        emit(result)

    monkeypatch.setattr(trainer, "train", fake)
    events, _ = _run(qtbot, TrainingWorker(request_for()))
    assert [event.text for event in events[1:-1]] == [str(number) for number in range(50)]
    assert events[-1] is result


def test_a_training_leaves_the_window_a_core_and_gives_it_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    monkeypatch.setattr(module, "available_cores", lambda: 4)
    seen: list[int] = []
    monkeypatch.setattr(trainer, "train", lambda *args, **others: seen.append(torch.get_num_threads()))
    before = torch.get_num_threads()
    _run(qtbot, TrainingWorker(request_for()))
    assert seen == [3]
    assert torch.get_num_threads() == before


def test_one_core_is_enough_for_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "available_cores", lambda: 1)
    with module.one_core_left_free():
        assert torch.get_num_threads() == 1


def test_an_error_of_the_trainer_is_reported(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    error = TrainingError("The loss is no number.")

    def fail(*args: Any, **others: Any) -> None:
        raise error

    monkeypatch.setattr(trainer, "train", fail)
    _, errors = _run(qtbot, TrainingWorker(request_for()))
    assert errors == [error]


def test_a_folder_without_labels_is_reported_and_makes_no_run(
    qtbot: QtBot, tmp_path: Path, request_for: Callable[..., TrainingRequest]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    _, errors = _run(qtbot, TrainingWorker(request_for(empty)))
    assert [type(error) for error in errors] == [DataError]
    assert not (tmp_path / "runs").exists()


def test_a_stop_while_the_data_is_read_ends_it_before_there_is_a_run(
    qtbot: QtBot, tmp_path: Path, request_for: Callable[..., TrainingRequest]
) -> None:
    worker = TrainingWorker(request_for())
    worker.control.stop(keep=True)
    events, errors = _run(qtbot, worker)
    assert errors == []
    assert events[-2:] == [TrainingStopping(keep=True), TrainingResult("", None, "discarded", 0)]
    assert not (tmp_path / "runs").exists()


def test_a_stop_of_the_program_keeps_the_work(request_for: Callable[..., TrainingRequest]) -> None:
    worker = TrainingWorker(request_for())
    worker.request_stop()
    assert worker.control.stop_requested
    assert worker.control.keep


def test_a_real_training_ends_with_a_checkpoint(qtbot: QtBot, request_for: Callable[..., TrainingRequest]) -> None:
    worker = TrainingWorker(request_for(steps=2, batch_size=2, init="efficientnet-lite0", precision="float32"))
    events, errors = _run(qtbot, worker)
    assert errors == []
    assert any(isinstance(event, TrainingStarted) for event in events)
    progress = [event for event in events if isinstance(event, TrainingProgress)]
    assert progress[-1].step == 2
    result = events[-1]
    assert isinstance(result, TrainingResult)
    assert result.outcome == "finished"
    assert result.checkpoint is not None
    assert Path(result.checkpoint).is_file()


def test_the_classes_of_the_start_detector_are_kept_where_the_request_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request_for: Callable[..., TrainingRequest]
) -> None:
    got: list[TrainingData] = []
    monkeypatch.setattr(trainer, "train", lambda config, data, **others: got.append(data))
    request = request_for()
    choice = dataclasses.replace(request.data, start_classes=("ace", "ten"), keep_classes=True)
    _run(qtbot, TrainingWorker(dataclasses.replace(request, data=choice)))
    assert got[0].train.classes == ("ace", "ten", "dot")
    assert got[0].rehearsal is not None
    assert got[0].rehearsal.missing == ("ace", "ten")
    assert got[0].command.endswith("--keep-classes")
