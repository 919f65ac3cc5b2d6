"""File names that are no text, as archives of another system leave them on Linux: labelled, saved and converted."""

import os
import sys

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.convert import FORMATS, convert_data
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.edits import AddObjects
from ssd_desktop.annotation.frame_labels import Tracks
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LABEL_FORMATS, LabelPlace
from ssd_desktop.annotation.label_places import keep_labels_in, labels_folder_of
from ssd_desktop.annotation.track_file import TrackFile, read_tracks, write_tracks
from ssd_desktop.media.image_file import ImageSize
from tests.unit.data.made_data import write_image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are text there")

SIZE = ImageSize(40, 30, 1, 40, 30)
NAME = os.fsdecode("카드".encode("cp949"))


@pytest.fixture(params=LABEL_FORMATS)
def labelled(request, tmp_path):
    """A folder of two images, labelled in one of the formats."""
    root = tmp_path / "data"
    images = [root / f"{name}.png" for name in ("plain", NAME)]
    for image in images:
        write_image(image)
    store = AnnotationStore(LabelFolder.open(root, LabelPlace(kind=request.param)))
    for image in images:
        store.load(image, SIZE)
        edit = AddObjects((AnnotatedObject("cat", Box(1, 2, 30, 20), entry=store.new_entries(1)[0]),))
        store.apply(image, edit, name="Draw", size=(40, 30))
        assert store.save_all() == []
    return root


def boxes(folder):
    files = [entry.labels.read(SIZE) for entry in folder.entries() if entry.labels is not None]
    assert [problem for file in files for problem in file.problems] == []
    return [len(file.annotation.objects) for file in files]


def test_an_image_is_labelled_in_every_format_and_found_again(labelled):
    assert boxes(open_data_folder(labelled)) == [1, 1]


@pytest.mark.parametrize("to", FORMATS)
def test_a_converted_image_gets_a_name_that_is_text(labelled, tmp_path, to):
    report = convert_data(open_data_folder(labelled), to, tmp_path / "out")
    new = open_data_folder(tmp_path / "out")
    assert boxes(new) == [1, 1]
    assert all(entry.image_path.name.encode() for entry in new.entries())
    assert "Images whose names were taken, or are no text, were given new names: 1." in report.notes


def test_labels_can_be_kept_elsewhere_and_tracks_beside_a_video(tmp_path, monkeypatch):
    monkeypatch.setattr("ssd_desktop.annotation.label_places.places_file", lambda: tmp_path / "places.json")
    keep_labels_in(tmp_path / NAME, tmp_path / NAME / "labels")
    assert labels_folder_of(tmp_path / NAME) == tmp_path / NAME / "labels"
    tracks: Tracks = ()
    write_tracks(tmp_path / "a.tracks.json", f"{NAME}.mp4", TrackFile(tracks, {"made by": NAME}))
    assert read_tracks(tmp_path / "a.tracks.json").unknown == {"made by": NAME}
