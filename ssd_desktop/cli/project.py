"""``ssd-desktop project``: makes a folder of images a project, and shows what is in one. Needs no PyTorch."""

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.cli.table import format_table, percent

if TYPE_CHECKING:
    from ssd_desktop.data.types import Dataset
    from ssd_desktop.project.project import Project
    from ssd_desktop.project.runs import RunRecord


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "verb", choices=("create", "show"), metavar="create|show", help="make FOLDER a project, or show what is in one"
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), metavar="FOLDER", help="a folder of images (default: this one)"
    )
    parser.add_argument("--name", default="", metavar="NAME", help="create: what it is called (default: as the folder)")
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Makes or shows a project.

    Raises:
        ProjectError: The folder can be no project, or is none.
        SSDDesktopError: Its data cannot be read.
    """
    from ssd_desktop.project.project import create_project, find_project, open_project

    check_target(args.json)
    if args.verb == "create":
        project = create_project(args.folder, name=args.name)
    else:
        project = open_project(find_project(args.folder) or args.folder)
    values = _project_values(project)
    if args.verb == "show":
        values |= _content_values(project)
    if args.json is not None:
        write_json(args.json, json.dumps(values, ensure_ascii=False))
    if args.json != STDOUT:
        print(f"{project.file}: project {project.name}" if args.verb == "create" else _text(project, values))
    return 0


def _project_values(project: "Project") -> dict[str, Any]:
    return {
        "name": project.name,
        "folder": str(project.root),
        "images": str(project.images),
        "data": str(project.data),
        "runs": str(project.runs),
        "model": None if project.model is None else str(project.model),
    }


def _content_values(project: "Project") -> dict[str, Any]:
    from ssd_desktop.annotation.data_folder import open_data_folder
    from ssd_desktop.project.queue import RunQueue
    from ssd_desktop.project.runs import list_runs

    data = open_data_folder(project.data)
    entries = data.entries()
    dataset = _labelled(project)
    runs = list_runs(project.runs)
    return {
        "format": data.kind,
        "pictures": len(entries),
        "labelled": sum(entry.labels is not None for entry in entries),
        "classes": {} if dataset is None else dataset.boxes_per_class(),
        "splits": data.splits(),
        "run_states": dict(Counter(run.state.value for run in runs)),
        "waiting": len(RunQueue(project.runs).waiting()),
        "best_run": _best_values(runs),
    }


def _labelled(project: "Project") -> "Dataset | None":
    """Returns the labelled images; None where there are none yet."""
    from ssd_desktop.data.dataset import load_dataset
    from ssd_desktop.errors import DataError

    try:
        return load_dataset(project.data)
    except DataError:
        return None


def _best_values(runs: "list[RunRecord]") -> dict[str, Any] | None:
    measured = [(run.ap50, run) for run in runs if run.ap50 is not None and run.checkpoint is not None]
    if not measured:
        return None
    ap50, best = max(measured, key=lambda pair: pair[0])
    return {"run": best.path.name, "name": best.name, "ap50": ap50, "checkpoint": str(best.checkpoint)}


def _text(project: "Project", values: dict[str, Any]) -> str:
    best = values["best_run"]
    states = ", ".join(f"{count} {state}" for state, count in values["run_states"].items()) or "none"
    waiting = f", {values['waiting']} waiting" if values["waiting"] else ""
    lines = [
        f"{project.name}: {project.root}",
        f"pictures: {values['pictures']:,} in {project.images}, {values['labelled']:,} labelled ({values['format']})",
        f"splits: {', '.join(f'{name} {count:,}' for name, count in values['splits'].items()) or 'none'}",
        f"runs: {states}{waiting}",
        f"model: {values['model'] or 'none chosen'}",
    ]
    if best is not None:
        lines.append(f"best run: {best['name']}, AP50 {percent(best['ap50'])} %, {best['checkpoint']}")
    if values["classes"]:
        rows = [["class", "boxes"], *([name, f"{count:,}"] for name, count in values["classes"].items())]
        lines += ["", format_table(rows)]
    return "\n".join(lines)
