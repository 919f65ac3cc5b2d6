"""The messages that the sources can make, looked up by how a message begins and ends.

A start of the window, which shows a few, need not take all of them apart: only those that begin and end alike are
compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

_KEY_LETTERS = 4


@dataclass(frozen=True)
class Pattern:
    """A message whose values are still open.

    Attributes:
        template: With the names of its values in braces.
        names: Of the values, in their order.
        words: What stands before, between and behind the values: one more than these.
    """

    template: str
    names: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, template: str) -> "Pattern":
        """Takes a template apart."""
        names: list[str] = []
        words = [""]
        for text, name, _, _ in Formatter().parse(template):
            words[-1] += text
            if name is not None:
                names.append(name)
                words.append("")
        return cls(template, tuple(names), tuple(words))

    def values(self, message: str) -> dict[str, str] | None:
        """Returns the values with which a message was made of the template; None where it was not.

        Where the words come more than once, each value is as short as can be, and the last one takes the rest.
        """
        first, *others = self.words
        if not message.startswith(first):
            return None
        if not others:
            return {} if message == first else None
        found, at, end = [], len(first), len(message) - len(others[-1])
        for words in others[:-1]:
            place = message.find(words, at, end)
            if place < 0:
                return None
            found.append(message[at:place])
            at = place + len(words)
        if at > end or not message.endswith(others[-1]):
            return None
        return dict(zip(self.names, [*found, message[at:end]], strict=True))


class MessageIndex:
    """Messages whose values are open; each is taken apart when a message first comes that may be made of it."""

    def __init__(self, templates: Iterable[str]) -> None:
        """Sorts them in.

        Args:
            templates: With the names of their values in braces; braces that stand for themselves are doubled.
        """
        self._alike: dict[tuple[str, str], list[str]] = {}
        self._patterns: dict[str, tuple[int, Pattern]] = {}
        self._places = {template: place for place, template in enumerate(templates)}
        for template in self._places:
            self._alike.setdefault(_key_of(template), []).append(template)

    def find(self, message: str) -> tuple[Pattern, dict[str, str]] | None:
        """Returns what a message was made of, and its values; None where it is not known.

        Those with the most words come first: the others may fit by chance.
        """
        candidates = [self._taken_apart(template) for template in self._that_begin_and_end_as(message)]
        for _, pattern in sorted(candidates, key=lambda one: (-sum(map(len, one[1].words)), one[0])):
            values = pattern.values(message)
            if values is not None:
                return pattern, values
        return None

    def _that_begin_and_end_as(self, message: str) -> list[str]:
        ends = range(min(_KEY_LETTERS, len(message)) + 1)
        keys = [(message[:first], message[len(message) - last :]) for first in ends for last in ends]
        return [template for key in keys for template in self._alike.get(key, ())]

    def _taken_apart(self, template: str) -> tuple[int, Pattern]:
        if template not in self._patterns:
            self._patterns[template] = self._places[template], Pattern.of(template)
        return self._patterns[template]


def _key_of(template: str) -> tuple[str, str]:
    """Returns how every message made of a template begins and ends, at most four letters each."""
    if "{{" in template or "}}" in template:
        words = Pattern.of(template).words
        first, last = words[0], words[-1]
    else:
        first, last = template.partition("{")[0], template.rpartition("}")[2]
    return first[:_KEY_LETTERS], last[-_KEY_LETTERS:]
