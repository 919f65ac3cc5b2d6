"""What is explained: the picture on screen, its labels as they are now, under the thresholds of the moment."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.track_store import frame_image
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.panels.explain import ExplainPanel
from ssd_desktop.gui.workers.answering import Answered, Asked
from ssd_desktop.gui.workers.detection import SCORE_FLOOR
from ssd_desktop.gui.workers.explaining import ExplanationWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.explanation.questions import Explained, HeatWish, Question
from ssd_desktop.inference.explanation.types import ExplanationSettings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_HOLDER = "explain"

_PATIENCE_MS = 400
"""How long the tabs of the last picture stay, empty, before it is said that the detector looks at the next."""

_NAMED = 5
"""Classes that a note names."""


class ExplainController(QObject):
    """Asks for explanations while the panel is open, and only then, and gives them to the tabs.

    Signals:
        settings_changed: ``ExplanationSettings`` that hold from now on.
        scene_changed: Another tab is in front, or the picture, its labels or the model are others.
        shown: ``Explained`` that the tabs show from now on; None: nothing.
    """

    settings_changed = Signal(object)
    shown = Signal(object)
    scene_changed = Signal()

    def __init__(
        self,
        view: "MainWindow",
        dock: QDockWidget,
        panel: ExplainPanel,
        worker: ExplanationWorker,
        *,
        detect: DetectController,
        media: MediaController,
        annotate: AnnotateController,
    ) -> None:
        """Connects the parts; the worker's thread starts when the panel is first open.

        Args:
            view: The window.
            dock: Of the panel; nothing is asked while it cannot be seen.
            panel: Where the tabs are.
            worker: Not running yet.
            detect: Knows the model in use.
            media: Knows the picture.
            annotate: Knows its labels.
        """
        super().__init__(view)
        self._view = view
        self._dock = dock
        self._panel = panel
        self._worker = worker
        self._thread = WorkerThread(worker, "explaining", self)
        self._started = False
        self._seen = False
        self._detect = detect
        self._media = media
        self._annotate = annotate
        self._tabs: list[ExplainTab] = []
        self._settings = ExplanationSettings(score=_explainable(view.objects_panel.threshold()))
        self._number = 0
        self._asked: Question | None = None
        self._asked_of: object = None
        self._explained: Explained | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._connect()
        self._update()

    # -- What others ask

    @property
    def settings(self) -> ExplanationSettings:
        """The thresholds that hold."""
        return self._settings

    @property
    def explained(self) -> Explained | None:
        """What is explained now; None while there is nothing."""
        return self._explained

    @property
    def tabs(self) -> tuple[ExplainTab, ...]:
        """The tabs, from the first to the last."""
        return tuple(self._tabs)

    def open(self) -> None:
        """Shows the panel, before those it shares its place with."""
        self._dock.show()
        self._dock.raise_()

    def bring_forward(self, tab: ExplainTab) -> None:
        """Puts a tab in front of the others."""
        self._panel.set_front(tab.panel)

    @property
    def panel(self) -> ExplainPanel:
        """Where the tabs are."""
        return self._panel

    @property
    def front(self) -> ExplainTab | None:
        """The tab in front; None while the panel cannot be seen."""
        if not self._seen:
            return None
        return next((tab for tab in self._tabs if tab.panel is self._panel.front()), None)

    def add_tab(self, tab: ExplainTab) -> None:
        """Hangs a tab into the panel, behind the others."""
        tab.setParent(self)
        self._tabs.append(tab)
        tab.overlay.visible = False
        self._view.canvas.add_overlay(tab.overlay, beneath=tab.beneath)
        tab.changes_wanted.connect(self.change)
        tab.heat_wanted.connect(self._ask)
        tab.show_settings(self._settings)
        tab.show(None)
        self._panel.add_tab(tab.title, tab.panel, answers_itself=tab.answers_itself)

    @Slot(object)
    def change(self, changes: Mapping[str, object]) -> None:
        """Changes thresholds, by the names of ``ExplanationSettings``; the score is that of the window, too."""
        settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        settings = replace(settings, score=_explainable(settings.score))
        if settings == self._settings:
            return
        before, self._settings = self._settings, settings
        # Set again while it is typed in, a field would spoil what is typed.
        shown_from = _explainable(self._view.objects_panel.threshold())
        if settings.score not in (before.score, shown_from):
            self._detect.set_threshold(settings.score)
        for tab in self._tabs:
            tab.show_settings(settings)
        self.settings_changed.emit(settings)
        self._ask()

    def labels(self) -> tuple[AnnotatedObject, ...] | None:
        """Returns the labels of the picture with all edits; those of the file where it cannot be edited (yet).

        None: it is not labelled.
        """
        shown = self._media.session.shown
        annotation = self._annotate.annotation()
        if shown is not None and not self._is_editable(shown):
            annotation = shown.annotation
        return None if annotation is None else annotation.objects

    def _is_editable(self, shown: MediaPicture[QImage]) -> bool:
        """Returns whether the labels that can be edited are those of this picture, not of the one before it."""
        path = Path(str(shown.media.value))
        return self._annotate.image in (path, frame_image(path, shown.frame.number))

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        self._thread.stop()

    # -- Connections

    def _connect(self) -> None:
        self._worker.answered.connect(self._on_answered)
        self._worker.refused.connect(self._on_refused)
        self._patience.timeout.connect(self._say_looking)
        self._dock.visibilityChanged.connect(self._on_visibility)
        self._panel.front_changed.connect(self._update)
        self._media.shown.connect(self._update)
        self._media.playing_changed.connect(self._update)
        self._detect.model_changed.connect(self._update)
        self._annotate.changed.connect(self._update)
        self._view.objects_panel.threshold_changed.connect(lambda score: self.change({"score": score}))
        self._view.canvas.picture_clicked.connect(self._on_clicked)
        self._view.canvas.pointer_moved.connect(self._on_pointer_moved)
        self._view.canvas.pointer_left.connect(self._on_pointer_left)
        self._view.closing.connect(self.stop)

    @Slot(bool)
    def _on_visibility(self, seen: bool) -> None:
        # A panel behind others of its place is as visible to Qt as the one in front.
        self._seen = seen
        self._update()

    @Slot()
    def _update(self) -> None:
        """Draws the overlay of the tab in front and no other, and asks if there is something to ask."""
        front = self.front
        for tab in self._tabs:
            tab.overlay.visible = tab is front
        self._hold_detections_back()
        self._ask()
        self.scene_changed.emit()

    def _hold_detections_back(self) -> None:
        """Keeps the usual boxes away while the tab in front draws them itself."""
        front = self.front
        hides = front is not None and front.hides_detections and self._has_answer(front)
        self._view.detections_overlay.hold_back(hides, by=_HOLDER)

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_clicked(self, x: float, y: float, _: Qt.KeyboardModifier) -> None:
        front = self.front
        if front is not None and self._has_answer(front):
            front.click(x, y, self._view.canvas.transform())

    @Slot(float, float)
    def _on_pointer_moved(self, x: float, y: float) -> None:
        front = self.front
        if front is not None and self._has_answer(front):
            front.point(x, y)

    @Slot()
    def _on_pointer_left(self) -> None:
        if self.front is not None:
            self.front.point(None, None)

    def _has_answer(self, tab: ExplainTab) -> bool:
        return tab.answers_itself or self._explained is not None

    # -- Asking

    @Slot()
    def _ask(self) -> None:
        front = self.front
        if front is None or front.answers_itself:
            return
        obstacle = self.obstacle()
        if obstacle:
            self._give_up(obstacle)
            return
        question = self.question(front.heat)
        if question is None or self._is_asked(question):
            return
        if self._asked is None or not self._is_same_picture(question):
            self._forget()
            self._wait_patiently()
        self._asked, self._asked_of = question, self._detect.model
        self._number += 1
        self._start()
        self._worker.ask(Asked(self._number, question))

    def obstacle(self) -> str:
        """Returns why nothing can be explained now; "" where it can."""
        model, session = self._detect.model, self._media.session
        if session.shown is None:
            return self.tr("Open a picture to see how the detector decides.")
        if model is None:
            return self.tr("No detector is loaded yet; choose one with Model > Open Checkpoint.")
        if model.tiling is not None:
            text = self.tr(
                "The detector {name} looks at tiles of a picture; choose one that looks at whole pictures to see how "
                "it decides."
            )
            return text.format(name=model.name)
        if session.playing:
            return self.tr("Pause to see how the detector decides on this frame.")
        return ""

    def question(self, heat: HeatWish | None = None) -> Question | None:
        """Returns what is asked of the picture and its labels as they are now; None without a picture.

        Args:
            heat: What is wanted of the feature maps.
        """
        shown = self._media.session.shown
        if shown is None:
            return None
        return Question(
            image=Path(shown.media.value),
            pixels_rgb=shown.frame.pixels_rgb,
            objects=self.labels(),
            settings=self._settings,
            heat=heat,
        )

    def _is_same_picture(self, question: Question) -> bool:
        asked = self._asked
        return asked is not None and asked.pixels_rgb is question.pixels_rgb and self._asked_of is self._detect.model

    def _is_asked(self, question: Question) -> bool:
        asked = self._asked
        if asked is None or not self._is_same_picture(question):
            return False
        return (asked.objects, asked.settings, asked.heat) == (question.objects, question.settings, question.heat)

    def _give_up(self, message: str) -> None:
        """Shows nothing but a sentence; answers under way are stale."""
        self._forget()
        self._panel.set_message(message)

    def _forget(self) -> None:
        """Takes away what is explained; answers under way are stale."""
        self._number += 1
        self._asked = None
        self._patience.stop()
        self._show(None)

    def _wait_patiently(self) -> None:
        """Says that it looks, but keeps the tabs while it does not take long: the panel does not flicker."""
        if self._panel.message():
            self._say_looking()
        else:
            self._patience.start()

    @Slot()
    def _say_looking(self) -> None:
        self._panel.set_message(self.tr("Looking at the picture..."))

    def _start(self) -> None:
        if not self._started:
            self._started = True
            self._thread.start()

    # -- Answers

    @Slot(object)
    def _on_answered(self, answer: Answered) -> None:
        if answer.number != self._number:
            return
        self._patience.stop()
        self._panel.set_message("")
        self._panel.set_note(self._note(answer.explained))
        self._show(answer.explained)

    @Slot(int, object)
    def _on_refused(self, number: int, error: Exception) -> None:
        if number == self._number:
            self._patience.stop()
            self._panel.set_message(str(error))
            self._show(None)

    def _note(self, explained: Explained) -> str:
        """Returns which labels cannot be explained; "" where all can."""
        names = ", ".join(explained.unknown_classes[:_NAMED])
        if len(explained.unknown_classes) > _NAMED:
            names += ", …"
        if not names:
            return ""
        if explained.explanation.objects is None:
            text = self.tr(
                "The detector {detector} knows none of the labels' classes ({names}): only what it finds is explained."
            )
        else:
            text = self.tr(
                "The detector {detector} does not know these classes, so their objects are left out: {names}."
            )
        return text.format(detector=explained.explanation.detector, names=names)

    def _show(self, explained: Explained | None) -> None:
        if explained is None and self._explained is None:
            return
        self._explained = explained
        for tab in self._tabs:
            tab.show(explained)
        self._hold_detections_back()
        self.shown.emit(explained)


def _explainable(score: float) -> float:
    """Returns a score that is no lower than that of the surest detection that the window leaves out."""
    return max(score, SCORE_FLOOR)
