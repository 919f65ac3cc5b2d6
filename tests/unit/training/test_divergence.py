"""A divergence names the step, the rate, the images and their boxes."""

from dataclasses import replace

from ssd_desktop.data.types import Region
from ssd_desktop.errors import TrainingError
from ssd_desktop.training.divergence import DivergenceError
from tests.unit.training.conftest import make_sample


def diverged(*samples):
    return DivergenceError(samples, step=12, learning_rate=1e-3, loss=float("nan"), gradient_norm=3.0)


def test_the_message_names_step_rate_images_boxes_and_remedy():
    error = diverged(make_sample("data/cat.jpg", [[1, 2, 3.5, 4]]), make_sample("sky.jpg", []))

    assert isinstance(error, TrainingError)
    assert str(error) == (
        "The training diverged at step 12 with learning rate 0.001 (loss nan, gradient norm 3). The batch was "
        "cat.jpg ([1, 2, 3.5, 4]), sky.jpg (0). Lower learning_rate or raise warmup_steps, and check these "
        "boxes. The checkpoints of earlier epochs are kept."
    )


def test_a_long_batch_is_shortened_in_the_message_but_whole_in_the_report():
    samples = [make_sample(f"{n}.jpg", [[n, 0, n + 1, 1]] * 9) for n in range(7)]
    error = diverged(*samples)

    assert "+3)" in str(error)
    assert "and 3 more images" in str(error)
    assert "6.jpg" not in str(error)
    report = error.report()
    assert "6.jpg\n  1: 6, 0, 7, 1\n  2: 6, 0, 7, 1\n" in report
    assert report.count("\n  ") == 63


def test_a_tile_is_named_by_its_file_and_its_part():
    tile = replace(make_sample("street.png"), region=Region(300, 0, 600, 300, picture_width=900, picture_height=300))
    error = DivergenceError([tile], step=1, learning_rate=0.1, loss=1.0, gradient_norm=1e9)
    assert "street.png, part 300, 0, 600, 300 ([1, 1, 6, 6])" in str(error)
    assert "street.png, part 300, 0, 600, 300\n" in error.report()
