"""The commands for labels that a detector suggests."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from ssd_desktop.gui.action_set import ActionSet


class SuggestActions(ActionSet):
    """The menu Model > Suggestions, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._make_looks()
        self._make_answers()

    def _make_looks(self) -> None:
        self.look_here = self._make(
            self.tr("&Suggest Boxes"), self.tr("Let the detector suggest boxes for this picture"), keys="S"
        )
        self.look_at_all = self._make(
            self.tr("Suggest Boxes for &All Unlabelled"),
            self.tr("Let the detector suggest boxes for every picture of the folder without labels"),
            keys="Shift+S",
        )
        self.uncertain = self._make(
            self.tr("Find &Uncertain Pictures"),
            self.tr("List the pictures without labels of which the detector is the least sure"),
            keys="Shift+Q",
        )
        self.next_uncertain = self._make(
            self.tr("Ne&xt Uncertain Picture"), self.tr("Go to the picture that the detector doubts most"), keys="Q"
        )

    def _make_answers(self) -> None:
        self.accept = self._make(
            self.tr("A&ccept"), self.tr("Make the selected suggestion a box"), keys=("Return", "Enter")
        )
        self.accept_as = self._make(
            self.tr("Accept as Another C&lass..."),
            self.tr("Make the selected suggestion a box of a class that you choose"),
            keys="Shift+C",
        )
        self.accept_all = self._make(
            self.tr("Accept All S&hown"),
            self.tr("Make every suggestion that reaches the score a box"),
            keys=("Shift+Return", "Shift+Enter"),
        )
        self.reject = self._make(
            self.tr("&Reject"),
            self.tr("Take the selected suggestion away; it is not made again"),
            keys=("Del", "Backspace"),
        )
        self.select_next = self._make(self.tr("Select &Next"), self.tr("Select the next suggestion"), keys="J")
        self.select_previous = self._make(
            self.tr("Select &Previous"), self.tr("Select the suggestion before"), keys="Shift+J"
        )
        # In a field or a list these keys belong to it: only the picture and the panel answer to them.
        for action in (self.accept, self.accept_all, self.reject):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def answers(self) -> tuple[QAction, ...]:
        """Returns the commands that answer a suggestion."""
        return (self.accept, self.accept_as, self.accept_all, self.reject)

    def in_menu(self) -> tuple[QAction | None, ...]:
        """Returns the entries of the menu; None is a separator."""
        looks = (self.look_here, self.look_at_all, self.uncertain, self.next_uncertain)
        return (*looks, None, *self.answers(), None, self.select_next, self.select_previous)
