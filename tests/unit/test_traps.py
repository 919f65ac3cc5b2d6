"""Every trap of ``docs/traps.md`` has tests that are there."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_ROWS = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", (_ROOT / "docs" / "traps.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_no_trap_is_listed_twice():
    numbers = [int(number) for number, _ in _ROWS]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= 10


@pytest.mark.parametrize(("number", "tests"), _ROWS)
def test_the_tests_of_a_trap_are_there(number, tests):
    named = re.findall(r"`([\w/.]+)::(\w+)`", tests)
    assert named
    for file, name in named:
        assert re.search(rf"^def {name}\(", (_ROOT / "tests" / file).read_text(encoding="utf-8"), re.MULTILINE), name
