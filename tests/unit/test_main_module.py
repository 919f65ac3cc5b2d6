"""``python -m ssd_desktop``: what must hold so that an executable frozen from it can train (docs/traps.md, 33)."""

import ast
from pathlib import Path

import ssd_desktop
from ssd_desktop import __main__ as program

PACKAGE = Path(ssd_desktop.__file__).parent


def test_a_frozen_program_takes_up_its_helper_processes_before_it_reads_its_arguments(monkeypatch):
    done = []
    monkeypatch.setattr("multiprocessing.freeze_support", lambda: done.append("helpers"))
    monkeypatch.setattr(program, "run_command_line", lambda argv: done.append("command") or 0)
    assert program.main() == 0
    assert done == ["helpers", "command"]


def test_nothing_else_starts_copies_of_the_program():
    """Loaders are threads: a frozen program or a Windows pipe has nothing to get stuck in."""
    users = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if any(name.partition(".")[0] == "multiprocessing" for name in _imported(node))
    ]
    assert users == ["__main__.py"]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
