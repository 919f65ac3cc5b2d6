"""Two windows on one folder: the second one shows it, says why it does not edit, and edits once the first is closed."""

import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.box import Box
from ssd_desktop.app import Program
from ssd_desktop.gui.settings import Settings
from tests.unit.data.made_data import write_image, write_xml

BOX = Box(2, 3, 20, 25)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "photos"
    write_image(folder / "a.png")
    write_xml(folder / "a.xml", [("ace", (5, 5, 30, 29))])
    return folder


@pytest.fixture
def start(qtbot, tmp_path, folder):
    """Starts windows of one user on the folder."""
    started = []

    def start():
        program = Program(Settings(tmp_path / f"window {len(started)}.ini"))
        started.append(program)
        qtbot.addWidget(program.window)
        program.window.commands.detecting.setChecked(False)
        program.window.show()
        program.media.start()
        program.media.open(str(folder))
        return program

    yield start
    for program in started:
        program.window.close()


def test_the_second_window_is_warned_and_edits_once_the_first_is_closed(start, qtbot, folder):
    first = start()
    qtbot.waitUntil(lambda: first.annotate.image is not None, timeout=20_000)
    second = start()
    qtbot.waitUntil(lambda: "Another window" in second.window.messages.text, timeout=20_000)
    second.annotate.add_box(BOX, "king")
    assert second.annotate.image is None
    # Looked at again while the first one is open it stays as it is, without another word.
    second.window.messages.clear()
    second.labels._on_application_state(Qt.ApplicationState.ApplicationActive)
    assert second.window.messages.text == ""

    first.annotate.add_box(BOX, "king")
    first.window.close()
    second.labels._on_application_state(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: second.annotate.image is not None, timeout=20_000)
    assert "can be edited here now" in second.window.messages.text
    assert [item.label for item in second.annotate.objects] == ["ace", "king"]
