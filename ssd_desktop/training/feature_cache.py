"""Lets a training keep the features of its frozen layers.

With the base frozen up to conv4_3, two thirds of a step's time goes into layers that never change. So each image is
shown in ``cached_views`` augmented views, a pass each, and from the second time on a view costs the trained layers
only (``FeatureStore``).
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psutil

from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.kept_views import views_to_keep
from ssd_desktop.training.loop import RunLength
from ssd_desktop.training.memory import available_memory
from ssd_desktop.training.preparation import Network
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.run_folder import RunFolder

_MEMORY_SHARE = 0.5
"""Share of the free memory that kept features may take; what goes beyond lies in a file of the run folder."""


@contextmanager
def keeping_features(
    config: TrainingConfig,
    network: Network,
    loader: TrainingLoader,
    length: RunLength,
    folder: RunFolder,
    meter: ProgressMeter,
) -> Iterator[TrainingMessage | None]:
    """Lets a training keep features while it runs; yields what the user should know, None where none are kept.

    ``meter`` is told, so that the time left does not count as usual what only the first passes compute.
    """
    views = views_to_keep(config, length.epochs * max(1, config.passes))
    if not views:
        yield None
        return
    limit = int(config.cache_limit_gb * 1e9)
    memory = min(limit, int(_free_memory() * _MEMORY_SHARE))
    device = network.model.default_boxes_xyxy.device
    store = FeatureStore(
        memory_bytes=memory,
        file_bytes=limit - memory,
        path=folder.features,
        device=device,
        expected=views * loader.image_count,
    )
    loader.repeat_views(views, store.__contains__)
    network.step.kept_features = store
    # Among several processes an image comes to another one in each pass: nobody knows how many views are left.
    meter.spared = store if network.step.ranks.size == 1 else None
    with closing(store):
        yield TrainingMessage(
            "info",
            f"Each image is shown in {views} augmented views. What the layers frozen up to {config.freeze} make of "
            f"them is computed once and kept, so that passes after the first {views} are quicker.",
        )


def _free_memory() -> int:
    """Returns the free bytes of the machine, or of the container that this process runs in where it has fewer."""
    free, told = psutil.virtual_memory().available, available_memory()
    return free if told is None else min(free, told)
