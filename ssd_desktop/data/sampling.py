"""Which images an epoch shows, and in which order: every one once, or those of rare classes more often.

Source of the weights: repeat factors by the rarest class of an image, Gupta et al., "LVIS" (2019), section 5.2, with
an exponent of choice instead of 0.5, and without its threshold. Source of the draw: systematic sampling (Madow 1949),
under which an image is shown either the whole number below or the one above its expected number of times.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import DataError

Positions = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

_ORDER_KEY = (1,)  # Keeps the order's random numbers apart from those of the images.


def image_weights(labels: Sequence[npt.NDArray[np.int64]], balance: float) -> Weights:
    """Returns how often each image should be shown against the others, float64 ``[images]``, at least 1.

    ``w = max over its classes of (f_max / f_c) ** balance``, where f_c is the share of the images with an object of
    class c, and f_max that of the most frequent class. A background image has the weight 1.

    Args:
        labels: For each image int64 ``[G_i]``, from 1: the labels of its objects, ignored ones left out.
        balance: p, 0 to 1; 0 gives every image the weight 1.
    """
    classes = [np.unique(image) for image in labels]
    counts = np.bincount(np.concatenate([*classes, np.zeros(0, np.int64)]))
    most = counts.max(initial=0)
    return np.array([max(((most / counts[c]) ** balance for c in image), default=1.0) for image in classes])


def systematic_sample(weights: Weights, *, start: float) -> Positions:
    """Draws as many positions as there are weights, each about in proportion to its own; in rising order.

    Args:
        weights: float64 ``[n]``, positive.
        start: Where the evenly spaced points begin, 0 to 1 (1 excluded) of their distance.

    Returns:
        int64 ``[n]``; position i comes floor or ceil of ``n * weights[i] / sum`` times.
    """
    count = len(weights)
    upto = np.cumsum(weights)
    points = (np.arange(count) + start) * (upto[-1] / count)
    drawn: Positions = np.minimum(np.searchsorted(upto, points, side="right"), count - 1).astype(np.int64)
    return drawn


class EpochSampler:
    """Draws the images of each epoch; the same for the same seed.

    Args:
        labels: As ``image_weights``; the number of them is the length of an epoch.
        seed: Not negative.
        balance: As ``image_weights``.

    Raises:
        DataError: ``balance`` is not between 0 and 1.
    """

    def __init__(self, labels: Sequence[npt.NDArray[np.int64]], *, seed: int, balance: float = 0.0) -> None:
        if not 0 <= balance <= 1:
            raise DataError(f"class_balance is {balance}; it must lie between 0 and 1.")
        self._count = len(labels)
        self._seed = seed
        self._weights = image_weights(labels, balance) if balance else None

    def order(self, epoch: int) -> Positions:
        """Returns the positions to show in epoch ``epoch`` (from 0), in order, int64 ``[images]``.

        Without balance each comes once. With it, images are shuffled before they are drawn from, so that those of
        equal weight take turns, and again after it, so that the copies of one do not follow each other.
        """
        rng = np.random.default_rng(np.random.SeedSequence([self._seed, epoch], spawn_key=_ORDER_KEY))
        shuffled = rng.permutation(self._count)
        if self._weights is None:
            return shuffled
        drawn = shuffled[systematic_sample(self._weights[shuffled], start=rng.random())]
        return rng.permutation(drawn)

    def draw(self, rng: np.random.Generator) -> int:
        """Draws one more image, such as a part of a mosaic, in the same proportions."""
        if self._weights is None:
            return int(rng.integers(self._count))
        return int(rng.choice(self._count, p=self._weights / self._weights.sum()))
