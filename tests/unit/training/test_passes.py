"""With few images an epoch is several passes over them, so that a short run has steps enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.passes import LEAST_STEPS, passes_of_epoch, with_passes


@given(images=st.integers(1, 5000), batch=st.integers(1, 64), epochs=st.integers(1, 200))
def test_a_run_has_the_least_steps_and_hardly_more(images, batch, epochs):
    config = TrainingConfig(passes=0, epochs=epochs, batch_size=batch)

    passes = passes_of_epoch(config, images)

    steps_of_a_pass = images // min(images, batch)
    assert passes * steps_of_a_pass * epochs >= LEAST_STEPS
    assert passes == 1 or (passes - 1) * steps_of_a_pass * epochs < LEAST_STEPS


@pytest.mark.parametrize("settings", [{"passes": 1}, {"passes": 3}, {"passes": 0, "steps": 10}])
def test_what_was_asked_for_stays(settings):
    config = TrainingConfig(epochs=1, **settings)

    assert with_passes(config, 8).passes == max(1, settings["passes"])
    assert with_passes(config, 8).epochs == 1
