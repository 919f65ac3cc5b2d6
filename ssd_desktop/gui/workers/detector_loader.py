"""Loads detectors for the workers, with the engine that the window has chosen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ssd_desktop.inference.engines.config import EngineChoice

if TYPE_CHECKING:
    from ssd_desktop.inference.predictor import Predictor
    from ssd_desktop.inference.tiles import TiledPredictor


class DetectorLoader:
    """A ``LoadDetector``: called in a worker's thread, it imports torch there.

    Args:
        engine: What computes the networks of models that are loaded from now on; may be set from any thread.
    """

    def __init__(self, engine: EngineChoice) -> None:
        self.engine = engine
        self.on_engine: Callable[[], None] = lambda: None
        """Called in a thread of its own when an engine that was being prepared is in use, or has failed."""

    def __call__(self, path: str, device: str) -> "Predictor | TiledPredictor":
        """Returns a detector that can answer at once."""
        from ssd_desktop.inference.tiles import load_detector

        return load_detector(path, device=device, engine=self.engine, in_background=self.on_engine)
