"""The guided tour over a sample picture: goes from step to step, and leaves everything as it was."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.tour_stage import TourStage
from ssd_desktop.gui.controllers.tour_steps import STEPS
from ssd_desktop.gui.media_session import Media
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.tour_card import TourCard
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.resources import LABELLED_SAMPLE

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_ONCE = Qt.ConnectionType.SingleShotConnection


@dataclass(frozen=True, eq=False)
class _Arrangement:
    """How the user had the window.

    Attributes:
        layout: Of the panels.
        hidden: Those that were not shown.
        in_front: Those that could be seen.
        tab: In front in the Explain panel; None where there is none.
        layers_tab: Number of the one in front in the Layers panel.
        drawing: Of default boxes.
        settings: Thresholds.
        heat: Numbers of what was chosen in the tab Heat.
        network_view: Whether the picture was squeezed.
        ground_truth: Whether the labels were drawn.
        media: What was open; None: nothing.
        frame: Which frame of it.
    """

    layout: QByteArray
    hidden: tuple[QDockWidget, ...]
    in_front: tuple[QDockWidget, ...]
    tab: ExplainTab | None
    layers_tab: int
    drawing: BoxDrawing
    settings: ExplanationSettings
    heat: tuple[int, ...]
    network_view: bool
    ground_truth: bool
    media: Media | None
    frame: int


class TourController(QObject):
    """Runs the tour while its card is in view."""

    def __init__(
        self,
        window: "MainWindow",
        card: TourCard,
        stage: TourStage,
        media: MediaController,
        find_sample: Callable[[], Path],
    ) -> None:
        """Connects card, command and everything whose numbers the card reads.

        Args:
            window: The window.
            card: Hidden.
            stage: What the steps act on.
            media: Opens the sample.
            find_sample: Returns the picture of the tour.
        """
        super().__init__(window)
        self._window, self._card, self._stage, self._media = window, card, stage, media
        self._find_sample = find_sample
        self._before: _Arrangement | None = None
        self._at = 0
        self._has_chosen = False
        window.commands.tell.tour.triggered.connect(self.start)
        card.step_wanted.connect(self._step)
        card.closed.connect(self.leave)
        for entered in (media.opened, media.settled, stage.detect.model_changed):
            entered.connect(self._enter)
        for changed in (stage.explain.shown, stage.look.shown, stage.explain.scene_changed):
            changed.connect(self._refresh)
        window.closing.connect(self._put_back)

    @property
    def is_running(self) -> bool:
        """Whether the card is in view."""
        return self._before is not None

    @Slot()
    def start(self) -> None:
        """Opens the sample and begins with the first step; begins anew where it runs already."""
        try:
            sample = self._find_sample()
        except SSDDesktopError as error:
            self._window.messages.show_error(str(error))
            return
        if self._before is None:
            self._before = self._arrangement()
        # Each step draws what it is about, and nothing lies over it.
        self._window.commands.network_view.setChecked(False)
        self._window.commands.show_ground_truth.setChecked(False)
        shown = self._media.session.media
        if shown is None or shown.value != str(sample):
            self._media.open(str(sample), remember=False)
        self._at = 0
        self._card.show()
        self._enter()

    @Slot()
    def leave(self) -> None:
        """Ends the tour; panels, drawing, thresholds and what was open are as they were."""
        before = self._before
        self._put_back()
        if before is not None:
            self._return_to(before)
            self._window.canvas.setFocus()

    @Slot(int)
    def _step(self, by: int) -> None:
        self._at = max(self._at + by, 0)
        if self._at < len(STEPS):
            self._enter()
        else:
            self.leave()

    @Slot()
    def _enter(self) -> None:
        """Shows the step that it is at; again where the picture or the detector is another."""
        if self._before is None:
            return
        step = STEPS[self._at]
        self._has_chosen = False
        self._stage.explain.change(_changes(ExplanationSettings()))
        step.show(self._stage)
        self._card.show_step(step.title(), self._at + 1, len(STEPS))
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._before is None:
            return
        step = STEPS[self._at]
        if not self._has_chosen:
            self._has_chosen = step.choose(self._stage)
        self._card.set_text(step.text(self._stage) or self.tr("The detector looks at the picture..."))

    def _arrangement(self) -> _Arrangement:
        stage, session = self._stage, self._media.session
        heat = stage.heat_panel
        front = stage.explain.panel.front()
        docks = self._window.findChildren(QDockWidget)
        return _Arrangement(
            layout=self._window.layout_state(),
            hidden=tuple(one for one in docks if one.isHidden()),
            in_front=tuple(one for one in docks if not one.visibleRegion().isEmpty()),
            tab=next((one for one in stage.explain.tabs if one.panel is front), None),
            layers_tab=self._window.layers_panel.tabs.currentIndex(),
            drawing=self._window.layers_panel.drawing(),
            settings=stage.explain.settings,
            heat=tuple(box.currentIndex() for box in (heat.what, heat.of_class, heat.feature_map)),
            network_view=self._window.commands.network_view.isChecked(),
            ground_truth=self._window.commands.show_ground_truth.isChecked(),
            media=session.media,
            frame=0 if session.shown is None else session.shown.frame.number,
        )

    @Slot()
    def _put_back(self) -> None:
        """Puts everything back but the picture."""
        before, self._before = self._before, None
        if before is None:
            return
        self._card.hide()
        stage, window = self._stage, self._window
        stage.detection_panel.detection.decoding.stop()
        stage.explain.change(_changes(before.settings))
        heat = stage.heat_panel
        for box, index in zip((heat.what, heat.of_class, heat.feature_map), before.heat, strict=True):
            if 0 <= index < box.count():
                box.setCurrentIndex(index)
        if before.tab is not None:
            stage.explain.bring_forward(before.tab)
        window.put_layout(before.layout)
        for dock in before.hidden:  # Qt shows again what it restores among tabs
            dock.hide()
        for dock in before.in_front:
            dock.raise_()
        window.layers_panel.tabs.setCurrentIndex(before.layers_tab)
        window.layers_panel.set_drawing(before.drawing)
        window.default_boxes_overlay.set_pointer(None)
        window.commands.network_view.setChecked(before.network_view)
        window.commands.show_ground_truth.setChecked(before.ground_truth)

    def _return_to(self, before: _Arrangement) -> None:
        """Opens what was open, unless the user has gone elsewhere from the sample."""
        now, media = self._media.session.media, before.media
        if media is None or now is None or Path(now.value).name != LABELLED_SAMPLE or now.value == media.value:
            return
        self._media.open(media.value, remember=False)
        if not media.is_still and not media.is_live:
            self._media.opened.connect(partial(self._go_to_frame, media, before.frame), _ONCE)

    def _go_to_frame(self, video: Media, frame: int, opened: Media) -> None:
        """Goes to the frame of a video that is open again; what else was opened since begins where it begins."""
        if opened.value == video.value:
            self._media.seek(frame)


def _changes(settings: ExplanationSettings) -> dict[str, object]:
    """Returns thresholds by their names."""
    return {one.name: getattr(settings, one.name) for one in fields(settings)}
