"""What the plans reach of the boxes of the open folder: window, worker, and the fitted plan that comes of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from ssd_desktop.data.plan_comparison import PlanComparison
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.plans import PlansController
from ssd_desktop.gui.dialogs.plan_recall import PlanRecallDialog
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.workers.plan_recall import PlanRecallWorker
from ssd_desktop.gui.workers.thread import Worker, WorkerThread
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class Measuring(Worker, Protocol):
    """What the controller needs of ``PlanRecallWorker``."""

    read: SignalInstance
    measuring: SignalInstance
    measured: SignalInstance


MakeWorker = Callable[[Path, NetworkDescription, Sequence[BoxPlan]], Measuring]


class PlanRecallController(QObject):
    """Measures one folder at a time; a later wish waits for the end of the one before."""

    def __init__(
        self, view: "MainWindow", plans: PlansController, *, make_worker: MakeWorker = PlanRecallWorker
    ) -> None:
        super().__init__(view)
        self._view = view
        self._plans = plans
        self._make_worker = make_worker
        self._folder: Path | None = None
        self._next: Path | None = None
        self._dialog: PlanRecallDialog | None = None
        self._thread: WorkerThread | None = None
        plans.recall_wanted.connect(self.open_dialog)
        view.closing.connect(self.stop)

    @property
    def dialog(self) -> PlanRecallDialog | None:
        """The window of figures; None before it was opened."""
        return self._dialog

    @Slot(object)
    def show_picture(self, picture: MediaPicture[object]) -> None:
        """Takes note of the folder of the picture that is shown."""
        if picture.media.is_still:
            self._folder = Path(picture.media.value).parent

    @Slot()
    def open_dialog(self) -> None:
        """Opens the window and measures the open folder."""
        if self._dialog is None:
            self._dialog = self._new_dialog()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        if self._folder is None:
            self._dialog.show_nothing(self.tr("No folder of pictures is open; choose one with labels by Browse."))
        elif not self._dialog.is_measuring():
            self.measure(self._folder)

    @Slot(object)
    def measure(self, folder: Path) -> None:
        """Measures the plans on a folder; what is measured now is given up."""
        self._next = folder
        if self._dialog is not None:
            self._dialog.show_measuring(folder)
        if self._thread is None:
            self._start_next()
        else:
            self._thread.stop()

    @Slot()
    def stop(self) -> None:
        """Ends the measuring, if there is any."""
        self._next = None
        if self._thread is not None:
            self._thread.stop()
            if self._dialog is not None:
                self._dialog.show_nothing(self.tr("Cancelled; measure again when you like."))

    def _new_dialog(self) -> PlanRecallDialog:
        dialog = PlanRecallDialog(self._view)
        dialog.measure_wanted.connect(self.measure)
        dialog.cancel_wanted.connect(self.stop)
        dialog.show_wanted.connect(self._plans.choose)
        dialog.use_wanted.connect(self._plans.training_wanted)
        return dialog

    def _start_next(self) -> None:
        if self._next is None:
            return
        folder, self._next = self._next, None
        network = self._plans.plan.network or SSD300
        worker = self._make_worker(folder, network, self._plans.own_plans())
        worker.read.connect(self._on_read)
        worker.measuring.connect(self._on_measuring)
        worker.measured.connect(self._on_measured)
        worker.failed.connect(self._on_failed)
        self._thread = WorkerThread(worker, "plan recall", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    def _wanted(self) -> PlanRecallDialog | None:
        """The window, while it waits for what comes now; an end on demand overtakes what was on its way."""
        waits = self._next is None and self._dialog is not None and self._dialog.is_measuring()
        return self._dialog if waits else None

    @Slot(int)
    def _on_read(self, images: int) -> None:
        dialog = self._wanted()
        if dialog is not None:
            dialog.show_read(images)

    @Slot()
    def _on_measuring(self) -> None:
        dialog = self._wanted()
        if dialog is not None:
            dialog.show_fitting()

    @Slot(object)
    def _on_measured(self, comparison: PlanComparison) -> None:
        dialog = self._wanted()
        if dialog is not None:
            self._plans.add(recall.plan for recall in comparison.recalls)
            dialog.show_comparison(comparison)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        dialog = self._wanted()
        if dialog is not None:
            text = str(error) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}"
            dialog.show_nothing(text)

    @Slot()
    def _on_finished(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._start_next()
