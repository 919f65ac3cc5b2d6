"""The log of the window: a rotating file, because nobody sees a console. No Qt here."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from ssd_desktop import __version__

_log = logging.getLogger(__name__)

_LOG_BYTES = 1_000_000
_LOG_FILES = 3


def set_up_log(*, debug: bool, folder: Path | None = None) -> Path | None:
    """Sends all logging to a rotating file and none of it to the console.

    Args:
        debug: Logs debug messages too.
        folder: Where; None takes the place the operating system has for it.

    Returns:
        The log file; None where none can be written, which must not keep the window from opening.
    """
    folder = folder or Path(platformdirs.user_log_dir("ssd-desktop", appauthor=False))
    path = folder / "ssd-desktop.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for console in [old for old in root.handlers if type(old) is logging.StreamHandler]:
        root.removeHandler(console)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    logging.captureWarnings(True)
    _log.info("SSD Desktop %s, Python %s on %s", __version__, sys.version.split()[0], sys.platform)
    return path
