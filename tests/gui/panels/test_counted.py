"""Counts inside of sentences: one has its own word, many are set apart in thousands."""

import pytest

from ssd_desktop.gui.panels.counted import classes_text, images_text, objects_text, pictures_text


@pytest.mark.parametrize(
    ("text_of", "texts"),
    [
        (pictures_text, ["0 pictures", "1 picture", "1,250 pictures"]),
        (images_text, ["0 images", "1 image", "1,250 images"]),
        (objects_text, ["0 objects", "1 object", "1,250 objects"]),
        (classes_text, ["0 classes", "1 class", "1,250 classes"]),
    ],
)
def test_one_is_said_in_the_singular(text_of, texts):
    assert [text_of(count) for count in (0, 1, 1250)] == texts
