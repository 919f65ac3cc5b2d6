"""Whose classes a run begins with: the order of the command line and that of the window are one."""

import json

import pytest

from ssd_desktop.errors import CheckpointError
from ssd_desktop.training.kept_classes import start_classes_of
from ssd_desktop.training.run_folder import REHEARSAL

SHIPPED = "shipped"


@pytest.fixture
def run(tmp_path):
    (tmp_path / REHEARSAL).write_text(json.dumps({"old_classes": ["disc", "square"]}))
    return tmp_path


@pytest.mark.parametrize("keeps", [False, True])
@pytest.mark.parametrize("are_given", [False, True])
def test_a_base_has_no_classes(are_given, keeps):
    assert start_classes_of("vgg16", are_given=are_given, keeps=keeps, resumed=None) == ()


def test_a_detector_orders_the_classes_that_nobody_gave_and_those_that_are_kept():
    ordered = start_classes_of(SHIPPED, are_given=False, keeps=False, resumed=None)
    assert len(ordered) > 1
    assert start_classes_of(SHIPPED, are_given=True, keeps=True, resumed=None) == ordered
    assert start_classes_of("gone.safetensors", are_given=True, keeps=False, resumed=None) == ()


def test_a_run_that_goes_on_tells_what_it_keeps_whatever_became_of_its_detector(run):
    assert start_classes_of("gone.safetensors", are_given=True, keeps=True, resumed=run) == ("disc", "square")
    with pytest.raises(CheckpointError, match="There is no model"):
        start_classes_of("gone.safetensors", are_given=False, keeps=False, resumed=run)
    (run / REHEARSAL).unlink()
    with pytest.raises(CheckpointError, match="There is no model"):
        start_classes_of("gone.safetensors", are_given=True, keeps=True, resumed=run)
