"""What is open: pictures, folders, videos and cameras reach the screen here, each with its own detections."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.action_set import set_text
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.media_session import MediaPicture, MediaSession, MediaWish
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer, DetectionRequest
from ssd_desktop.gui.workers.playback import PlaybackWorker, ShownPicture
from ssd_desktop.gui.workers.thread import WorkerThread

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class MediaController(QObject):
    """Brings frames from the media worker to the canvas.

    While a video or camera plays and the detector is on, a frame is shown when its detections arrive, so that boxes
    never lie on another picture; frames in between are dropped. Everything else is shown at once and its detections
    follow.

    Signals:
        opened: ``Media``, with the first frame of every source.
        shown: ``MediaPicture``, every frame that reaches the screen.
        settled: ``MediaPicture`` and its ``Detections``, once both are on the screen; None while no detector looks.
        playing_changed: Whether it plays; after every decision about it.
        listed: The images of the folder that is open, a list of ``Path``.
        refused: Something could not be opened, or broke; the message bar says what.
    """

    opened = Signal(object)
    shown = Signal(object)
    settled = Signal(object, object)
    playing_changed = Signal(bool)
    listed = Signal(object)
    refused = Signal()

    def __init__(
        self, view: "MainWindow", settings: Settings, worker: PlaybackWorker, detector: DetectController
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._worker = worker
        self._detector = detector
        self._thread = WorkerThread(worker, "media", self)
        self._session = MediaSession[QImage]()
        self._images: list[Path] = []
        self._wanted_image: Path | None = None
        self._is_named = True
        self._overtaken = 0
        self._told = ""
        self._connect()
        self._update_commands()

    @property
    def session(self) -> MediaSession[QImage]:
        """What is open and shown."""
        return self._session

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        self._thread.stop()

    # -- Opening

    @Slot(str)
    def open(self, text: str, *, remember: bool = True) -> None:
        """Opens a path, a camera's number or a stream address; what cannot be opened is told in the message bar.

        Args:
            text: As the user gave it.
            remember: Whether it joins the recent ones once it is open.
        """
        from ssd_desktop.media.sources import classify_source

        try:
            source = classify_source(text)
        except SSDDesktopError as error:
            self._settings.remove_recent(text)
            self._tell(str(error))
            return
        self._is_named = remember
        self._wanted_image = Path(str(source.value)) if source.kind == "image" else None
        self._worker.follow(self._session.open(source))

    @Slot(object)
    def open_image(self, path: Path) -> None:
        """Opens a picture of the folder that is open."""
        from ssd_desktop.media.sources import Source

        if path == self._image_in_view():
            return
        self._is_named = False
        self._wanted_image = path
        self._worker.follow(self._session.open(Source("image", path)))

    @Slot()
    def next_image(self) -> None:
        self._turn(1)

    @Slot()
    def previous_image(self) -> None:
        self._turn(-1)

    # -- Playing

    @Slot()
    def toggle_playing(self) -> None:
        if self._session.wish.playing:
            self._worker.follow(self._session.pause())
        elif self._is_moving():
            self._worker.follow(self._session.play())
        self._update_playing()

    @Slot(int)
    def step(self, frames: int) -> None:
        """Shows the frame so many after the one shown, and pauses."""
        self._go(self._session.step, frames)

    @Slot(int)
    def seek(self, number: int) -> None:
        """Shows exactly this frame, and pauses."""
        self._go(self._session.seek, number)

    # -- Connections

    def _connect(self) -> None:
        view, commands = self._view, self._view.commands
        self._worker.frame_ready.connect(self._on_frame_ready)
        self._worker.images_listed.connect(self._on_images_listed)
        self._worker.open_failed.connect(self._on_open_failed)
        self._worker.broken.connect(self._on_broken)
        self._worker.waiting.connect(self._on_waiting)
        self._worker.ended.connect(self._on_ended)
        self._detector.answered.connect(self._on_answer)
        self._detector.wanted_again.connect(self._detect_shown)
        self._detector.switched_off.connect(self._forget_detections)
        commands.next_image.triggered.connect(self.next_image)
        commands.previous_image.triggered.connect(self.previous_image)
        commands.play.triggered.connect(self.toggle_playing)
        commands.step_back.triggered.connect(lambda: self.step(-1))
        commands.step_forward.triggered.connect(lambda: self.step(1))
        commands.jump_back.triggered.connect(lambda: self.step(-self._frames_a_second()))
        commands.jump_forward.triggered.connect(lambda: self.step(self._frames_a_second()))
        commands.first_frame.triggered.connect(lambda: self.seek(0))
        commands.last_frame.triggered.connect(self._seek_last)
        view.timeline_panel.play_toggled.connect(self.toggle_playing)
        view.timeline_panel.step.connect(self.step)
        view.timeline_panel.seek.connect(self.seek)
        view.images_panel.image_chosen.connect(self.open_image)

    # -- What the media worker tells

    @Slot()
    def _on_frame_ready(self) -> None:
        picture = self._worker.take_picture()
        if picture is None or not self._session.accepts(picture):
            return
        first = not self._session.is_settled
        if first or not self._session.playing or not self._detector.is_active():
            self._show(picture)
        if not self._detector.is_active():
            self.settled.emit(picture, None)
        self._ask(picture)

    @Slot(int, object)
    def _on_images_listed(self, number: int, images: list[Path]) -> None:
        if number > self._session.wish.number:
            return
        self._images = images
        self._view.images_panel.set_images(images)
        self._mark_current_image()
        self._update_commands()
        self.listed.emit(images)

    @Slot(int, object)
    def _on_open_failed(self, number: int, error: Exception) -> None:
        if not self._session.open_failed(number):
            return
        self._tell(str(error))
        self._mark_current_image()
        self._update_playing()

    @Slot(int, object)
    def _on_broken(self, number: int, error: Exception) -> None:
        if number == self._session.wish.number:
            self._tell(str(error))
            self._on_ended(number)

    @Slot(int, str)
    def _on_waiting(self, number: int, text: str) -> None:
        """A live source gives nothing for now, or does again."""
        if number != self._session.wish.number:
            return
        if text:
            self._tell(text)
        else:
            self._withdraw_message()

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        self._session.ended(number)
        self._update_playing()

    # -- What the detector tells

    @Slot(object)
    def _on_answer(self, answer: DetectionAnswer) -> None:
        picture = answer.shown
        if not self._session.wants_answer(answer.number) or not isinstance(picture, MediaPicture):
            return
        if picture is not self._session.shown:
            self._show(picture)
        self._detector.show(answer)
        self.settled.emit(picture, answer.detections)

    @Slot()
    def _detect_shown(self) -> None:
        if self._session.shown is not None and not self._session.playing:
            self._session.drop_answers()
            self._ask(self._session.shown)

    @Slot()
    def _forget_detections(self) -> None:
        self._session.drop_answers()
        self._detector.show(None)

    # -- Showing

    def _ask(self, picture: ShownPicture) -> None:
        if not self._detector.is_active():
            return
        frame = picture.frame
        number = self._session.next_request()
        self._detector.request(
            DetectionRequest(number, frame.source, frame.pixels_rgb, frame.width, frame.height, picture)
        )

    def _show(self, picture: ShownPicture) -> None:
        """Brings a frame to the screen, without detections until they are shown too."""
        before = self._session.shown
        first = self._session.show(picture)
        if first:
            self._session.drop_answers()
            self._on_first_frame(picture)
        elif self._session.playing and before is not None:
            self._overtaken += max(picture.frame.number - before.frame.number - 1, 0)
        self._view.canvas.set_picture(picture.picture)
        self._detector.show(None)
        frame = picture.frame
        self._view.timeline_panel.set_position(frame.number, frame.time_s)
        self._view.status.set_size(frame.width, frame.height)
        self._view.status.set_dropped(self._overtaken)
        self.shown.emit(picture)

    def _on_first_frame(self, picture: ShownPicture) -> None:
        media, view = picture.media, self._view
        self._overtaken = 0
        self._detector.try_again()
        self._withdraw_message()
        if picture.notice:
            self._told = view.messages.show_notice(picture.notice)
        view.setWindowTitle(self.tr("{name} - SSD Desktop").format(name=media.name))
        view.annotations_overlay.set_annotation(picture.annotation)
        view.timeline_panel.setVisible(not media.is_still)
        if media.is_still:
            self._wanted_image = Path(media.value)
        else:
            view.timeline_panel.set_media(media.frame_count, media.fps)
        self._remember(media.value, is_file=not media.is_live)
        self._mark_current_image()
        self._update_commands()
        self._update_playing()
        self.opened.emit(media)

    def _remember(self, value: str, *, is_file: bool) -> None:
        if is_file:
            self._settings.last_folder = Path(value).parent
        if self._is_named:
            source = self._session.wish.source
            self._settings.add_recent(str(source.value) if source is not None else value)
        self._is_named = False

    def _mark_current_image(self) -> None:
        media = self._session.media
        self._view.images_panel.set_current(Path(media.value) if media is not None and media.is_still else None)

    def _tell(self, text: str) -> None:
        self._told = self._view.messages.show_error(text)
        self.refused.emit()

    def _withdraw_message(self) -> None:
        """Takes back what this controller said, not what others said since."""
        self._view.messages.withdraw(self._told)
        self._told = ""

    # -- Small decisions

    def _turn(self, by: int) -> None:
        """Goes on from the picture asked for last, not the one shown: quick key presses are all counted."""
        image = self._view.images_panel.neighbour(self._wanted_image, by)
        if image is not None:
            self.open_image(image)

    def _go(self, move: Callable[[int], MediaWish], number: int) -> None:
        if self._is_video():
            self._worker.follow(move(number))
            self._update_playing()

    def _seek_last(self) -> None:
        media = self._session.media
        if media is not None and media.frame_count:
            self.seek(media.frame_count - 1)

    def _frames_a_second(self) -> int:
        media = self._session.media
        return max(round(media.fps), 1) if media is not None and media.fps else 25

    def _image_in_view(self) -> Path | None:
        """Returns the picture that is shown, or on its way to the screen; one that could not be opened is neither."""
        media, source = self._session.media, self._session.wish.source
        if media is not None and self._session.is_settled:
            return Path(media.value) if media.is_still else None
        return Path(str(source.value)) if source is not None and source.kind == "image" else None

    def _is_video(self) -> bool:
        return self._session.media is not None and self._session.media.kind == "video"

    def _is_moving(self) -> bool:
        return self._session.media is not None and not self._session.media.is_still

    def _update_commands(self) -> None:
        commands = self._view.commands
        for action in (commands.next_image, commands.previous_image, commands.next_unlabelled):
            action.setEnabled(len(self._images) > 0)
        commands.play.setEnabled(self._is_moving())
        for action in (commands.step_back, commands.step_forward, commands.jump_back, commands.jump_forward):
            action.setEnabled(self._is_video())
        for action in (commands.first_frame, commands.last_frame):
            action.setEnabled(self._is_video())
        for action in (commands.save_picture, commands.copy_picture):
            action.setEnabled(self._session.shown is not None)

    def _update_playing(self) -> None:
        playing = self._session.playing
        self._view.timeline_panel.set_playing(playing)
        self.playing_changed.emit(playing)
        set_text(self._view.commands.play, self.tr("&Pause") if playing else self.tr("&Play"))
