"""Suggested boxes over the picture."""

import numpy as np
import pytest

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.colours import class_colour
from ssd_desktop.gui.overlays.suggestions import SuggestionsOverlay
from tests.gui.overlays.conftest import Paint

TRANSFORM = CanvasTransform(100, 80, 300, 200, zoom=1, x=50, y=60)
CAT = Suggestion("cat", Box(10, 20, 90, 70), 0.9, "pets")
EAR = Suggestion("ear", Box(20, 30, 30, 40), 0.4, "pets")


@pytest.fixture
def overlay(qapp: object) -> SuggestionsOverlay:
    return SuggestionsOverlay(class_colour)


def left_edge(canvas: np.ndarray) -> np.ndarray:
    return (canvas[85:125, 60] == class_colour("cat").getRgb()[:3]).all(axis=1)


def test_suggestions_are_outlined_in_dashes_of_their_class(overlay: SuggestionsOverlay, paint: Paint) -> None:
    overlay.set_suggestions((CAT,), None)
    dashes = left_edge(paint(overlay, TRANSFORM))
    assert dashes.any()
    assert not dashes.all()


def test_the_selected_one_is_filled(overlay: SuggestionsOverlay, paint: Paint) -> None:
    overlay.set_suggestions((CAT,), None)
    plain = paint(overlay, TRANSFORM)[110, 100]
    overlay.set_suggestions((CAT,), CAT)
    assert not plain.any()
    assert paint(overlay, TRANSFORM)[110, 100].any()


def test_the_smallest_one_under_the_pointer_is_meant(overlay: SuggestionsOverlay) -> None:
    overlay.set_suggestions((CAT, EAR), None)
    assert overlay.suggestion_at(25, 35, TRANSFORM) == EAR
    assert overlay.suggestion_at(60, 60, TRANSFORM) == CAT
    assert overlay.suggestion_at(2, 2, TRANSFORM) is None


def test_painting_is_asked_for_only_when_something_changed(overlay: SuggestionsOverlay) -> None:
    changes: list[None] = []
    overlay.changed.connect(lambda: changes.append(None))
    overlay.set_suggestions((CAT,), None)
    overlay.set_suggestions((CAT,), None)
    assert len(changes) == 1


def test_an_overlay_that_is_held_back_keeps_what_the_user_wants(overlay: SuggestionsOverlay) -> None:
    overlay.hold_back(True, by="one")
    overlay.hold_back(True, by="other")
    assert not overlay.visible
    overlay.hold_back(False, by="one")
    assert not overlay.visible
    overlay.visible = False
    overlay.hold_back(False, by="other")
    assert not overlay.visible
    overlay.visible = True
    assert overlay.visible
