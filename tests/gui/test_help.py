"""The about dialog and the diagnostics."""

from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from ssd_desktop.gui.about import COMPONENTS, AboutDialog
from ssd_desktop.gui.diagnostics import Whereabouts, diagnostics_text


def test_the_about_dialog_names_every_licence(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    text = "\n".join(page.toPlainText() for page in dialog.findChildren(QWidget) if hasattr(page, "toPlainText"))
    for needed in ("MIT", "LGPL-3.0", "Lesser General Public License", "BSD-3-Clause", "Apache-2.0", "CC BY 4.0"):
        assert needed in text
    for part in COMPONENTS:
        assert part.name in text


def test_every_address_of_the_about_page_is_a_link(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    page = next(one for one in dialog.findChildren(QTextBrowser) if one.accessibleName() == "About")
    assert 'href="https://download.qt.io"' in page.toHtml()
    assert "https://" not in page.toPlainText()


def test_diagnostics_name_versions_platform_paths_and_the_last_log_lines(qapp, tmp_path):
    log = tmp_path / "log.txt"
    log.write_text("\n".join(f"line {number}" for number in range(80)), encoding="utf-8")
    text = diagnostics_text(Whereabouts(tmp_path / "settings.ini", log, ["cpu: Processor"], "cats"))
    for needed in ("SSD Desktop", "Python", "Qt 6", "offscreen", "torch", "settings.ini", "cpu: Processor", "line 79"):
        assert needed in text
    assert "line 29\n" not in text


def test_diagnostics_go_to_the_clipboard(program):
    program.window.commands.copy_diagnostics.trigger()
    assert "Settings:" in QApplication.clipboard().text()
