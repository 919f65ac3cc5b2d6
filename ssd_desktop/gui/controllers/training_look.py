"""What the tabs Matching and Loss look at: the picture on screen with its labels, or an augmented view of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from ssd_desktop.gui.canvas.training_view import TrainingViewStage
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.training_tabs import LossTab, MatchingTab
from ssd_desktop.gui.controllers.zoom import connect_zoom
from ssd_desktop.gui.workers.answering import Answered, Asked
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.gui.workers.training_look import TrainingLookWorker
from ssd_desktop.inference.explanation.training_questions import TrainingExplained, TrainingQuestion
from ssd_desktop.resources import LABELLED_SAMPLE, samples_folder

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_HOLDER = "training look"


class TrainingLook(QObject):
    """Asks while one of its tabs is in front, and only then; shows views in the place of the canvas.

    Signals:
        shown: ``TrainingExplained`` that the tabs show from now on.
    """

    shown = Signal(object)

    def __init__(
        self,
        view: "MainWindow",
        explain: ExplainController,
        worker: TrainingLookWorker,
        stage: TrainingViewStage,
        *,
        explore: ExploreController,
        detect: DetectController,
        media: MediaController,
        annotate: AnnotateController,
    ) -> None:
        """Hangs in the tabs; the worker's thread starts when one of them is first in front.

        Args:
            view: The window.
            explain: Has the tabs and the thresholds, and knows the labels.
            worker: Not running yet.
            stage: Hidden, beside the canvas.
            explore: Knows the box plan that is shown.
            detect: Knows the model in use.
            media: Knows the picture.
            annotate: Knows which box is selected.
        """
        super().__init__(view)
        self._view = view
        self._explain = explain
        self._worker = worker
        self._thread = WorkerThread(worker, "training look", self)
        self._started = False
        self._stage = stage
        self._explore = explore
        self._detect = detect
        self._media = media
        self._annotate = annotate
        self.matching, self.loss = MatchingTab(), LossTab()
        self._tabs = (self.matching, self.loss)
        self._number = 0
        self._wanted_view: int | None = None
        self._asked: tuple[TrainingQuestion, object] | None = None
        self._explained: TrainingExplained | None = None
        for tab in self._tabs:
            explain.add_tab(tab)
            stage.canvas.add_overlay(tab.view_overlay)
            tab.view_wanted.connect(self._on_view_wanted)
        self._connect()

    @property
    def explained(self) -> TrainingExplained | None:
        """What the tabs show; None while there is nothing."""
        return self._explained

    def show_view(self, number: int | None) -> None:
        """Looks at an augmented view, from 0, while one of the tabs is in front; None: at the picture."""
        self._wanted_view = number
        self._update()

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        self._thread.stop()

    # -- Connections

    def _connect(self) -> None:
        self._worker.answered.connect(self._on_answered)
        self._worker.refused.connect(self._on_refused)
        self._explain.scene_changed.connect(self._update)
        self._explain.settings_changed.connect(self._update)
        self._explore.plan_changed.connect(self._update)
        self._annotate.selection_changed.connect(self._on_boxes_selected)
        self._stage.step_wanted.connect(self._step)
        self._stage.left.connect(lambda: self.show_view(None))
        self._stage.canvas.picture_clicked.connect(self._on_view_clicked)
        self._view.closing.connect(self.stop)
        connect_zoom(self._view.commands, self._stage.canvas, self._stage)

    @Slot()
    def _update(self) -> None:
        """Asks if there is something to ask; nobody looks at a view where no tab of it is in front."""
        front = self._front()
        self._view.annotations_overlay.hold_back(front is not None, by=_HOLDER)
        for tab in self._tabs:
            tab.view_overlay.visible = tab is front
        if front is None:
            self._wanted_view = None
            self._show_stage(None)
        else:
            self._ask(wants_loss=front is self.loss)

    def _front(self) -> MatchingTab | LossTab | None:
        front = self._explain.front
        return next((tab for tab in self._tabs if tab is front), None)

    # -- Asking

    def _ask(self, *, wants_loss: bool) -> None:
        obstacle = self._obstacle()
        if obstacle:
            self._give_up(obstacle)
            return
        question = self._question(wants_loss)
        if question is None or self._is_asked(question):
            return
        self._asked = question, self._detect.model
        self._number += 1
        if not self._started:
            self._started = True
            self._thread.start()
        self._worker.ask(Asked(self._number, question))

    def _obstacle(self) -> str:
        """Returns why there is nothing to match; "" where there is."""
        session = self._media.session
        if session.shown is None:
            return self.tr("Open a labelled picture to see which default boxes learn its objects.")
        if session.playing:
            return self.tr("Pause to see which default boxes learn the objects of this frame.")
        if self._explain.labels() is None and Path(session.shown.media.value).parent == samples_folder():
            return self.tr("This sample has no labels; {name} has some.").format(name=LABELLED_SAMPLE)
        if self._explain.labels() is None:
            return self.tr("Nothing is labelled here yet; draw a box around each object (Edit > Draw Box).")
        return ""

    def _question(self, wants_loss: bool) -> TrainingQuestion | None:
        shown, labels = self._media.session.shown, self._explain.labels()
        if shown is None or labels is None:
            return None
        if self._asked is not None and self._asked[0].pixels_rgb is not shown.frame.pixels_rgb:
            self._give_up(self.tr("Looking at the picture..."))
        settings = self._explain.settings
        return TrainingQuestion(
            image=Path(shown.media.value),
            pixels_rgb=shown.frame.pixels_rgb,
            objects=labels,
            plan=self._explore.plan,
            match=settings.match,
            loss=settings.loss,
            view=self._wanted_view,
            wants_loss=wants_loss,
        )

    def _is_asked(self, question: TrainingQuestion) -> bool:
        if self._asked is None or self._asked[1] is not self._detect.model:
            return False
        asked = self._asked[0]
        return asked.pixels_rgb is question.pixels_rgb and _wishes(asked) == _wishes(question)

    def _give_up(self, message: str) -> None:
        """Shows nothing but a sentence; answers under way are stale."""
        if self._asked is None and message == self.matching.message():
            return  # said for every frame of a video
        self._number += 1
        self._asked = self._explained = self._wanted_view = None
        self._show_stage(None)
        for tab in self._tabs:
            tab.show_message(message)

    # -- Answers

    @Slot(object)
    def _on_answered(self, answer: Answered) -> None:
        if answer.number != self._number:
            return
        explained = self._explained = answer.explained
        for tab in self._tabs:
            tab.show_explained(explained)
        self._show_stage(explained)
        self.shown.emit(explained)

    @Slot(int, object)
    def _on_refused(self, number: int, error: Exception) -> None:
        if number == self._number:
            self._give_up(str(error))

    # -- Views

    @Slot(bool)
    def _on_view_wanted(self, wanted: bool) -> None:
        self.show_view(0 if wanted else None)

    @Slot(int)
    def _step(self, by: int) -> None:
        if self._wanted_view is not None:
            self.show_view(max(self._wanted_view + by, 0))

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_view_clicked(self, x: float, y: float, _: Qt.KeyboardModifier) -> None:
        front = self._front()
        if front is not None:
            front.click_view(x, y, self._stage.canvas.transform())

    def _show_stage(self, explained: TrainingExplained | None) -> None:
        """Shows the stage with a view, or the canvas."""
        canvas, stage = self._view.canvas, self._stage
        if explained is not None and explained.view is not None and explained.view_rgb is not None:
            stage.set_view(explained.view, _image(explained.view_rgb))
        is_view = explained is not None and explained.view is not None
        if is_view == stage.isHidden():
            had_focus = canvas.hasFocus() or stage.canvas.hasFocus()
            canvas.setVisible(not is_view)
            stage.setVisible(is_view)
            if had_focus:
                (stage.canvas if is_view else canvas).setFocus()

    @Slot(object)
    def _on_boxes_selected(self, entries: frozenset[int]) -> None:
        """Chooses the ground truth whose box is selected for editing."""
        explained, labels = self._explained, self._explain.labels()
        if explained is None or labels is None or len(entries) != 1:
            return
        for position, place in enumerate(explained.kept):
            if place < len(labels) and labels[place].entry in entries:
                self.matching.choose(position)


def _wishes(question: TrainingQuestion) -> tuple[object, ...]:
    return (
        question.objects,
        question.plan,
        question.match,
        question.loss,
        question.view,
        question.wants_loss,
    )


def _image(pixels_rgb: npt.NDArray[np.uint8]) -> QImage:
    height, width = pixels_rgb.shape[:2]
    whole = np.ascontiguousarray(pixels_rgb)
    return QImage(whole.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
