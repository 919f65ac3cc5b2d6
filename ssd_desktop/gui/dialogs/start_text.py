"""What start weights know already, in a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.dialogs.training_request import StartWeights
from ssd_desktop.gui.workers.data_check import DataCheck


def start_text(start: StartWeights, check: DataCheck | None, *, has_own_plan: bool) -> str:
    """Returns what start weights know of the classes of the data.

    Args:
        start: The weights.
        check: What is in the data; None while unknown.
        has_own_plan: Whether a box plan of the user's is chosen.
    """
    if not start.classes:
        return _text_of_base(has_own_plan=has_own_plan)
    if check is None:
        text = QCoreApplication.translate("TrainingSection", "Knows the classes: {names}.")
        return text.format(names=_shortened(start.classes))
    ours = [count.name for count in check.counts]
    known = sum(name in start.classes for name in ours)
    if known == len(ours):
        return QCoreApplication.translate("TrainingSection", "Knows all of your classes.")
    if known == 0:
        text = QCoreApplication.translate(
            "TrainingSection", "Knows how to find objects, but none of your {count} classes yet."
        )
        return text.format(count=len(ours))
    text = QCoreApplication.translate(
        "TrainingSection", "Knows {known} of your {count} classes; the others start fresh."
    )  # fmt: skip
    return text.format(known=known, count=len(ours))


def _text_of_base(*, has_own_plan: bool) -> str:
    if has_own_plan:
        return QCoreApplication.translate(
            "TrainingSection",
            "Knows shapes and textures, but no class yet. A detector keeps the plan it was trained with: your own "
            "plan starts from the base.",
        )
    return QCoreApplication.translate("TrainingSection", "Knows shapes and textures, but no class yet.")


def _shortened(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
