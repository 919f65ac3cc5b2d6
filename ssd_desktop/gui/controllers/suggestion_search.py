"""Which pictures a detector looks at for suggestions, and which of them are worth a label first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.suggest import SuggestController
from ssd_desktop.gui.controllers.suggestion_jobs import SuggestionJobs
from ssd_desktop.gui.localised import localised
from ssd_desktop.inference.prediction_cache import ImagePrediction
from ssd_desktop.inference.uncertain_queue import UncertainQueue
from ssd_desktop.inference.uncertainty import Uncertainty

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_NAMED = 3
"""Pictures that a message names; of more it says how many."""

_SHOW_AFTER_MS = 200


class SuggestionSearch(QObject):
    """Starts and ends the looking, and keeps the list of uncertain pictures.

    Signals:
        image_wanted: An image (``Path``) to be shown.
    """

    image_wanted = Signal(object)

    def __init__(
        self,
        view: "MainWindow",
        annotate: AnnotateController,
        files: LabelFiles,
        detect: DetectController,
        suggest: SuggestController,
        jobs: SuggestionJobs,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._annotate = annotate
        self._files = files
        self._detect = detect
        self._suggest = suggest
        self._jobs = jobs
        self._queue = UncertainQueue(self.is_unlabelled)
        self._goes_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show_list)
        self._connect()

    def is_unlabelled(self, image: Path) -> bool:
        """Returns whether an image of the open folder waits for a label."""
        store = self._files.store
        if store is None:
            return False
        if store.is_loaded(image):
            return store.annotation(image) is None
        return not store.folder.is_labelled(image)

    # -- Looking

    @Slot()
    def look_here(self) -> None:
        """Lets the detector suggest boxes for the picture that is shown, and goes over to editing boxes."""
        image, model = self._annotate.image, self._detect.model
        if image is None or not self._has_model():
            return
        edit = self._view.commands.edit.edit_boxes
        if not edit.isChecked():
            edit.trigger()
        self._show_panel()
        if model is not None and not self._suggest.is_looked_at(image):
            self._view.statusBar().showMessage(self.tr("Looking at {name}...").format(name=image.name), 3000)
            self._jobs.look_at(image, model.path, self._detect.device)

    @Slot()
    def look_at_all(self) -> None:
        """Lets the detector suggest boxes for every picture without labels."""
        self._look_at_unlabelled(mirrored=False)

    @Slot()
    def find_uncertain(self) -> None:
        """Lets the detector look at every picture without labels, and at its mirror image."""
        self._look_at_unlabelled(mirrored=True)

    @Slot()
    def next_uncertain(self) -> None:
        """Shows the next picture of the list; without a list, makes one and shows its first."""
        image = self._queue.next_after(self._annotate.shown_image)
        if image is not None:
            self.image_wanted.emit(image)
        elif not self._queue.rows() and not self._jobs.is_running:
            self._goes_on = True
            self.find_uncertain()

    def _look_at_unlabelled(self, *, mirrored: bool) -> None:
        store, model = self._files.store, self._detect.model
        if store is None:
            self._view.messages.show_notice(self.tr("Open a folder of your own pictures to label them."))
            return
        if not self._has_model() or model is None:
            return
        images = [image for image in store.folder.images() if self.is_unlabelled(image)]
        self._show_panel()
        if images:
            self._jobs.look_at_all(images, model.path, self._detect.device, mirrored=mirrored)
        else:
            self._view.messages.show_notice(self.tr("Every picture of this folder has labels."))

    def _has_model(self) -> bool:
        if self._detect.model is None:
            self._view.messages.show_notice(
                self.tr("No detector is ready; wait until it is loaded, or choose one with Model > Open Checkpoint.")
            )
        return self._detect.model is not None

    def _show_panel(self) -> None:
        self._view.suggestions_dock.show()
        self._view.suggestions_dock.raise_()

    # -- Connections

    def _connect(self) -> None:
        suggest, panel = self._view.commands.suggest, self._view.suggestions_panel
        suggest.look_here.triggered.connect(self.look_here)
        suggest.look_at_all.triggered.connect(self.look_at_all)
        suggest.uncertain.triggered.connect(self.find_uncertain)
        suggest.next_uncertain.triggered.connect(self.next_uncertain)
        panel.cancelled.connect(self._jobs.cancel)
        panel.image_chosen.connect(self._on_chosen)
        self._jobs.predicted.connect(self._on_predicted)
        self._jobs.progressed.connect(panel.set_progress)
        self._jobs.ended.connect(self._on_ended)
        self._jobs.model_failed.connect(self._view.messages.show_error)
        self._annotate.changed.connect(lambda _: self._timer.start())
        self._files.folder_opened.connect(self._begin_anew)
        self._detect.model_changed.connect(lambda _: self._on_model())

    @Slot()
    def _begin_anew(self) -> None:
        self._jobs.drop()
        self._queue.clear()
        self._goes_on = False
        self._show_list()

    def _on_model(self) -> None:
        self._begin_anew()
        self._suggest.forget_suggestions()

    @Slot(object)
    def _on_chosen(self, image: Path) -> None:
        if image != self._annotate.shown_image:
            self.image_wanted.emit(image)

    @Slot(object, object, object)
    def _on_predicted(self, image: Path, prediction: ImagePrediction, uncertainty: Uncertainty | None) -> None:
        self._suggest.take(image, prediction)
        if uncertainty is not None:
            self._queue.add(image, uncertainty)
            if not self._timer.isActive():
                self._timer.start()

    @Slot(int, object)
    def _on_ended(self, looked_at: int, missed: tuple[tuple[Path, str], ...]) -> None:
        self._show_list()
        if missed:
            self._view.messages.show_error(self._missed_text(looked_at, missed))
        if self._goes_on:
            self._goes_on = False
            first = self._queue.next_after(None)
            if first is not None:
                self.image_wanted.emit(first)

    def _missed_text(self, looked_at: int, missed: tuple[tuple[Path, str], ...]) -> str:
        names = ", ".join(image.name for image, _ in missed[:_NAMED])
        if len(missed) > _NAMED:
            names = self.tr("{names} and {count} more").format(names=names, count=len(missed) - _NAMED)
        text = self.tr("{missed} of {count} pictures could not be looked at: {names}. The first: {why}")
        return text.format(missed=len(missed), count=looked_at, names=names, why=localised(missed[0][1]))

    @Slot()
    def _show_list(self) -> None:
        self._view.suggestions_panel.set_uncertain(self._queue.rows(), self._annotate.shown_image)
