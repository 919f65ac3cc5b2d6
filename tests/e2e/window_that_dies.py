"""The real window with a tiny network, killed or started again: ``SETTINGS PROJECT die|go on``.

``die`` starts a training on a project and kills the whole program with signal 9 once an epoch is saved, while another
training waits; ``go on`` is the next start, in which the question is answered with "go on".
"""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.settings import Settings
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.events import EpochFinished
from tests.e2e.tiny_program import use_tiny_network

_EPOCHS = 4


def main(settings: Path, project: Path, what: str) -> None:
    """Runs the window until it is killed, or all trainings are done."""
    use_tiny_network()
    kept = Settings(settings)
    kept.detecting = False
    application = make_application(kept)
    program = Program(kept)
    program.detect.start = lambda: None
    program.window.show()
    if what == "die":
        program.start(str(project))
        request = TrainingRequest(DataChoice(project), _config(), project / "runs")
        QTimer.singleShot(0, lambda: (program.train.start(request), program.train.start(request), _die_later(program)))
    else:
        program.projects.questions.resume = _go_on
        program.start(str(project))
        program.train.ended.connect(lambda *_: _leave(program, project))
    application.exec()


def _config() -> TrainingConfig:
    return TrainingConfig(
        plan="caffe-voc", epochs=_EPOCHS, batch_size=2, workers=1, precision="float32", device="cpu", warmup_steps=0
    )


def _die_later(program: Program) -> None:
    def look(event: object) -> None:
        if isinstance(event, EpochFinished):
            os.kill(os.getpid(), signal.SIGKILL)

    program.train.training.reported.connect(look)


def _go_on(found: object) -> str:
    record = found.record
    sys.stdout.write(f"asked: step {record.step} of {record.steps}, behind it {found.waiting}\n")
    sys.stdout.flush()
    return "go on"


def _leave(program: Program, project: Path) -> None:
    if not program.train.is_running() and not RunQueue(project / "runs").entries():
        program.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
