"""Which engine was fastest, kept for each machine and model file. No torch here.

One small JSON file for each in the user's cache folder. It only saves the time of measuring: a file that is damaged
or of another machine, model or version counts as not there.
"""

import hashlib
import importlib.metadata
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ssd_desktop import __version__
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.media.atomic_file import write_file_atomically

_log = logging.getLogger(__name__)

_LIBRARIES = ("torch", "openvino")


@dataclass(frozen=True)
class Circumstances:
    """All that decides which engine is fastest.

    Attributes:
        model: ``weights_key`` of the model file.
        quantised: Whether there is a quantised network of it.
        processor: Name of the processor.
        threads: Threads that compute.
        wanted: What was left to the measurement.
    """

    model: str
    quantised: bool
    processor: str
    threads: int
    wanted: EngineChoice

    def document(self) -> dict[str, object]:
        """Returns them as JSON values, with the versions of what computes."""
        versions = {name: _version(name) for name in _LIBRARIES}
        return {
            "program": __version__,
            "versions": versions,
            "model": self.model,
            "quantised": self.quantised,
            "processor": self.processor,
            "threads": self.threads,
            "wanted": [self.wanted.engine, self.wanted.precision],
        }


class RememberedEngines:
    """The files; may be used from several threads and processes.

    Args:
        folder: Where they are, made when the first is written; None takes the user's cache folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(platformdirs.user_cache_dir("ssd-desktop", appauthor=False)) / "engines"

    def read(self, circumstances: Circumstances) -> EngineChoice | None:
        """Returns what was fastest under the same circumstances; None where that is not known."""
        wanted = circumstances.document()
        path = self._path(wanted)
        try:
            content = json.loads(path.read_bytes())
            if content["circumstances"] != wanted:
                return None
            choice = EngineChoice(str(content["engine"]), str(content["precision"]))
            return choice if choice.is_settled else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError, InferenceError) as error:
            _log.info("%s is passed over: %s", path, error)
            return None

    def write(self, circumstances: Circumstances, choice: EngineChoice, milliseconds: dict[str, float]) -> None:
        """Keeps what was fastest; where it cannot be written it is only measured again next time.

        Args:
            circumstances: Under which it was measured.
            choice: The fastest, settled.
            milliseconds: Of one picture, by the label of each engine that was measured; for whoever reads the file.
        """
        document = circumstances.document()
        path = self._path(document)
        content = {
            "circumstances": document,
            "engine": choice.engine,
            "precision": choice.precision,
            "milliseconds": milliseconds,
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file_atomically(path, json.dumps(content, indent=2).encode(), durable=False)
        except (OSError, ValueError) as error:
            _log.warning("The fastest engine could not be remembered in %s: %s", path, error)

    def _path(self, document: dict[str, object]) -> Path:
        text = json.dumps(document, sort_keys=True)
        return self._folder / f"{hashlib.sha256(os.fsencode(text)).hexdigest()[:32]}.json"


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return ""
