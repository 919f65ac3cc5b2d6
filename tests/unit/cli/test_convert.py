"""``ssd-desktop convert``: the folder on stdout, what was lost on stderr."""

import subprocess
import sys

import pytest

from ssd_desktop.annotation.convert import FORMATS
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.cli import convert
from ssd_desktop.cli.main import main
from tests.unit.data.made_data import write_voc_folder

CAT = ("cat", (2, 3, 20, 25), {"difficult": "1"})


@pytest.fixture
def folder(tmp_path):
    return write_voc_folder(tmp_path / "pets", {"a": [CAT], "b": [("cat", (5, 5, 5, 9))]}, splits={"train": ["a"]})


def test_the_command_knows_every_format():
    assert convert._FORMATS == FORMATS


def test_the_new_folder_is_named_and_what_was_lost_is_told(folder, tmp_path, capsys, caplog):
    output = tmp_path / "yolo"
    assert main(["convert", str(folder), "--to", "yolo", "--output", str(output)]) == 0
    assert capsys.readouterr().out == f"{output}: 2 images, 2 labelled, 1 objects\n"
    assert 'YOLO has no "difficult"' in caplog.text
    assert "b.xml" in caplog.text
    assert open_data_folder(output).splits() == {"train": 1}


def test_a_terminal_shows_how_many_images_are_copied(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["convert", str(folder), "--to", "coco", "--output", str(tmp_path / "coco")]) == 0
    output = capsys.readouterr()
    assert "image/s" in output.err
    assert output.out.count("\n") == 1


def test_images_can_be_links(folder, tmp_path):
    assert main(["convert", str(folder), "--to", "coco", "--link", "--output", str(tmp_path / "coco")]) == 0
    assert (tmp_path / "coco" / "images" / "a.png").is_symlink()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["{pets}", "--to", "yolo", "--output", "{pets}"], 1, "is not empty"),
        (["{pets}/absent", "--to", "yolo", "--output", "{tmp}/o"], 1, "does not exist"),
        (["{pets}", "--to", "labelme", "--output", "{tmp}/o"], 2, "invalid choice"),
        (["{pets}", "--output", "{tmp}/o"], 2, "--to"),
        (["{pets}", "--to", "voc", "--output", "{tmp}/o", "--copy", "--link"], 2, "not allowed"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(folder, tmp_path, capsys, arguments, code, words):
    filled = [text.replace("{pets}", str(folder)).replace("{tmp}", str(tmp_path)) for text in arguments]
    assert main(["convert", *filled]) == code
    assert words in capsys.readouterr().err.splitlines()[-1]


def test_the_command_needs_neither_torch_nor_qt(folder, tmp_path):
    program = (
        "import sys; from ssd_desktop.cli.main import main; "
        f"code = main(['convert', {str(folder)!r}, '--to', 'coco', '--output', {str(tmp_path / 'o')!r}, '--quiet']); "
        "sys.exit(code or any(name in sys.modules for name in ('torch', 'PySide6')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
