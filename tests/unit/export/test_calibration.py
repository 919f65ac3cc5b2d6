import pytest

from ssd_desktop.errors import AnnotationError, ExportError
from ssd_desktop.export.calibration import calibration_images, measured_images, pictures_of, spread
from ssd_desktop.media.image_file import write_image
from tests.made_models import made_picture
from tests.unit.data.made_data import write_voc_folder


@pytest.fixture
def labelled(tmp_path):
    images = {f"{number}": [("cat", (2, 3, 20, 25))] for number in range(7)}
    return write_voc_folder(tmp_path / "pets", images)


def test_no_image_both_calibrates_and_measures(labelled):
    calibrating = calibration_images(labelled)
    measured = [sample.image_path for sample in measured_images(labelled, ("cat",)).samples]
    assert len(calibrating) == 4
    assert len(measured) == 3
    assert not set(calibrating) & set(measured)


def test_without_labels_of_the_detectors_classes_nothing_is_measured(labelled, tmp_path):
    assert measured_images(labelled, ("newt",)) is None
    plain = tmp_path / "plain"
    plain.mkdir()
    write_image(plain / "a.png", made_picture(20, 20))
    assert [path.name for path in pictures_of(plain)] == ["a.png"]
    assert measured_images(plain, ("cat",)) is None


def test_a_folder_without_pictures_and_a_missing_one_are_named(tmp_path):
    with pytest.raises(ExportError, match="holds no pictures"):
        pictures_of(tmp_path)
    with pytest.raises(AnnotationError, match="does not exist"):
        pictures_of(tmp_path / "nowhere")


@pytest.mark.parametrize(("count", "most", "expected"), [(10, 3, [0, 3, 6]), (2, 5, [0, 1]), (0, 5, [])])
def test_items_are_taken_evenly(count, most, expected):
    assert spread(range(count), most) == expected
