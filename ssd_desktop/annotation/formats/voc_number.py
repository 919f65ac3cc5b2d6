"""Numbers and flags as VOC files write them."""

import math
import re

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MAX = 1e9


class NumberError(Exception):
    """A text is no number; says what it is instead."""


def parse_number(text: str) -> float:
    """Returns a finite number; blanks around it are allowed.

    Raises:
        NumberError: The text is anything else, "nan" and "1e999" included.
    """
    text = text.strip()
    # The length first: float() of a million digits takes its time.
    value = float(text) if len(text) <= 400 and _NUMBER.fullmatch(text) else math.nan
    if not abs(value) <= _MAX:
        # A message is one line, whatever a file holds.
        plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:40])
        raise NumberError(f'"{plain}", which is no number')
    return value


def parse_flag(text: str | None) -> bool:
    """Returns a flag; missing, empty and unknown words ("Unspecified") are False."""
    if text is None:
        return False
    if text.lower() in ("true", "yes"):
        return True
    try:
        return parse_number(text) != 0
    except NumberError:
        return False


def format_number(value: float) -> str:
    """Returns the shortest text that reads back as the same number; without a point where it is whole."""
    return str(int(value)) if value == int(value) else repr(float(value))
