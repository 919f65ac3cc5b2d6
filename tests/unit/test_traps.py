"""Every trap and bad input of ``docs/traps.md`` has tests that are there."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_TEXT = (_ROOT / "docs" / "traps.md").read_text(encoding="utf-8")
_ROWS = re.findall(r"^\| ([^|]+) \|(.*::.*)\|$", _TEXT, re.MULTILINE)


def test_no_trap_is_listed_twice():
    numbers = [int(name) for name, _ in _ROWS if name.isdigit()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= 30


@pytest.mark.parametrize(("name", "tests"), _ROWS)
def test_the_tests_of_a_trap_are_there(name, tests):
    named = re.findall(r"`([\w/.]+)::(\w+)`", tests)
    assert named
    for file, test in named:
        assert re.search(rf"^def {test}\(", (_ROOT / "tests" / file).read_text(encoding="utf-8"), re.MULTILINE), test
