"""Figures that benchmarks measured: each with the peer's from the same run, as a line of one table.

A benchmark calls ``record``; ``python -m benchmarks`` runs them all and gathers what they recorded.
"""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

COLLECTION = "SSD_DESKTOP_FIGURES"
"""Environment variable: the file to which recorded figures are added, a JSON object a line; unset: only printed."""


@dataclass(frozen=True)
class Figure:
    """Something measured.

    Attributes:
        what: Such as "postprocessing, 16,000 candidates, 2 threads".
        ours: In ``unit``.
        unit: "ms", "s", "MB", "images/s".
        peer: What the peer needs, in the same unit and the same run; None where nothing can be compared.
        peer_name: Such as "torchvision".
        aim: What was aimed at, in words; "" where nothing was.
        more_is_better: Of rates; less is better of times and memory.
    """

    what: str
    ours: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    aim: str = ""
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer; above 1 ours is better; None where that is without end."""
        if self.peer is None:
            return None
        over, under = (self.ours, self.peer) if self.more_is_better else (self.peer, self.ours)
        return over / under if under else None


def record(figures: Iterable[Figure]) -> None:
    """Prints figures and hands them to ``python -m benchmarks`` where that asked for them."""
    figures = list(figures)
    print(table(figures), flush=True)
    if COLLECTION in os.environ:
        with Path(os.environ[COLLECTION]).open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(asdict(figure)) + "\n" for figure in figures)


def recorded(path: Path) -> list[Figure]:
    """Returns what benchmarks recorded in a file."""
    return [Figure(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def table(figures: Iterable[Figure]) -> str:
    """Returns figures as a table of Markdown."""
    lines = ["| what | ours | peer | times better | aim |", "|---|---|---|---|---|"]
    for figure in figures:
        peer = "" if figure.peer is None else f"{number(figure.peer)} {figure.unit} ({figure.peer_name})"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        lines.append(f"| {figure.what} | {number(figure.ours)} {figure.unit} | {peer} | {ratio} | {figure.aim} |")
    return "\n".join(lines)


def number(value: float) -> str:
    """Returns three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def machine() -> dict[str, str | int | float]:
    """Returns on what and with which versions is measured; ``load`` above the cores says that others worked too."""
    from ssd_desktop.inference.devices import processor_name

    described: dict[str, str | int | float] = {
        "processor": processor_name(),
        "cores": os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    described |= {name: version(name) for name in ("torch", "torchvision", "PySide6-Essentials", "opencv-python")}
    if hasattr(os, "getloadavg"):
        described["load"] = round(os.getloadavg()[0], 2)
    return described
