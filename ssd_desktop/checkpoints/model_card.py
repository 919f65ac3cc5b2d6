"""The figures on the card of a model: what was measured with it, over all and by class. No torch here."""

from collections.abc import Mapping
from dataclasses import dataclass

PER_CLASS = "ap50_"
"""What the names of figures begin with that are of one class."""


@dataclass(frozen=True)
class MeasuredPrecision:
    """Average precision of a model.

    Attributes:
        value: 0 to 1.
        metric: ``AP50`` or ``mAP``, with how it was computed where that is known.
    """

    value: float
    metric: str

    @property
    def short_metric(self) -> str:
        """The metric without how it was computed."""
        return self.metric.partition(" ")[0]


def measured_precision(figures: Mapping[str, float | str]) -> MeasuredPrecision | None:
    """Returns the figure that tells most; None where nothing was measured."""
    for name, metric in (("ap50", "AP50"), ("map", "mAP")):
        value = figures.get(name)
        if isinstance(value, float):
            how = figures.get("metric") if name == "map" else None
            return MeasuredPrecision(value, f"{metric} ({how})" if isinstance(how, str) else metric)
    return None


def precision_by_class(figures: Mapping[str, float | str]) -> dict[str, float]:
    """Returns AP50 by class, best first; empty where it is not known."""
    found = {
        name.removeprefix(PER_CLASS): value
        for name, value in figures.items()
        if name.startswith(PER_CLASS) and isinstance(value, float)
    }
    return dict(sorted(found.items(), key=lambda item: -item[1]))
