from dataclasses import replace

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import (
    AddObjects,
    ChangeBoxes,
    ChangeFlag,
    ChangeLabel,
    RemoveObjects,
    SetVerified,
    Together,
)

ACE = AnnotatedObject("ace", Box(1, 2, 30, 40), entry=1, outlined=True)
KING = AnnotatedObject("king", Box(5, 5, 9, 9), entry=2, difficult=True)
BEFORE = ImageAnnotation((ACE, KING), 100, 80)


def entries(annotation):
    return [item.entry for item in annotation.objects]


def test_added_objects_come_last_and_keep_their_entries():
    new = AnnotatedObject("queen", Box(0, 0, 3, 3), entry=-1)
    after = AddObjects((new,)).applied(BEFORE)
    assert entries(after) == [1, 2, -1]
    assert after.objects[2] is new
    assert entries(BEFORE) == [1, 2]


def test_removing_leaves_the_entries_of_the_others():
    assert entries(RemoveObjects(frozenset({1})).applied(BEFORE)) == [2]


def test_a_moved_box_gives_its_outline_up_and_an_unmoved_one_keeps_it():
    moved = ChangeBoxes({1: Box(2, 2, 31, 40)}).applied(BEFORE).objects[0]
    assert moved == replace(ACE, box=Box(2, 2, 31, 40))
    assert not moved.outlined
    assert moved.entry == 1
    assert ChangeBoxes({1: ACE.box}).applied(BEFORE).objects[0].outlined


def test_several_objects_change_their_class_and_keep_all_else():
    after = ChangeLabel(frozenset({1, 2}), "jack").applied(BEFORE)
    assert after.objects == (replace(ACE, label="jack"), replace(KING, label="jack"))
    assert after.objects[0].outlined


@pytest.mark.parametrize("flag", ["difficult", "truncated", "occluded", "ignore"])
def test_each_flag_is_set_and_cleared(flag):
    after = ChangeFlag(frozenset({2}), flag, True).applied(BEFORE)
    assert getattr(after.objects[1], flag) is True
    assert after.objects[0] == ACE
    assert getattr(ChangeFlag(frozenset({2}), flag, False).applied(after).objects[1], flag) is False


def test_an_entry_that_is_gone_is_passed_over():
    wish = Together(
        (ChangeLabel(frozenset({7}), "x"), ChangeBoxes({7: Box(0, 0, 1, 1)}), RemoveObjects(frozenset({7})))
    )
    assert wish.applied(BEFORE) == BEFORE


def test_edits_together_follow_each_other():
    after = Together((RemoveObjects(frozenset({1})), ChangeLabel(frozenset({2}), "ten"), SetVerified(True))).applied(
        BEFORE
    )
    assert [item.label for item in after.objects] == ["ten"]
    assert after.verified
    assert not BEFORE.verified
