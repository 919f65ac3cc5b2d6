"""Messages that come from below the window, in the language of the window (docs/adr/0011).

Below, every message is an English sentence, in files and logs too. Here it is found again among the messages that the
sources can make (``resources/i18n/messages.json``, which ``tools/translate.py`` collects), taken apart into its values,
and put together from the catalogue. One that is not found stays English.
"""

import json
import logging
import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.message_index import MessageIndex, Pattern
from ssd_desktop.gui.object_titles import localised_title
from ssd_desktop.resources import resource_path

_CONTEXT = "Messages"
_SHARE = re.compile(r"[+-]?\d+(?:\.\d+)?%")
"""A share as files and logs write it; the window sets it apart from its sign."""
_OF_TITLES = ("title", "where", "what")
"""Values that may be what a message calls an object or a file."""
_BETWEEN_SENTENCES, _BEHIND_PLACE = ". ", ": "
_log = logging.getLogger(__name__)


def localised(message: str) -> str:
    """Returns a message from below the window in the language of the window, and all of its values that are such."""
    if _SHARE.fullmatch(message):
        return f"{message[:-1]}\N{NO-BREAK SPACE}%"
    found = _found(message)
    if found is None or any(_BETWEEN_SENTENCES in value for value in found[1].values()):
        sentences = _sentences(message)
        if sentences:
            return " ".join(map(localised, sentences))
    if found is None:
        return _localised_problem(message)
    pattern, values = found
    return QCoreApplication.translate(_CONTEXT, pattern.template).format(
        **{name: _localised_value(name, value) for name, value in values.items()}
    )


def localised_device(label: str) -> str:
    """Returns the label of a device in the language of the window, also one with the engine behind a comma."""
    return ", ".join(localised(part) for part in label.split(", "))


def _found(message: str) -> tuple[Pattern, dict[str, str]] | None:
    """Returns what a message was made of; None where it is not known."""
    return _index().find(message)


def _localised_value(name: str, value: str) -> str:
    title = localised_title(value) if name in _OF_TITLES else None
    return localised(value) if title is None else title


def _sentences(message: str) -> tuple[str, ...]:
    """Returns the messages that a text consists of; none where it is one alone, or has one that is not known.

    Taken as one, two of a kind would be the first with the other one in a value.
    """
    at = message.find(_BETWEEN_SENTENCES)
    while at >= 0:
        first, others = message[: at + 1], message[at + len(_BETWEEN_SENTENCES) :]
        if _found(first) is not None:
            following = _sentences(others) or ((others,) if _found(others) is not None else ())
            if following:
                return (first, *following)
        at = message.find(_BETWEEN_SENTENCES, at + 1)
    return ()


def _localised_problem(message: str) -> str:
    """Returns what was found in a file, behind the name of the file as it is."""
    at = message.find(_BEHIND_PLACE)
    while at >= 0:
        problem = message[at + len(_BEHIND_PLACE) :]
        if _found(problem) is not None:
            return message[: at + len(_BEHIND_PLACE)] + localised(problem)
        at = message.find(_BEHIND_PLACE, at + 1)
    return message


@cache
def _index() -> MessageIndex:
    try:
        return MessageIndex(json.loads(resource_path("i18n", "messages.json").read_text(encoding="utf-8")))
    except (SSDDesktopError, OSError, ValueError):
        _log.info("This installation has no translations of messages.")
        return MessageIndex(())
