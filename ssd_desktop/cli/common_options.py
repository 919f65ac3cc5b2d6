"""Options that several commands have, each with one name, meaning and range."""

from argparse import ArgumentParser, ArgumentTypeError, _ActionsContainer


def add_model_option(parser: ArgumentParser) -> None:
    """Adds ``--model`` to ``parser``."""
    parser.add_argument(
        "--model",
        default="shipped",
        metavar="NAME|FILE",
        help="a detector, by its name in ssd-desktop models or by its file (default: shipped)",
    )


def add_score_option(parser: ArgumentParser, *, what: str) -> None:
    """Adds ``--score`` to ``parser``.

    Args:
        parser: Of a command.
        what: What it is the score of, for the help.
    """
    parser.add_argument("--score", type=_score, default=0.5, metavar="S", help=f"{what}, 0 to 1 (default: 0.5)")


def add_reading_options(parser: _ActionsContainer) -> None:
    """Adds ``--one-based`` and ``--missing-is-background`` to ``parser``."""
    parser.add_argument("--one-based", action="store_true", help="the Pascal VOC files count pixels from 1")
    add_missing_option(parser)


def add_missing_option(parser: _ActionsContainer) -> None:
    """Adds ``--missing-is-background`` to ``parser``."""
    parser.add_argument(
        "--missing-is-background", action="store_true", help="YOLO: an image without a txt has no objects"
    )


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text!r} is no score; give a number from 0 to 1")
    return value
