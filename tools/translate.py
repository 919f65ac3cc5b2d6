"""Brings the Korean catalogue up to date: collects the texts of the window and compiles what is translated.

Run ``python tools/translate.py`` after changing a text; fill the entries it counts as unfinished in
``resources/i18n/ssd_desktop_ko.ts`` (Qt Linguist or an editor) and run it again.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "resources" / "i18n" / "ssd_desktop_ko.ts"


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def collect(catalogue: Path) -> None:
    """Brings a catalogue up to date with the texts of the package; what is translated stays."""
    sources = sorted(str(path) for path in (ROOT / "ssd_desktop").glob("**/*.py") if path.stat().st_size)
    update = [_tool("lupdate"), *sources, "-ts", str(catalogue), "-no-obsolete", "-locations", "none"]
    subprocess.run([*update, "-source-language", "en", "-target-language", "ko"], check=True)


def main() -> None:
    """Runs lupdate over the package and lrelease on the catalogue."""
    collect(CATALOGUE)
    subprocess.run([_tool("lrelease"), "-silent", str(CATALOGUE), "-qm", str(CATALOGUE.with_suffix(".qm"))], check=True)
    unfinished = CATALOGUE.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{unfinished} texts wait for a translation in {CATALOGUE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
