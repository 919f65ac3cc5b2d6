"""In processes of their own: what a program imported cannot be taken back."""

import subprocess
import sys

import pytest


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


LOAD = """
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.openvino_runtime import load_openvino
try:
    print("loaded", load_openvino().__name__)
except InferenceError as error:
    print(error)
"""


def test_openvino_reports_to_nobody():
    pytest.importorskip("openvino")
    told = run(
        "import socket\n"
        "def refuse(*arguments): raise SystemExit('a connection was tried')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        + LOAD
        + "import sys; print(sys.modules.get('openvino_telemetry'))"
    )
    assert told.splitlines() == ["loaded openvino", "None"]


def test_without_openvino_one_sentence_names_the_command_that_brings_it():
    told = run("import sys; sys.modules['openvino'] = None\n" + LOAD)
    assert told.strip() == "OpenVINO is not installed; choose the engine torch, or add it with: pip install openvino"


def test_a_broken_openvino_is_told_in_one_sentence(tmp_path):
    (tmp_path / "openvino.py").write_text("raise OSError('libopenvino.so: cannot open\\nshared object file')")
    told = run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + LOAD)
    assert told.strip() == (
        "OpenVINO does not start on this machine (libopenvino.so: cannot open shared object file); "
        "choose the engine torch, or mend it with: pip install --force-reinstall openvino"
    )
