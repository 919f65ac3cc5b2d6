"""A text file that grows line by line while a run goes on, and that a later run can take up again."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from ssd_desktop.inference.results.writer import not_written


class GrowingFile:
    """Lines on standard output (``-``) or in a file.

    Args:
        target: ``-`` or a path; an existing file is replaced unless it is taken up.
        resume: Take up an earlier run: whole lines stay, one that was cut off goes.
        is_whole: Whether a last line without an end is whole all the same: editors may leave the end out.

    Attributes:
        earlier: The lines that stayed, without their ends.

    Raises:
        MediaError: The file cannot be read or written.
    """

    def __init__(
        self, target: str, *, resume: bool = False, is_whole: Callable[[str], bool] = lambda line: False
    ) -> None:
        self.earlier: list[str] = []
        self._path = None if target == "-" else Path(target)
        self._stream: TextIO = sys.stdout
        if self._path is None:
            return
        try:
            if resume and self._path.exists():
                self.earlier = self._whole_lines(self._path, is_whole)
            if not self.earlier:
                self._path.write_bytes(b"")
            # A file name on Linux need not be text: its bytes go out as they came in.
            self._stream = self._path.open("a", encoding="utf-8", errors="surrogateescape", newline="\n")
        except (OSError, ValueError) as error:
            raise not_written(self._path, error) from error

    @staticmethod
    def _whole_lines(path: Path, is_whole: Callable[[str], bool]) -> list[str]:
        content = path.read_bytes()
        # Not by splitlines: a name may hold what it takes for the end of a line.
        *lines, last = content.decode("utf-8", errors="surrogateescape").split("\n")
        if last and is_whole(last):
            with path.open("ab") as stream:
                stream.write(b"\n")
            return [*lines, last]
        if last:
            with path.open("r+b") as stream:
                stream.truncate(content.rfind(b"\n") + 1)
        return lines

    def add(self, line: str) -> None:
        """Writes a line at once, so that a reader can follow.

        Raises:
            MediaError: The file cannot be written.
        """
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError) as error:
            if self._path is None:
                raise
            raise not_written(self._path, error) from error

    def close(self) -> None:
        """Closes the file; standard output stays open."""
        if self._path is not None:
            # A line that could not be written waits in the stream and fails once more; that was told by ``add``.
            with contextlib.suppress(OSError):
                self._stream.close()
