"""Cameras and streams that stall, stop, return and block, without a camera: fakes and a server on this machine."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.media import camera as camera_module
from ssd_desktop.media import capture as capture_module
from ssd_desktop.media.camera import Camera, NoFrameError
from ssd_desktop.media.camera_list import CameraInfo, list_cameras
from ssd_desktop.media.frozen import FrozenPicture
from ssd_desktop.media.types import Frame

LONG_S = 20.0


def bgr(value: int) -> np.ndarray:
    return np.full((8, 8, 3), (value, 0, 255), np.uint8)


class FakeCapture:
    """Gives the pictures of an iterator, then none; lists what was done to it."""

    def __init__(self, pictures: Iterator[np.ndarray], *, opened: bool = True) -> None:
        self._pictures = pictures
        self._opened = opened
        self.released = threading.Event()

    def isOpened(self) -> bool:
        return self._opened

    def read(self):
        picture = next(self._pictures, None)
        return picture is not None, picture

    def release(self) -> None:
        self.released.set()


def noisy(count: int = 10**9) -> Iterator[np.ndarray]:
    for number in range(count):
        time.sleep(0.002)
        yield bgr(number % 256)


def wait_for_state(camera: Camera, state: str) -> None:
    deadline = time.monotonic() + LONG_S
    while camera.state != state:
        assert time.monotonic() < deadline, f"{camera.state} instead of {state}"
        time.sleep(0.005)


def next_frame(camera: Camera) -> Frame:
    """Reads until there is a picture."""
    deadline = time.monotonic() + LONG_S
    while time.monotonic() < deadline:
        with contextlib.suppress(NoFrameError):
            return camera.read(0.1)
    raise AssertionError("no picture came")


def final_error(camera: Camera) -> MediaError:
    """Reads until the error that ends it."""
    while True:
        try:
            camera.read(LONG_S)
        except NoFrameError:
            continue
        except MediaError as error:
            return error


@pytest.fixture(autouse=True)
def fast_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "_FIRST_RETRY_S", 0.01)
    monkeypatch.setattr(camera_module, "_FAILED_READ_PAUSE_S", 0.001)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[CameraInfo]:
    """The cameras that the system lists; a test changes the list."""
    cameras: list[CameraInfo] = []
    monkeypatch.setattr(camera_module, "list_cameras", lambda: cameras)
    monkeypatch.setattr(capture_module, "list_cameras", lambda: cameras)
    return cameras


def test_frames_are_rgb_numbered_and_timed(connected):
    with Camera(0, open_capture=lambda _: FakeCapture(noisy())) as camera:
        first, second = camera.read(LONG_S), camera.read(LONG_S)
        assert first.pixels_rgb[0, 0].tolist()[0::2] == [255, first.number % 256]
        assert second.number > first.number
        assert second.time_s > first.time_s >= 0
        assert first.source == "0"
        assert not first.pixels_rgb.flags.writeable
        assert camera.state == "live"


def test_only_the_latest_picture_is_kept(connected):
    gate = threading.Event()

    def pictures():
        yield from (bgr(value) for value in (1, 2, 3))
        gate.set()
        threading.Event().wait(LONG_S)

    with Camera(0, open_capture=lambda _: FakeCapture(pictures())) as camera:
        gate.wait(LONG_S)
        frame = camera.read(LONG_S)
        assert (frame.number, frame.pixels_rgb[0, 0, 2]) == (2, 3)
        with pytest.raises(NoFrameError):
            camera.read(0.01)


def test_a_source_that_blocks_is_stalled_and_closing_it_does_not_wait_for_it(connected):
    release = threading.Event()

    def pictures():
        yield bgr(1)
        release.wait(LONG_S)

    capture = FakeCapture(pictures())
    camera = Camera("rtsp://example/1", open_capture=lambda _: capture, stall_timeout_s=0.05)
    camera.read(LONG_S)
    wait_for_state(camera, "stalled")
    with pytest.raises(NoFrameError, match=r"stream rtsp://example/1 has given no picture for 0\.05 s; check it"):
        camera.read(0.01)
    assert not capture.released.is_set()
    camera.close()
    assert not capture.released.is_set(), "it must not be released while another thread reads it"
    assert camera.state == "closed"
    release.set()
    assert capture.released.wait(LONG_S)


def test_opening_that_blocks_neither_blocks_the_caller_nor_closing(connected):
    release = threading.Event()
    capture = FakeCapture(noisy())

    def open_slowly(_):
        release.wait(LONG_S)
        return capture

    camera = Camera(0, open_capture=open_slowly)
    assert camera.state == "connecting"
    with pytest.raises(NoFrameError, match=r"gave no picture within 0\.01 s"):
        camera.read(0.01)
    camera.close()
    release.set()
    assert capture.released.wait(LONG_S)


def test_a_camera_that_stops_is_called_unplugged_and_not_opened_again(connected):
    opened = []

    def open_capture(address):
        opened.append(address)
        return FakeCapture(noisy(3))

    with Camera(2, open_capture=open_capture) as camera:
        assert "Camera 2 stopped; it may have been unplugged" in str(final_error(camera))
        assert camera.state == "ended"
        assert opened == [2]
        with pytest.raises(MediaError, match="unplugged"):
            camera.read(LONG_S)


def test_single_missed_pictures_do_not_end_a_camera(connected):
    class Flickering(FakeCapture):
        calls = 0

        def read(self):
            self.calls += 1
            return (False, None) if self.calls % 3 else super().read()

    with Camera(0, open_capture=lambda _: Flickering(noisy())) as camera:
        assert [camera.read(LONG_S).width for _ in range(5)] == [8] * 5


def test_an_unplugged_camera_that_repeats_its_last_picture_is_noticed(connected):
    def pictures():
        while True:
            time.sleep(0.002)
            yield bgr(7)

    connected.append(CameraInfo(0, "Webcam"))
    with Camera(0, open_capture=lambda _: FakeCapture(pictures()), stall_timeout_s=0.05) as camera:
        deadline = time.monotonic() + 0.2
        while time.monotonic() < deadline:  # still connected: a drawn picture may stand still
            camera.read(LONG_S)
        connected.clear()
        assert "unplugged" in str(final_error(camera))


def test_a_stream_of_one_still_picture_goes_on(connected):
    def pictures():
        while True:
            time.sleep(0.002)
            yield bgr(7)

    with Camera("http://example/still", open_capture=lambda _: FakeCapture(pictures()), stall_timeout_s=0.03) as camera:
        assert [camera.read(LONG_S).height for _ in range(50)] == [8] * 50


def test_a_stream_that_stops_and_returns_goes_on_with_its_numbers(connected):
    back = threading.Event()
    sources = [noisy(3), iter(()), noisy()]

    def open_capture(_):
        if len(sources) == 1:
            back.wait(LONG_S)
        return FakeCapture(sources.pop(0), opened=len(sources) != 1)

    with Camera("rtsp://example/2", open_capture=open_capture, stall_timeout_s=5) as camera:
        wait_for_state(camera, "reconnecting")
        before = camera.read(LONG_S).number
        with pytest.raises(NoFrameError, match="stopped and is being connected again; check its sender"):
            camera.read(0.01)
        back.set()
        assert next_frame(camera).number > before
        assert camera.state == "live"


def test_a_driver_that_throws_ends_a_camera_with_a_sentence(connected):
    def broken():
        yield bgr(1)
        raise RuntimeError("the driver\nfell over")

    with Camera(0, open_capture=lambda _: FakeCapture(broken())) as camera:
        assert "camera 0 failed (the driver fell over); open it again." in str(final_error(camera))


@pytest.mark.parametrize(
    ("cameras", "words"),
    [
        ([], "no camera was found; connect one"),
        (
            [CameraInfo(0, "Front"), CameraInfo(2, "Back")],
            r"There is no camera 1; choose one of: 0 \(Front\), 2 \(Back\)",
        ),
        (
            [CameraInfo(1, "Front")],
            r"Camera 1 \(Front\) is connected but cannot be opened; close the program that uses it",
        ),
    ],
)
def test_a_camera_that_does_not_open_says_whether_it_is_absent_or_in_use(connected, cameras, words):
    connected.extend(cameras)
    capture = FakeCapture(iter(()), opened=False)
    with Camera(1, open_capture=lambda _: capture) as camera, pytest.raises(MediaError, match=words) as error:
        camera.read(LONG_S)
    assert not isinstance(error.value, NoFrameError)
    assert capture.released.is_set()


def test_a_stream_that_never_opens_is_a_wrong_address_and_its_password_is_not_shown(connected):
    address = "rtsp://user:s@cret@example/1"
    with Camera(address, open_capture=lambda _: FakeCapture(iter(()), opened=False)) as camera:
        text = str(final_error(camera))
    assert text == (
        "The stream rtsp://user:***@example/1 cannot be opened; check the address and that its sender is running."
    )


def test_a_closed_camera_says_so_and_wakes_who_waits(connected):
    camera = Camera(0, open_capture=lambda _: FakeCapture(noisy(0)), stall_timeout_s=LONG_S)
    camera.close()
    camera.close()
    with pytest.raises(MediaError, match="camera 0 is closed; open it again"):
        camera.read(LONG_S)


def test_without_a_camera_the_real_thing_says_so_and_prints_nothing(connected, capfd):
    if list_cameras():
        pytest.skip("this machine has a camera")
    with Camera(93) as camera:
        assert "no camera was found" in str(final_error(camera))
    assert capfd.readouterr() == ("", "")


def test_a_system_that_cannot_list_cameras_lists_none(monkeypatch):
    def fail():
        raise OSError("no such service")

    monkeypatch.setattr("cv2_enumerate_cameras.enumerate_cameras", fail)
    assert list_cameras() == []


def test_a_camera_listed_by_several_backends_is_listed_once(monkeypatch):
    class Found:
        def __init__(self, index: int, name: str) -> None:
            self.index, self.name = index, name

    found = [Found(1802, "Back"), Found(1800, "Front"), Found(202, "Back"), Found(200, "Front")]
    monkeypatch.setattr("cv2_enumerate_cameras.enumerate_cameras", lambda: found)
    assert list_cameras() == [CameraInfo(0, "Front"), CameraInfo(2, "Back")]


def test_a_picture_counts_as_frozen_from_its_first_repetition():
    frozen = FrozenPicture()
    times = [frozen.seconds(bgr(value), float(now)) for now, value in enumerate([1, 1, 1, 2, 2])]
    assert times == [0, 1, 2, 0, 1]


class MjpegServer:
    """Sends JPEGs for ever as multipart/x-mixed-replace; can be made to stop and to return."""

    def __init__(self) -> None:
        self.sending = True
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if not outer.sending:
                    self.send_error(503)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    outer.send(self.wfile)
                except OSError:
                    return  # the reader went away

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/stream.mjpg"

    def send(self, stream) -> None:
        number = 0
        while self.sending:
            jpeg = cv2.imencode(".jpg", np.full((48, 64, 3), (0, number % 256, 255), np.uint8))[1].tobytes()
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            stream.write(head.encode() + jpeg + b"\r\n")
            number += 5
            time.sleep(0.01)

    def stop(self) -> None:
        self.sending = False
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[MjpegServer]:
    server = MjpegServer()
    yield server
    server.stop()


def test_a_real_stream_is_read_and_comes_back_after_a_pause(server, capfd):
    with Camera(server.address, stall_timeout_s=5) as camera:
        frame = camera.read(LONG_S)
        assert frame.pixels_rgb.shape == (48, 64, 3)
        assert frame.pixels_rgb[0, 0, 0] > 200
        assert frame.source == server.address

        server.sending = False
        wait_for_state(camera, "reconnecting")
        server.sending = True
        wait_for_state(camera, "live")
        assert next_frame(camera).number > frame.number
    assert capfd.readouterr() == ("", "")


def test_an_address_where_nothing_listens_is_refused(capfd):
    with Camera("http://127.0.0.1:9/none.mjpg", stall_timeout_s=2) as camera:
        assert "cannot be opened; check the address" in str(final_error(camera))
    assert capfd.readouterr() == ("", "")
