"""A file from a server: with progress, cancelled at any moment, gone on with after a break, checked. No torch here.

The bytes go into ``NAME.part`` beside the target and are moved there when their SHA-256 is right. A part that is left
is gone on with by ``Range``; a server that does not know it sends all. Proxies are those of the environment
(``HTTPS_PROXY`` and so on), as urllib reads them.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import time
import urllib.error
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.exclusive_file import held_file
from ssd_desktop.checkpoints.http_stream import GivenUp, Head, HttpStream, StreamError
from ssd_desktop.errors import CheckpointError, reason_of

Progress = Callable[[int, int | None], None]
"""Told the bytes there are and, where the server says so, of how many; at most ten times a second."""

_PROGRESS_SECONDS = 0.1
_ATTEMPTS = 3
_SPARE_BYTES = 16 * 2**20
_NOT_SATISFIABLE = 416
_MEGABYTE = 2**20


class DownloadCancelled(CheckpointError):
    """The user gave the download up; what is there stays for the next time."""


@dataclass(frozen=True)
class Download:
    """A file to get.

    Attributes:
        url: An http or https address.
        target: Where it goes; its folder is made.
        sha256_start: The first digits of its SHA-256; empty: nothing is known of it.
        progress: Told how far it is.
        cancelled: Asked often; True gives the download up.
        timeout: Seconds that the server may say nothing.
    """

    url: str
    target: Path
    sha256_start: str = ""
    progress: Progress = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False
    timeout: float = 30.0

    @property
    def part(self) -> Path:
        """What has come so far."""
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def host(self) -> str:
        """The server, as the user reads it."""
        return urllib.parse.urlsplit(self.url).netloc


def download_file(download: Download) -> None:
    """Gets a file; it appears whole and checked, or not at all.

    A connection that breaks is taken up again, three times at most.

    Raises:
        DownloadCancelled: ``cancelled`` became true; the part stays.
        CheckpointError: The server cannot be reached, refuses, or sends other bytes than expected, the disk is full or
            cannot be written, or another window gets the same file.
    """
    try:
        download.target.parent.mkdir(parents=True, exist_ok=True)
        with held_file(download.target.with_name(f"{download.target.name}.lock")) as held:
            if not held:  # both would add to one part
                raise CheckpointError(f"Another window downloads {download.target.name}; wait until it is there.")
            _fetch(download)
    except GivenUp:
        raise DownloadCancelled(f"The download of {download.target.name} was cancelled.") from None
    except StreamError as error:
        raise _server_error(download, error.__cause__) from error
    except OSError as error:
        raise _disk_error(download, error) from error


def _fetch(download: Download) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        if _receive(download, is_last=attempt == _ATTEMPTS):
            break
    _check_sum(download)
    download.part.replace(download.target)


def _receive(download: Download, *, is_last: bool) -> bool:
    """Adds to the part what the server has beyond it; returns whether all is there.

    Raises:
        CheckpointError: The connection broke and it was the last attempt.
    """
    start = download.part.stat().st_size if download.part.exists() else 0
    with contextlib.closing(HttpStream(download.url, start=start, timeout=download.timeout)) as stream:
        try:
            head = stream.head(download.cancelled)
        except StreamError as error:
            if getattr(error.__cause__, "code", None) != _NOT_SATISFIABLE:
                raise
            return _is_whole(download, start, error.__cause__)
        try:
            done = _write(download, stream, head)
        except StreamError:
            if is_last:
                raise
            return False
    if head.total is None or done >= head.total:
        return True
    if is_last:
        raise CheckpointError(
            f"The connection to {download.host} was lost after {done // _MEGABYTE:,} of "
            f"{head.total // _MEGABYTE:,} MB; download again, it goes on from there."
        )
    return False


def _write(download: Download, stream: HttpStream, head: Head) -> int:
    """Writes the pieces as they come; returns the bytes there are."""
    _check_space(download, 0 if head.total is None else head.total - head.start)
    done, told = head.start, 0.0
    with download.part.open("ab" if head.start else "wb") as out:
        for piece in stream.pieces(download.cancelled):
            out.write(piece)
            done += len(piece)
            if time.monotonic() - told > _PROGRESS_SECONDS:
                told = time.monotonic()
                download.progress(done, head.total)
        out.flush()
        os.fsync(out.fileno())
    download.progress(done, head.total)
    return done


def _is_whole(download: Download, start: int, refusal: BaseException | None) -> bool:
    """Answers a server that has nothing beyond the part: whole, or other bytes than ours, which begin anew."""
    headers = getattr(refusal, "headers", None)
    if headers is not None and headers.get("Content-Range", "").rpartition("/")[2] == str(start):
        return True
    download.part.unlink()
    return False


def _check_space(download: Download, wanted: int) -> None:
    free = shutil.disk_usage(download.part.parent).free
    if wanted + _SPARE_BYTES > free:
        raise OSError(errno.ENOSPC, f"{free // _MEGABYTE:,} MB are free, {wanted // _MEGABYTE:,} MB are needed")


def _check_sum(download: Download) -> None:
    """Removes a part that is not the file that was meant."""
    if not download.part.exists():
        raise CheckpointError(f"{download.host} sent other bytes than before; download {download.target.name} again.")
    with download.part.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found.startswith(download.sha256_start):
        return
    download.part.unlink()
    raise CheckpointError(
        f"{download.target.name} from {download.host} is not the file that was published: its SHA-256 begins with "
        f"{found[: len(download.sha256_start)]} instead of {download.sha256_start}; it was deleted, download it again."
    )


def _server_error(download: Download, cause: BaseException | None) -> CheckpointError:
    by_hand = f"fetch {download.url} with a browser and import the file"
    if isinstance(cause, urllib.error.HTTPError):
        what = f"{download.host} answered {cause.code} {cause.reason}"
        return CheckpointError(f"{what} for {download.target.name}; try again later, or {by_hand}.")
    reason = cause.reason if isinstance(cause, urllib.error.URLError) else cause
    if isinstance(reason, TimeoutError):
        return CheckpointError(f"{download.host} said nothing for {download.timeout:.0f} s; try again later.")
    told = reason_of(reason) if isinstance(reason, Exception) else str(reason)
    return CheckpointError(
        f"{download.host} cannot be reached ({told}); check the network, set HTTPS_PROXY where one is needed, or "
        f"{by_hand}."
    )


def _disk_error(download: Download, error: OSError) -> CheckpointError:
    folder = download.target.parent
    if error.errno == errno.ENOSPC:
        return CheckpointError(f"The disk of {folder} is full ({reason_of(error)}); free space and download again.")
    return CheckpointError(f"{folder} cannot be written ({reason_of(error)}); make it writable and download again.")
