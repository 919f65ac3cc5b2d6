"""The session of what is open, before anything is."""

from ssd_desktop.gui.media_session import MediaSession


def test_a_session_without_media_ignores_play_step_and_seek():
    session = MediaSession()
    assert session.seek(5).seek_number == 0
    assert session.step(1).seek_number == 0
    assert not session.pause().playing
