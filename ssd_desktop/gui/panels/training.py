"""The panel of a training: how far it is, its figures and curve, what it says, and the buttons that steer it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.localised import localised, localised_device
from ssd_desktop.gui.panels.counted import classes_text, images_text
from ssd_desktop.gui.panels.numbers import bar_text
from ssd_desktop.gui.panels.training_figures import TrainingFigures
from ssd_desktop.gui.panels.training_log import TrainingLog
from ssd_desktop.gui.panels.training_views import TrainingViews
from ssd_desktop.gui.theme import icon
from ssd_desktop.training.events import (
    DISK_FULL,
    EpochFinished,
    PreviewsDrawn,
    TrainingDiverged,
    TrainingEvent,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
    TrainingStopping,
)

_WIDE_PX = 720
_LOW_LINES = 16


class TrainingPanel(QWidget):
    """Shows one training at a time and emits what the user wants done with it.

    Signals:
        fine_tune_wanted: Open the dialog.
        pause_wanted, resume_wanted: Of the running training.
        stop_wanted: End it and keep what it has.
        cancel_wanted: End it and discard it; nobody was asked yet.
        model_wanted: Use this checkpoint (path) now.
        folder_wanted: Show this run folder (path).
    """

    fine_tune_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    cancel_wanted = Signal()
    model_wanted = Signal(str)
    folder_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._started: TrainingStarted | None = None
        self._result: TrainingResult | None = None
        self._last_step = 0
        self._build_widgets()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._training_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._connect()

    def sizeHint(self) -> QSize:
        """High enough for the parts side by side, as a dock below the picture shows them."""
        return QSize(_WIDE_PX, _LOW_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the parts side by side where the panel is wide and low."""
        super().resizeEvent(event)
        wide = event.size().width() > max(_WIDE_PX, event.size().height())
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._parts.direction() != direction:
            self._parts.setDirection(direction)
            height = QSizePolicy.Policy.Preferred if wide else QSizePolicy.Policy.Maximum
            self._steering.setSizePolicy(QSizePolicy.Policy.Preferred, height)

    # -- What the controller tells

    def begin(self, title: str, *, resumed: bool = False) -> None:
        """Shows that a training begins.

        Args:
            title: What is trained on.
            resumed: Whether it goes on with the last one, whose curve and messages then stay.
        """
        self._started, self._result, self._last_step = None, None, 0
        self._title.setText(title)
        self._subtitle.clear()
        self._state.setText(self.tr("Getting ready..."))
        self._bar.setRange(0, 0)
        self._place.clear()
        self._figures.clear()
        if not resumed:
            self._log.clear()
            self._views.clear()
        self._show_buttons(running=True)
        self._pages.setCurrentIndex(1)

    def show_event(self, event: TrainingEvent) -> None:
        """Shows one event of the training."""
        match event:
            case TrainingStarted():
                self._show_started(event)
            case TrainingProgress():
                self._show_progress(event)
            case EpochFinished():
                self._show_epoch(event)
            case PreviewsDrawn():
                self._views.show_previews(event)
            case TrainingMessage():
                self._log.add_line(localised(event.text), event.level)
            case TrainingPaused():
                self._show_paused(event.reason)
            case TrainingResumed():
                self._show_resumed()
            case TrainingStopping():
                self.show_stopping(keep=event.keep)
            case TrainingDiverged():
                self._curve.add_mark(event.step, self.tr("diverged"))
            case TrainingResult():
                self._show_result(event)

    def show_pausing(self) -> None:
        """Answers the pause button at once; the training confirms it after its micro-batch."""
        self._state.setText(self.tr("Pausing..."))
        self._pause.setEnabled(False)

    def show_resuming(self) -> None:
        """Answers the go-on button at once."""
        self._state.setText(self.tr("Going on..."))
        self._pause.setEnabled(False)

    def show_stopping(self, *, keep: bool) -> None:
        """Answers a stop at once; the training ends after its micro-batch and its last checkpoint."""
        self._state.setText(
            self.tr("Finishing: the checkpoint is being saved...") if keep else self.tr("Finishing: discarding...")
        )
        for button in (self._pause, self._stop, self._cancel):
            button.setEnabled(False)

    def show_failure(self, text: str) -> None:
        """Shows why the training ended."""
        self._state.setText(self.tr("Failed"))
        self._log.add_line(localised(text), "error")
        self._end()

    # -- Building

    def _build_widgets(self) -> None:
        self._title = _wrapping_label()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._subtitle = _wrapping_label()
        self._state = _wrapping_label()
        self._state.setAccessibleName(self.tr("State of the training"))
        self._bar = QProgressBar(format=bar_text())
        self._bar.setAccessibleName(self.tr("Progress of the training"))
        self._place = _wrapping_label()
        self._figures = TrainingFigures()
        self._views = TrainingViews()
        self._curve = self._views.curve
        self._log = TrainingLog()
        self._pause = QPushButton(icon("pause"), self.tr("Pa&use"))
        self._stop = QPushButton(self.tr("Stop and &Keep"))
        self._stop.setToolTip(self.tr("End the training now and keep the detector as it is"))
        self._cancel = QPushButton(self.tr("&Cancel"))
        self._cancel.setToolTip(self.tr("End the training now and discard the detector"))
        self._use = QPushButton(icon("model"), self.tr("&Use This Model"))
        self._folder = QPushButton(icon("folder"), self.tr("&Open Folder"))
        self._again = QPushButton(icon("train"), self.tr("Fine-tune &Again..."))
        self._paused = False

    def _connect(self) -> None:
        self._pause.clicked.connect(self._on_pause_clicked)
        self._stop.clicked.connect(self.stop_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._again.clicked.connect(self.fine_tune_wanted)
        self._use.clicked.connect(self._on_use_clicked)
        self._folder.clicked.connect(self._on_folder_clicked)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        text = _wrapping_label(
            self.tr("No training yet. With labelled images of your own the detector learns your objects.")
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(icon("train"), self.tr("Fi&ne-tune..."))
        button.clicked.connect(self.fine_tune_wanted)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(text)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return page

    def _training_page(self) -> QWidget:
        page = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, page)
        self._parts.setSpacing(12)
        self._steering = self._steering_part()
        self._parts.addWidget(self._steering, 2)
        self._parts.addWidget(self._figures)
        self._parts.addWidget(self._views, 3)
        self._parts.addWidget(self._log, 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        return scroll

    def _steering_part(self) -> QWidget:
        part = QWidget()
        part.setMinimumWidth(260)
        part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._subtitle, self._state, self._bar, self._place):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())
        layout.addStretch(1)
        return part

    def _buttons(self) -> QVBoxLayout:
        running, ended = QHBoxLayout(), QHBoxLayout()
        for button in (self._pause, self._stop, self._cancel):
            running.addWidget(button)
        for button in (self._use, self._folder):
            ended.addWidget(button)
        rows = QVBoxLayout()
        rows.addLayout(running)
        rows.addLayout(ended)
        rows.addWidget(self._again)
        return rows

    # -- Events

    def _show_started(self, event: TrainingStarted) -> None:
        self._started = event
        self._subtitle.setText(
            self.tr("{images}, {classes}, box plan {plan}, {device}, {precision}").format(
                images=images_text(event.images),
                classes=classes_text(len(event.classes)),
                plan=event.plan,
                device=localised_device(event.device),
                precision=event.precision,
            )
        )
        self._bar.setRange(0, event.steps)
        self._bar.setValue(event.first_step)
        self._curve.set_steps(event.steps)
        self._curve.cut(event.first_step)
        if self._stop.isEnabled():
            self._state.setText(self.tr("Preparing the network..."))

    def _show_progress(self, event: TrainingProgress) -> None:
        self._last_step = event.step
        self._bar.setValue(event.step)
        epochs = self._epochs()
        self._place.setText(
            self.tr("Step {step} of {steps}, epoch {epoch} of {epochs}").format(
                step=self._number(event.step),
                steps=self._number(event.steps),
                epoch=self._number(event.epoch),
                epochs=self._number(max(epochs, event.epoch)),
            )
        )
        self._figures.show_progress(event)
        self._views.show_progress(event)
        if self._pause.isEnabled() and not self._paused:
            self._state.setText(self.tr("Training"))

    def _show_epoch(self, event: EpochFinished) -> None:
        text = self.tr("Epoch {epoch} of {epochs}: mean loss {loss}").format(
            epoch=self._number(event.epoch), epochs=self._number(event.epochs), loss=f"{event.mean_loss:.3f}"
        )
        if event.ap50 is not None:
            text += self.tr(", AP50 {percent} %").format(percent=self._percent(event.ap50))
            self._curve.add_ap(self._last_step, event.ap50)
        if event.is_best:
            text += self.tr(", the best so far")
        if event.is_best and event.ap50 is not None:
            self._figures.show_best_ap(event.ap50)
        self._log.add_line(text, "info")

    def _show_paused(self, reason: str) -> None:
        self._paused = True
        full = reason == DISK_FULL
        self._state.setText(self.tr("Paused: the disk is full") if full else self.tr("Paused"))
        self._pause.setText(self.tr("&Go On"))
        self._pause.setIcon(icon("play"))
        self._pause.setEnabled(True)

    def _show_resumed(self) -> None:
        self._paused = False
        self._state.setText(self.tr("Training"))
        self._pause.setText(self.tr("Pa&use"))
        self._pause.setIcon(icon("pause"))
        self._pause.setEnabled(True)

    def _show_result(self, result: TrainingResult) -> None:
        self._result = result
        texts = {
            "finished": self.tr("Finished"),
            "stopped": self.tr("Stopped; the detector is kept")
            if result.checkpoint
            else self.tr("Stopped before anything could be saved"),
            "discarded": self.tr("Discarded"),
        }
        self._state.setText(texts.get(result.outcome, result.outcome))
        if result.ap50 is not None:
            self._figures.show_best_ap(result.ap50)
        if result.checkpoint is not None:
            self._log.add_line(self.tr("Saved in {folder}").format(folder=result.run_folder), "info")
        self._end()

    def _end(self) -> None:
        self._figures.end()
        if self._bar.maximum() == 0:
            # Else it would go on moving.
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
        self._show_buttons(running=False)

    def _show_buttons(self, *, running: bool) -> None:
        if running:
            self._show_resumed()
        for button in (self._pause, self._stop, self._cancel):
            button.setVisible(running)
            button.setEnabled(running)
        saved = self._result is not None and self._result.checkpoint is not None
        for button in (self._use, self._folder):
            button.setVisible(not running and saved)
        self._again.setVisible(not running)

    # -- Buttons

    @Slot()
    def _on_pause_clicked(self) -> None:
        if self._paused:
            self.resume_wanted.emit()
        else:
            self.pause_wanted.emit()

    @Slot()
    def _on_use_clicked(self) -> None:
        if self._result is not None and self._result.checkpoint is not None:
            self.model_wanted.emit(self._result.checkpoint)

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._result is not None:
            self.folder_wanted.emit(self._result.run_folder)

    # -- Texts

    def _epochs(self) -> int:
        if self._started is None:
            return 0
        return -(-self._started.steps // max(1, self._started.steps_per_epoch))

    def _number(self, number: int) -> str:
        return self.locale().toString(number)

    def _percent(self, share: float) -> str:
        return self.locale().toString(100 * share, "f", 1)


def _wrapping_label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    # A long path may not keep the dock wide.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
