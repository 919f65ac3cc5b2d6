"""Gives away what is seen: the view in front as PNG or SVG, in a file or in the clipboard, and the trace as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from ssd_desktop.errors import InferenceError, MediaError, reason_of
from ssd_desktop.gui.canvas.training_view import TrainingViewStage
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.picture import write_picture
from ssd_desktop.gui.panels.view_charts import charts_of
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.view_picture import ViewPicture, render_view, view_svg
from ssd_desktop.gui.workers.answering import DetectorInUse
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.inference.explanation.questions import Question

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_SVG = "image/svg+xml"


@dataclass(frozen=True, eq=False)
class View:
    """A panel that shows something of the picture.

    Attributes:
        panel: The contents of its dock.
        title: Returns what it is called now.
        charts_in: Returns the part whose charts belong to it now; None while it shows nothing.
        says: Returns in short what is chosen in it, for those who see only the picture.
    """

    panel: QWidget
    title: Callable[[], str]
    charts_in: Callable[[], QWidget | None]
    says: Callable[[], tuple[str, ...]] = tuple


class TellController(QObject):
    """Connects the commands and the context menus of the panels."""

    def __init__(
        self,
        window: "MainWindow",
        settings: Settings,
        detector_in_use: DetectorInUse,
        *,
        views: Sequence[View],
        explain: ExplainController,
        detect: DetectController,
        media: MediaController,
    ) -> None:
        """Connects them.

        Args:
            window: The window.
            settings: Remember the last folder.
            detector_in_use: Gives the detector whose trace is written; called in a thread of its own.
            views: The panels, the one that matters most first.
            explain: Knows what is asked of the picture.
            detect: Knows the model in use.
            media: Knows the picture.
        """
        super().__init__(window)
        self._window, self._settings, self._detector_in_use = window, settings, detector_in_use
        self._views = tuple(views)
        self._explain, self._detect, self._media = explain, detect, media
        commands = window.commands.tell
        commands.save_view.triggered.connect(lambda: self._choose_and_save(self.front()))
        commands.copy_view.triggered.connect(lambda: self.copy(self.front()))
        commands.save_trace.triggered.connect(self._choose_and_save_trace)
        media.shown.connect(self._enable)
        for view in self._views:
            view.panel.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.panel.customContextMenuRequested.connect(lambda at, view=view: self._open_menu(view, at))

    def front(self) -> View | None:
        """Returns the view that the user looks at: where the keyboard is, else the first that shows something."""
        # Behind another panel of its place a panel stays "visible", with nothing to be seen of it.
        seen = [one for one in self._views if one.panel.isVisible() and not one.panel.visibleRegion().isEmpty()]
        shown = [one for one in seen if one.charts_in() is not None]
        focus = QApplication.focusWidget()
        has_focus = [one for one in shown if focus is not None and one.panel.isAncestorOf(focus)]
        return next(iter((*has_focus, *shown)), None)

    def picture_of(self, view: View | None) -> ViewPicture | None:
        """Returns what goes into the picture of a view; None: no panel, the photo alone. None without a photo."""
        canvas = self._canvas()
        photo, media = canvas.picture(), self._media.session.media
        if photo is None or media is None:
            return None
        part = None if view is None else view.charts_in()
        if view is None or part is None:
            return ViewPicture(photo, canvas.overlays)
        # What changed a moment ago must have found its size.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        model = self._detect.model
        notes = (media.name,) if model is None else (media.name, model.name)
        return ViewPicture(photo, canvas.overlays, charts_of(part), view.title(), (*notes, *view.says()))

    def save(self, view: View | None, path: Path) -> None:
        """Writes a view in the background, as SVG where the path says so; the window tells how it went."""
        picture = self.picture_of(view)
        if picture is None:
            return
        if path.suffix.lower() == ".svg":
            content = view_svg(picture, path.stem)
            self._run(lambda: _write(path, content))
        else:
            image = render_view(picture)
            self._run(lambda: write_picture(path, image))

    def copy(self, view: View | None) -> None:
        """Copies a view as pixels and as SVG; whoever pastes it takes which it can."""
        picture = self.picture_of(view)
        if picture is None:
            return
        mime = QMimeData()
        mime.setImageData(render_view(picture))
        mime.setData(_SVG, view_svg(picture, self._stem()))
        QGuiApplication.clipboard().setMimeData(mime)
        self._window.statusBar().showMessage(self.tr("View copied."), 3000)

    def save_trace(self, path: Path) -> None:
        """Writes the trace of the picture under the thresholds of the moment; says so where there is none."""
        obstacle, question = self._explain.obstacle(), self._explain.question()
        if obstacle or question is None:
            self._window.messages.show_notice(obstacle)
            return
        detector = self._detector_in_use
        self._run(lambda: _write(path, (trace_of(detector(), question) + "\n").encode()))

    # -- Asking for a file

    def _choose_and_save(self, view: View | None) -> None:
        kinds = self.tr("PNG picture (*.png);;SVG drawing (*.svg);;JPEG picture (*.jpg)")
        suffix = self.tr("view") if view is None else view.title()
        self._ask(
            self.tr("Save View as Picture"), f"{self._stem()}-{suffix}.png", kinds, lambda to: self.save(view, to)
        )

    @Slot()
    def _choose_and_save_trace(self) -> None:
        name = f"{self._stem()}-trace.json"
        self._ask(self.tr("Save Trace as JSON"), name, self.tr("JSON (*.json)"), self.save_trace)

    def _ask(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        folder = self._settings.last_folder or Path.home()
        path, kind = QFileDialog.getSaveFileName(self._window, title, str(folder / name), kinds)
        if path:
            chosen = Path(path)
            then(chosen if chosen.suffix else chosen.with_name(chosen.name + _suffix(kind)))

    def _open_menu(self, view: View, at: QPoint) -> None:
        commands = self._window.commands.tell
        menu = QMenu(view.panel)
        entries = (
            (commands.save_view, lambda: self._choose_and_save(view)),
            (commands.copy_view, lambda: self.copy(view)),
            (commands.save_trace, self._choose_and_save_trace),
        )
        for command, act in entries:
            entry = menu.addAction(command.icon(), command.text())
            entry.setEnabled(command.isEnabled())
            entry.triggered.connect(act)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(view.panel.mapToGlobal(at))

    # -- Parts

    def _canvas(self) -> CanvasView:
        """Returns the canvas, or the one of augmented views in its place."""
        stage = self._window.findChild(TrainingViewStage)
        return self._window.canvas if stage is None or stage.isHidden() else stage.canvas

    def _stem(self) -> str:
        media = self._media.session.media
        if media is None:
            return ""
        return media.kind if media.is_live else Path(media.name).stem

    def _run(self, work: Callable[[], Path]) -> None:
        run_task(work, self._on_saved, self._on_failed)

    @Slot()
    def _enable(self) -> None:
        for action in self._window.commands.tell.to_give():
            action.setEnabled(True)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._window.statusBar().showMessage(self.tr("Saved as {path}").format(path=path), 6000)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._window.messages.show_error(str(error))


def trace_of(detector: object | None, question: Question) -> str:
    """Returns the trace of a picture as ``ssd-desktop explain IMAGE --json -`` prints it.

    Args:
        detector: Looks at the picture.
        question: The picture, its labels and the thresholds.

    Raises:
        InferenceError: The detector does not see whole pictures, or has too little memory.
        AnnotationError: The annotation file cannot be read any more.
    """
    from ssd_desktop.annotation.ground_truth import GroundTruthReader
    from ssd_desktop.inference.explanation.explainer import Explainer, SeeingDetector
    from ssd_desktop.inference.explanation.json_values import trace_json
    from ssd_desktop.media.image_file import is_image_path, read_image_size

    if not isinstance(detector, SeeingDetector):
        raise InferenceError("Only a detector that sees whole pictures at once can be explained; choose another.")
    explained = Explainer().answer(detector, question)
    explanation, annotations = explained.explanation, None
    if explanation.objects is not None and is_image_path(question.image):
        found = GroundTruthReader().read(question.image, read_image_size(question.image))
        annotations = None if found is None else str(found[0])
    return trace_json(explanation, explained.default_boxes, image=str(question.image), annotations=annotations)


def _write(path: Path, content: bytes) -> Path:
    from ssd_desktop.media.atomic_file import write_file_atomically

    try:
        write_file_atomically(path, content)
    except OSError as error:
        raise MediaError(f"{path} cannot be written ({reason_of(error)}); choose another folder.") from error
    return path


def _suffix(kind: str) -> str:
    """Returns the suffix in the brackets of a kind of files."""
    return kind[kind.index("*") + 1 : kind.index(")")]
