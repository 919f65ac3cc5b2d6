"""What is asked before the classes of a whole folder are changed: which, and whether really."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget

from ssd_desktop.annotation.class_edits import ClassEditPlan, DeleteClass, MergeClass, RenameClass
from ssd_desktop.gui.dialogs.input_questions import ask_line, ask_lines, ask_one_of, without_icons
from ssd_desktop.gui.dialogs.question import LEAVES, TAKES, Answer, ask, question_box
from ssd_desktop.gui.panels.numbers import count_text

_MOST_FILES = 500


class ClassQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def new_name(self, name: str) -> str:
        """Returns what a class is to be called; "" where it stays."""
        question = self.tr('New name of "{name}":').format(name=name)
        text = ask_line(self._window, self.tr("Rename Class"), question, text=name)
        return text if text is not None and text != name else ""

    def target(self, name: str, others: Sequence[str]) -> str:
        """Returns the class that is to get all boxes of another one; "" for none."""
        label = self.tr('Merge "{name}" into:').format(name=name)
        return ask_one_of(self._window, self.tr("Merge Classes"), label, choices=others) or ""

    def new_classes(self) -> tuple[str, ...]:
        """Returns the names of classes to add."""
        lines = ask_lines(self._window, self.tr("Add Classes"), self.tr("Names of new classes, one a line:"))
        return tuple(dict.fromkeys(lines or ()))

    def class_list(self, folder: Path) -> Path | None:
        """Returns a file whose classes are to be added; None for none."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import Classes"), str(folder), self.tr("Class lists (*.txt *.names *.yaml *.yml)")
        )
        return Path(path) if path else None

    def colour(self, name: str, colour: QColor) -> QColor | None:
        """Returns the colour a class is to have; None where it stays."""
        title = self.tr('Colour of "{name}"').format(name=name)
        dialog = QColorDialog(colour, self._window)
        dialog.setWindowTitle(title)
        without_icons(dialog)
        chosen = dialog.currentColor() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def agree(self, plan: ClassEditPlan) -> bool:
        """Shows what a change would do and returns whether it is wanted."""
        explanation = "\n\n".join(self.consequences(plan))
        box = question_box(self.tr("Classes"), self.headline(plan), explanation, self._window)
        shown = [str(change.path) for change in plan.changes[:_MOST_FILES]]
        if len(plan.changes) > _MOST_FILES:
            shown.append("\u2026")
        if shown:
            box.setDetailedText("\n".join(shown))
        words = {RenameClass: self.tr("&Rename"), MergeClass: self.tr("&Merge"), DeleteClass: self.tr("&Delete")}
        do = Answer(True, words.get(type(plan.edit), self.tr("&Change")), TAKES)
        is_harmless = not (isinstance(plan.edit, DeleteClass) and plan.boxes)
        return ask(box, [do, Answer(False, self.tr("Cancel"), LEAVES)], default=is_harmless, escape=False)

    def headline(self, plan: ClassEditPlan) -> str:
        """Returns in one sentence what a change does."""
        where = {"boxes": self._boxes(plan.boxes), "files": self._files(plan.box_files)}
        match plan.edit:
            case RenameClass(name, to):
                text = self.tr('Rename "{name}" to "{to}" in {boxes} of {files}?')
                return text.format(name=name, to=to, **where)
            case MergeClass(name, into):
                text = self.tr('Merge "{name}" into "{to}": {boxes} of {files}?')
                return text.format(name=name, to=into, **where)
            case DeleteClass(name) if plan.boxes:
                text = self.tr('Delete "{name}" and its {boxes} in {files}?')
                return text.format(name=name, **where)
            case DeleteClass(name):
                return self.tr('Delete "{name}"? It has no boxes.').format(name=name)
            case _:
                return self.tr("Change the class list?")

    def consequences(self, plan: ClassEditPlan) -> list[str]:
        """Returns what else the user has to know."""
        text = self.tr("Files to be changed: {count}. If one of them cannot be written, all stay as they are.")
        told = [text.format(count=count_text(len(plan.changes)))]
        if plan.emptied:
            text = self.tr("Pictures that lose their last box: {count}. They then count as pictures without objects.")
            told.append(text.format(count=count_text(plan.emptied)))
        if plan.renumbered:
            text = self.tr("Label files whose class numbers change together with the class list: {count}.")
            told.append(text.format(count=count_text(plan.renumbered)))
        if plan.unreadable:
            names = ", ".join(path.name for path in plan.unreadable[:3])
            text = self.tr("Files that cannot be read and stay as they are: {count} ({names})")
            told.append(text.format(count=count_text(len(plan.unreadable)), names=names))
        told.append(
            self.tr(
                "It can be taken back in the Classes panel while the folder is open. Edits of boxes made before can "
                "no longer be undone then."
            )
        )
        return told

    def _boxes(self, count: int) -> str:
        return self.tr("1 box") if count == 1 else self.tr("{count} boxes").format(count=count_text(count))

    def _files(self, count: int) -> str:
        return self.tr("1 file") if count == 1 else self.tr("{count} files").format(count=count_text(count))
