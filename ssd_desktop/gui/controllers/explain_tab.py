"""What a tab of the Explain panel is: a panel, an overlay, and what becomes of an explanation in them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.inference.explanation.questions import Explained, HeatWish
from ssd_desktop.inference.explanation.types import ExplanationSettings


class ExplainTab(QObject):
    """Base of the tabs; ``ExplainController.add_tab`` takes one.

    The controller shows the overlay only while the tab is in front and the panel can be seen.

    Signals:
        changes_wanted: Fields of ``ExplanationSettings`` that the user wants otherwise, a dict by their names, such as
            ``{"score": 0.3}``. The explanation with them follows.
        heat_wanted: The user wants something else of the feature maps; the controller asks ``heat``.
    """

    changes_wanted = Signal(object)
    heat_wanted = Signal()

    hides_detections = False
    """Whether its overlay draws the detections itself, in place of the usual boxes."""

    beneath = False
    """Whether its overlay lies beneath all others instead of above them."""

    answers_itself = False
    """Whether it has answers of its own: the detector is not asked for it, and need not be there."""

    def __init__(self, title: str, panel: QWidget, overlay: Overlay, parent: QObject | None = None) -> None:
        """Takes the parts.

        Args:
            title: On the tab.
            panel: The contents of the tab.
            overlay: What is drawn over the picture.
            parent: Owner.
        """
        super().__init__(parent)
        self.title = title
        self.panel = panel
        self.overlay = overlay

    @property
    def heat(self) -> HeatWish | None:
        """What the tab wants of the feature maps; None: nothing."""
        return None

    def show(self, explained: Explained | None) -> None:
        """Shows an explanation; None: there is none (yet), and what is shown of another picture must go."""

    def show_settings(self, settings: ExplanationSettings) -> None:
        """Shows the thresholds that hold from now on, whoever changed them; must not answer with a wish."""

    def click(self, x: float, y: float, transform: CanvasTransform) -> None:
        """The picture was clicked.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Where the picture lies on the canvas.
        """

    def point(self, x: float | None, y: float | None) -> None:
        """The pointer moved to a place on the picture, in its pixels; None, None: it left."""
