"""What becomes of suggestions, without a window: a view that only pretends, and files that are always ready."""

from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from ssd_desktop.annotation.annotation import Origin
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.suggest import SuggestController
from ssd_desktop.gui.controllers.suggestion_search import SuggestionSearch
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.suggest_actions import SuggestActions
from ssd_desktop.inference.prediction_cache import ImagePrediction, PredictionCache
from ssd_desktop.inference.uncertainty import uncertainty_of
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(400, 100, 1, 400, 100)
ACE = Suggestion("ace", Box(10, 10, 50, 50), 0.9, "cards")
KING = Suggestion("king", Box(100, 10, 150, 50), 0.6, "cards")
DOUBT = Suggestion("ace", Box(200, 10, 250, 50), 0.2, "cards")
FOUND = ImagePrediction((ACE, KING, DOUBT))


class View(QObject):
    """Records what the window would show."""

    def __init__(self):
        super().__init__()
        for name in ("editing", "annotations", "detections", "suggestions"):
            setattr(self, f"{name}_overlay", MagicMock())
        self.status, self.messages, self.statusBar = MagicMock(), MagicMock(), MagicMock()
        self.box_tool = MagicMock(mode="edit", scene=BoxScene())
        self.canvas, self.suggestions_dock = MagicMock(), MagicMock()
        self.suggestions_panel = MagicMock()
        self.suggestions_panel.threshold.return_value = 0.5
        self.commands = MagicMock(suggest=SuggestActions(self))


class Files(QObject):
    """Opens images at once."""

    folder_opened, ready, replaced, names_known = Signal(), Signal(object), Signal(object), Signal(object)
    refused = Signal(object, str)

    def __init__(self, folder):
        super().__init__()
        self.store = AnnotationStore(LabelFolder.open(folder))

    def show(self, image):
        self.store.load(image, SIZE)
        self.ready.emit(image)

    def leave(self):
        pass

    def touched(self):
        pass


class Jobs(QObject):
    """Takes jobs and does none."""

    predicted, progressed = Signal(object, object, object), Signal(int, int)
    ended, model_failed = Signal(int, object), Signal(str)
    is_running = False

    def __init__(self):
        super().__init__()
        self.look_at, self.look_at_all, self.cancel, self.drop = MagicMock(), MagicMock(), MagicMock(), MagicMock()


class Detect(QObject):
    model_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.model, self.device = MagicMock(path="cards.safetensors"), "cpu"


class Desk:
    """All parts of the labelling of one folder."""

    def __init__(self, folder):
        self.images = sorted(folder.glob("*.png"))
        self.view, self.files, self.jobs, self.detect = View(), Files(folder), Jobs(), Detect()
        self.chooser = MagicMock()
        self.annotate = AnnotateController(self.view, self.files, MagicMock())
        settings = Settings(folder / "settings.ini")
        self.cache = PredictionCache(folder / "cache")
        self.suggest = SuggestController(
            self.view, settings, self.annotate, self.files, cache=self.cache, chooser=self.chooser
        )
        self.search = SuggestionSearch(self.view, self.annotate, self.files, self.detect, self.suggest, self.jobs)
        self.show(0)

    def show(self, number):
        self.annotate.show_image(self.images[number], (400, 100))

    def boxes(self):
        return [(item.label, item.box) for item in self.annotate.objects]

    def notices(self):
        return [call.args[0] for call in self.view.messages.show_notice.call_args_list]


@pytest.fixture
def desk(qapp, tmp_path):
    for name in "abc":
        cv2.imwrite(str(tmp_path / f"{name}.png"), np.zeros((100, 400, 3), np.uint8))
    return Desk(tmp_path)


@pytest.fixture
def suggest(desk):
    desk.suggest.take(desk.images[0], FOUND)
    return desk.suggest


def test_suggestions_from_the_threshold_on_are_shown_the_surest_selected(desk, suggest):
    assert suggest.shown == (ACE, KING)
    desk.view.suggestions_overlay.set_suggestions.assert_called_with((ACE, KING), ACE)
    desk.view.suggestions_panel.set_count.assert_called_with(2, 1)
    desk.view.detections_overlay.hold_back.assert_called_with(True, by="suggestions")


def test_an_accepted_suggestion_is_an_ordinary_box_and_the_next_one_is_selected(desk, suggest):
    suggest.accept()
    assert desk.boxes() == [("ace", ACE.box)]
    assert desk.annotate.objects[0].origin == Origin("cards", 0.9)
    assert (suggest.shown, suggest.selected, desk.annotate.selected) == ((KING,), KING, ())
    suggest.accept()
    assert (suggest.shown, suggest.selected) == ((), None)
    assert [item.label for item in desk.annotate.selected] == ["king"]
    assert not desk.view.commands.suggest.accept.isEnabled()


def test_every_answer_is_a_step_of_undo(desk, suggest):
    suggest.accept()
    suggest.reject()
    history = desk.files.store.history
    assert history.undo_name == "Reject Suggestion"
    assert suggest.shown == ()
    desk.annotate.undo()
    assert suggest.shown == (KING,)
    desk.annotate.undo()
    assert (suggest.shown, desk.boxes()) == ((ACE, KING), [])
    desk.annotate.redo()
    desk.annotate.redo()
    assert (suggest.shown, desk.boxes()) == ((), [("ace", ACE.box)])


def test_a_rejection_leaves_the_labels_and_their_file_alone(desk, suggest):
    suggest.reject()
    assert desk.files.store.annotation(desk.images[0]) is None
    assert desk.files.store.unsaved() == []


def test_a_rejected_suggestion_does_not_come_back_at_the_next_start(tmp_path, desk, suggest):
    suggest.reject()
    again = Desk(tmp_path)
    again.suggest.take(again.images[0], FOUND)
    assert again.suggest.shown == (KING,)


def test_a_rejection_that_was_taken_back_is_forgotten_at_the_next_start(tmp_path, desk, suggest):
    suggest.reject()
    desk.annotate.undo()
    again = Desk(tmp_path)
    again.suggest.take(again.images[0], FOUND)
    assert again.suggest.shown == (ACE, KING)


def test_a_corrected_class_takes_the_place_of_the_suggested_one(desk, suggest):
    suggest.accept_as("queen")
    assert desk.boxes() == [("queen", ACE.box)]
    assert suggest.shown == (KING,)
    assert desk.files.store.history.undo_name == "Accept as queen"


def test_an_accepted_box_that_is_moved_away_leaves_no_suggestion_behind(desk, suggest):
    suggest.accept()
    desk.annotate.move({desk.annotate.objects[0].entry: Box(300, 10, 340, 50)}, 1)
    assert suggest.shown == (KING,)


def test_all_that_reach_the_threshold_are_accepted_in_one_step(desk, suggest):
    suggest.accept_all()
    assert desk.boxes() == [("ace", ACE.box), ("king", KING.box)]
    assert desk.files.store.history.undo_name == "Accept 2 Suggestions"
    desk.annotate.undo()
    assert (desk.boxes(), suggest.shown) == ([], (ACE, KING))


def test_an_object_is_labelled_once_when_all_are_accepted(desk):
    rival = Suggestion("queen", Box(101, 10, 151, 50), 0.55, "cards")
    desk.suggest.take(desk.images[0], ImagePrediction((ACE, KING, rival)))
    desk.suggest.accept_all()
    assert [label for label, _ in desk.boxes()] == ["ace", "king"]
    assert desk.suggest.shown == ()


def test_a_lower_threshold_shows_more(desk, suggest):
    desk.view.suggestions_panel.threshold.return_value = 0.1
    suggest._on_threshold(0.1)
    assert suggest.shown == (ACE, KING, DOUBT)
    assert desk.suggest._settings.suggestion_threshold == 0.1


def test_a_drawn_label_takes_its_suggestion_away_and_deleting_it_brings_it_back(desk, suggest):
    desk.annotate.add_box(Box(12, 10, 52, 50), "ace")
    assert suggest.shown == (KING,)
    desk.annotate.delete()
    assert suggest.shown == (ACE, KING)


def test_boxes_and_suggestions_are_never_selected_together(desk, suggest):
    suggest.accept()
    desk.annotate.select(frozenset({desk.annotate.objects[0].entry}))
    assert suggest.selected is None
    assert not desk.view.commands.suggest.reject.isEnabled()
    suggest._step(1)
    assert (suggest.selected, desk.annotate.selected) == (KING, ())


def test_stepping_goes_round(suggest):
    steps = []
    for by in (1, 1, -1):
        suggest._step(by)
        steps.append(suggest.selected)
    assert steps == [KING, ACE, KING]


def test_an_answer_for_another_image_waits_until_that_is_shown(desk):
    desk.suggest.take(desk.images[1], FOUND)
    assert desk.suggest.shown == ()
    desk.show(1)
    assert desk.suggest.shown == (ACE, KING)
    desk.show(2)
    assert desk.suggest.shown == ()
    desk.view.suggestions_panel.set_count.assert_called_with(None, 0)


def test_suggestions_wait_until_boxes_are_edited(desk, suggest):
    desk.view.box_tool.mode = "view"
    suggest.refresh()
    assert suggest.shown == ()
    desk.view.detections_overlay.hold_back.assert_called_with(False, by="suggestions")
    desk.view.suggestions_panel.set_count.assert_called_with(2, 1)


def test_another_detector_takes_the_suggestions_away(desk, suggest):
    desk.detect.model_changed.emit(None)
    assert suggest.shown == ()
    desk.jobs.drop.assert_called()


def test_a_format_that_cannot_hold_the_origin_is_told_once(qapp, tmp_path):
    for name in "ab":
        cv2.imwrite(str(tmp_path / f"{name}.png"), np.zeros((100, 400, 3), np.uint8))
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "classes.txt").write_text("ace\nking\n")
    desk = Desk(tmp_path)
    desk.suggest.take(desk.images[0], FOUND)
    desk.suggest.accept()
    desk.suggest.accept()
    assert len(desk.notices()) == 1


def test_looking_here_asks_for_the_image_that_is_shown_once(desk):
    desk.search.look_here()
    desk.jobs.look_at.assert_called_once_with(desk.images[0], "cards.safetensors", "cpu")
    desk.suggest.take(desk.images[0], FOUND)
    desk.search.look_here()
    desk.jobs.look_at.assert_called_once()


def test_without_a_detector_looking_says_so(desk):
    desk.detect.model = None
    desk.search.look_here()
    desk.search.look_at_all()
    assert len(desk.notices()) == 2
    desk.jobs.look_at_all.assert_not_called()


def test_only_pictures_without_labels_are_looked_at(desk):
    desk.annotate.add_box(ACE.box, "ace")
    desk.search.look_at_all()
    desk.jobs.look_at_all.assert_called_once_with(desk.images[1:], "cards.safetensors", "cpu", mirrored=False)
    desk.annotate.undo()
    desk.search.find_uncertain()
    desk.jobs.look_at_all.assert_called_with(desk.images, "cards.safetensors", "cpu", mirrored=True)


def test_a_folder_without_unlabelled_pictures_says_so(desk):
    for number in range(3):
        desk.show(number)
        desk.annotate.add_box(ACE.box, "ace")
    desk.search.look_at_all()
    assert desk.notices() == ["Every picture of this folder has labels."]


def unsure(*scores):
    found = tuple(Suggestion("ace", ACE.box, score, "cards") for score in scores)
    return ImagePrediction(found, found), uncertainty_of(found, found)


def test_the_most_uncertain_picture_comes_first_and_goes_once_it_is_labelled(desk):
    wanted = []
    desk.search.image_wanted.connect(wanted.append)
    for image, score in zip(desk.images, (0.99, 0.6, 0.5), strict=True):
        desk.jobs.predicted.emit(image, *unsure(score))
    desk.jobs.ended.emit(3, ())
    rows, current = desk.view.suggestions_panel.set_uncertain.call_args.args
    assert ([image for image, _ in rows], current) == ([desk.images[2], desk.images[1], desk.images[0]], desk.images[0])
    desk.search.next_uncertain()
    assert wanted == [desk.images[2]]
    desk.show(2)
    desk.annotate.add_box(ACE.box, "ace")
    desk.search.next_uncertain()
    assert wanted[1:] == [desk.images[1]]


def test_the_next_key_without_a_list_makes_one_and_goes_to_its_first(desk):
    wanted = []
    desk.search.image_wanted.connect(wanted.append)
    desk.search.next_uncertain()
    assert desk.jobs.look_at_all.call_args.kwargs == {"mirrored": True}
    desk.jobs.predicted.emit(desk.images[1], *unsure(0.5))
    desk.jobs.ended.emit(1, ())
    assert wanted == [desk.images[1]]


def test_pictures_that_were_missed_are_named_at_the_end(desk):
    missed = tuple((image, f"{image.name} is damaged.") for image in (*desk.images, desk.images[0]))
    desk.jobs.ended.emit(9, missed)
    (text,) = (call.args[0] for call in desk.view.messages.show_error.call_args_list)
    assert (
        text == "4 of 9 pictures could not be looked at: a.png, b.png, c.png and 1 more. The first: a.png is damaged."
    )


def test_another_folder_begins_anew(desk, suggest):
    desk.jobs.predicted.emit(desk.images[0], *unsure(0.5))
    desk.files.folder_opened.emit()
    assert suggest.shown == ()
    desk.view.suggestions_panel.set_uncertain.assert_called_with([], desk.images[0])
