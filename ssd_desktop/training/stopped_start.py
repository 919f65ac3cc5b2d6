"""How a training ends that was stopped while it got ready."""

from collections.abc import Callable

from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingEvent, TrainingResult, TrainingStopping
from ssd_desktop.training.recovery import StateStore
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
    saved = StateStore(folder.state).load() if resume else None
    if saved is None:
        folder.discard()
        result = TrainingResult(str(folder.path), None, "discarded", 0)
    else:
        best = folder.best_or_last()
        result = TrainingResult(str(folder.path), str(best), "stopped", saved.position.step, saved.position.best_ap50)
    emit(result)
    return result
