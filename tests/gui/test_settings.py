"""What the window remembers, and that a damaged file never stops it."""

import pytest
from PySide6.QtCore import QByteArray

from ssd_desktop.app import Program
from ssd_desktop.gui.settings import RECENT_LIMIT, Settings


def test_settings_come_back_from_the_file(tmp_path):
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.theme, settings.language, settings.device = "dark", "ko", "cuda:1"
    settings.model, settings.score_threshold, settings.detecting = "ä ö/m.safetensors", 0.35, False
    settings.last_folder, settings.geometry = tmp_path, QByteArray(b"\x01\x00\xff")
    assert settings.save()
    again = Settings(path)
    assert (again.theme, again.language, again.device) == ("dark", "ko", "cuda:1")
    assert (again.model, again.score_threshold, again.detecting) == ("ä ö/m.safetensors", 0.35, False)
    assert again.last_folder == tmp_path
    assert again.geometry == QByteArray(b"\x01\x00\xff")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe not an ini file [[[",
        b"[look]\ntheme=@Variant(\\0\\0\\0\\x7f)\n[model]\nscore=many\ndevice=@ByteArray(1)\n",
        b"[look]\ntheme=pink\n[model]\nscore=7\n[open]\nrecents=@Invalid()\nlast_folder=\\0\n",
        b"[window]\ngeometry=hello\nstate=3\n[open]\nrecents=1, 2, 3\n",
    ],
)
def test_a_damaged_settings_file_never_stops_the_start(tmp_path, qtbot, content):
    path = tmp_path / "settings.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.score_threshold == 0.5
    assert settings.last_folder is None
    program = Program(settings)
    qtbot.addWidget(program.window)


def test_the_recent_ones_are_ten_the_latest_first_and_each_once(settings):
    for number in range(15):
        settings.add_recent(f"/pictures/{number}")
    settings.add_recent("/pictures/9")
    assert len(settings.recents) == RECENT_LIMIT
    assert settings.recents[:3] == ("/pictures/9", "/pictures/14", "/pictures/13")
    assert settings.recents.count("/pictures/9") == 1
    settings.clear_recents()
    assert settings.recents == ()


def test_speeds_of_trainings_come_back_and_nonsense_counts_as_none(tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    settings.training_speeds = {"cpu/conv4_3": 4.5}
    settings.save()
    assert Settings(tmp_path / "settings.ini").training_speeds == {"cpu/conv4_3": 4.5}
    for nonsense in ("[1, 2]", "{", '{"cpu": "fast"}', '{"cpu": null}'):
        (tmp_path / "broken.ini").write_text(f"[training]\nspeeds='{nonsense}'\n")
        assert Settings(tmp_path / "broken.ini").training_speeds == {}


def test_one_recent_entry_survives_the_file_as_a_list(tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    settings.add_recent("a, b.png")
    settings.save()
    assert Settings(tmp_path / "settings.ini").recents == ("a, b.png",)


def test_the_settings_folder_may_be_read_only(tmp_path):
    path = tmp_path / "file" / "settings.ini"
    (tmp_path / "file").write_text("in the way")
    settings = Settings(path)
    settings.theme = "dark"
    assert not settings.save()
