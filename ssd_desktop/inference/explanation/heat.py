"""Where on the feature maps something is seen: scores of a class, and how strongly the maps respond."""

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError
from ssd_desktop.inference.explanation.questions import Pooling
from ssd_desktop.inference.seen_picture import SeenPicture


def score_map(seen: SeenPicture, feature_map: int, label: int) -> npt.NDArray[np.float32]:
    """Returns how sure the detector is of a class in each cell: the highest score of the default boxes of the cell.

    Args:
        seen: What the network put out.
        feature_map: 0 is the finest.
        label: 1 to C - 1, or 0 for background.

    Returns:
        float32 ``[f, f]``, rows, then columns; 0 to 1.

    Raises:
        ConfigError: There is no such feature map or class.
    """
    _check(seen, feature_map)
    if not 0 <= label <= len(seen.config.classes):
        raise ConfigError(f"The detector has classes 1 to {len(seen.config.classes)}, not {label}.")
    plan, part = seen.default_boxes.plan, seen.default_boxes.map_slices[feature_map]
    side, shapes = plan.map_sizes[feature_map], plan.boxes_per_cell[feature_map]
    heat: npt.NDArray[np.float32] = seen.scores[part, label].reshape(side, side, shapes).max(axis=2)
    return heat


def activation_map(seen: SeenPicture, feature_map: int, pooling: Pooling | int = "mean") -> npt.NDArray[np.float32]:
    """Returns how strongly a feature map responds in each cell.

    Args:
        seen: What the network put out.
        feature_map: 0 is the finest.
        pooling: Over the channels, ``mean`` or ``max``; a number shows that channel alone.

    Returns:
        float32 ``[f, f]``, rows, then columns; as the heads see the map.

    Raises:
        ConfigError: There is no such feature map, channel or pooling.
    """
    _check(seen, feature_map)
    values = seen.feature_maps[feature_map]  # [channels, f, f]
    if pooling == "mean":
        pooled = values.mean(dim=0)
    elif pooling == "max":
        pooled = values.amax(dim=0)
    elif isinstance(pooling, int) and 0 <= pooling < len(values):
        pooled = values[pooling].clone()
    else:
        raise ConfigError(
            f"Feature map {feature_map} has channels 0 to {len(values) - 1}, mean and max, not {pooling}."
        )
    result: npt.NDArray[np.float32] = pooled.numpy()
    return result


def _check(seen: SeenPicture, feature_map: int) -> None:
    if not 0 <= feature_map < len(seen.feature_maps):
        raise ConfigError(f"The network has feature maps 0 to {len(seen.feature_maps) - 1}, not {feature_map}.")
