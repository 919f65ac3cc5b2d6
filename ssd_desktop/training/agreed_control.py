"""Pause and stop of a training in several processes: what one of them is told, all of them do at the same step."""

import time

import torch

from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.distributed import Ranks

_LOOK_EVERY_S = 0.1


class AgreedControl(TrainingControl):
    """Answers like the control of one process, the same in all of them.

    ``paused`` and ``wait_while_paused`` ask the others, so every process must read them at the same place; the other
    properties give what was agreed on last.

    Args:
        control: What this process is told, by Ctrl+C or a window.
        ranks: All of them.
    """

    def __init__(self, control: TrainingControl, ranks: Ranks) -> None:
        super().__init__()
        self._own = control
        self._ranks = ranks
        self._agreed = (False, False, False)

    @property
    def paused(self) -> bool:
        """Whether one of the processes is paused and none is to stop."""
        own = (self._own.paused, self._own.stop_requested, self._own.stop_requested and self._own.keep)
        votes = self._ranks.sum(torch.tensor(own, dtype=torch.int64)).tolist()
        paused, stop, keep = (vote > 0 for vote in votes)
        self._agreed = (paused and not stop, stop, keep)
        return self._agreed[0]

    @property
    def stop_requested(self) -> bool:
        return self._agreed[1]

    @property
    def keep(self) -> bool:
        """Whether the stop keeps the work; one process that wants to is enough."""
        return self._agreed[2] or not self._agreed[1]

    def wait_while_paused(self) -> None:
        """Returns once no process is paused or one is to stop."""
        while self.paused:
            time.sleep(_LOOK_EVERY_S)
