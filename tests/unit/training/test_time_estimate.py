"""How long a training will take: held against a loop over its steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.kept_views import views_to_keep
from ssd_desktop.training.passes import passes_of_epoch
from ssd_desktop.training.time_estimate import (
    Speeds,
    Workload,
    after_run,
    duration,
    remembered_speeds,
    speed_key,
    with_speeds,
    workload,
)

_SPEEDS = Speeds(training=4.0, kept=10.0, detection=20.0)


def _counted(config, images, validation):
    """Counts step by step, as the loop trains."""
    passes = passes_of_epoch(config, images)
    batch = min(images, config.batch_size)
    of_epoch = passes * images // batch
    steps = config.steps or config.epochs * of_epoch
    epochs = -(-steps // of_epoch)
    views = views_to_keep(config, epochs * passes)
    computed = kept = evaluations = 0
    for step in range(steps):
        for image in range(batch):
            if views and step * batch + image >= views * images:
                kept += 1
            else:
                computed += 1
    for epoch in range(epochs):
        last = epoch + 1 == epochs
        evaluations += last or (config.evaluate_every > 0 and (epoch + 1) % config.evaluate_every == 0)
    return Workload(steps, computed, kept, evaluations * (validation + min(4, validation)))


@given(
    images=st.integers(1, 60),
    validation=st.integers(0, 9),
    epochs=st.integers(1, 12),
    passes=st.integers(0, 3),
    batch=st.integers(1, 20),
    views=st.integers(0, 12),
    freeze=st.sampled_from(["none", "conv4_3"]),
    every=st.integers(0, 5),
)
def test_the_work_is_that_of_the_loop(images, validation, epochs, passes, batch, views, freeze, every):
    config = TrainingConfig(
        epochs=epochs, passes=passes, batch_size=batch, cached_views=views, freeze=freeze, evaluate_every=every
    )

    assert workload(config, images=images, validation_images=validation) == _counted(config, images, validation)


def test_each_part_of_the_work_takes_its_own_time():
    found = duration(Workload(steps=10, computed=40, kept=50, detected=100), _SPEEDS)

    assert found.least_s == pytest.approx(0.9 * (10 + 5 + 5))
    assert found.most_s == pytest.approx(1.8 * (10 + 5 + 5))


def test_speeds_are_remembered_for_their_kind_only():
    config = TrainingConfig(device="cpu", freeze="conv4_3")
    key = speed_key(config, "ssd300-vgg16")
    table = with_speeds({"auto/none": 3.0}, key, _SPEEDS)

    assert remembered_speeds(table, key) == _SPEEDS
    assert table["auto/none"] == 3.0
    assert remembered_speeds(table, speed_key(config, "ssd512-vgg16")) is None


def test_what_is_only_half_known_or_zero_counts_as_not_measured():
    table = with_speeds({}, "key", _SPEEDS)

    assert remembered_speeds({**table, "key:kept": 0.0}, "key") is None
    assert remembered_speeds({"key:training": 4.0}, "key") is None


@pytest.mark.parametrize(("kept", "expected"), [(0, Speeds(7.0, 10.0, 20.0)), (5, Speeds(4.0, 7.0, 20.0))])
def test_a_run_corrects_the_speed_of_its_last_steps(kept, expected):
    assert after_run(_SPEEDS, Workload(10, 40, kept, 0), 7.0) == expected
