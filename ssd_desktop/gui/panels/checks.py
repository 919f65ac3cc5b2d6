"""Buttons that can be checked and belong together, with a check box that stands for all of them."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox


class CheckGroup(QObject):
    """A column of buttons by number, and the box ``every`` that checks or clears all."""

    changed = Signal(object)
    """The set of numbers that are checked now."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Makes an empty group.

        Args:
            name: What checking all of them does, for screen readers and as a tool tip.
            parent: Owner.
        """
        super().__init__(parent)
        self._checks: list[QAbstractButton] = []
        self.every = QCheckBox()
        self.every.setAccessibleName(name)
        self.every.setToolTip(name)
        self.every.setEnabled(False)
        self.every.clicked.connect(self._check_every)

    def set_checks(self, checks: Iterable[QAbstractButton]) -> None:
        """Takes other buttons; the numbers that were checked stay checked as far as they are still there."""
        before = self.checked()
        self._checks = list(checks)
        for check in self._checks:
            check.toggled.connect(self._announce)
        self.every.setEnabled(bool(self._checks))
        self._show(before)
        if self.checked() != before:
            self._announce()

    def checked(self) -> set[int]:
        """Returns the numbers of the checked boxes, from 0."""
        return {number for number, check in enumerate(self._checks) if check.isChecked()}

    def set_checked(self, numbers: Iterable[int]) -> None:
        """Checks exactly these; says so once, and only if that changed anything."""
        before = self.checked()
        self._show(set(numbers))
        if self.checked() != before:
            self._announce()

    def _show(self, numbers: set[int]) -> None:
        for number, check in enumerate(self._checks):
            with QSignalBlocker(check):
                check.setChecked(number in numbers)
        self._update_every()

    def _check_every(self) -> None:
        # A click on a partly checked box means all of them, not Qt's next state.
        everything = set(range(len(self._checks)))
        self.set_checked(set() if self.checked() == everything else everything)
        self._update_every()

    def _announce(self) -> None:
        self._update_every()
        self.changed.emit(self.checked())

    def _update_every(self) -> None:
        count = len(self.checked())
        if 0 < count < len(self._checks):
            self.every.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.every.setTristate(False)
            self.every.setChecked(count > 0)
