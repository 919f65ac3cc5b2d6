"""Against a server on 127.0.0.1: whole, in parts, wrong, broken, refused, slow, and without any."""

import errno
import hashlib
import http.server
import threading
import time
from collections import deque

import pytest

from ssd_desktop.annotation import exclusive_file
from ssd_desktop.checkpoints import download as download_module
from ssd_desktop.checkpoints.download import Download, DownloadCancelled, download_file
from ssd_desktop.errors import CheckpointError

CONTENT = bytes(range(256)) * 4000
SUM = hashlib.sha256(CONTENT).hexdigest()


class Handler(http.server.BaseHTTPRequestHandler):
    """Does what ``server.plan`` says next; its last entry goes on for ever."""

    def do_GET(self):
        self.server.ranges.append(self.headers.get("Range"))
        self.server.paths.append(self.path)
        plan = self.server.plan.popleft() if len(self.server.plan) > 1 else self.server.plan[0]
        getattr(self, f"_{plan}")()

    def log_message(self, *args):
        pass

    def _range(self):
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        if start >= len(CONTENT):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(CONTENT)}")
            self.end_headers()
            return b""
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        return CONTENT[start:]

    def _whole(self):
        self.wfile.write(self._range())

    def _no_ranges(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT)

    def _no_length(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CONTENT)

    def _breaks(self):
        """Ends after 100,000 bytes."""
        self.wfile.write(self._range()[:100_000])

    def _missing(self):
        self.send_error(404)

    def _slow(self):
        rest = self._range()
        self.wfile.write(rest[:50_000])
        self.wfile.flush()
        self.server.release.wait(20)


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    made.plan, made.ranges, made.paths, made.release = deque(["whole"]), [], [], threading.Event()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.release.set()
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def wanted(server, tmp_path):
    """Makes the download of the server's file."""

    def make(**options):
        url = f"http://127.0.0.1:{server.server_address[1]}/model-{SUM[:8]}.pth"
        return Download(url, tmp_path / "models" / "model.pth", **{"sha256_start": SUM[:8]} | options)

    return make


def test_a_file_arrives_whole_with_progress_and_leaves_no_part(wanted):
    told = []
    download = wanted(progress=lambda done, total: told.append((done, total)))
    download_file(download)
    assert download.target.read_bytes() == CONTENT
    assert not download.part.exists()
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_part_that_is_left_is_gone_on_with(server, wanted):
    download = wanted()
    download.part.parent.mkdir()
    download.part.write_bytes(CONTENT[:300_000])
    download_file(download)
    assert server.ranges == ["bytes=300000-"]
    assert download.target.read_bytes() == CONTENT


def test_a_server_without_ranges_sends_all_anew(server, wanted):
    server.plan = deque(["no_ranges"])
    download = wanted()
    download.part.parent.mkdir()
    download.part.write_bytes(b"x" * 300_000)
    download_file(download)
    assert download.target.read_bytes() == CONTENT


def test_a_length_that_the_server_does_not_say_is_not_needed(server, wanted):
    server.plan = deque(["no_length"])
    told = []
    download = wanted(progress=lambda done, total: told.append(total))
    download_file(download)
    assert download.target.read_bytes() == CONTENT
    assert set(told) == {None}


def test_a_whole_part_is_only_checked(server, wanted):
    download = wanted()
    download.part.parent.mkdir()
    download.part.write_bytes(CONTENT)
    download_file(download)
    assert download.target.read_bytes() == CONTENT


def test_a_part_longer_than_the_file_begins_anew(server, wanted):
    download = wanted()
    download.part.parent.mkdir()
    download.part.write_bytes(CONTENT + b"more")
    download_file(download)
    assert download.target.read_bytes() == CONTENT


def test_a_broken_connection_is_taken_up_again(server, wanted):
    server.plan = deque(["breaks", "breaks", "whole"])
    download = wanted()
    download_file(download)
    assert server.ranges == [None, "bytes=100000-", "bytes=200000-"]
    assert download.target.read_bytes() == CONTENT


def test_a_connection_that_keeps_breaking_leaves_the_part_for_the_next_time(server, wanted):
    server.plan = deque(["breaks"])
    download = wanted()
    with pytest.raises(CheckpointError, match=r"was lost after 0 of 0 MB; download again, it goes on from there"):
        download_file(download)
    assert not download.target.exists()
    assert download.part.stat().st_size == 300_000


def test_other_bytes_than_published_are_refused_and_deleted(wanted):
    download = wanted(sha256_start="00000000")
    with pytest.raises(CheckpointError, match=f"SHA-256 begins with {SUM[:8]} instead of 00000000"):
        download_file(download)
    assert not download.part.exists()
    assert not download.target.exists()


def test_a_file_that_the_server_does_not_have_says_so(server, wanted):
    server.plan = deque(["missing"])
    with pytest.raises(CheckpointError, match=r"answered 404 Not Found for model\.pth.*browser"):
        download_file(wanted())


def test_a_slow_download_is_cancelled_at_once_and_keeps_what_came(server, wanted):
    server.plan = deque(["slow"])
    cancelled = threading.Event()
    download = wanted(cancelled=cancelled.is_set, progress=lambda done, total: cancelled.set())
    with pytest.raises(DownloadCancelled, match="was cancelled"):
        download_file(download)
    assert 0 < download.part.stat().st_size <= 50_000


def test_a_server_that_says_nothing_is_given_up(server, wanted):
    server.plan = deque(["slow"])
    with pytest.raises(CheckpointError, match="said nothing for 0 s"):
        download_file(wanted(timeout=0.2))


def test_without_a_network_one_sentence_says_so(tmp_path, server):
    gone = Download(f"http://127.0.0.1:{_closed_port()}/model.pth", tmp_path / "model.pth")
    with pytest.raises(CheckpointError, match=r"cannot be reached \(Connection refused\); check the network"):
        download_file(gone)


def _closed_port():
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as made:
        return made.server_address[1]


def test_a_proxy_of_the_environment_is_used(server, wanted, monkeypatch, tmp_path):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_address[1]}")
    download_file(Download("http://models.invalid/model.pth", tmp_path / "model.pth", sha256_start=SUM[:8]))
    assert server.paths == ["http://models.invalid/model.pth"]


def test_a_full_disk_is_told_before_the_first_byte(wanted, monkeypatch):
    monkeypatch.setattr(download_module, "_SPARE_BYTES", 2**60)
    download = wanted()
    with pytest.raises(CheckpointError, match=r"is full \(.* MB are free, 0 MB are needed\); free space"):
        download_file(download)
    assert not download.part.exists()


def test_a_disk_that_fills_up_on_the_way_is_told(wanted, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(download_module.os, "fsync", full)
    with pytest.raises(CheckpointError, match=r"is full \(No space left on device\)"):
        download_file(wanted())


def test_two_windows_do_not_write_into_one_part(server, wanted, monkeypatch):
    monkeypatch.setattr(exclusive_file, "_TRIES", 1)
    download = wanted()
    download.target.parent.mkdir(parents=True, exist_ok=True)
    with (
        exclusive_file.held_file(download.target.with_name(f"{download.target.name}.lock")),
        pytest.raises(CheckpointError, match="Another window downloads"),
    ):
        download_file(download)
    assert server.ranges == []
    download_file(download)
    assert [path.name for path in download.target.parent.iterdir()] == [download.target.name]


def test_a_folder_that_cannot_be_made_is_told(wanted, tmp_path):
    (tmp_path / "models").write_text("a file")
    with pytest.raises(CheckpointError, match=r"cannot be written \(File exists\)"):
        download_file(wanted())


def test_a_given_up_stream_leaves_no_thread_behind(server, wanted):
    server.plan = deque(["slow"])
    with pytest.raises(DownloadCancelled):
        download_file(wanted(cancelled=lambda: True))
    server.release.set()
    deadline = time.monotonic() + 10
    while any(thread.name == "download" for thread in threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(thread.name == "download" for thread in threading.enumerate())
