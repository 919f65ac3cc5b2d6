"""The session of what is open, before anything is."""

from types import SimpleNamespace

from ssd_desktop.gui.media_session import Media, MediaPicture, MediaSession


def test_a_session_without_media_ignores_play_step_and_seek():
    session = MediaSession()
    assert session.seek(5).seek_number == 0
    assert session.step(1).seek_number == 0
    assert not session.pause().playing


def frame(number, source=1):
    return MediaPicture(Media(source, "video", "clip", "clip", 100), SimpleNamespace(number=number), None)


def test_a_video_goes_on_after_something_else_could_not_be_opened_even_where_a_frame_came_late():
    session = MediaSession()
    session.open(SimpleNamespace(kind="video"))
    session.show(frame(0))
    session.open(SimpleNamespace(kind="image"))
    session.show(frame(1))  # its detections came after the next source was asked for
    assert session.open_failed(2)
    assert session.playing
    assert session.accepts(frame(2))


def test_a_video_that_ends_before_it_promises_is_played_from_its_start_again():
    session = MediaSession()
    session.open(SimpleNamespace(kind="video"))
    session.show(frame(0))
    session.show(frame(95))
    session.ended(1)
    assert session.play().target == 0
    session.show(frame(3))
    session.pause()
    assert session.play().target == 4
