"""The curve of a run: cut back to the checkpoint, it goes on as if nothing had happened."""

import json

import pytest

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.metrics_log import MetricsLog


def test_lines_after_the_checkpoint_and_torn_ones_are_cut_off(tmp_path):
    path = tmp_path / "metrics.jsonl"
    log = MetricsLog(path)
    for step in (1, 2, 3):
        log.append({"step": step, "loss": 0.1 * step})
    log.append({"step": 2, "epoch": 1, "mean_loss": 0.3})
    with path.open("a") as file:
        file.write('{"step": 1, "lo')

    log.truncate(2)

    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert rows == [{"step": 1, "loss": 0.1}, {"step": 2, "loss": 0.2}, {"step": 2, "epoch": 1, "mean_loss": 0.3}]


def test_a_run_without_lines_is_cut_back_to_an_empty_file(tmp_path):
    MetricsLog(tmp_path / "metrics.jsonl").truncate(0)

    assert (tmp_path / "metrics.jsonl").read_text() == ""


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(TrainingError, match="gone cannot be written"):
        MetricsLog(tmp_path / "gone" / "metrics.jsonl").append({"step": 1})
