"""Runs the benchmarks one after the other and prints one table of their figures, with JSON beside it.

    python -m benchmarks [NAME...] [--json benchmark.json]

NAMES are scripts without ``bench_``, such as ``start``; without any, all that need no data of the user.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import COLLECTION, machine, recorded, table

FOLDER = Path(__file__).parent


def main() -> int:
    """Runs them; returns 1 where one failed, after the others ran."""
    names = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *names], metavar="NAME", help=", ".join(names))
    parser.add_argument("--json", type=Path, default=Path("benchmark.json"), help="default: benchmark.json")
    args = parser.parse_args()
    described = machine()
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder) / "figures.jsonl"
        collection.touch()
        failed = [name for name in args.names or names if not run(name, collection)]
        figures = recorded(collection)
    print("\n" + ", ".join(f"{key} {value}" for key, value in described.items()) + "\n")
    print(table(figures))
    rows = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
    args.json.write_text(json.dumps({"machine": described, "figures": rows}, indent=1) + "\n", encoding="utf-8")
    for name in failed:
        print(f"python -m benchmarks.bench_{name} did not end well; run it alone to see why.", file=sys.stderr)
    return 1 if failed else 0


def run(name: str, collection: Path) -> bool:
    """Returns whether the script ended well; what it says is shown as it says it."""
    print(f"== {name}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.bench_{name}"]
    environment = os.environ | {COLLECTION: str(collection)}
    return subprocess.run(command, cwd=FOLDER.parent, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
