"""``ssd-desktop doctor``: what this machine has, what is missing, and the command that mends it."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ssd_desktop.cli.json_output import add_json_option, check_target, write_json

if TYPE_CHECKING:
    from ssd_desktop.cli.doctor_checks import Finding

_STATE_WIDTH = len("missing")


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Checks everything and prints a line for each finding.

    Returns:
        0 when the program can run, 1 when something it needs is missing.

    Raises:
        SSDDesktopError: The JSON file cannot be written.
    """
    check_target(args.json)
    from ssd_desktop.cli.doctor_checks import all_findings

    findings = all_findings(args.device)
    able = all(finding.state != "missing" for finding in findings)
    if args.json is not None:
        write_json(args.json, json.dumps({"ok": able, "checks": [asdict(finding) for finding in findings]}))
    if args.json != "-":
        print(_report(findings, quiet=args.quiet))
    return 0 if able else 1


def _report(findings: Sequence["Finding"], *, quiet: bool) -> str:
    shown = [finding for finding in findings if not (quiet and finding.state == "ok")]
    width = max((len(finding.name) for finding in shown), default=0)
    lines = []
    for finding in shown:
        lines.append(f"{finding.state.ljust(_STATE_WIDTH)}  {finding.name.ljust(width)}  {finding.text}".rstrip())
        if finding.remedy:
            lines.append(f"{' ' * (_STATE_WIDTH + width + 4)}-> {finding.remedy}")
    missing = sum(finding.state == "missing" for finding in findings)
    verdict = f"{missing} missing; see the arrows." if missing else "SSD Desktop can run here."
    return "\n".join([*lines, *([] if quiet and not missing else [verdict])])
