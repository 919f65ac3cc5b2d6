"""How much memory a machine says it has left."""

import sys

import pytest

from ssd_desktop.training import memory
from ssd_desktop.training.memory import available_memory, container_memory


def test_this_machine_has_memory_left():
    assert available_memory() > 10_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own way")
@pytest.mark.parametrize(
    ("meminfo", "limit", "expected"),
    [
        ("MemTotal: 9 kB\nMemAvailable: 4000 kB\n", None, 4_096_000),
        ("MemAvailable: 4000 kB\n", "1000000", 900_000),
        ("MemAvailable: 4000 kB\n", "max", 4_096_000),
        ("MemAvailable: many\n", "1000000", 900_000),
    ],
)
def test_linux_and_a_container_are_asked_and_the_smaller_answer_counts(tmp_path, monkeypatch, meminfo, limit, expected):
    (tmp_path / "meminfo").write_text(meminfo)
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "_CONTAINER", tmp_path)
    if limit is not None:
        (tmp_path / "memory.max").write_text(limit + "\n")
        (tmp_path / "memory.current").write_text("100000\n")

    assert available_memory() == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own way")
def test_where_only_the_built_in_memory_is_known_half_of_it_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "none")
    monkeypatch.setattr(memory, "_CONTAINER", tmp_path)
    monkeypatch.setattr(memory.os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 1000}.__getitem__)

    assert available_memory() == 2_048_000


def test_a_container_that_is_over_its_limit_has_nothing_left(tmp_path):
    (tmp_path / "memory.max").write_text("100")
    (tmp_path / "memory.current").write_text("300")

    assert container_memory(tmp_path) == 0
