"""How many augmented views of an image a training keeps the frozen features of. No torch here."""

from ssd_desktop.training.config import TrainingConfig


def views_to_keep(config: TrainingConfig, passes: int) -> int:
    """Returns how many views of an image are kept; 0 where keeping them would save nothing.

    Args:
        config: ``cached_views``, ``freeze``; the pictures of a multi-scale training never come back.
        passes: Over the images, of the whole run; views that are shown once only need not be kept.
    """
    views = min(config.cached_views, 1) if not config.augment else config.cached_views
    pays = config.freeze != "none" and not config.multi_scale and config.cache_limit_gb > 0
    return views if pays and views < passes else 0
