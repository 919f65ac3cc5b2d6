"""Frozen features of augmented views, computed once: with them an epoch costs the trained layers only.

An image is seen in a fixed number of augmented views, one a pass, in turn. What the frozen layers make of a view
never changes, so it is computed when the view first comes and kept; from then on neither the image is decoded nor the
frozen layers run.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from ssd_desktop.data.types import ViewKey
from ssd_desktop.training.feature_file import FeatureFile
from ssd_desktop.training.feature_memory import FeatureMemory
from ssd_desktop.training.feature_packing import Place, pack_features, unpack_features

Features = tuple[Tensor, ...]
"""What ``SSD.frozen_features`` gives for ``B`` pictures: ``[B, channels, height, width]`` each."""


class FeatureStore:
    """Features by view, packed; first in memory, then in a file. Views that fit in neither are computed each time.

    Args:
        memory_bytes: Memory that may be taken.
        file_bytes: Disk that may be taken after it.
        path: The file, made when needed and removed by ``close``.
        device: Where features are wanted.
        expected: Views that will be asked for in all.

    Attributes:
        seconds: Spent on views that are kept.
    """

    def __init__(
        self,
        *,
        memory_bytes: int,
        file_bytes: int,
        path: Path,
        device: torch.device | str = "cpu",
        expected: int = 0,
    ) -> None:
        self._memory = FeatureMemory(limit_bytes=memory_bytes)
        self._file = FeatureFile(path, limit_bytes=file_bytes)
        self._device = torch.device(device)
        self._expected = expected
        self._is_full = False
        self.seconds = 0.0
        self._kept: dict[ViewKey, tuple[FeatureMemory | FeatureFile, tuple[Place, ...]]] = {}
        self._lock = threading.Lock()

    def __contains__(self, key: ViewKey) -> bool:
        """Whether the picture of this view is no longer needed; asked by the loader's threads."""
        with self._lock:
            return key in self._kept

    def __len__(self) -> int:
        """Views kept."""
        with self._lock:
            return len(self._kept)

    @property
    def done(self) -> int:
        """Views kept, as ``SparedWork`` calls them."""
        return len(self)

    @property
    def left(self) -> int:
        """Views that are still to be computed for the first time and kept."""
        return 0 if self._is_full else max(0, self._expected - len(self))

    def features(self, keys: Sequence[ViewKey], compute: Callable[[int], Features]) -> Features:
        """Returns the features of some views and keeps those that are new.

        Args:
            keys: The views of ``B`` pictures.
            compute: Runs the frozen layers on one of these pictures, given its place 0 to B - 1, as a batch of one: so
                the numbers do not depend on which views happened to be missing together.

        Returns:
            ``[B, channels, height, width]`` each, on the device.
        """
        pictures = [self._one(key, place, compute) for place, key in enumerate(keys)]
        return tuple(torch.stack(part).to(self._device) for part in zip(*pictures, strict=True))

    def close(self) -> None:
        """Forgets everything and removes the file."""
        with self._lock:
            self._kept.clear()
        self._memory.close()
        self._file.close()

    def _one(self, key: ViewKey, place: int, compute: Callable[[int], Features]) -> Features:
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            return self._new(key, lambda: compute(place))
        keeper, places = kept
        return tuple(unpack_features(keeper.read(one)) for one in places)

    def _new(self, key: ViewKey, compute: Callable[[], Features]) -> Features:
        began = time.monotonic()
        features = tuple(part[0].cpu() for part in compute())
        packed = tuple(pack_features(part) for part in features)
        for keeper in (self._memory, self._file):
            if (places := keeper.append(packed)) is not None:
                with self._lock:
                    self._kept[key] = keeper, places
                self.seconds += time.monotonic() - began
                return features
        self._is_full = True
        return features
