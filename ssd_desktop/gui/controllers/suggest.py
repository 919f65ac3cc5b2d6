"""Labels that a detector suggests for the picture that is shown: asked for, accepted, corrected, rejected."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot

from ssd_desktop.annotation.edits import Together
from ssd_desktop.annotation.history import Step
from ssd_desktop.annotation.suggestions import Answer, Suggestion, SuggestionBook, as_object, surest
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.dialogs.label_chooser import LabelChooser
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.prediction_cache import ImagePrediction, PredictionCache

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class SuggestController(QObject):
    """Decides what becomes of suggestions. Which pictures are looked at, ``SuggestionSearch`` decides."""

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        annotate: AnnotateController,
        files: LabelFiles,
        *,
        cache: PredictionCache,
        chooser: LabelChooser,
    ) -> None:
        """Connects the commands.

        Args:
            view: The window.
            settings: The threshold is remembered here.
            annotate: Edits the labels.
            files: Of the folder that is open.
            cache: Keeps what was rejected.
            chooser: Asks for another class.
        """
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._annotate = annotate
        self._files = files
        self._cache = cache
        self._chooser = chooser
        self._book = SuggestionBook()
        self._refreshed: set[Path] = set()
        self._selected: Suggestion | None = None
        self._image: Path | None = None
        self._told = False
        self._answering = False
        view.suggestions_panel.set_threshold(settings.suggestion_threshold)
        self._connect()
        self.refresh()

    # -- What others ask

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """The suggestions for the picture that is shown, the surest first; empty unless boxes are edited."""
        if self._view.box_tool.mode == "view":
            return ()
        return self._reaching()

    @property
    def selected(self) -> Suggestion | None:
        """The suggestion that the keys answer."""
        return self._selected

    def is_looked_at(self, image: Path) -> bool:
        """Returns whether the detector in use has looked at an image."""
        return self._book.has(image)

    @Slot(object, object, object)
    def take(self, image: Path, prediction: ImagePrediction, _: object = None) -> None:
        """Takes what a detector found in an image, whichever image is shown."""
        self._book.make(image, prediction.found)
        if image == self._annotate.image:
            self._begin()

    @Slot()
    def forget_suggestions(self) -> None:
        """Another detector is in use: what the last one suggested goes; what was rejected stays so."""
        self._book.forget_suggestions()
        self.refresh()

    # -- Connections

    def _connect(self) -> None:
        view, suggest = self._view, self._view.commands.suggest
        view.canvas.addActions([suggest.accept, suggest.accept_all, suggest.reject])
        suggest.accept.triggered.connect(self.accept)
        suggest.accept_as.triggered.connect(self._ask_for_class)
        suggest.accept_all.triggered.connect(self.accept_all)
        suggest.reject.triggered.connect(self.reject)
        suggest.select_next.triggered.connect(lambda: self._step(1))
        suggest.select_previous.triggered.connect(lambda: self._step(-1))
        view.suggestions_panel.threshold_changed.connect(self._on_threshold)
        view.canvas.picture_clicked.connect(self._on_clicked)
        view.commands.edit.edit_boxes.toggled.connect(self._begin)
        self._chooser.chosen.connect(self.accept_as)
        self._annotate.changed.connect(self._on_changed)
        self._annotate.selection_changed.connect(self._on_boxes_selected)
        self._annotate.stepped.connect(self._on_stepped)
        self._files.folder_opened.connect(self._on_folder)

    @Slot()
    def _on_folder(self) -> None:
        self._book.clear()
        self._refreshed.clear()
        self._told = False
        self.refresh()

    @Slot(object)
    def _on_changed(self, image: Path) -> None:
        if self._answering:
            return
        if self._annotate.image != self._image:
            self._begin()
        else:
            self.refresh()

    @Slot(object)
    def _on_boxes_selected(self, entries: frozenset[int]) -> None:
        # Boxes and suggestions share keys: one or the other is selected.
        if entries and not self._answering:
            self._select(None)

    @Slot(object, bool)
    def _on_stepped(self, step: Step, made_again: bool) -> None:
        if not isinstance(step.note, Answer):
            return
        if made_again:
            self._book.answer(step.image, step.note)
        else:
            self._book.take_back(step.image, step.note)
        self._keep_rejected(step.image)

    @Slot(float)
    def _on_threshold(self, score: float) -> None:
        self._settings.suggestion_threshold = score
        self.refresh()

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_clicked(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        if self.shown:
            overlay = self._view.suggestions_overlay
            self._select(overlay.suggestion_at(x, y, self._view.canvas.transform()))

    # -- Answers

    @Slot()
    def accept(self) -> None:
        """Makes the selected suggestion an ordinary box."""
        if self._selected is not None:
            self._add((self._selected,), self.tr("Accept Suggestion"))

    @Slot(str)
    def accept_as(self, label: str) -> None:
        """Makes the selected suggestion a box of another class."""
        if self._selected is not None:
            self._add((self._selected,), self.tr("Accept as {label}").format(label=label), label=label)

    @Slot()
    def accept_all(self) -> None:
        """Makes every suggestion that reaches the threshold a box, of two on one object the surer, as one step."""
        boxes = surest(self.shown)
        if boxes:
            name = self.tr("Accept {count} Suggestions").format(count=len(boxes))
            self._add(boxes, name if len(boxes) > 1 else self.tr("Accept Suggestion"), answered=self.shown)

    @Slot()
    def reject(self) -> None:
        """Takes the selected suggestion away, for good."""
        image, chosen = self._annotate.image, self._selected
        if image is None or chosen is None:
            return
        at = self._place(chosen)
        answer = Answer((chosen,), accepted=False)
        self._book.answer(image, answer)
        self._annotate.edit(Together(()), self.tr("Reject Suggestion"), note=answer)
        self._keep_rejected(image)
        self._go_on(at)

    def _add(
        self, chosen: tuple[Suggestion, ...], name: str, *, label: str = "", answered: tuple[Suggestion, ...] = ()
    ) -> None:
        """Makes suggestions boxes.

        Args:
            chosen: The suggestions.
            name: Of the step of undo.
            label: Another class; "" keeps the ones suggested.
            answered: All that are answered with them; () where it is those alone.
        """
        image = self._annotate.image
        if image is None:
            return
        at = self._place(chosen[0])
        answer = Answer(answered or chosen, accepted=True)
        self._book.answer(image, answer)
        self._answering = True  # the box that was just made must not take the selection from the next suggestion
        self._annotate.add([as_object(one, label=label) for one in chosen], name, note=answer)
        self._answering = False
        self._tell_unheld(image)
        self._go_on(at)

    def _go_on(self, at: int) -> None:
        """Selects the suggestion that took the place of the one that was answered; behind the last, the last box."""
        shown = self.shown
        if shown:
            self._annotate.select(frozenset())
        self._select(shown[min(at, len(shown) - 1)] if shown else None)

    def _tell_unheld(self, image: Path) -> None:
        store = self._files.store
        if store is not None and "origin" not in store.holds(image) and not self._told:
            self._told = True
            self._view.messages.show_notice(
                self.tr("The label files of this folder cannot say which detector suggested a box; the boxes are kept.")
            )

    def _keep_rejected(self, image: Path) -> None:
        self._cache.write_rejected(image, self._book.rejected(image))

    # -- Selecting and showing

    @Slot()
    def _ask_for_class(self) -> None:
        chosen = self._selected
        if chosen is None:
            return
        canvas = self._view.canvas
        corner = canvas.transform().to_widget(chosen.box.x1, chosen.box.y0)
        at = canvas.mapToGlobal(QPoint(round(corner.x()) + 8, round(corner.y())))
        self._chooser.ask(at, tuple(dict.fromkeys((*self._annotate.classes, chosen.label))), chosen.label)

    def _step(self, by: int) -> None:
        shown = self.shown
        if shown:
            at = self._place(self._selected) + by if self._selected in shown else 0
            self._select(shown[at % len(shown)])

    def _place(self, chosen: Suggestion | None) -> int:
        shown = self.shown
        return shown.index(chosen) if chosen in shown else 0

    def _select(self, chosen: Suggestion | None) -> None:
        self._selected = chosen
        if chosen is not None:
            self._annotate.select(frozenset())
        self.refresh()

    @Slot()
    def _begin(self) -> None:
        """Shows another picture's suggestions, or new ones; the surest is selected unless a box is."""
        if self._annotate.image != self._image:
            self._chooser.hide()  # it asks about a suggestion for the picture before
        self._image = self._annotate.image
        self._know_rejected()
        shown = self.shown
        self._selected = shown[0] if shown and not self._annotate.selected else None
        self.refresh()

    def _know_rejected(self) -> None:
        image = self._annotate.image
        if image is not None and image not in self._refreshed:
            self._refreshed.add(image)
            rejected = self._cache.read_rejected(image)
            if rejected:
                self._book.answer(image, Answer(rejected, accepted=False))

    def _open(self, least: float) -> tuple[Suggestion, ...]:
        image = self._annotate.image
        return () if image is None else self._book.open(image, self._annotate.objects, least=least)

    def _reaching(self) -> tuple[Suggestion, ...]:
        return self._open(self._view.suggestions_panel.threshold())

    def refresh(self) -> None:
        """Brings canvas, panel and commands up to date."""
        shown, image = self.shown, self._annotate.image
        if self._selected not in shown:
            self._selected = None
        view, suggest = self._view, self._view.commands.suggest
        view.suggestions_overlay.set_suggestions(shown, self._selected)
        # Both would draw the same objects over each other.
        view.detections_overlay.hold_back(bool(shown), by="suggestions")
        looked_at = image is not None and self._book.has(image)
        # Counted in every mode: while nothing is edited none is drawn, but none is below the score for that.
        reaching, found = len(self._reaching()), len(self._open(0.0))
        view.suggestions_panel.set_count(reaching if looked_at else None, found - reaching)
        suggest.look_here.setEnabled(image is not None)
        suggest.accept_all.setEnabled(bool(shown))
        for action in (suggest.select_next, suggest.select_previous):
            action.setEnabled(bool(shown))
        for action in (suggest.accept, suggest.accept_as, suggest.reject):
            action.setEnabled(self._selected is not None)
