"""An engine that answers at once, and goes over to the wanted one when that is ready."""

import logging
import threading
from collections.abc import Callable

from torch import Tensor

from ssd_desktop.errors import InferenceError, SSDDesktopError, reason_of
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.inference.engines.engine import Engine

_log = logging.getLogger(__name__)

FindEngine = Callable[[Callable[[], bool]], Engine]
"""Makes the wanted engine; is given what says that nobody wants it any more."""


class SwitchingEngine:
    """Starts with one engine while another is made in a thread of its own; stays with the first if that fails.

    Args:
        first: Ready now.
        find: Makes the other; an error of it ends up in ``problem``.
        on_end: Called in the thread that made it, when the other is in use or has failed.
    """

    def __init__(self, first: Engine, find: FindEngine, *, on_end: Callable[[], None] = lambda: None) -> None:
        self._first = self._current = first
        self._problem = ""
        self._on_end = on_end
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._prepare, args=(find,), name="engine")
        self._thread.start()

    @property
    def choice(self) -> EngineChoice:
        """Engine and precision that compute now."""
        return self._current.choice

    @property
    def problem(self) -> str:
        """Why the first engine still computes, one sentence; "" where there is nothing to say."""
        return self._problem

    def run(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, float32, on the device of ``batch``.

        Args:
            batch: float32 ``[B, 3, S, S]``, as ``preprocess`` gives it.
        """
        current = self._current
        try:
            return current.run(batch)
        except InferenceError as error:
            if current is self._first:
                raise
            _log.warning("%s", error)
            self._current, self._problem = self._first, str(error)
            return self._first.run(batch)

    def wait(self) -> None:
        """Returns when the other engine is in use, or has failed."""
        self._thread.join()

    def close(self) -> None:
        """Gives up what is being made, and waits for the step it is at."""
        self._cancelled.set()
        self._thread.join()

    def _prepare(self, find: FindEngine) -> None:
        try:
            found = find(self._cancelled.is_set)
        except SSDDesktopError as error:
            _log.warning("%s", error)
            self._problem = str(error)
        except Exception as error:
            _log.exception("The engine could not be prepared.")
            self._problem = f"Another engine could not be prepared ({reason_of(error)}); PyTorch is used."
        else:
            if not self._cancelled.is_set():
                self._current = found
        self._on_end()
