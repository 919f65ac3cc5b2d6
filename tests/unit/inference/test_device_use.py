"""One thread can be alone on the GPU for a moment, and only where nobody else is there."""

import threading

from ssd_desktop.inference.device_use import DeviceUse

PATIENCE_S = 20


class Other:
    """Uses the device in a thread of its own until it is told to leave."""

    def __init__(self, use):
        self.inside, self._leave = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._stay, args=(use,))
        self._thread.start()

    def _stay(self, use):
        with use.using():
            self.inside.set()
            assert self._leave.wait(PATIENCE_S)

    def leave(self):
        self._leave.set()
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()


def test_who_uses_the_device_by_itself_is_alone_however_deep_it_is_in():
    use = DeviceUse()
    with use.alone() as before, use.using(), use.using():
        assert before
    with use.using(), use.using(), use.alone() as inside:
        assert inside


def test_nobody_is_alone_while_another_thread_uses_the_device():
    use = DeviceUse()
    other = Other(use)
    assert other.inside.wait(PATIENCE_S)
    with use.using(), use.alone() as beside:
        assert not beside
    other.leave()
    with use.using(), use.alone() as after:
        assert after


def test_who_comes_while_another_is_alone_waits_until_that_is_over():
    use = DeviceUse()
    with use.using(), use.alone() as is_alone:
        assert is_alone
        other = Other(use)
        assert not other.inside.wait(0.05)
    assert other.inside.wait(PATIENCE_S)
    other.leave()


def test_an_error_leaves_the_device_free():
    use = DeviceUse()
    for block in (use.using, use.alone):
        try:
            with block():
                raise KeyError
        except KeyError:
            pass
    with use.alone() as is_alone:
        assert is_alone
