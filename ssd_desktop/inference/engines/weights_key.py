"""What a model file is known by, wherever it lies and whatever it is called. No torch here."""

import hashlib
from pathlib import Path

from ssd_desktop.errors import CheckpointError, reason_of


def weights_key(path: Path) -> str:
    """Returns 32 hexadecimal digits that stand for the contents of a model file.

    Raises:
        CheckpointError: The file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {reason_of(error)}.") from error
