"""The options ``--engine`` and ``--precision`` of the commands that detect."""

from argparse import ArgumentParser, Namespace

from ssd_desktop.inference.engines.config import AUTO, ENGINES, FP32, PRECISIONS, TORCH, EngineChoice


def add_engine_options(parser: ArgumentParser, *, is_measurement: bool = False) -> None:
    """Adds the options to ``parser``.

    Args:
        parser: Of a command.
        is_measurement: Whether the command says how good a detector is or why it answers as it does: figures must not
            depend on the machine, so these compute in PyTorch's float32 unless told otherwise.
    """
    engine, precision = (TORCH, FP32) if is_measurement else (AUTO, AUTO)
    note = "the same on every machine" if is_measurement else "the fastest, measured once for each model"
    parser.add_argument(
        "--engine", default=engine, choices=ENGINES, help=f"what computes the network (default: {engine}, {note})"
    )
    parser.add_argument(
        "--precision",
        default=precision,
        choices=PRECISIONS,
        help=f"numbers it computes in; int8 after export --precision int8 (default: {precision})",
    )


def chosen_engine(args: Namespace) -> EngineChoice:
    """Returns what the options say.

    Raises:
        InferenceError: The engine does not have the precision.
    """
    return EngineChoice(args.engine, args.precision)
