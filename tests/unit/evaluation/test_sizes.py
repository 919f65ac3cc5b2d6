"""Objects and false detections by size."""

from ssd_desktop.data.plan_recall import SIZE_STRATA
from ssd_desktop.evaluation.errors import find_errors
from ssd_desktop.evaluation.sizes import SizeGroup, by_coco_size, by_network_side
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.test_voc import CLASSES, found

SMALL, MEDIUM = (0, 0, 20, 20), (100, 100, 150, 150)
NOTHING = SizeGroup(0, 0, 0)


def test_the_network_sees_the_squeezed_picture_and_coco_the_picture_itself():
    # 600 x 300 becomes 300 x 300: an area is halved, so a side of 40 becomes 28.3.
    sample = made_sample([(0, 0, 40, 40)], width=600, height=300)
    analysis = find_errors([found([(0, 0, 40, 40)], [0.9])], [sample], CLASSES)
    assert by_network_side(analysis, [sample], image_size=300)["16 to 32 px"] == SizeGroup(1, 1, 0)
    assert by_coco_size(analysis, [sample])["medium"] == SizeGroup(1, 1, 0)


def test_a_larger_network_sees_larger_objects():
    sample = made_sample([(0, 0, 40, 40)], width=600, height=300)
    analysis = find_errors([found()], [sample], CLASSES)
    assert by_network_side(analysis, [sample], image_size=512)["32 to 96 px"] == SizeGroup(1, 0, 0)


def test_false_alarms_count_by_their_own_size():
    sample = made_sample([SMALL], width=300, height=300)
    analysis = find_errors([found([MEDIUM], [0.9])], [sample], CLASSES)
    groups = by_coco_size(analysis, [sample])
    assert groups == {"small": SizeGroup(1, 0, 0), "medium": SizeGroup(0, 0, 1), "large": NOTHING}
    assert groups["small"].recall == 0
    assert groups["medium"].recall is None


def test_objects_not_to_be_found_and_empty_images_count_nowhere():
    samples = [made_sample([SMALL], difficult=[True]), made_sample()]
    analysis = find_errors([found(), found()], samples, CLASSES)
    assert by_network_side(analysis, samples, image_size=300) == dict.fromkeys(SIZE_STRATA, NOTHING)
    assert by_network_side(find_errors([], [], CLASSES), [], image_size=300) == dict.fromkeys(SIZE_STRATA, NOTHING)
