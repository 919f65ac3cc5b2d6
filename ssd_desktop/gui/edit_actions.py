"""The commands that edit labels; the keys are those of labelImg where it has one."""

from PySide6.QtCore import QObject

from ssd_desktop.annotation.label_place import LABEL_FORMATS
from ssd_desktop.gui.action_set import ActionSet, set_text


class EditActions(ActionSet):
    """The Edit menu, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._make_history()
        self._make_modes()
        self._make_boxes()
        self._make_looks()
        self._make_flags()
        self._make_places()

    def name_steps(self, undo: str, redo: str) -> None:
        """Says in the menu what would be undone and redone; "" where there is nothing."""
        set_text(self.undo, self.tr("&Undo {step}").format(step=undo).strip())
        set_text(self.redo, self.tr("&Redo {step}").format(step=redo).strip())
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))

    def _make_history(self) -> None:
        self.undo = self._make(
            self.tr("&Undo"), self.tr("Take the last edit back, on whatever picture"), icon_name="undo", keys="Ctrl+Z"
        )
        self.redo = self._make(
            self.tr("&Redo"),
            self.tr("Make the edit again that was taken back"),
            icon_name="redo",
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        )
        self.save = self._make(
            self.tr("&Save Labels"), self.tr("Write all labels that are not in their files yet"), keys="Ctrl+S"
        )
        self.autosave = self._toggle(
            self.tr("Save &Automatically"), self.tr("Write labels to their files as soon as they change"), checked=True
        )

    def _make_modes(self) -> None:
        self.edit_boxes = self._toggle(
            self.tr("&Edit Boxes"),
            self.tr("Select, move and resize boxes with the mouse; the middle button moves the picture"),
            icon_name="edit-boxes",
            keys="E",
        )
        self.draw_box = self._toggle(
            self.tr("&Draw Box"), self.tr("Draw one box with the mouse"), icon_name="draw-box", keys="W"
        )
        self.draw_boxes = self._toggle(
            self.tr("Draw &Many Boxes"), self.tr("Draw box after box, until Escape"), keys="Shift+W"
        )
        self.keep_class = self._toggle(
            self.tr("&Keep the Class"), self.tr("Give every new box the class of the last one without asking")
        )
        self.snap = self._toggle(
            self.tr("S&nap to the Border"),
            self.tr("Let edges jump to the border of the picture when they are near; Alt does the opposite"),
        )

    def _make_boxes(self) -> None:
        self.copy = self._make(self.tr("&Copy Boxes"), self.tr("Copy the selected boxes"), keys="Ctrl+C")
        self.paste = self._make(self.tr("&Paste Boxes"), self.tr("Add the copied boxes to this picture"), keys="Ctrl+V")
        self.paste_previous = self._make(
            self.tr("Paste Boxes o&f Previous Picture"),
            self.tr("Add all boxes of the picture before this one"),
            keys="Ctrl+Shift+V",
        )
        self.duplicate = self._make(
            self.tr("Dup&licate Boxes"), self.tr("Add copies of the selected boxes beside them"), keys="Ctrl+D"
        )
        self.delete = self._make(
            self.tr("Dele&te Boxes"),
            self.tr("Take the selected boxes away"),
            icon_name="delete",
            keys=("Del", "Backspace"),
        )
        self.select_all = self._make(self.tr("Select All &Boxes"), self.tr("Select every box"), keys="Ctrl+A")
        self.change_class = self._make(
            self.tr("C&hange Class..."), self.tr("Give the selected boxes another class"), keys=("C", "Ctrl+E")
        )

    def _make_looks(self) -> None:
        self.hide = self._make(
            self.tr("H&ide or Show Boxes"),
            self.tr("Hide the selected boxes, or all where none is selected; once more shows them"),
            keys="H",
        )
        self.isolate = self._make(self.tr("Sh&ow Only the Selected"), self.tr("Hide all other boxes"), keys="Shift+H")
        self.lock = self._make(
            self.tr("Lock or Unlock Bo&xes"),
            self.tr("Keep the selected boxes from being touched; with none selected, free all"),
            keys="L",
        )

    def _make_flags(self) -> None:
        self.verify = self._toggle(
            self.tr("&Verified"),
            self.tr("Mark the picture as checked; without a box it says that there is no object"),
            icon_name="verify",
            keys="Space",
        )
        self.no_objects = self._make(
            self.tr("Checked: No Ob&jects"),
            self.tr("Say that there is nothing to label in this picture, and save that"),
            keys="Shift+Space",
        )
        self.flags = {
            "difficult": self._toggle(
                self.tr("&Difficult"), self.tr("Hard to recognise even for people"), keys="Shift+D"
            ),
            "truncated": self._toggle(
                self.tr("&Truncated"), self.tr("The object goes on beyond the picture"), keys="Shift+T"
            ),
            "occluded": self._toggle(
                self.tr("&Occluded"), self.tr("Something covers a part of the object"), keys="Shift+O"
            ),
            "ignore": self._toggle(
                self.tr("&Ignored"), self.tr("Neither object nor background: not trained on"), keys="Shift+I"
            ),
        }

    def _make_places(self) -> None:
        self.labels_elsewhere = self._make(
            self.tr("Keep Labels Else&where..."),
            self.tr("Read and write the labels of this folder in another folder"),
            keys="Ctrl+Shift+L",
        )
        self.labels_beside = self._make(
            self.tr("Keep Labels b&y the Pictures"),
            self.tr("Read and write the labels of this folder beside its pictures"),
        )
        self.formats, self.format_group = self._choices(
            tuple((kind, kind) for kind in LABEL_FORMATS),
            self.tr("Format of the labels of folders that have none yet; labels that are there keep theirs"),
        )

    def of_image(self) -> tuple[str, ...]:
        """Returns the names of the commands that need a picture that can be labelled."""
        return ("paste", "paste_previous", "select_all", "hide", "lock")

    def of_selection(self) -> tuple[str, ...]:
        """Returns the names of the commands that need selected boxes."""
        return ("copy", "duplicate", "delete", "change_class", "isolate")
