"""Composition root of the window: the single place where its parts are made and wired.

Qt is imported when the window is asked for, so that an installation without it can say so.
"""

import logging
import sys
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from ssd_desktop import __version__
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.log_file import set_up_log
from ssd_desktop.gui.qt_platform import (
    check_display,
    check_xcb_plugin,
    check_xcb_server,
    forget_opencv_qt,
    qt_import_error,
)
from ssd_desktop.resources import resource_path, samples_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ssd_desktop.gui.main_window import MainWindow
    from ssd_desktop.gui.settings import Settings
    from ssd_desktop.gui.workers.detection import Device

_log = logging.getLogger(__name__)

_STOP_MS = 15_000  # on a busy machine PyTorch's import takes ten seconds, and nothing ends it
_NAME = "ssd-desktop"


def run_app(path: str | None, *, device: str, debug: bool) -> int:
    """Opens the window and returns when it was closed.

    Args:
        path: What to open: a path, a camera's number or a stream address; None: the welcome page, the first time
            the samples.
        device: ``auto`` takes the one the settings remember; else as ``choose_device`` takes it.
        debug: Logs more.

    Returns:
        Exit code, 0.

    Raises:
        SSDDesktopError: There is no display, or Qt or a system library it needs is missing.
    """
    forget_opencv_qt()
    check_display()
    try:
        from PySide6.QtCore import QLibraryInfo
        from PySide6.QtSvg import QSvgRenderer  # noqa: F401 - the last of Qt's libraries that could be missing
        from PySide6.QtWidgets import QApplication  # noqa: F401
    except ImportError as error:
        raise qt_import_error(error) from error
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    check_xcb_plugin(plugins / "platforms" / "libqxcb.so")
    check_xcb_server()
    return _run(path, device=device, log_path=set_up_log(debug=debug))


def _run(path: str | None, *, device: str, log_path: Path | None) -> int:
    from ssd_desktop.gui.close_on_signal import CloseOnSignal
    from ssd_desktop.gui.error_dialog import ErrorReporter
    from ssd_desktop.gui.garbage import GarbageCollector
    from ssd_desktop.gui.main_window import MainWindow
    from ssd_desktop.gui.painted_first import PaintedFirst
    from ssd_desktop.gui.settings import Settings
    from ssd_desktop.gui.workers.task import wait_for_all
    from ssd_desktop.gui.workers.thread import leave_at_once, stop_all_threads

    settings = Settings()
    application = make_application(settings)
    garbage = GarbageCollector(application)
    reporter = ErrorReporter()
    reporter.install()
    window = MainWindow()
    window.restore_layout(settings.geometry, settings.dock_state)
    reporter.set_parent_widget(window)
    made: list[Program] = []

    def make_program() -> None:
        if not window.isVisible():
            return  # closed by a signal before anybody saw it
        program = Program(settings, device=device, log_path=log_path, window=window)
        made.append(program)
        garbage.spare()
        program.detect.model_changed.connect(garbage.settle)
        program.start(path)

    painted = PaintedFirst(window, make_program)
    signals = CloseOnSignal(lambda: made[0].end_unasked() if made else window.close())
    window.show()
    code = application.exec()
    signals.close()
    reporter.uninstall()
    ended = stop_all_threads(_STOP_MS) and wait_for_all(_STOP_MS)
    if painted.error is not None:
        raise painted.error  # before threads that do not end, under which nobody would be told
    if not ended:
        leave_at_once(int(code))
    garbage.stop()  # not before: a thread that still runs would collect the window
    return int(code)


def make_application(settings: "Settings") -> "QApplication":
    """Returns the QApplication with look, language and message handling as everywhere in the program."""
    from PySide6.QtCore import Qt, qInstallMessageHandler
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from ssd_desktop.gui.theme import apply_theme, icon

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qInstallMessageHandler(_log_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SSD Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("ssd-desktop")
    application.setStyle("Fusion")
    application.setWindowIcon(icon("app"))
    apply_theme(settings.theme)
    _install_translators(application, settings.language)
    return application


def _install_translators(application: "QApplication", language: str) -> None:
    """Translates our texts and Qt's own; a language without a catalogue stays English."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    try:
        folder = str(resource_path("i18n"))
    except SSDDesktopError:
        _log.info("This installation has no translations.")
        return
    wanted = QLocale.system().uiLanguages() if language == "system" else [language]
    # Our texts are written in English: whoever prefers it to a language with a catalogue gets it.
    for tag in takewhile(lambda tag: QLocale(tag).language() != QLocale.Language.English, wanted):
        ours = QTranslator(application)
        if ours.load(QLocale(tag), "ssd_desktop", "_", folder):
            qts = QTranslator(application)
            if qts.load(QLocale(tag), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                application.installTranslator(qts)
            application.installTranslator(ours)
            return


def _log_qt_message(kind: object, context: object, text: str) -> None:
    from PySide6.QtCore import QtMsgType

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    level = levels[kind] if isinstance(kind, QtMsgType) and kind in levels else logging.ERROR
    logging.getLogger("Qt").log(level, text)


class Program:
    """The window with its controllers and workers.

    Args:
        settings: Of the user.
        device: ``auto`` or as ``choose_device`` takes it.
        log_path: The log file, for Help.
        window: The window, if it is there already, with its layout; else one is made.
    """

    def __init__(
        self,
        settings: "Settings",
        *,
        device: str = "auto",
        log_path: Path | None = None,
        window: "MainWindow | None" = None,
    ) -> None:
        from PySide6.QtCore import QByteArray

        from ssd_desktop.gui.controllers.annotate import AnnotateController
        from ssd_desktop.gui.controllers.box_properties import BoxPropertiesController
        from ssd_desktop.gui.controllers.classes import ClassesController
        from ssd_desktop.gui.controllers.detect import DetectController
        from ssd_desktop.gui.controllers.engine import EngineController
        from ssd_desktop.gui.controllers.frame_files import FrameFiles
        from ssd_desktop.gui.controllers.images import ImagesController
        from ssd_desktop.gui.controllers.label_commands import LabelCommands
        from ssd_desktop.gui.controllers.label_files import LabelFiles
        from ssd_desktop.gui.controllers.label_places import LabelPlaces
        from ssd_desktop.gui.controllers.media import MediaController
        from ssd_desktop.gui.controllers.opening import OpeningController
        from ssd_desktop.gui.controllers.picture import PictureController
        from ssd_desktop.gui.controllers.program import ProgramController
        from ssd_desktop.gui.controllers.shortcuts import ShortcutsController
        from ssd_desktop.gui.controllers.suggest import SuggestController
        from ssd_desktop.gui.controllers.suggestion_jobs import SuggestionJobs
        from ssd_desktop.gui.controllers.suggestion_search import SuggestionSearch
        from ssd_desktop.gui.controllers.track_files import TrackFiles
        from ssd_desktop.gui.controllers.track_forward import TrackForward
        from ssd_desktop.gui.controllers.train import TrainController
        from ssd_desktop.gui.controllers.video_labels import VideoLabels
        from ssd_desktop.gui.dialogs.class_questions import ClassQuestions
        from ssd_desktop.gui.dialogs.label_chooser import LabelChooser
        from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
        from ssd_desktop.gui.dialogs.place_questions import PlaceQuestions
        from ssd_desktop.gui.dialogs.video_dialogs import VideoDialogs
        from ssd_desktop.gui.evaluating import make_evaluating
        from ssd_desktop.gui.explaining import make_explaining
        from ssd_desktop.gui.findings import FindingsGuide
        from ssd_desktop.gui.main_window import MainWindow
        from ssd_desktop.gui.modelling import make_modelling
        from ssd_desktop.gui.notices import EndNotice
        from ssd_desktop.gui.plan_views import PlanViews
        from ssd_desktop.gui.projects import Projects
        from ssd_desktop.gui.rounds import make_rounds
        from ssd_desktop.gui.shortcuts import Shortcuts
        from ssd_desktop.gui.statistics import make_statistics
        from ssd_desktop.gui.telling import make_telling
        from ssd_desktop.gui.using import make_using
        from ssd_desktop.gui.workers.detection import DetectionWorker
        from ssd_desktop.gui.workers.detector_loader import DetectorLoader
        from ssd_desktop.gui.workers.media_openers import open_source
        from ssd_desktop.gui.workers.playback import PlaybackWorker
        from ssd_desktop.gui.workers.prefetch import PrefetchWorker
        from ssd_desktop.gui.workers.suggesting import SuggestionWorker
        from ssd_desktop.gui.workers.thumbnails import ThumbnailWorker
        from ssd_desktop.inference.engines.config import TORCH_FP32
        from ssd_desktop.inference.prediction_cache import PredictionCache
        from ssd_desktop.media.image_cache import ImageCache
        from ssd_desktop.media.thumbnail_cache import ThumbnailCache

        self._settings = settings
        self._log_path = log_path
        self.window = window or MainWindow()
        images = ImageCache()
        loader = DetectorLoader(settings.engine)
        worker = DetectionWorker(loader, _list_devices)
        self.detect = DetectController(self.window, settings, worker, device=device)
        self.engine = EngineController(self.window, settings, worker, loader=loader, detect=self.detect)
        self.media = MediaController(
            self.window, settings, PlaybackWorker(partial(open_source, read=images.read)), self.detect
        )
        self.opening = OpeningController(self.window, settings, self.media)
        self.picture = PictureController(self.window, settings, self.media.session)
        self.program = ProgramController(
            self.window,
            settings,
            diagnostics=self.diagnostics,
            log_folder=log_path.parent if log_path is not None else None,
        )
        self.train = TrainController(self.window.training_panel, settings, window=self.window)
        self.questions = LabellingQuestions(self.window)
        data_folder = settings.path.parent if settings.is_own_file else Path(platformdirs.user_data_dir(_NAME, False))
        samples = samples_folder()
        self.label_files = LabelFiles(self.questions, data_folder=data_folder, read_only=samples, parent=self.window)
        self.annotate = AnnotateController(self.window, self.label_files, self.questions)
        self.labels = LabelCommands(self.window, settings, self.annotate, self.label_files, self.questions)
        cache_folder = settings.path.parent if settings.is_own_file else Path(platformdirs.user_cache_dir(_NAME, False))
        self.images = ImagesController(
            self.window,
            settings,
            self.annotate,
            self.label_files,
            thumbnails=ThumbnailWorker(ThumbnailCache(cache_folder / "thumbnails")),
            prefetch=PrefetchWorker(images),
        )
        self.train.opened_data = self.images.labelled_data
        self.class_questions = ClassQuestions(self.window)
        self.classes = ClassesController(self.window, settings, self.annotate, self.label_files, self.class_questions)
        self.places = LabelPlaces(self.window, settings, self.label_files, PlaceQuestions(self.window))
        self.properties = BoxPropertiesController(self.window, self.annotate, self.label_files, self.labels.marks)
        self.track_files = TrackFiles(self.questions, data_folder=data_folder, parent=self.window)
        self.video_labels = VideoLabels(self.window, self.annotate, self.labels, self.track_files)
        self.video_dialogs = VideoDialogs(self.window)
        self.track_forward = TrackForward(self.window, self.annotate, self.video_labels, self.video_dialogs)
        self.frame_files = FrameFiles(self.window, settings, self.media.session, self.video_labels, self.video_dialogs)
        cache = PredictionCache(cache_folder / "suggestions")
        self.suggest = SuggestController(
            self.window, settings, self.annotate, self.label_files, cache=cache, chooser=LabelChooser(self.window)
        )
        self.suggestion_jobs = SuggestionJobs(SuggestionWorker(DetectorLoader(TORCH_FP32), cache), self.window)
        self.search = SuggestionSearch(
            self.window, self.annotate, self.label_files, self.detect, self.suggest, self.suggestion_jobs
        )
        self.evaluate = make_evaluating(self.window, settings, worker, self.detect, self.media)
        self.using = make_using(self.window, settings, worker, self.detect, self.media)
        self.statistics = make_statistics(self.window, self.annotate, self.labels, self.label_files, self.media)
        self.notices = EndNotice(self.window, self.train)
        self.findings = FindingsGuide(self.window, self.train, self.media, self.annotate, self.labels)
        self.models = make_modelling(
            self.window, settings, self.detect, self.media, self.engine, self.opening, self.train
        )
        plans = data_folder / "plans"
        self.plans = PlanViews(self.window, self.annotate, self.detect, self.media, self.train, folder=plans)
        self.explain = make_explaining(self.window, worker, self.detect, self.media, self.annotate, self.plans.explore)
        self.tell = make_telling(self.window, settings, worker, self.explain, self.detect, self.media)
        self.projects = Projects(self.window, settings, self.media, self.opening, self.detect, self.train)
        self.rounds = make_rounds(self.window, settings, self.label_files, self.detect, self.train, self.projects)
        self.shortcuts = Shortcuts(self.window.named_actions(), settings, self.window)  # with those of every panel
        self.keys = ShortcutsController(self.window, self.shortcuts)
        self._wire()
        # Once more for a window that is there already: the panels of the controllers have places of their own.
        self.window.restore_layout(settings.geometry if window is None else QByteArray(), settings.dock_state)

    def _wire(self) -> None:
        """Connects the controllers to each other."""
        self.detect.devices_found.connect(self.train.set_devices)
        self.window.commands.fine_tune.triggered.connect(self.train.open_dialog)
        self.train.panel_wanted.connect(self.window.show_training)
        self.train.model_chosen.connect(self.detect.load)
        self.models.removal.run_removed.connect(self.projects.runs.look)
        self.media.shown.connect(self.labels.show_picture)
        self.media.shown.connect(self.images.show_picture)
        self.media.listed.connect(self.images.set_images)
        self.detect.answered.connect(self.images.show_answer)
        self.images.image_wanted.connect(self.media.open_image)
        self.media.shown.connect(self.video_labels.show_picture)
        self.media.playing_changed.connect(self.video_labels.set_playing)
        self.video_labels.seek_wanted.connect(self.media.seek)
        self.video_labels.image_wanted.connect(self.media.open_image)
        self.labels.also_saves(self.track_files)
        self.search.image_wanted.connect(self.media.open_image)
        self.window.add_close_guard(self.labels)
        self.window.add_close_guard(self.train)
        self.window.closing.connect(self._on_closing)

    def start(self, path: str | None) -> None:
        """Opens what is to be opened and starts to load the model; called once the window has been painted."""
        self.media.start()
        self.images.start()
        self.projects.start(path)
        self.detect.start()

    def end_unasked(self) -> None:
        """Closes the window for somebody who cannot answer: a training ends first, and what it learned is kept."""
        self.train.stop_and_keep()
        self.using.guard.agree()
        self.labels.end_unasked()
        self.window.close()

    def diagnostics(self) -> str:
        """Returns the text of Help > Copy Diagnostics."""
        from ssd_desktop.gui.diagnostics import Whereabouts, diagnostics_text

        model = self.detect.model
        return diagnostics_text(
            Whereabouts(
                settings_path=self._settings.path,
                log_path=self._log_path,
                devices=[f"{device.name}: {device.label}" for device in self.detect.devices],
                model=f"{model.name}, plan {model.plan.name}, on {model.device_label}" if model is not None else "",
            )
        )

    def _on_closing(self) -> None:
        self.window.label_docks.set_in_use(True)
        self._settings.geometry = self.window.saveGeometry()
        self._settings.dock_state = self.window.layout_state()
        if not self._settings.save():
            _log.warning("The settings could not be written to %s.", self._settings.path)
        self.track_files.close()
        self.label_files.close()
        self.images.stop()
        self.suggestion_jobs.stop()
        self.media.stop()
        self.detect.stop()


def _list_devices() -> "list[Device]":
    from ssd_desktop.inference.devices import available_devices

    return list(available_devices())
