"""A training that no longer gets better on the validation images ends before its last step."""

from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.recovery import Position


def has_stalled(position: Position, config: TrainingConfig) -> bool:
    """Returns whether the last ``early_stopping`` evaluations were no better than one before; never when that is 0."""
    return 0 < config.early_stopping <= position.stale_evaluations


def stalled_message(position: Position, *, steps: int) -> TrainingMessage:
    """Returns what the user is told of a run that ended early.

    Args:
        position: Where it ended; at least one evaluation was done.
        steps: Steps that it was to have.
    """
    text = (
        f"The training ends at step {position.step} of {steps}: the last {position.stale_evaluations} evaluations "
        "were no better than the best one."
    )
    if position.best_ap50 is not None:
        text = f"{text} That was AP50 {position.best_ap50:.1%} at step {position.best_step}."
    return TrainingMessage("info", text)
