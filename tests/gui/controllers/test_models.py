"""Downloads, imports and measurements from the dialog, with the work replaced or small."""

import threading
from pathlib import Path

import pytest

from ssd_desktop.checkpoints.base_weights import save_base, shipped_base
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.checkpoints.download import DownloadCancelled
from ssd_desktop.checkpoints.import_file import ImportedFile
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.controllers import models as models_module
from ssd_desktop.gui.controllers.model_removal import ModelRemoval
from ssd_desktop.gui.controllers.models import ModelsController
from ssd_desktop.gui.dialogs.import_model import ImportRequest
from ssd_desktop.inference.engines.config import BF16, OPENVINO, EngineChoice
from tests.made_models import random_checkpoint


@pytest.fixture
def library(tmp_path, monkeypatch):
    folder = tmp_path / "library"
    monkeypatch.setattr("ssd_desktop.checkpoints.library.library_folder", lambda: folder)
    return folder


ENGINE = EngineChoice(OPENVINO, BF16)


class Yes:
    """Agrees to everything."""

    def remove(self, entry, *, is_in_use):
        return True


@pytest.fixture
def controller(window, library):
    removal = ModelRemoval(Yes(), in_use=lambda: None, parent=window)
    return ModelsController(
        window, removal, in_use=lambda: None, device=lambda: "cpu", engine=lambda: ENGINE, run_folders=list
    )


@pytest.fixture
def opened(controller, qtbot):
    controller.open_dialog()
    qtbot.waitUntil(lambda: controller.dialog.entry is not None)
    return controller


def wait_for_end(controller, qtbot):
    qtbot.waitUntil(lambda: not controller.is_working(), timeout=20_000)


def told(controller):
    return controller.dialog._message.text()


def test_the_command_opens_the_list_with_shipped_models_and_downloads(window, opened):
    assert opened.dialog.isVisible()
    opened.dialog.choose("torchvision-ssd300-coco")
    assert opened.dialog.entry.source == "downloadable"


def test_a_model_that_is_chosen_is_used(opened, qtbot):
    with qtbot.waitSignal(opened.model_chosen) as chosen:
        opened.dialog.use_wanted.emit(Path("a.safetensors"))
    assert chosen.args == [Path("a.safetensors")]


def test_a_download_shows_its_progress_and_its_end(opened, qtbot, monkeypatch):
    def work(progress, cancelled):
        progress(34 * 2**20, 136 * 2**20)
        return Path("coco.safetensors")

    shown = []
    monkeypatch.setattr(models_module, "download_work", lambda name: work)
    monkeypatch.setattr(opened.dialog, "show_work", lambda *args: shown.append(args[0]))
    opened.dialog.download_wanted.emit("coco")
    wait_for_end(opened, qtbot)
    assert shown == ["Downloading coco", "Downloading coco: 34 of 136 MB"]
    assert told(opened) == "coco is there."


def test_a_cancelled_download_says_that_it_goes_on_later(opened, qtbot, monkeypatch):
    began = threading.Event()

    def work(progress, cancelled):
        began.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise DownloadCancelled("x")

    monkeypatch.setattr(models_module, "download_work", lambda name: work)
    opened.dialog.download_wanted.emit("coco")
    qtbot.waitUntil(began.is_set)
    opened.dialog.download_wanted.emit("another")
    assert told(opened).startswith("Wait until the work that runs has ended")
    opened.dialog.cancel_wanted.emit()
    wait_for_end(opened, qtbot)
    assert told(opened).startswith("Cancelled; the download goes on from here")


def test_a_failure_is_one_sentence_and_the_dialog_goes_on(opened, qtbot, monkeypatch):
    def work(progress, cancelled):
        raise CheckpointError("download.pytorch.org cannot be reached.")

    monkeypatch.setattr(models_module, "download_work", lambda name: work)
    opened.dialog.download_wanted.emit("coco")
    wait_for_end(opened, qtbot)
    assert told(opened) == "download.pytorch.org cannot be reached."


def test_a_download_whose_dialog_is_closed_ends_in_the_window(opened, window, qtbot, monkeypatch):
    go_on = threading.Event()

    def work(progress, cancelled):
        go_on.wait(10)
        return Path("coco.safetensors")

    monkeypatch.setattr(models_module, "download_work", lambda name: work)
    opened.dialog.download_wanted.emit("coco")
    opened.dialog.reject()
    go_on.set()
    wait_for_end(opened, qtbot)
    assert window.messages.text == "coco is there."


def test_an_import_lands_in_the_library_and_is_chosen(opened, library, qtbot, tmp_path, monkeypatch):
    def make(request, target):
        def work(progress, cancelled):
            library.mkdir()
            target.write_bytes(b"stands for a checkpoint")
            return ImportedFile(target, "amdegroot/ssd.pytorch SSD300", True, ("It names no classes.",))

        return work

    monkeypatch.setattr(models_module, "import_work", make)
    request = ImportRequest(tmp_path / "theirs.pth", "theirs", None, None, None)
    opened.import_model(request)
    wait_for_end(opened, qtbot)
    assert (library / "theirs.safetensors").is_file()
    assert told(opened) == "theirs is imported: amdegroot/ssd.pytorch SSD300. It names no classes."
    qtbot.waitUntil(lambda: opened.dialog.entry.name == "theirs")
    opened.import_model(request)
    assert "There is a model named theirs already" in told(opened)


def test_the_speed_is_that_of_the_engine_in_use(opened, library, qtbot, monkeypatch):
    def make(path, device, engine):
        return lambda progress, cancelled: (f"{device}, {engine.label}", 211.6)

    monkeypatch.setattr(models_module, "measure_work", make)
    opened.dialog.measure_wanted.emit(library / "mine.safetensors")
    wait_for_end(opened, qtbot)
    assert told(opened) == "212 ms a picture on cpu, OpenVINO bf16"


def test_a_deleted_model_leaves_the_list_and_is_told(opened, library, qtbot, monkeypatch):
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", Path.unlink)
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    opened.refresh()
    qtbot.waitUntil(lambda: opened.dialog.choose("mine") or opened.dialog.entry.name == "mine")
    opened.dialog.remove_wanted.emit(opened.dialog.entry)
    qtbot.waitUntil(lambda: told(opened) == "mine is in the trash.")
    assert not (library / "mine.safetensors").exists()
    qtbot.waitUntil(lambda: opened.dialog.choose("mine") or opened.dialog.entry.name != "mine")


def test_a_dropped_checkpoint_of_ours_is_used_and_start_weights_are_pointed_at(controller, window, qtbot, tmp_path):
    save_checkpoint(random_checkpoint(), tmp_path / "mine.safetensors")
    save_base(shipped_base(), tmp_path / "base.safetensors")
    with qtbot.waitSignal(controller.model_chosen):
        controller.take_file(tmp_path / "mine.safetensors")
    controller.take_file(tmp_path / "base.safetensors")
    assert "Train > Fine-tune" in window.messages.text
    (tmp_path / "bad.safetensors").write_bytes(b"x")
    controller.take_file(tmp_path / "bad.safetensors")
    assert "is no checkpoint" in window.messages.text


def test_a_dropped_file_of_another_program_offers_its_import(controller, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(controller, "_ask_import", asked.append)
    controller.take_file(tmp_path / "theirs.PTH")
    assert asked == [tmp_path / "theirs.PTH"]


def test_a_file_of_another_program_chosen_as_a_checkpoint_offers_its_import(program, tmp_path, monkeypatch):
    asked = []

    def chosen(*args):
        return str(tmp_path / "theirs.pt"), ""

    monkeypatch.setattr(program.models, "_ask_import", asked.append)
    monkeypatch.setattr("ssd_desktop.gui.controllers.detect.QFileDialog.getOpenFileName", chosen)
    program.window.commands.open_checkpoint.trigger()
    assert asked == [tmp_path / "theirs.pt"]


def test_weights_dropped_on_the_picture_are_no_picture(program, tmp_path, monkeypatch):
    taken, opened = [], []
    program.opening.weights_dropped.connect(taken.append)
    monkeypatch.setattr(program.models, "_ask_import", lambda path: None)
    monkeypatch.setattr(program.media, "open", opened.append)
    program.window.canvas.files_dropped.emit([str(tmp_path / "theirs.pth")])
    assert taken == [tmp_path / "theirs.pth"]
    assert opened == []


def test_a_list_that_was_begun_earlier_does_not_take_the_place_of_a_later_one(opened, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(opened.dialog, "set_entries", lambda entries, *, in_use: shown.append(entries))
    opened._on_listed(opened._listing - 1, ["what was there before"])
    opened._on_listed(opened._listing, ["what is there"])
    assert shown == [["what is there"]]
