"""Images kept back to measure on: every class has its share, always the same, and what the user asks for."""

import pytest

from ssd_desktop.data.types import Dataset, DatasetReport
from ssd_desktop.errors import DataError, UsageError
from ssd_desktop.training.held_back import hold_back
from tests.unit.training.conftest import make_dataset, make_sample


def made(count, *, rare=0):
    """Images of a disc; the last ``rare`` show a disc and a square."""
    two = [[1, 1, 6, 6], [2, 2, 5, 5]]
    samples = [make_sample(f"v{n // 5}_{n % 5}.png", two if n >= count - rare else None) for n in range(count)]
    return make_dataset(*samples)


def test_a_rare_class_is_measured_too():
    rest, held, note = hold_back(made(100, rare=10), share=None, by=None)
    assert (len(rest), len(held)) == (90, 10)
    assert held.boxes_per_class() == {"disc": 10, "square": 1}
    assert note == ("10 of the 100 images, always the same, are kept back for validation, since there is no val split.")


def test_a_share_and_a_rule_are_followed_even_with_few_images():
    rest, held, note = hold_back(made(15), share=0.4, by="frames")
    assert not {s.image_path.stem[:2] for s in rest.samples} & {s.image_path.stem[:2] for s in held.samples}
    assert (len(rest), len(held)) == (10, 5)
    assert note.endswith("split by frames.")


def test_few_images_are_all_trained_on_unasked():
    rest, held, note = hold_back(made(19), share=None, by=None)
    assert (len(rest), held) == (19, None)
    assert "too few" in note


def test_a_part_without_objects_measures_nothing():
    dataset = make_dataset(*(make_sample(f"{n}.png", []) for n in range(30)))
    assert hold_back(dataset, share=None, by=None)[1] is None
    with pytest.raises(DataError, match="no part to validate on"):
        hold_back(dataset, share=0.2, by=None)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.5, float("nan")])
def test_a_share_out_of_its_range_is_refused(share):
    with pytest.raises(DataError, match="between 0 and 1"):
        hold_back(made(30), share=share, by=None)


def test_a_rule_that_cannot_split_is_refused():
    with pytest.raises(UsageError, match="one group"):
        hold_back(made(30), share=0.2, by="folder")


def test_one_image_cannot_be_split():
    alone = Dataset("one", made(1).samples, ("disc", "square"), DatasetReport(1, 0, 0))
    with pytest.raises(DataError, match="no part to validate on"):
        hold_back(alone, share=0.5, by=None)
