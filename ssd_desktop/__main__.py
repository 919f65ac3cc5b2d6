"""``python -m ssd_desktop`` and the ``ssd-desktop`` program."""

import multiprocessing
import sys

from ssd_desktop.cli.main import main as run_command_line


def main() -> int:
    """Runs the command line with the arguments of this process; returns its exit code."""
    # A frozen program starts its helper processes through this same file.
    multiprocessing.freeze_support()
    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
