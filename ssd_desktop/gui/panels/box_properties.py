"""What is said of the selected boxes and of the picture beyond where the boxes are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QGroupBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea


@dataclass(frozen=True)
class Marks:
    """What can be said of a picture.

    Attributes:
        selected: The selected objects.
        annotation: How the picture is labelled; None: it is not.
        holds: The marks that its file can hold.
        format_name: Of its file, for the reason why a mark is not offered.
        ready: Whether it can be edited at all.
        image: The picture; None: none that can be labelled is shown.
        is_frame: Whether it is a frame of a video.
    """

    selected: Sequence[AnnotatedObject] = ()
    annotation: ImageAnnotation | None = None
    holds: frozenset[str] = frozenset()
    format_name: str = ""
    ready: bool = False
    image: Path | None = None
    is_frame: bool = False


class BoxPropertiesPanel(QWidget):
    """Ticks for the flags of boxes; verified, "no objects" and a note of the picture.

    Signals:
        flag_set: A flag of the selected boxes, and whether it is to be set.
        verified_set: Whether the picture is to count as checked.
        no_objects_wanted: The picture is to say that it has no object.
        note_edited: The note of the picture, letter by letter.
        note_ended: The keyboard has left the note.
    """

    flag_set = Signal(str, bool)
    verified_set = Signal(bool)
    no_objects_wanted = Signal()
    note_edited = Signal(str)
    note_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = QLabel()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._what.setWordWrap(True)
        self._flags = {name: QCheckBox(text) for name, text in self._flag_texts().items()}
        self._hints: Mapping[str, str] = {}
        self._marks = Marks()
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._verified = QCheckBox(self.tr("Verified"))
        self._no_objects = QPushButton(self.tr("Checked: No Objects"))
        self._widgets = {**self._flags, "verified": self._verified, "no_objects": self._no_objects}
        self._note = QLineEdit()
        self._why = QLabel()
        self._why.setWordWrap(True)
        self._set_up()
        self._lay_out()
        self.show_marks(Marks())

    def show_marks(self, marks: Marks) -> None:
        """Shows what is said now, without saying so; what the file cannot hold is greyed, with the reason."""
        is_other, self._marks = marks.image != self._marks.image, marks
        self._what.setText(self._selection_text(marks.selected))
        for name, box in self._flags.items():
            self._tick(box, [bool(getattr(item, name)) for item in marks.selected])
            box.setEnabled(marks.ready and bool(marks.selected) and name in marks.holds)
        self._show_tips()
        annotation = marks.annotation
        self._tick(self._verified, [annotation is not None and annotation.verified])
        self._verified.setEnabled(marks.ready and "verified" in marks.holds)
        empty = annotation is None or not annotation.objects
        self._no_objects.setEnabled(marks.ready and not marks.is_frame and empty)
        note = "" if annotation is None else annotation.note
        # What is being typed is left as it is, blanks at its end included.
        if note != self._note.text() and (is_other or not self._note.hasFocus()):
            self._note.setText(note)
        self._show_note_place(marks)
        self._status.setText(self._status_text(marks))
        missing = marks.ready and bool({*self._flags, "verified", "note"} - marks.holds)
        self._why.setText(self._refusal(marks) if missing else "")
        self._why.setVisible(missing)

    def _show_note_place(self, marks: Marks) -> None:
        """Offers the note; of an unlabelled picture a file with a note alone would say that it shows no object."""
        unlabelled = marks.ready and marks.annotation is None
        self._note.setEnabled(marks.ready and not unlabelled and "note" in marks.holds)
        self._note.setPlaceholderText(
            self.tr("A note needs a labelled picture") if unlabelled else self.tr("Note about this picture")
        )

    def set_key_hints(self, hints: Mapping[str, str]) -> None:
        """Ends the tool tips with the keys that the commands have now, by flag, ``verified`` and ``no_objects``."""
        self._hints = hints
        self._show_tips()

    def _show_tips(self) -> None:
        marks = self._marks
        for name, tip in self._tips().items():
            is_offered = not marks.ready or name in marks.holds or name not in self._flags
            self._widgets[name].setToolTip(tip + self._hints.get(name, "") if is_offered else self._refusal(marks))

    def _set_up(self) -> None:
        for name, box in self._flags.items():
            box.clicked.connect(lambda on, name=name: self.flag_set.emit(name, on))
        self._verified.clicked.connect(self.verified_set)
        self._no_objects.clicked.connect(self.no_objects_wanted)
        self._note.setAccessibleName(self.tr("Note about this picture"))
        self._note.textEdited.connect(lambda text: self.note_edited.emit(text.strip()))
        self._note.editingFinished.connect(self.note_ended)

    def _lay_out(self) -> None:
        boxes, picture = QGroupBox(self.tr("Selected boxes")), QGroupBox(self.tr("Picture"))
        grid = QGridLayout(boxes)
        grid.addWidget(self._what, 0, 0, 1, 2)
        for place, box in enumerate(self._flags.values()):
            grid.addWidget(box, 1 + place // 2, place % 2)
        column = QVBoxLayout(picture)
        for widget in (self._status, self._verified, self._no_objects, self._note):
            column.addWidget(widget)
        content = QWidget()
        whole = QVBoxLayout(content)
        for part in (boxes, picture, self._why):
            whole.addWidget(part)
        whole.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(VerticalScrollArea(content))

    def _flag_texts(self) -> Mapping[str, str]:
        return {
            "difficult": self.tr("Difficult"),
            "truncated": self.tr("Truncated"),
            "occluded": self.tr("Occluded"),
            "ignore": self.tr("Ignored"),
        }

    def _tips(self) -> Mapping[str, str]:
        return {
            "verified": self.tr("Somebody has looked at the picture and found its boxes right"),
            "no_objects": self.tr("Saves that there is nothing to label here: the picture is trained on as background"),
            "difficult": self.tr("Hard to recognise even for people"),
            "truncated": self.tr("The object goes on beyond the picture"),
            "occluded": self.tr("Something covers a part of the object"),
            "ignore": self.tr("Neither object nor background: not trained on"),
        }

    def _selection_text(self, selected: Sequence[AnnotatedObject]) -> str:
        if not selected:
            return self.tr("No box is selected.")
        if len(selected) > 1:
            return self.tr("{count} boxes").format(count=len(selected))
        box = selected[0].box
        return f"{selected[0].label}, {box.width:.0f} \u00d7 {box.height:.0f} px"

    def _status_text(self, marks: Marks) -> str:
        if not marks.ready:
            return self.tr("Nothing that can be labelled is shown.")
        if marks.annotation is None:
            return self.tr("Not labelled yet.")
        count = len(marks.annotation.objects)
        if not count and marks.is_frame:
            return self.tr("No box in this frame.")
        if not count:
            return self.tr("Checked: there is no object in it.")
        return self.tr("1 box") if count == 1 else self.tr("{count} boxes").format(count=count)

    def _refusal(self, marks: Marks) -> str:
        if marks.is_frame:
            return self.tr("The tracks of a video have no place for what is grey here.")
        text = self.tr("{kind} files have no place for what is grey here; convert the data to Pascal VOC to keep it.")
        return text.format(kind=marks.format_name)

    @staticmethod
    def _tick(box: QCheckBox, values: Sequence[bool]) -> None:
        """Ticks a box, or marks it as partly set where the values differ."""
        with QSignalBlocker(box):
            mixed = any(values) and not all(values)
            box.setTristate(mixed)
            state = Qt.CheckState.PartiallyChecked if mixed else None
            box.setCheckState(state or (Qt.CheckState.Checked if any(values) else Qt.CheckState.Unchecked))
