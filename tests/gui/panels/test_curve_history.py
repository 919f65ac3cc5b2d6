"""What a drawing shows of a long curve: held against a plain loop."""

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.panels.curve_history import LossHistory, Point, for_columns


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=300), st.integers(1, 40))
def test_no_peak_is_lost_and_no_more_is_drawn_than_columns_can_show(values: list[float], columns: int) -> None:
    points = [Point(3 * step, value) for step, value in enumerate(values)]

    shown = for_columns(points, columns)

    assert len(shown) <= 2 * columns + 2
    assert [point.step for point in shown] == sorted({point.step for point in shown})
    assert (shown[0], shown[-1]) == (points[0], points[-1])
    for find in (min, max):
        assert find(point.value for point in shown) == find(values)
    assert set(shown) <= set(points)


@given(st.integers(1, 30), st.integers(3, 200))
def test_each_column_keeps_its_lowest_and_its_highest(columns: int, count: int) -> None:
    points = [Point(step, float((step * 37) % 11)) for step in range(count)]
    shown = set(for_columns(points, columns))
    width = (count - 1) / columns
    for column in range(columns):
        inside = [p.value for p in points[1:-1] if min(columns - 1, int(p.step / width)) == column]
        kept = [p.value for p in points[1:-1] if p in shown and min(columns - 1, int(p.step / width)) == column]
        if inside:
            assert (min(kept), max(kept)) == (min(inside), max(inside))


def test_values_that_are_not_to_be_smoothed_stay() -> None:
    history = LossHistory(smoothing=1.0)
    for step, value in enumerate((3.0, 1.0, 2.0)):
        history.add(step, value)
    assert [point.value for point in history.smoothed] == [3.0, 1.0, 2.0]
