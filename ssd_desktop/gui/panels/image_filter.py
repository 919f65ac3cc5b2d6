"""Which images a list shows."""

from dataclasses import dataclass

from ssd_desktop.annotation.image_summary import ImageStatus, ImageSummary


@dataclass(frozen=True)
class ImageFilter:
    """What an image must have; whatever is empty is not asked for.

    Attributes:
        text: In its name, whatever the case.
        status: How far it is labelled.
        label: A class of one of its objects.
        flag: A flag of one of its objects.
    """

    text: str = ""
    status: ImageStatus | None = None
    label: str = ""
    flag: str = ""

    @property
    def asks_for_labels(self) -> bool:
        """Whether it depends on how images are labelled."""
        return self.status is not None or bool(self.label) or bool(self.flag)

    def accepts(self, folded_name: str, summary: ImageSummary | None) -> bool:
        """Returns whether an image passes.

        Args:
            folded_name: Its name, case-folded.
            summary: How it is labelled; None while that is unknown, which passes only where nobody asks.
        """
        if self.text.strip().casefold() not in folded_name:
            return False
        if not self.asks_for_labels:
            return True
        if summary is None or (self.status is not None and summary.status != self.status):
            return False
        return (not self.label or self.label in summary.labels) and (not self.flag or self.flag in summary.flags)
