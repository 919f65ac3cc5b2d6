"""The same image has one place, however its folder is reached."""

import os
from pathlib import Path

from ssd_desktop.data.image_place import folder_place, image_places


def test_every_way_to_a_folder_leads_to_one_place(tmp_path, monkeypatch):
    data = tmp_path / "data"
    (data / "images").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    (tmp_path / "link").symlink_to(data)
    monkeypatch.chdir(tmp_path / "work")
    ways = [data, Path("../data"), Path("../link"), tmp_path / "work" / ".." / "link"]
    expected = Path(os.path.realpath(data)) / "images" / "a.png"
    assert image_places([way / "images" / "a.png" for way in ways]) == [expected] * len(ways)
    assert {folder_place(way) for way in ways} == {Path(os.path.realpath(data))}


def test_links_to_one_image_are_images_of_their_own(tmp_path):
    (tmp_path / "real.png").touch()
    for name in "ab":
        (tmp_path / f"{name}.png").symlink_to(tmp_path / "real.png")
    places = image_places([tmp_path / "a.png", tmp_path / "b.png"])
    assert [place.name for place in places] == ["a.png", "b.png"]
