"""The examples of docs/python_api.md and of the docstrings, run as doctests."""

import doctest
import re
from pathlib import Path

import ssd_desktop.api

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python_api.md"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(examples: list[doctest.DocTest]) -> tuple[int, str]:
    """Returns how many examples were run, and what was wrong with them."""
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for example in examples:
        runner.run(example, out=told.append, clear_globs=False)
    return runner.summarize(verbose=False).attempted, "".join(told)


def test_the_examples_of_the_page_give_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    text = PAGE.read_text(encoding="utf-8")
    # The end of a fence would count as what an example prints.
    blocks = [(match.group(1), text.count("\n", 0, match.start())) for match in _BLOCK.finditer(text)]
    parser = doctest.DocTestParser()
    examples = []
    for block, line in blocks:
        example = parser.get_doctest(block, {}, PAGE.name, str(PAGE), line + 1)
        example.globs = names  # each block goes on where the one before ended
        examples.append(example)
    count, told = run(examples)
    assert not told, told
    assert count > 15


def test_the_examples_of_the_docstrings_give_what_they_say():
    found = [one for one in doctest.DocTestFinder().find(ssd_desktop.api) if one.examples]
    count, told = run(found)
    assert not told, told
    assert count > 2
