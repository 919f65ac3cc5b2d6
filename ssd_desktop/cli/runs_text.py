"""Runs as text and as JSON values."""

from datetime import datetime
from typing import Any

from ssd_desktop.cli.table import format_table, percent
from ssd_desktop.project.comparison import ClassRow, Comparison
from ssd_desktop.project.runs import RunRecord, Setting


def run_values(run: RunRecord, *, whole: bool = False) -> dict[str, Any]:
    """Returns a run as JSON values; ``whole`` adds its settings and its curves' ends."""
    values: dict[str, Any] = {
        "run": run.path.name,
        "path": str(run.path),
        "name": run.name,
        "note": run.note,
        "state": run.state.value,
        "reason": run.reason,
        "started": _time(run.started),
        "changed": _time(run.changed),
        "recipe": run.recipe,
        "classes": list(run.classes),
        "plan": run.plan,
        "data": None if run.data is None else str(run.data),
        "labels": run.data_version,
        "images": run.images,
        "validation_images": run.validation_images,
        "step": run.step,
        "steps": run.steps,
        "loss": run.loss,
        "ap50": run.ap50,
        "best_step": run.best_step,
        "checkpoint": None if run.checkpoint is None else str(run.checkpoint),
    }
    if whole:
        values |= {"device": run.device, "settings": dict(run.settings or {}), "problems": list(run.problems)}
    return values


def listed_text(runs: list[RunRecord]) -> str:
    """Returns a table of runs, the latest first."""
    if not runs:
        return "No runs here yet; ssd-desktop train DATA makes one."
    rows = [["run", "state", "AP50 %", "steps", "labels", "images", "started"]]
    rows += [
        [run.name, run.state.value, percent(run.ap50), _steps(run), run.data_version or "–", str(run.images or "–"),
         _local(run.started)]
        for run in runs
    ]  # fmt: skip
    return format_table(rows)


def run_text(run: RunRecord) -> str:
    """Returns everything about one run."""
    state = f"{run.state.value}: {run.reason}" if run.reason else run.state.value
    best = f"{percent(run.ap50)} % at step {run.best_step:,}" if run.ap50 is not None else "not measured"
    rows = [
        ("folder", str(run.path)),
        ("state", state),
        ("note", run.note),
        ("started", _local(run.started)),
        ("changed", _local(run.changed)),
        ("data", "" if run.data is None else f"{run.data}, labels {run.data_version or 'unknown'}"),
        ("images", f"{run.images:,} trained on, {run.validation_images:,} measured on"),
        ("classes", ", ".join(run.classes)),
        ("box plan", run.plan),
        ("recipe", run.recipe),
        ("device", run.device),
        ("steps", _steps(run)),
        ("loss", "" if run.loss is None else f"{run.loss:.3f}"),
        ("best AP50", best),
        ("checkpoint", "" if run.checkpoint is None else str(run.checkpoint)),
        *(("problem", problem) for problem in run.problems),
    ]
    lines = [run.name, *(f"  {name.ljust(12)}{text}" for name, text in rows if text)]
    settings = [f"  {name} = {value}" for name, value in (run.settings or {}).items()]
    return "\n".join([*lines, *(["settings", *settings] if settings else [])])


def compared(comparison: Comparison) -> dict[str, Any]:
    """Returns a comparison as JSON values."""
    return {
        "runs": [run_values(run) for run in comparison.runs],
        "same_data": comparison.same_data,
        "settings": {row.name: list(row.values) for row in comparison.settings},
        "classes": {row.name: {"ap50": list(row.ap50), "difference": row.difference} for row in comparison.classes},
        "curves": [
            {"ap_steps": curves.ap_steps.tolist(), "ap50": curves.ap50.tolist()} for curves in comparison.curves
        ],
    }


def compared_text(comparison: Comparison) -> str:
    """Returns a comparison: figures, settings that differ, AP by class."""
    runs = comparison.runs
    figures = [["", *(run.name for run in runs)]]
    figures += [
        ["state", *(run.state.value for run in runs)],
        ["best AP50 %", *(percent(run.ap50) for run in runs)],
        ["steps", *(_steps(run) for run in runs)],
        ["loss", *("–" if run.loss is None else f"{run.loss:.3f}" for run in runs)],
    ]
    parts = [format_table(figures)]
    if not comparison.same_data:
        parts.append("Trained or measured on other labels: the AP of these runs does not compare.")
    if comparison.settings:
        rows = [["setting", *(run.name for run in runs)]]
        parts.append(format_table([*rows, *([row.name, *map(_value, row.values)] for row in comparison.settings)]))
    else:
        parts.append("No setting differs.")
    if comparison.classes:
        heads = ["AP50 %", *(run.name for run in runs), "difference"]
        parts.append(format_table([heads, *(_class_cells(row) for row in comparison.classes)]))
    return "\n\n".join(parts)


def _class_cells(row: ClassRow) -> list[str]:
    difference = "–" if row.difference is None else f"{100 * row.difference:+.1f}"
    return [row.name, *(percent(ap) for ap in row.ap50), difference]


def _value(value: Setting | None) -> str:
    return "–" if value is None else str(value)


def _steps(run: RunRecord) -> str:
    return f"{run.step:,} of {run.steps:,}" if run.steps else f"{run.step:,}"


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _local(time: datetime | None) -> str:
    return "–" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M}"
