"""Takes the pictures of the user guide: the real program on its shipped samples, without a person or a screen.

Run ``python tools/screenshots.py`` after a change that can be seen; it writes ``docs/images/*.png``.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.qt_platform import forget_opencv_qt

forget_opencv_qt()  # Qt would start with the plugins of OpenCV's own Qt
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage, qRgb
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ssd_desktop.gui.controllers.explain_detection import DetectionTab
from ssd_desktop.gui.controllers.explain_heat import HeatTab
from ssd_desktop.gui.controllers.picture import to_pixels
from ssd_desktop.gui.controllers.tour_steps import STEPS
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.explain_detection import ExplainDetectionPanel
from ssd_desktop.gui.panels.tour_card import TourCard
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads
from ssd_desktop.resources import resource_path

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
SAMPLE = resource_path("samples") / "game_pieces" / "JPEGImages" / "pieces_01.jpg"
WINDOW = QSize(1120, 700)
COLOURS = 160
PATIENCE_S = 120.0
THUMBNAILS_S = 2.0
STEP_S = 3.0

#: What the dialog shows in place of the paths of the machine that takes the pictures.
DATA_FOLDER, RUNS_FOLDER = "resources/samples/game_pieces", "~/Documents/SSD Desktop/runs"


def main() -> None:
    """Starts the program with settings of its own and takes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a checkpoint; without it the shipped detector is used")
    model = parser.parse_args().model
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        settings.theme, settings.language = "light", "en"
        settings.model = str(model.resolve()) if model is not None else ""
        application = make_application(settings)
        program = Program(settings)
        take_window(program)
        take_explanations(program)
        take_matching(program)
        take_tour(program)
        take_dialog(program)
        take_models(program)
        take_labelling(program, Path(folder))
        program.window.close()
        stop_all_threads(int(1000 * PATIENCE_S))
        application.quit()


def take_window(program: Program) -> None:
    """Takes the window with detections, with default boxes, and as the network sees the picture."""
    window = program.window
    answers: list[object] = []
    program.detect.answered.connect(answers.append)
    window.resize(WINDOW)
    window.show()
    program.start(None)
    wait_until(lambda: len(answers) == 1, "the first detections")
    program.detect.wanted_again.emit()  # the first ones take longer: PyTorch has to warm up
    wait_until(lambda: len(answers) == 2, "detections again")
    save(window, "window")
    size = window.canvas.picture_size()
    window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({3}), centres=True))
    window.default_boxes_overlay.set_pointer(size.width() * 0.3, size.height() * 0.5)
    save(window, "default_boxes")
    window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({3}), grid=False))
    window.commands.network_view.setChecked(True)
    window.default_boxes_overlay.set_pointer(size.width() * 0.3, size.height() * 0.5)
    save(window, "network_view")


def take_matching(program: Program) -> None:
    """Takes the default boxes that learn an object of a shipped picture."""
    (look,) = program.window.findChildren(TrainingLook)
    program.window.commands.network_view.setChecked(False)
    program.window.layers_panel.set_drawing(BoxDrawing())
    program.media.open(str(SAMPLE))
    wait_until(lambda: program.annotate.image == SAMPLE, "the labelled picture")
    program.explain.bring_forward(look.matching)
    program.explain.open()
    wait_until(lambda: look.explained is not None, "the matching")
    look.matching.choose(1)
    save(program.window, "matching")
    program.window.layers_dock.raise_()


def take_explanations(program: Program) -> None:
    """Takes the Explain panel: a detection on its way from its default box, and the scores of its class as heat."""
    window, explain = program.window, program.explain
    window.commands.network_view.setChecked(False)
    window.layers_panel.set_drawing(BoxDrawing())
    explain.open()
    wait_until(lambda: explain.explained is not None, "the explanation")
    detection, heat = (next(tab for tab in explain.tabs if isinstance(tab, kind)) for kind in (DetectionTab, HeatTab))
    panel = detection.panel
    if isinstance(panel, ExplainDetectionPanel):
        panel.detection.decoding.step(-1)
    save(window, "explain_detection")
    explain.bring_forward(heat)
    wait_until(lambda: explain.explained is not None and explain.explained.heat is not None, "the heat")
    save(window, "explain_heat")


def take_tour(program: Program) -> None:
    """Takes steps of the guided tour, and leaves it."""
    program.window.commands.tell.tour.trigger()
    card = program.window.findChild(TourCard)
    wait_until(lambda: "king" in "".join(one[0] for one in listed(program)), "the cards of the tour")
    names = {2: "tour_cell", 4: "tour_matching", 7: "tour_scores", 9: "tour_heat"}
    for place in range(1, len(STEPS) + 1):
        begin = time.monotonic()
        wait_until(lambda begin=begin: time.monotonic() - begin > STEP_S, "what a step shows")
        if place in names:
            save(program.window, names[place])
        card.step_wanted.emit(1)
    program.media.open(str(resource_path("samples")), remember=False)
    wait_until(lambda: program.media.session.media.name.startswith("1"), "the first sample")


def listed(program: Program) -> list[tuple[str, ...]]:
    """Returns the names of the detections that are known of the picture on screen."""
    found, model = program.detect.detections, program.detect.model
    return [] if found is None or model is None else [(model.classes[label - 1],) for label in found.labels]


def take_dialog(program: Program) -> None:
    """Takes the fine-tune dialog with the shipped labelled pictures."""
    program.window.commands.fine_tune.trigger()
    dialog = program.window.findChild(FineTuneDialog)
    start = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    wait_until(start.isEnabled, "the look through the sample data")
    for edit in dialog.findChildren(QLineEdit):
        shown = {"Data folder": DATA_FOLDER, "Folder of runs": RUNS_FOLDER}.get(edit.accessibleName())
        if shown is not None:
            edit.setText(shown)
    save(dialog, "fine_tune")
    dialog.reject()


def take_models(program: Program) -> None:
    """Takes the list of models with the card of one."""
    program.window.commands.models.trigger()
    dialog = program.models.dialog
    assert dialog is not None
    wait_until(lambda: dialog.entry is not None, "the list of models")
    dialog.choose("torchvision-ssd300-coco")
    save(dialog, "models")
    dialog.reject()


def take_labelling(program: Program, folder: Path) -> None:
    """Takes boxes under edit on copies of the shipped pieces, and suggested boxes on copies of the shipped cards."""
    window, samples = program.window, resource_path("samples")
    window.commands.network_view.setChecked(False)
    window.commands.detecting.setChecked(False)
    window.layers_panel.set_drawing(BoxDrawing(maps=frozenset()))
    window.default_boxes_overlay.set_pointer(None)
    pieces, cards = folder / "pieces", folder / "cards"
    for place in (pieces, cards):
        place.mkdir()
    for number in range(1, 13):
        shutil.copy(samples / "game_pieces" / "JPEGImages" / f"pieces_{number:02}.jpg", pieces)
        if number % 4:
            shutil.copy(samples / "game_pieces" / "Annotations" / f"pieces_{number:02}.xml", pieces)
    for image in samples.glob("*cards*.jpg"):
        shutil.copy(image, cards)
    label(program, pieces / "pieces_03.jpg")
    program.annotate.select(frozenset({program.annotate.objects[0].entry}))
    save(window, "labelling")
    take_statistics(program)
    label(program, min(cards.iterdir()))
    window.commands.suggest.look_here.trigger()
    wait_until(lambda: bool(program.suggest.shown), "suggested boxes")
    window.commands.suggest.select_next.trigger()
    window.statusBar().clearMessage()
    save(window, "suggestions")


def take_statistics(program: Program) -> None:
    """Takes the statistics of the pieces, with a box that is there twice."""
    panel, annotate = program.statistics.panel, program.annotate
    toggle = program.statistics.dock.toggleViewAction()
    annotate.add([annotate.objects[0]], "Duplicate")
    toggle.trigger()
    wait_until(lambda: panel.found is not None, "the statistics")
    panel.show_tab(panel.suspicious)
    panel.suspicious.table.selectRow(0)
    wait_until(lambda: bool(annotate.selected), "the suspicious box")
    save(program.window, "statistics")
    annotate.undo()
    toggle.trigger()


def label(program: Program, image: Path) -> None:
    """Opens an image for labelling and waits until its panels are filled."""
    known: list[bool] = []
    program.images.statuses_known.connect(lambda: known.append(True))
    program.media.open(str(image), remember=False)
    wait_until(lambda: program.annotate.image == image and bool(known), f"the labels of {image.name}")
    program.labels.set_mode("edit")
    begin = time.monotonic()
    wait_until(lambda: time.monotonic() - begin > THUMBNAILS_S, "thumbnails")


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Lets the program run until ``is_so``.

    Raises:
        TimeoutError: It never was.
    """
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited in vain for {what}.")
        QCoreApplication.processEvents()
        time.sleep(0.01)


def save(widget: QWidget, name: str) -> None:
    """Writes what a widget shows as a PNG of few colours: a guide is read over the network."""
    QCoreApplication.processEvents()
    image = widget.grab().toImage()
    few = image.convertToFormat(QImage.Format.Format_Indexed8, palette(image))
    path = IMAGES / f"{name}.png"
    if not few.save(str(path)):
        raise OSError(f"{path} cannot be written.")
    print(f"{path.relative_to(IMAGES.parents[1])}: {path.stat().st_size // 1024} KB")


def palette(image: QImage) -> list[int]:
    """Returns the colours that stand for those of an image with the least error."""
    pixels = to_pixels(image).reshape(-1, 3).astype(np.float32)
    sample = pixels[:: max(1, len(pixels) // 20_000)]
    cv2.setRNGSeed(0)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, _, centres = cv2.kmeans(sample, COLOURS, None, ends, 1, cv2.KMEANS_PP_CENTERS)
    return [qRgb(*(int(value) for value in np.rint(centre))) for centre in centres]


if __name__ == "__main__":
    main()
