"""Suggestions for labels: which are made, what the answers do, and that every answer can be taken back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Answer, Suggestion, SuggestionBook, as_object, overlap, surest

IMAGE = Path("a.jpg")
ACE = Suggestion("ace", Box(10, 10, 50, 50), 0.9, "cards")
KING = Suggestion("king", Box(100, 10, 150, 50), 0.6, "cards")
DOUBT = Suggestion("ace", Box(200, 10, 250, 50), 0.2, "cards")


@pytest.fixture
def book():
    book = SuggestionBook()
    book.make(IMAGE, (DOUBT, ACE, KING))
    return book


def test_the_surest_suggestion_comes_first(book):
    assert book.open(IMAGE, ()) == (ACE, KING, DOUBT)


def test_suggestions_below_the_threshold_wait(book):
    assert book.open(IMAGE, (), least=0.6) == (ACE, KING)


def test_an_object_that_has_a_label_of_the_class_is_not_suggested(book):
    assert book.open(IMAGE, [AnnotatedObject("ace", Box(12, 10, 52, 50))]) == (KING, DOUBT)


def test_a_label_of_another_class_hides_nothing(book):
    assert book.open(IMAGE, [AnnotatedObject("king", ACE.box)]) == (ACE, KING, DOUBT)


def test_a_label_that_hardly_overlaps_hides_nothing(book):
    assert ACE in book.open(IMAGE, [AnnotatedObject("ace", Box(40, 10, 80, 50))])


def test_an_answered_suggestion_does_not_come_back_from_another_detector(book):
    book.answer(IMAGE, Answer((ACE,), accepted=False))
    book.make(IMAGE, [Suggestion("ace", Box(11, 11, 51, 51), 0.99, "other cards")])
    assert book.open(IMAGE, ()) == ()
    assert book.rejected(IMAGE) == (ACE,)


def test_an_answer_that_is_taken_back_brings_the_suggestion_back(book):
    answer = Answer((ACE, KING), accepted=True)
    book.answer(IMAGE, answer)
    assert book.open(IMAGE, ()) == (DOUBT,)
    assert book.rejected(IMAGE) == ()
    book.take_back(IMAGE, answer)
    book.take_back(IMAGE, answer)
    assert book.open(IMAGE, ()) == (ACE, KING, DOUBT)


def test_answers_for_one_image_say_nothing_of_another(book):
    other = Path("b.jpg")
    book.make(other, (ACE,))
    book.answer(IMAGE, Answer((ACE,), accepted=False))
    assert book.open(other, ()) == (ACE,)


def test_another_detector_begins_anew_and_keeps_the_answers(book):
    book.answer(IMAGE, Answer((ACE,), accepted=False))
    book.forget_suggestions()
    assert not book.has(IMAGE)
    assert book.rejected(IMAGE) == (ACE,)
    book.clear()
    assert book.rejected(IMAGE) == ()


def test_an_accepted_suggestion_remembers_its_detector_and_score():
    item = as_object(ACE)
    assert (item.label, item.box, item.origin) == ("ace", ACE.box, Origin("cards", 0.9))


def test_a_corrected_suggestion_has_what_the_user_gave_it():
    item = as_object(ACE, label="king", box=Box(0, 0, 60, 60))
    assert (item.label, item.box, item.origin) == ("king", Box(0, 0, 60, 60), Origin("cards", 0.9))


_EDGE = st.integers(0, 12)


@given(st.tuples(_EDGE, _EDGE, _EDGE, _EDGE), st.tuples(_EDGE, _EDGE, _EDGE, _EDGE))
def test_overlap_counts_pixels(one, other):
    def pixels(edges):
        return {(x, y) for x in range(edges[0], edges[2]) for y in range(edges[1], edges[3])}

    a, b = pixels(one), pixels(other)
    expected = len(a & b) / len(a | b) if a | b else 0.0
    assert overlap(Box(*one), Box(*other)) == pytest.approx(expected)


def test_of_two_classes_on_one_object_the_surer_is_taken():
    rival = Suggestion("king", Box(12, 10, 52, 50), 0.7, "cards")
    assert surest((ACE, rival, KING)) == (ACE, KING)
    assert surest(()) == ()
