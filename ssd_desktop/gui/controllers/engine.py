"""What computes the network: the choice in the menu, and what the status bar says about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionWorker, EngineState
from ssd_desktop.gui.workers.detector_loader import DetectorLoader
from ssd_desktop.inference.engines.config import AUTOMATIC, BF16, FP32, INT8, OPENVINO, TORCH, EngineChoice

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_CHOICES = (
    AUTOMATIC,
    EngineChoice(TORCH, FP32),
    EngineChoice(TORCH, BF16),
    EngineChoice(OPENVINO, FP32),
    EngineChoice(OPENVINO, BF16),
    EngineChoice(OPENVINO, INT8),
)


class EngineController(QObject):
    """Adds Model > Engine, loads the model again where another engine is chosen, and shows the one that computes.

    Args:
        view: The window.
        settings: The engine is remembered here.
        worker: Tells which engine computes.
        loader: Of the worker.
        detect: Loads models.
    """

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        worker: DetectionWorker,
        *,
        loader: DetectorLoader,
        detect: DetectController,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._loader = loader
        self._detect = detect
        self._told = ""
        loader.on_engine = worker.look_at_engine
        self.menu = QMenu(self.tr("En&gine"), view)
        self.menu.setToolTipsVisible(True)
        self._fill_menu()
        self._put_below_device()
        worker.engine_changed.connect(self._on_engine_changed)

    @property
    def choice(self) -> EngineChoice:
        """What was chosen; what it leaves open, a measurement decides for each model."""
        return self._loader.engine

    def _fill_menu(self) -> None:
        group = QActionGroup(self.menu)
        tips = {
            FP32: self.tr("32 bits a number: the reference"),
            BF16: self.tr("16 bits a number: scores move in the third digit; fast where the processor has it"),
            INT8: self.tr("8 bits a number: the fastest, after Model > Export with int8 for this model"),
        }
        for number, choice in enumerate(_CHOICES):
            action = self.menu.addAction(self.tr("Automatic") if choice == AUTOMATIC else choice.label)
            action.setToolTip(tips.get(choice.precision, self.tr("The fastest, measured once for each model")))
            action.setCheckable(True)
            action.setChecked(choice == self._loader.engine)
            action.setData(number)
            group.addAction(action)
        group.triggered.connect(self._choose)

    def _put_below_device(self) -> None:
        entry = self._view.device_menu.menuAction()
        model_menu = self._view.device_menu.parentWidget()
        if isinstance(model_menu, QMenu):
            entries = model_menu.actions()
            model_menu.insertMenu(entries[entries.index(entry) + 1], self.menu)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        choice = _CHOICES[int(action.data())]
        self._told = ""
        self._settings.engine = choice
        self._loader.engine = choice
        self._detect.load_again()

    @Slot(object)
    def _on_engine_changed(self, state: EngineState) -> None:
        self._view.status.set_engine(state.label)
        if state.problem and state.problem != self._told:
            self._told = state.problem
            self._view.messages.show_notice(state.problem)
