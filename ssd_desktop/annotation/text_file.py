"""Small text files read with one error for all that can be wrong with them."""

from pathlib import Path

from ssd_desktop.errors import AnnotationError, reason_of


def read_text(path: Path, *, what: str, most_bytes: int) -> str:
    """Returns the text of a file, UTF-8 with or without a byte order mark; lines end with a line feed alone.

    Args:
        path: The file.
        what: What it is, for the error: "class list".
        most_bytes: A larger file is refused before it is read.

    Raises:
        AnnotationError: The file is missing, too large, no UTF-8 text, or cannot be read.
    """
    try:
        if path.stat().st_size > most_bytes:
            raise AnnotationError(f"The {what} {path} is larger than {most_bytes // 2**20} MB; choose another file.")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise AnnotationError(f"The {what} {path} does not exist; check the path.") from error
    except UnicodeDecodeError as error:
        raise AnnotationError(f"The {what} {path} is no text, or no UTF-8 text; save it as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The {what} {path} cannot be read ({reason_of(error)}); check the path and its permissions."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
