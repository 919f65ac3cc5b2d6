"""``ssd-desktop runs``: the runs of a project or folder: list, compare, name, delete, repeat.

Only ``repeat`` and ``compare --measure`` need PyTorch.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.errors import UsageError

if TYPE_CHECKING:
    from ssd_desktop.project.runs import RunRecord

#: What follows each verb: least and most words, and how the help writes them.
_VERBS = {
    "list": (0, 1, "[FOLDER]"),
    "show": (1, 1, "RUN"),
    "compare": (2, 99, "two or more RUN"),
    "name": (2, 2, "RUN NAME"),
    "note": (2, 2, "RUN TEXT"),
    "delete": (1, 99, "one or more RUN"),
    "repeat": (1, 1, "RUN"),
}


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "verb",
        nargs="?",
        default="list",
        choices=_VERBS,
        metavar="VERB",
        help="; ".join(f"{verb} {words}" for verb, (_, _, words) in _VERBS.items()) + " (default: list)",
    )
    parser.add_argument(
        "words", nargs="*", metavar="RUN", help="a run by the name of its folder, the name it was given, or its path"
    )
    parser.add_argument(
        "--in",
        dest="folder",
        type=Path,
        metavar="FOLDER",
        help="the project or the folder of runs (default: the project this folder is in, else runs)",
    )
    parser.add_argument(
        "--measure", action="store_true", help="compare: measure two runs again, with the interval of the difference"
    )
    parser.add_argument("--print", action="store_true", help="repeat: print the command instead of training")
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Does what the verb says.

    Raises:
        UsageError: A word is missing or names no run.
        ProjectError: A run or its folder cannot be used.
    """
    least, most, words = _VERBS[args.verb]
    if not least <= len(args.words) <= most:
        raise UsageError(f"ssd-desktop runs {args.verb} takes {words}.")
    if args.measure and args.verb != "compare":
        raise UsageError("--measure belongs to runs compare.")
    if args.print and args.verb != "repeat":
        raise UsageError("--print belongs to runs repeat.")
    check_target(args.json)
    if args.verb in ("name", "note", "delete", "repeat"):
        if args.json is not None:
            raise UsageError(f"ssd-desktop runs {args.verb} has no --json.")
        return _change(args)
    values, text = _compared(args) if args.verb == "compare" else _looked_at(args)
    if args.json is not None:
        write_json(args.json, json.dumps(values, ensure_ascii=False))
    if args.json != STDOUT:
        print(text)
    return 0


def _looked_at(args: Namespace) -> tuple[dict[str, Any], str]:
    """Returns all runs, or one, as JSON values and as text."""
    from ssd_desktop.cli.runs_text import listed_text, run_text, run_values

    if args.verb == "show":
        from ssd_desktop.cli.runs_since import look_since, since_text, since_values

        (one,) = _named(args)
        since = look_since(one.path, moved_data=_moved_data(one))
        return run_values(one, whole=True) | since_values(since), f"{run_text(one)}\n{since_text(since)}"
    found = _runs(Path(args.words[0]) if args.words else args.folder)
    return {"runs": [run_values(one) for one in found]}, listed_text(found)


def _compared(args: Namespace) -> tuple[dict[str, Any], str]:
    """Returns runs beside each other as JSON values and as text."""
    from ssd_desktop.cli.runs_text import compared, compared_text
    from ssd_desktop.project.comparison import compare

    comparison = compare(_named(args))
    values, text = compared(comparison), compared_text(comparison)
    if args.measure:
        from ssd_desktop.cli.runs_measure import difference_text, difference_values, measure

        found = measure(comparison.runs, device=args.device, quiet=args.quiet)
        values["measured"] = difference_values(found)
        text += f"\n\n{difference_text(found)}"
    return values, text


def _change(args: Namespace) -> int:
    from ssd_desktop.project.about import annotate, rename
    from ssd_desktop.project.trash import move_to_trash

    if args.verb == "repeat":
        return _repeat(_named(args)[0], only_print=args.print)
    if args.verb == "delete":
        for one in _named(args):
            move_to_trash(one.path)
            print(f"{one.path}: in the trash", file=sys.stderr)
        return 0
    change = rename if args.verb == "name" else annotate
    (one,) = _find(args.words[:1], args.folder)
    change(one.path, args.words[1])
    return 0


def _repeat(run: "RunRecord", *, only_print: bool) -> int:
    """Trains again as a run was trained, in a new folder beside it."""
    import shlex
    from datetime import date

    from ssd_desktop.cli.main import main
    from ssd_desktop.project.order import read_command, read_order
    from ssd_desktop.training.run_folder import next_run_folder

    moved = _moved_data(run)
    data = read_order(run.path, moved_data=moved).data.folder
    folder = next_run_folder(run.path.parent, data.name, day=date.today())
    words = [*shlex.split(read_command(run.path, moved_data=moved).repeat(run.path)), "--output", str(folder)]
    if only_print:
        print(shlex.join(words))
        return 0
    return main(words[1:])


def _moved_data(run: "RunRecord") -> Path | None:
    """Returns the data folder of the project that a run belongs to."""
    from ssd_desktop.project.project import find_project, open_project

    root = find_project(run.path)
    return None if root is None else open_project(root).data


def _named(args: Namespace) -> "list[RunRecord]":
    return _find(args.words, args.folder)


def _find(names: list[str], folder: Path | None) -> "list[RunRecord]":
    from ssd_desktop.project.runs import find_run

    runs = _runs(folder)
    return [find_run(name, runs) for name in names]


def _runs(folder: Path | None) -> "list[RunRecord]":
    """Returns the runs of a project, or of a folder of runs."""
    from ssd_desktop.project.project import find_project, open_project
    from ssd_desktop.project.runs import list_runs

    start = folder or Path()
    if not start.is_dir():
        raise UsageError(f"{start} is no folder; name a project or a folder of runs.")
    root = find_project(start)
    runs = [] if root is None else list_runs(open_project(root).runs)
    return runs or list_runs(start) or list_runs(start / "runs")
