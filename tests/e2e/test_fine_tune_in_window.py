"""The whole line through the real window: a picture opens, a training runs beside it, the new model looks at it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSpinBox

from ssd_desktop.app import Program
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.settings import Settings
from ssd_desktop.resources import resource_path
from ssd_desktop.training.run_folder import RunFolder

_TRAIN, _VALIDATION = 8, 2


@pytest.fixture
def pieces(tmp_path: Path) -> Path:
    """Ten of the shipped pictures of game pieces: eight to train on, two to measure on."""
    source, target = resource_path("samples", "game_pieces"), tmp_path / "조각 pieces"
    stems = [path.stem for path in sorted((source / "JPEGImages").iterdir())][: _TRAIN + _VALIDATION]
    splits = {"train": stems[:_TRAIN], "val": stems[_TRAIN:]}
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (target / folder).mkdir(parents=True)
    for stem in stems:
        shutil.copy(source / "JPEGImages" / f"{stem}.jpg", target / "JPEGImages")
        shutil.copy(source / "Annotations" / f"{stem}.xml", target / "Annotations")
    for split, members in splits.items():
        (target / "ImageSets" / "Main" / f"{split}.txt").write_text("\n".join(members), encoding="utf-8")
    return target


def _button(parent, text: str) -> QPushButton:
    return next(button for button in parent.findChildren(QPushButton) if button.text().replace("&", "") == text)


@pytest.mark.timeout(300)
def test_a_detector_is_fine_tuned_from_the_dialog_and_used_at_once(qtbot, tmp_path, pieces):
    settings = Settings(tmp_path / "settings.ini")
    (tmp_path / "runs").mkdir()
    settings.runs_folder = tmp_path / "runs"
    program = Program(settings)
    qtbot.addWidget(program.window)
    program.window.show()
    program.start(str(pieces / "JPEGImages"))
    qtbot.waitUntil(lambda: program.detect.model is not None, timeout=60_000)
    shipped = program.detect.model.classes

    program.window.commands.fine_tune.trigger()
    dialog = program.window.findChild(FineTuneDialog)
    dialog.choose_data(pieces)
    start = _button(dialog, "Start training")
    qtbot.waitUntil(start.isEnabled, timeout=30_000)
    epochs, batch = (next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == name)
                     for name in ("Epochs", "Images of a batch"))  # fmt: skip
    epochs.setValue(1)
    batch.setValue(_TRAIN // 2)
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(program.train.is_running, timeout=5_000)
    qtbot.waitUntil(lambda: not program.train.is_running(), timeout=240_000)

    use = _button(program.window.training_panel, "Use this model")
    qtbot.waitUntil(use.isEnabled, timeout=5_000)
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.detect.model.classes != shipped, timeout=60_000)

    (run,) = (tmp_path / "runs").iterdir()
    assert program.detect.model.classes == ("coin", "die", "domino")
    assert Path(program.detect.model.path) == RunFolder.open(run).best
    assert len((run / "metrics.jsonl").read_text(encoding="utf-8").splitlines()) >= 2
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=10_000)
