"""Does a video play at its own speed with detections on every frame that is shown, and how old are these?

The real window plays a video (without one: 640 x 360 pixels at 30 frames a second, made of the sample pictures) with
the detector on, while the picture is panned 60 times a second. Measured over ``--seconds``: seconds of the video a
second, frames shown a second (each with its own detections; the others are left out), how long after a frame was due
its detections were on the screen, and repaints a second.

    python -m benchmarks.bench_video [VIDEO] [--seconds 15] [--model FILE]
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer

from benchmarks.figures import Figure, record
from benchmarks.window import answer_events, open_program
from ssd_desktop.app import Program
from ssd_desktop.gui.workers.detection import EngineState
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.recording import Recording
from ssd_desktop.resources import resource_path

FPS, SIZE = 30.0, (640, 360)
_WARM_UP_S = 20.0
"""Until the fastest engine has been found and is in use."""


class Watch(QObject):
    """Notes when which frame got its detections, how long these took, and every repaint of the canvas."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.frames: list[tuple[float, float]] = []
        self.milliseconds: list[float] = []
        self.repaints = 0
        program.media.settled.connect(lambda picture, _: self.frames.append((time.monotonic(), picture.frame.time_s)))
        program.detect.answered.connect(lambda answer: self.milliseconds.append(answer.milliseconds))
        program.window.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.repaints += event.type() == QEvent.Type.Paint
        return False

    def forget(self) -> None:
        self.frames.clear()
        self.milliseconds.clear()
        self.repaints = 0

    def ages_ms(self) -> list[float]:
        """Returns how long after it was due each frame had its detections.

        The frame that was quickest had waited for nothing but its own detection.
        """
        offsets = [wall - time_s for wall, time_s in self.frames]
        due = min(offsets) - min(self.milliseconds) / 1000
        return [1000 * (offset - due) for offset in offsets]


def make_video(path: Path, seconds: float) -> None:
    """Writes the sample pictures sliding by."""
    samples = [read_image(image).pixels_rgb for image in sorted(resource_path("samples").glob("*.jpg"))]
    wide = np.concatenate([cv2.resize(sample, (960, 540)) for sample in samples], axis=1)
    recording = Recording(path, FPS)
    for number in range(round(seconds * FPS)):
        left = 4 * number % (wide.shape[1] - SIZE[0])
        recording.write(np.ascontiguousarray(wide[90 : 90 + SIZE[1], left : left + SIZE[0]]), number / FPS)
    recording.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--model", type=Path, help="a checkpoint; default: the shipped detector")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as text:
        folder = Path(text)
        video = args.video
        if video is None:
            video = folder / "samples.mp4"
            make_video(video, args.seconds + 2 * _WARM_UP_S)
        with open_program(folder) as program:
            measure(program, video, args)
    return 0


def measure(program: Program, video: Path, args: argparse.Namespace) -> None:
    """Plays the video and records what was seen."""
    program.window.resize(1280, 800)
    program.window.show()
    program.start(str(video))
    answer_events(lambda: program.detect.model is not None, 60)
    if args.model is not None:
        load(program, args.model)
    watch, engine = Watch(program), ""

    def note_engine(state: EngineState) -> None:
        nonlocal engine
        engine = state.label

    program.detect._worker.engine_changed.connect(note_engine)
    canvas = program.window.canvas
    hand = QTimer(interval=1000 // 60)
    hand.timeout.connect(lambda: canvas.move_picture(canvas.transform().panned(1 - 2 * (int(time.monotonic()) % 2), 0)))
    hand.start()
    program.media.toggle_playing() if not program.media.session.playing else None
    answer_events(lambda: False, _WARM_UP_S)
    print(f"engine: {engine or 'PyTorch'}")
    watch.forget()
    began = time.monotonic()
    answer_events(lambda: not program.media.session.playing, args.seconds)
    wall_s = time.monotonic() - began
    report(watch, wall_s, program.media.session.media.fps if program.media.session.media else FPS)


def load(program: Program, model: Path) -> None:
    """Loads a model in the place of the shipped one and waits until it detects."""
    loaded: list[object] = []
    program.detect.model_changed.connect(loaded.append)
    program.detect.load(model)
    answer_events(lambda: bool(loaded), 60)


def report(watch: Watch, wall_s: float, fps: float) -> None:
    """Records the figures."""
    if len(watch.frames) < 2:
        raise SystemExit("no frame was shown with detections")
    played_s = watch.frames[-1][1] - watch.frames[0][1]
    between_s = watch.frames[-1][0] - watch.frames[0][0]
    ages = watch.ages_ms()
    p95 = float(np.percentile(ages, 95))
    record(
        [
            Figure("a video's seconds played a second", played_s / between_s, "s", aim="1", more_is_better=True),
            Figure(
                "frames shown a second, each with its detections", len(watch.frames) / wall_s, "frames/s", fps,
                "the video", aim="every frame", more_is_better=True,
            ),
            Figure("a frame due to its detections on screen, median", statistics.median(ages), "ms"),
            Figure("a frame due to its detections on screen, 95th percentile", p95, "ms"),
            Figure("repaints while it plays", watch.repaints / wall_s, "a second", aim="60", more_is_better=True),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
