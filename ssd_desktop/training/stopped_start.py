"""How a training ends that was stopped while it got ready."""

from collections.abc import Callable

from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingEvent, TrainingResult, TrainingStopping
from ssd_desktop.training.recovery import Position, StateStore
from ssd_desktop.training.run_folder import RunFolder


def stopped_before_it_began(
    folder: RunFolder, *, emit: Callable[[TrainingEvent], None], control: TrainingControl, resume: bool
) -> TrainingResult:
    """Ends a training that was stopped while it got ready: a new run has nothing to keep, a resumed one all it had.

    Args:
        folder: Of the run; removed where nothing was saved in it.
        emit: Gets the acknowledgement and the result.
        control: Says whether what there is was to be kept.
        resume: Whether the run was gone on with.
    """
    emit(TrainingStopping(keep=control.keep))
    if resume:
        result = _as_it_was(folder)
    else:
        folder.discard()
        result = TrainingResult(str(folder.path), None, "discarded", 0)
    emit(result)
    return result


def _as_it_was(folder: RunFolder) -> TrainingResult:
    saved, best = StateStore(folder.state).load(), folder.best_or_last()
    position = Position() if saved is None else saved.position
    checkpoint = None if best is None else str(best)
    return TrainingResult(str(folder.path), checkpoint, "stopped", position.step, position.best_ap50)
