"""Quality against time: what each effort sets, and that more effort is more work."""

import pytest

from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0, VGG16
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.effort import EFFORTS, effort_settings
from ssd_desktop.training.recipes import FINE_TUNE, recipe
from ssd_desktop.training.time_estimate import workload


def _steps(effort, images):
    settings = effort_settings(effort, on_accelerator=False, from_detector=True)
    config = TrainingConfig(epochs=settings.epochs, passes=settings.passes(images, 8), batch_size=8)
    return workload(config, images=images, validation_images=0).steps


@pytest.mark.parametrize("images", [1, 8, 36, 300, 5000])
def test_more_effort_is_more_steps(images):
    steps = [_steps(effort, images) for effort in EFFORTS]

    assert steps == sorted(steps)
    assert len(set(steps)) == len(EFFORTS)


@pytest.mark.parametrize("effort", EFFORTS)
def test_a_run_has_its_least_steps_however_few_the_images(effort):
    assert _steps(effort, 3) >= effort_settings(effort, on_accelerator=False, from_detector=True).least_steps


def test_good_is_the_recipe_as_it_is():
    settings = effort_settings("good", on_accelerator=True, from_detector=True)
    usual = recipe(FINE_TUNE)

    assert (settings.epochs, settings.passes(36, 8)) == (usual.epochs, usual.passes)
    assert (settings.freeze, settings.network) == (usual.freeze, usual.network)


@pytest.mark.parametrize("effort", EFFORTS)
def test_a_processor_always_freezes_some_layers(effort):
    assert effort_settings(effort, on_accelerator=False, from_detector=False).freeze != "none"


@pytest.mark.parametrize(
    ("base", "stages"),
    [
        (VGG16, ["conv4_3", "conv4_3", "conv3_3"]),
        (EFFICIENTNET_LITE0, ["block5_project", "block5_project", "block3_project"]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_processor_keeps_of_each_base_what_was_measured_to_be_worth_it(base, stages):
    settings = (effort_settings(e, on_accelerator=False, from_detector=False, base=base) for e in EFFORTS)

    assert [one.freeze for one in settings] == stages


@pytest.mark.parametrize("effort", ["good", "best"])
@pytest.mark.parametrize("base", [VGG16, EFFICIENTNET_LITE0], ids=lambda base: base.name)
def test_a_gpu_trains_the_whole_base(effort, base):
    assert effort_settings(effort, on_accelerator=True, from_detector=True, base=base).freeze == "none"


def test_no_effort_gives_the_fast_base_a_network_of_another():
    settings = effort_settings("best", on_accelerator=True, from_detector=False, base=EFFICIENTNET_LITE0)
    assert settings.network == TrainingConfig().network


def test_only_the_best_from_a_base_on_a_gpu_takes_the_larger_network():
    larger = [
        (effort, gpu, detector)
        for effort in EFFORTS
        for gpu in (False, True)
        for detector in (False, True)
        if effort_settings(effort, on_accelerator=gpu, from_detector=detector).network == "ssd512-vgg16"
    ]

    assert larger == [("best", True, False)]
