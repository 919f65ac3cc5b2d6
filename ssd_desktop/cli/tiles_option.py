"""The option ``--tiles`` of the commands that detect."""

from argparse import ArgumentParser, ArgumentTypeError

_WORDS = ("auto", "on", "off")


def add_tiles_option(parser: ArgumentParser) -> None:
    """Adds ``--tiles`` to ``parser``."""
    parser.add_argument(
        "--tiles",
        type=_tiles,
        default="auto",
        metavar="auto|on|off|SIDE",
        help="detect on overlapping tiles of large pictures; SIDE in pixels (default: auto, as the model was trained)",
    )


def _tiles(text: str) -> str:
    if text not in _WORDS and not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is none of {', '.join(_WORDS)} and no side in pixels, such as 600")
    return text
