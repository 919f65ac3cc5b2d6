"""``ssd-desktop [open] [PATH]``: the window. The only module of the command line that reaches it."""

from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="an image, a folder, a video, a camera's number or a stream address; nothing: the welcome page, the "
        "first time the shipped samples",
    )


def run(args: Namespace) -> int:
    """Opens the window and returns when it is closed.

    Raises:
        MediaError: PATH does not exist or is of no known kind; the window is not opened.
    """
    from ssd_desktop.app import run_app
    from ssd_desktop.media.sources import classify_source

    if args.path is not None:
        classify_source(args.path)
    return run_app(args.path, device=args.device, debug=args.debug)
