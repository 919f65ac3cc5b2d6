"""Where a training waits while paused, and how a stop leads out of its work."""

import threading

import pytest

from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingPaused, TrainingResumed
from ssd_desktop.training.interruption import Interruption, StopRequestedError


def test_work_goes_on_while_nothing_is_asked():
    events = []
    interruption = Interruption(TrainingControl(), events.append)

    interruption()

    assert not interruption.should_stop()
    assert events == []


def test_a_pause_is_acknowledged_and_waits_to_be_resumed():
    control, events = TrainingControl(), []

    def emit(event):
        events.append(event)
        if isinstance(event, TrainingPaused):
            threading.Timer(0.01, control.resume).start()

    control.pause()
    Interruption(control, emit)()

    assert events == [TrainingPaused(), TrainingResumed()]


@pytest.mark.parametrize("keep", [True, False])
def test_a_stop_leads_out_also_of_a_pause(keep):
    control, events = TrainingControl(), []

    def emit(event):
        events.append(event)
        threading.Timer(0.01, control.stop, kwargs={"keep": keep}).start()

    control.pause()
    with pytest.raises(StopRequestedError):
        Interruption(control, emit)()

    assert events == [TrainingPaused()]
