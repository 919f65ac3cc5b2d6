"""The doctor names what is missing and what mends it."""

import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from ssd_desktop.cli import doctor, doctor_checks
from ssd_desktop.cli.doctor_checks import Finding, folder_finding, package_finding, qt_libraries, qt_start
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines import openvino as openvino_engine


def _args(**changes: object) -> Namespace:
    return Namespace(**{"device": "auto", "json": None, "quiet": False, **changes})


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    made = [Finding("Python", "ok", "3.13"), Finding("Display", "note", "there is none", "use another")]
    monkeypatch.setattr(doctor_checks, "all_findings", lambda device: made)
    return made


def test_with_nothing_missing_the_program_can_run(findings: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(_args()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["ok", "Python", "3.13"]
    assert lines[-1] == "SSD Desktop can run here."


def test_something_missing_is_exit_code_1_and_has_its_remedy(
    findings: list[Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    findings.append(Finding("Qt libraries", "missing", "libEGL.so.1", "sudo apt install libegl1"))
    assert doctor.run(_args()) == 1
    out = capsys.readouterr().out
    assert "-> sudo apt install libegl1" in out
    assert "1 missing" in out


def test_quiet_shows_only_what_is_not_well(findings: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    doctor.run(_args(quiet=True))
    out = capsys.readouterr().out
    assert "Python" not in out
    assert "Display" in out


def test_json_is_one_object_and_nothing_else(findings: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(_args(json="-")) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is True
    assert document["checks"][1] == {
        "name": "Display", "state": "note", "text": "there is none", "remedy": "use another",
    }  # fmt: skip


def test_json_goes_to_a_file_beside_the_report(
    findings: list[Finding], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "report.json"
    assert doctor.run(_args(json=str(target))) == 0
    assert doctor.run(_args(json=str(target))) == 0  # its own earlier result is replaced
    assert json.loads(target.read_text())["ok"] is True
    assert "SSD Desktop can run here." in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings its libraries elsewhere")
def test_missing_system_libraries_are_named_with_their_packages() -> None:
    def load(name: str) -> object:
        if name in ("libEGL.so.1", "libxcb-cursor.so.0"):
            raise OSError(name)
        return object()

    finding = qt_libraries(load)[0]
    assert (finding.state, finding.text) == ("missing", "libEGL.so.1, libxcb-cursor.so.0")
    assert "apt install libegl1 libxcb-cursor0" in finding.remedy
    assert "dnf install libglvnd-egl xcb-util-cursor" in finding.remedy


def test_a_package_that_is_not_installed_has_the_command_that_installs_it() -> None:
    finding = package_finding("no-such-package-here", "no_such_module")
    assert finding.state == "missing"
    assert finding.remedy.endswith("-m pip install --force-reinstall no-such-package-here")


def test_a_package_that_cannot_be_imported_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = package_finding("numpy", "numpy.there_is_no_such_module")
    assert finding.state == "missing"
    assert "cannot be imported" in finding.text


def test_qt_that_aborts_is_a_finding_and_not_the_end() -> None:
    finding = qt_start({"QT_QPA_PLATFORM": "there-is-no-such-platform"})
    assert finding.state == "missing"
    assert "does not start" in finding.text


def test_a_check_that_fails_is_a_note_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("no idea")

    monkeypatch.setattr(doctor_checks, "_cameras", broken)
    monkeypatch.setattr(doctor_checks, "_window", lambda: [])
    found = doctor_checks.all_findings("cpu")
    assert any(finding.state == "note" and "no idea" in finding.text for finding in found)
    assert found[-1].name == "Runs folder"


def test_a_device_that_is_not_there_is_missing() -> None:
    findings = doctor_checks.device_findings("cuda:99")
    assert findings[-1].state == "missing"
    assert "cuda:99" in findings[-1].text


def test_a_folder_that_does_not_exist_yet_is_fine_where_it_can_be_made(tmp_path: Path) -> None:
    assert folder_finding("Log", tmp_path / "a" / "b").state == "ok"
    assert not (tmp_path / "a").exists()
    file = tmp_path / "file"
    file.write_text("")
    assert folder_finding("Log", file / "log").state == "note"


def test_without_openvino_the_program_runs_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> bool:
        raise InferenceError("OpenVINO is not installed")

    monkeypatch.setattr(openvino_engine, "openvino_has_bfloat16", missing)
    (finding,) = doctor_checks.engine_findings()
    assert (finding.state, finding.text) == ("note", "OpenVINO is not installed; PyTorch computes, slower")
    assert finding.remedy.endswith("-m pip install --force-reinstall openvino")
