"""What one process is told, all do."""

import pytest
import torch

from ssd_desktop.training import agreed_control
from ssd_desktop.training.agreed_control import AgreedControl
from ssd_desktop.training.control import TrainingControl


class Votes:
    """Stands for ``Ranks``: adds what other processes say, one answer an agreement."""

    def __init__(self, *others):
        self.others = iter(others)

    def sum(self, own):
        return own + torch.tensor(next(self.others, (0, 0, 0)))


def test_a_stop_of_another_process_stops_this_one_from_the_agreement_on():
    control = AgreedControl(TrainingControl(), Votes((0, 0, 0), (0, 1, 1)))
    assert not control.paused
    assert not control.stop_requested
    assert not control.paused
    assert control.stop_requested
    assert control.keep


def test_a_stop_of_this_process_waits_for_the_agreement():
    own = TrainingControl()
    control = AgreedControl(own, Votes())
    own.stop(keep=False)
    assert not control.stop_requested
    assert not control.paused
    assert control.stop_requested
    assert not control.keep


def test_one_process_that_keeps_is_enough():
    own = TrainingControl()
    own.stop(keep=False)
    control = AgreedControl(own, Votes((0, 1, 1)))
    assert not control.paused
    assert control.keep


@pytest.mark.parametrize("end", [(0, 0, 0), (1, 1, 0)])
def test_a_pause_of_another_process_lasts_until_it_goes_on_or_stops(monkeypatch, end):
    monkeypatch.setattr(agreed_control, "_LOOK_EVERY_S", 0.0)
    votes = Votes((1, 0, 0), (1, 0, 0), end)
    control = AgreedControl(TrainingControl(), votes)
    assert control.paused
    control.wait_while_paused()
    assert control.stop_requested == bool(end[1])
    assert next(votes.others, None) is None
