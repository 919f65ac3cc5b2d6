"""``ssd-desktop models``: what can be used, cards, import of other programs' weights, downloads, removal."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.engine_option import add_engine_options, chosen_engine
from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.errors import UsageError
from ssd_desktop.inference.engines.config import AUTOMATIC

if TYPE_CHECKING:
    from ssd_desktop.checkpoints.model_list import ModelEntry

_ACTIONS = ("list", "show", "import", "download", "remove")
_RUNS = Path("runs")


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=_ACTIONS,
        default="list",
        help="list the models (default), show the card of one, import a file of another program, download one, "
        "move a downloaded or imported one to the trash",
    )
    parser.add_argument("model", nargs="?", metavar="NAME|FILE", help="which model; list takes none")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="import: the .safetensors file to write (default: into the library, usable by its name)",
    )
    parser.add_argument("--classes", type=Path, metavar="FILE", help="import: the class names, one a line, in order")
    parser.add_argument(
        "--plan", metavar="NAME", help="import: the box plan it was trained with (default: its layout's)"
    )
    parser.add_argument(
        "--channels",
        choices=("rgb", "bgr"),
        help="import: the channels it expects (default: what its layout is known for)",
    )
    parser.add_argument(
        "--measure", action="store_true", help="show: measure how long a picture takes on this machine, and remember it"
    )
    add_engine_options(parser)
    parser.add_argument(
        "--runs", type=Path, default=_RUNS, metavar="DIR", help="list: the folder of your runs (default: %(default)s)"
    )
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Does what the action says.

    Raises:
        UsageError: An option or name does not go with the action, or there is no such model to download or remove.
        CheckpointError: A file or a download cannot be used.
    """
    _check(args)
    check_target(args.json)
    actions = {"list": _list, "show": _show, "import": _import, "download": _download, "remove": _remove}
    return actions[args.action](args)


def _check(args: Namespace) -> None:
    if args.action == "list" and args.model is not None:
        raise UsageError(f"list takes no name; ssd-desktop models show {args.model} shows its card.")
    if args.action != "list" and args.model is None:
        what = "a FILE" if args.action == "import" else "a NAME"
        raise UsageError(f"models {args.action} needs {what}.")
    given = [name for name in ("output", "classes", "plan", "channels") if getattr(args, name) is not None]
    if given and args.action != "import":
        raise UsageError(f"--{given[0]} belongs to models import.")
    if args.measure and args.action != "show":
        raise UsageError("--measure belongs to models show.")
    if chosen_engine(args) != AUTOMATIC and not args.measure:
        raise UsageError("--engine and --precision belong to models show --measure.")
    if args.json is not None and args.action not in ("list", "show"):
        raise UsageError("--json belongs to models list and models show.")


def _list(args: Namespace) -> int:
    from ssd_desktop.checkpoints.model_list import list_models
    from ssd_desktop.cli.model_text import entry_values, list_text

    entries = list_models(runs=_run_folders(args.runs))
    _give(args, json.dumps([entry_values(entry) for entry in entries], ensure_ascii=False), list_text(entries))
    return 0


def _run_folders(folder: Path) -> list[Path]:
    """Returns the folder of the command line's runs and that of the window's."""
    import platformdirs

    return [folder, Path(platformdirs.user_documents_dir()) / "SSD Desktop" / "runs"]


def _show(args: Namespace) -> int:
    from ssd_desktop.checkpoints.model_list import model_entry
    from ssd_desktop.cli.model_text import card_text, entry_values
    from ssd_desktop.errors import CheckpointError

    entry = model_entry(args.model)
    if entry.problem:
        raise CheckpointError(entry.problem)
    if args.measure:
        _measure(entry, args)
    _give(args, json.dumps(entry_values(entry), ensure_ascii=False), card_text(entry))
    return 0


def _measure(entry: "ModelEntry", args: Namespace) -> None:
    if not entry.is_detector or entry.path is None:
        raise UsageError(f"--measure needs a detector that is here; {entry.name} is none.")
    from ssd_desktop.inference.speed import measure_speed

    measure_speed(entry.path, device=args.device, engine=chosen_engine(args))


def _give(args: Namespace, values: str, text: str) -> None:
    if args.json is not None:
        write_json(args.json, values)
    if args.json != STDOUT:
        print(text)


def _import(args: Namespace) -> int:
    from ssd_desktop.annotation.classes import read_class_list
    from ssd_desktop.checkpoints.import_file import ImportOptions, import_file
    from ssd_desktop.checkpoints.library import library_path, suggested_name

    source = Path(args.model).expanduser()
    target = args.output or library_path(suggested_name(source))
    if args.output is not None and args.output.suffix != ".safetensors":
        raise UsageError(f"{args.output} must end in .safetensors; the import writes no other kind of file.")
    if args.output is None and target.exists():
        raise UsageError(f"The library has a model named {target.stem}; give --output FILE, or delete {target}.")
    if args.output is not None and target.exists():
        raise UsageError(f"{target} is there already; name another file with --output, or delete that one.")
    classes = None if args.classes is None else read_class_list(args.classes)
    made = import_file(source, target, ImportOptions(classes, args.plan, args.channels))
    if not args.quiet:
        print(f"{source.name} is {made.layout}.", *made.notes, sep="\n", file=sys.stderr)
    option = "detect --model" if made.is_detector else "train DATA --init"
    name = target if args.output is not None else target.stem
    print(f"{made.path} is written; use it with ssd-desktop {option} {name}.")
    return 0


def _download(args: Namespace) -> int:
    from ssd_desktop.checkpoints.obtain import obtain
    from ssd_desktop.checkpoints.published import published_model
    from ssd_desktop.cli.model_text import DownloadBar

    model = published_model(args.model)
    with DownloadBar(model.file_name, quiet=args.quiet) as bar:
        path = obtain(model, progress=bar.show)
    option = "detect --model" if model.is_detector else "train DATA --init"
    print(f"{path} is there; use it with ssd-desktop {option} {model.name}.")
    return 0


def _remove(args: Namespace) -> int:
    from ssd_desktop.checkpoints.removal import removable_model, remove_model_file

    entry = removable_model(args.model)
    if entry.path is not None:
        remove_model_file(entry.path)
        print(f"{entry.path}: in the trash", file=sys.stderr)
    return 0
