"""Finding the command, and turning what happens into one line and an exit code."""

import errno
import io
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ssd_desktop import __version__
from ssd_desktop.cli import main as module
from ssd_desktop.cli.main import COMMANDS, main
from ssd_desktop.errors import MediaError, UsageError

Install = Callable[..., list[tuple[str, Namespace]]]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Replaces every command by one that notes its arguments and returns, or raises."""

    def replace(result: int = 0, error: BaseException | None = None) -> list[tuple[str, Namespace]]:
        ran: list[tuple[str, Namespace]] = []

        def import_module(name: str) -> Any:
            command = name.rpartition(".")[2]

            def add_arguments(parser: ArgumentParser) -> None:
                parser.add_argument("path", nargs="?" if command == "open" else "*")

            def run(args: Namespace) -> int:
                ran.append((command, args))
                if error is not None:
                    raise error
                return result

            return SimpleNamespace(add_arguments=add_arguments, run=run)

        monkeypatch.setattr(module, "importlib", SimpleNamespace(import_module=import_module))
        return ran

    return replace


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        ([], "open"),
        (["photo.jpg"], "open"),
        (["open", "train"], "open"),
        (["detect", "photo.jpg"], "detect"),
        (["--debug", "--device", "cpu", "detect", "photo.jpg"], "detect"),
        (["--device=cpu", "train", "data"], "train"),
        (["./train"], "open"),
        (["--", "train"], "open"),
    ],
)
def test_the_first_word_chooses_the_command(install: Install, argv: list[str], command: str) -> None:
    ran = install()
    assert main(argv) == 0
    assert [name for name, _ in ran] == [command]


def test_open_takes_a_path_that_is_named_like_a_command(install: Install) -> None:
    ran = install()
    main(["open", "train"])
    assert ran[0][1].path == "train"


def test_names_that_begin_with_a_dash_come_behind_two_dashes(install: Install) -> None:
    ran = install()
    assert main(["detect", "--quiet", "--", "-a.jpg", "b.jpg"]) == 0
    assert main(["detect", "a.jpg", "--quiet", "--", "b.jpg"]) == 0
    assert [args.path for _, args in ran] == [["-a.jpg", "b.jpg"], ["a.jpg", "b.jpg"]]


def test_every_command_has_the_common_options(install: Install) -> None:
    ran = install()
    for command in COMMANDS:
        assert main([command, "--device", "cuda", "--debug", "--quiet"]) == 0
    assert all((args.device, args.debug, args.quiet) == ("cuda", True, True) for _, args in ran)


def test_what_a_command_returns_is_the_exit_code(install: Install) -> None:
    install(result=1)
    assert main(["evaluate"]) == 1


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (MediaError("a.jpg is no image; choose another."), 1, "ssd-desktop: a.jpg is no image; choose another.\n"),
        (UsageError("--steps is below 1."), 2, "ssd-desktop: --steps is below 1.\n"),
        (KeyboardInterrupt(), 130, "ssd-desktop: interrupted.\n"),
        (MediaError("two\nlines"), 1, "ssd-desktop: two lines\n"),
        (
            OSError(errno.ENAMETOOLONG, "File name too long", "long/name"),
            1,
            "ssd-desktop: long/name cannot be used (File name too long); check its path, permissions and free space.\n",
        ),
    ],
)
def test_an_error_is_one_line(
    install: Install, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, line: str
) -> None:
    install(error=error)
    assert main(["detect"]) == code
    assert capsys.readouterr() == ("", line)


def test_an_unexpected_error_names_its_class_and_the_way_to_see_more(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(error=ZeroDivisionError("division by zero"))
    assert main(["detect"]) == 1
    text = capsys.readouterr().err
    assert text.startswith("ssd-desktop: unexpected ZeroDivisionError: division by zero.")
    assert "--debug" in text
    assert "Traceback" not in text


def test_debug_shows_where_an_error_happened(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(error=MediaError("a.jpg is no image."))
    assert main(["detect", "--debug"]) == 1
    text = capsys.readouterr().err
    assert "Traceback" in text
    assert text.endswith("ssd-desktop: a.jpg is no image.\n")


def test_a_reader_that_has_gone_away_is_no_error(
    install: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(error=BrokenPipeError())
    monkeypatch.setattr(module, "_silence_stdout", lambda: None)
    assert main(["detect"]) == 1
    assert capsys.readouterr().err == ""


def test_an_unknown_option_is_wrong_usage(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    assert main(["detect", "--no-such-option"]) == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_options_cannot_be_shortened(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    assert main(["detect", "--deb"]) == 2
    assert "--deb" in capsys.readouterr().err


def test_a_misspelt_command_is_guessed(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    ran = install()
    assert main(["trian", "data"]) == 2
    assert "did you mean ssd-desktop train?" in capsys.readouterr().err
    assert ran == []


def test_a_file_named_nearly_like_a_command_is_opened(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = install()
    (tmp_path / "trains").write_text("")
    monkeypatch.chdir(tmp_path)
    assert main(["trains"]) == 0
    assert ran[0][1].path == "trains"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ssd-desktop {__version__}\n"


def test_letters_that_the_console_lacks_are_written_as_codes(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install(error=MediaError("고양이.jpg is no image."))
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["detect"]) == 1
    sys.stderr.flush()
    assert b"\\uace0" in raw.getvalue()


def test_a_missing_path_is_told_before_a_window_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["open", str(tmp_path / "none.jpg")]) == 1
    assert "none.jpg" in capsys.readouterr().err


def test_help_imports_neither_torch_nor_qt() -> None:
    script = (
        "import sys; from ssd_desktop.cli.main import main\n"
        "for argv in (['--help'], *([name, '--help'] for name in ('open', 'detect', 'train', 'doctor'))):\n"
        "    assert main(argv) == 0\n"
        "assert not {'torch', 'PySide6', 'cv2'} & set(sys.modules), 'imported too much'\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert all(command in ended.stdout for command in COMMANDS)


def test_python_dash_m_runs_the_same_program() -> None:
    command = [sys.executable, "-m", "ssd_desktop", "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (0, f"ssd-desktop {__version__}\n")
