"""The command line: finds the command, runs it, turns errors into one line and an exit code.

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. A command's module is imported when that command
runs: ``ssd-desktop --help`` needs neither PyTorch nor Qt.
"""

import contextlib
import difflib
import importlib
import io
import logging
import os
import sys
import traceback
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from ssd_desktop import __version__
from ssd_desktop.errors import SSDDesktopError, UsageError, reason_of

#: Name of each command and its line in the help; its module is ``ssd_desktop.cli.<name>``.
COMMANDS = {
    "open": "open the window on PATH",
    "detect": "find objects in images, folders, videos or a camera",
    "explain": "show which default boxes made the detections of an image and where its objects were lost",
    "train": "fine-tune a detector on a labelled data folder",
    "runs": "list, compare, name, delete and repeat the trainings of a folder",
    "project": "make a folder of images a project, or show what is in one",
    "evaluate": "measure a detector on labelled images",
    "boxes": "show the box plans and which of your boxes each can match",
    "statistics": "count what is labelled in a data folder and list suspicious boxes",
    "split": "divide a labelled data folder into images to train and to validate on",
    "convert": "write a labelled data folder in another format",
    "export": "write a detector as ONNX, OpenVINO or torch.export, for programs of others",
    "models": "list, show, import and download detectors and start weights",
    "doctor": "check this machine and name what is missing",
}

_WITH_VALUE = ("--device",)


def main(argv: Sequence[str]) -> int:
    """Runs one command.

    Args:
        argv: The arguments after the program's name.

    Returns:
        The exit code of the process.
    """
    _make_output_safe()
    command, arguments = _split_command(argv)
    try:
        code = _run(command, arguments)
        # A reader that has gone away shows only when the buffer is written.
        sys.stdout.flush()
        return code
    except SystemExit as left:  # argparse, after it has written help or usage
        return left.code if isinstance(left.code, int) else 2
    except BrokenPipeError:
        _silence_stdout()
        return 1
    except KeyboardInterrupt:
        _complain("interrupted.")
        return 130
    except Exception as error:
        return _report(error, debug="--debug" in argv)


def _run(command: str, arguments: list[str]) -> int:
    parser = _top_parser() if command == "" else _command_parser(command)
    module = importlib.import_module(f"ssd_desktop.cli.{command or 'open'}")
    module.add_arguments(parser)
    args, unknown = _parse(parser, arguments)
    if command == "":
        _check_is_no_misspelt_command(args)
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    _set_up_logging(args)
    code: int = module.run(args)
    return code


def _parse(parser: ArgumentParser, arguments: list[str]) -> tuple[Namespace, list[str]]:
    """Words may stand on both sides of options; behind ``--`` they may begin with a dash, as names of files can."""
    words = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    if any(word.startswith("-") for word in words):
        return parser.parse_known_args(arguments)
    return parser.parse_known_intermixed_args(arguments)


def _split_command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """Returns the command ("" for none) and the arguments without it; options may stand before it."""
    arguments = list(argv)
    position = 0
    while position < len(arguments) and arguments[position].startswith("--"):
        if arguments[position] == "--":
            return "", arguments
        position += 2 if arguments[position] in _WITH_VALUE else 1
    if position < len(arguments) and arguments[position] in COMMANDS:
        return arguments.pop(position), arguments
    return "", arguments


def _top_parser() -> ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name.ljust(width)}{text}" for name, text in COMMANDS.items()]
    return _with_common_options(
        ArgumentParser(
            prog="ssd-desktop",
            description="Label, train, see and correct with the SSD detector. Without a command the window opens.",
            epilog="\n".join(["commands:", *lines, "", "ssd-desktop COMMAND --help shows the options of a command."]),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
    )


def _command_parser(command: str) -> ArgumentParser:
    return _with_common_options(
        ArgumentParser(
            prog=f"ssd-desktop {command}",
            description=f"{COMMANDS[command][0].upper()}{COMMANDS[command][1:]}.",
            # A shortened option would change its meaning when an option is added.
            allow_abbrev=False,
        )
    )


def _with_common_options(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--version", action="version", version=f"ssd-desktop {__version__}")
    common = parser.add_argument_group("options of every command")
    common.add_argument(
        "--device",
        default="auto",
        metavar="DEVICE",
        help="auto, cpu, cuda, cuda:N or mps (default: auto, the fastest there is)",
    )
    common.add_argument("--debug", action="store_true", help="log everything and show where an error happened")
    common.add_argument("--quiet", action="store_true", help="no progress and no notes, only results and errors")
    return parser


def _check_is_no_misspelt_command(args: Namespace) -> None:
    word = args.path
    # A word with a dot or slash in it is meant as a path, and so is a command's name after "--".
    if word is None or not word.isalpha() or word in COMMANDS or Path(word).exists():
        return
    close = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    if close:
        raise UsageError(f"There is no command or file {word!r}; did you mean ssd-desktop {close[0]}?")


def _set_up_logging(args: Namespace) -> None:
    level = logging.DEBUG if args.debug else logging.ERROR if args.quiet else logging.WARNING
    logging.basicConfig(level=level, format="ssd-desktop: %(levelname)s: %(message)s", stream=sys.stderr)


def _report(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, SSDDesktopError):
        _complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    if isinstance(error, OSError) and error.filename is not None:
        _complain(f"{error.filename} cannot be used ({reason_of(error)}); check its path, permissions and free space.")
        return 1
    again = "" if debug else " Run again with --debug to see where."
    _complain(f"unexpected {type(error).__name__}: {error}.{again}")
    return 1


def _complain(text: str) -> None:
    print("ssd-desktop:", " ".join(text.split()), file=sys.stderr)


def _make_output_safe() -> None:
    """A console that lacks a letter of a file name shows its code instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Points stdout at nothing, so that Python's own flush at exit does not complain about the pipe."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
