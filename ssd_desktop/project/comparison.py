"""Two or more runs beside each other: what was set differently, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ssd_desktop.errors import UsageError
from ssd_desktop.project.curves import RunCurves, read_curves
from ssd_desktop.project.runs import RunRecord, Setting
from ssd_desktop.training.run_folder import RunFolder


@dataclass(frozen=True)
class SettingRow:
    """A setting that differs.

    Attributes:
        name: Such as ``learning_rate``; ``data`` and ``labels`` stand for what was trained on.
        values: Of each run in their order; None where a run does not say it.
    """

    name: str
    values: tuple[Setting | None, ...]


@dataclass(frozen=True)
class ClassRow:
    """AP50 of a class at the best step of each run.

    Attributes:
        name: The class.
        ap50: Of each run in their order, 0..1; None where it has no object, or was not measured by class.
        difference: Of the last run against the first; None where one of them has none.
    """

    name: str
    ap50: tuple[float | None, ...]
    difference: float | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """Runs beside each other.

    Attributes:
        runs: In the order they were given.
        curves: Of each run.
        settings: Those that differ.
        classes: AP50 of every class that any run has, in the order in which they are met.
        same_data: Whether all were measured on the same state of the same labels; else AP does not compare.
    """

    runs: tuple[RunRecord, ...]
    curves: tuple[RunCurves, ...]
    settings: tuple[SettingRow, ...]
    classes: tuple[ClassRow, ...]
    same_data: bool


def compare(runs: Sequence[RunRecord]) -> Comparison:
    """Returns two or more runs beside each other.

    Raises:
        UsageError: There are fewer than two.
    """
    if len(runs) < 2:
        raise UsageError("Name two or more runs to compare.")
    curves = tuple(read_curves(RunFolder(run.path).metrics) for run in runs)
    versions = {run.data_version for run in runs}
    return Comparison(
        runs=tuple(runs),
        curves=curves,
        settings=_differences(runs),
        classes=_class_rows([_best_classes(run, curve) for run, curve in zip(runs, curves, strict=True)]),
        same_data=len(versions) == 1 and "" not in versions,
    )


def _differences(runs: Sequence[RunRecord]) -> tuple[SettingRow, ...]:
    tables: list[Mapping[str, Setting | None]] = [
        {
            "data": None if run.data is None else str(run.data),
            "labels": run.data_version or None,
            **(run.settings or {}),
        }
        for run in runs
    ]
    names = dict.fromkeys(name for table in tables for name in table)
    rows = (SettingRow(name, tuple(table.get(name) for table in tables)) for name in names)
    return tuple(row for row in rows if len({(type(value), repr(value)) for value in row.values}) > 1)


def _best_classes(run: RunRecord, curves: RunCurves) -> Mapping[str, float | None]:
    """Returns AP50 by class of the best evaluation, else of the last one that was noted by class."""
    rows = curves.ap50_per_class
    return rows.get(run.best_step) or (rows[max(rows)] if rows else dict.fromkeys(run.classes))


def _class_rows(found: Sequence[Mapping[str, float | None]]) -> tuple[ClassRow, ...]:
    rows = []
    for name in dict.fromkeys(name for classes in found for name in classes):
        values = tuple(classes.get(name) for classes in found)
        first, last = values[0], values[-1]
        rows.append(ClassRow(name, values, None if first is None or last is None else last - first))
    return tuple(rows)
