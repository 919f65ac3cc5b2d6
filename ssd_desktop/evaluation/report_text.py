"""Text on its way into HTML, and numbers as people read them."""

from html import escape

REPORT_MARK = '<meta name="generator" content="SSD Desktop">'
"""Stands near the start of each report, so that a later one knows which file it may replace."""


def safe(text: str) -> str:
    """Returns text for the content or a quoted attribute of HTML.

    A file name can hold bytes that are no text; they become question marks, since the page could not be written.
    """
    return escape(text.encode("utf-8", "replace").decode("utf-8"), quote=True)


def percent(share: float | None) -> str:
    """Returns 0..1 in percent with one decimal; a dash for None."""
    return "–" if share is None else f"{share * 100:.1f}"


def score_text(score: float | None) -> str:
    """Returns a score with two decimals, rounded down, so that as a threshold it still takes it; a dash for None."""
    # float32 holds 0.29 as 0.28999999; a millionth more keeps it.
    return "–" if score is None else f"{int(score * 100 + 1e-4) / 100:.2f}"


def shortened(text: str, length: int) -> str:
    """Returns text of at most ``length`` characters, an ellipsis in place of the rest."""
    return text if len(text) <= length else text[: length - 1] + "…"
