import numpy as np
import pytest

from ssd_desktop.errors import ConfigError
from ssd_desktop.inference.explanation.heat import activation_map, score_map
from tests.reference.postprocess import softmax
from tests.unit.inference.explanation.made_seen import PLAN, made_seen


@pytest.mark.parametrize("feature_map", [0, 1])
@pytest.mark.parametrize("label", [0, 2])
def test_each_cell_has_the_highest_score_of_its_default_boxes(feature_map, label):
    seen = made_seen(4)
    side, shapes = PLAN.map_sizes[feature_map], PLAN.boxes_per_cell[feature_map]
    heat = score_map(seen, feature_map, label)
    assert heat.shape == (side, side)
    for row in range(side):
        for column in range(side):
            cell = (seen.default_boxes.index_of(feature_map, row, column, shape) for shape in range(shapes))
            best = max(softmax(seen.logits[index].tolist())[label] for index in cell)
            assert heat[row, column] == pytest.approx(best, rel=1e-4)


@pytest.mark.parametrize("feature_map", [0, 1])
def test_activations_are_pooled_over_the_channels(feature_map):
    seen = made_seen(5)
    values = seen.feature_maps[feature_map].tolist()
    side = PLAN.map_sizes[feature_map]
    cells = [(row, column) for row in range(side) for column in range(side)]
    mean, most, third = (activation_map(seen, feature_map, pooling) for pooling in ("mean", "max", 3))
    for row, column in cells:
        column_values = [channel[row][column] for channel in values]
        assert mean[row, column] == pytest.approx(sum(column_values) / 5, abs=1e-6)
        assert most[row, column] == max(column_values)
        assert third[row, column] == column_values[3]


def test_a_shown_channel_can_be_changed_without_changing_the_map():
    seen = made_seen(5)
    activation_map(seen, 0, 1)[:] = np.nan
    assert bool(seen.feature_maps[0].isfinite().all())


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda seen: score_map(seen, 2, 1), "feature maps 0 to 1, not 2"),
        (lambda seen: score_map(seen, 0, 4), "classes 1 to 3, not 4"),
        (lambda seen: activation_map(seen, -1), "feature maps 0 to 1, not -1"),
        (lambda seen: activation_map(seen, 0, 5), "channels 0 to 4, mean and max, not 5"),
    ],
)
def test_what_the_network_lacks_is_named(make, text):
    with pytest.raises(ConfigError, match=text):
        make(made_seen())
