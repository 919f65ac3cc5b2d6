"""Tool tips with words of the user's own, such as names of classes, which Qt would take for markup."""

from html import escape


def plain_tip(text: str) -> str:
    """Returns a tool tip that shows a text letter by letter; "" stays none."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>" if text else ""
