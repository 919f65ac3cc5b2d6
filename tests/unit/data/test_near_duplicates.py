"""Copies across a split are found, other pictures are not, and what is looked at is bounded."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.split_rule import SplittableImage
from ssd_desktop.data import near_duplicates
from ssd_desktop.data.near_duplicates import find_near_duplicates
from ssd_desktop.errors import MediaError
from ssd_desktop.media.thumbnail import read_thumbnail


def picture(folder, name, seed, *, noise=0.0, classes=("cat",)):
    """Writes blobs of 40 px, a little changed by noise, and returns the image."""
    rng = np.random.default_rng(seed)
    blobs = rng.uniform(0, 255, (6, 8, 3)).astype(np.float32)
    pixels = cv2.resize(blobs, (320, 240), interpolation=cv2.INTER_CUBIC)
    pixels += np.random.default_rng(seed + 99).normal(0, noise, pixels.shape) if noise else 0
    path = folder / name
    path.write_bytes(cv2.imencode(path.suffix, pixels.clip(0, 255).astype(np.uint8))[1].tobytes())
    return SplittableImage(path, frozenset(classes))


def test_a_copy_with_noise_is_found_and_named(tmp_path):
    train = [picture(tmp_path, f"t{n}.jpg", n) for n in range(6)]
    val = [picture(tmp_path, "copy.png", 3, noise=8), picture(tmp_path, "new.jpg", 50)]
    found = find_near_duplicates(train, val)
    assert [(pair.path.name, pair.like.name) for pair in found.pairs] == [("copy.png", "t3.jpg")]
    assert found.pairs[0].correlation > 0.95
    assert (found.compared, found.share) == (2, 0.5)
    assert "copy.png and t3.jpg" in found.warning()
    assert "1 of 2 images" in found.warning()


def test_a_picture_of_another_class_is_no_copy(tmp_path):
    cat, dog = (picture(tmp_path, f"{name}.png", 1, classes=(name,)) for name in ("cat", "dog"))
    empty, void = (picture(tmp_path, f"{name}.png", 1, classes=()) for name in ("empty", "void"))
    assert find_near_duplicates([cat], [dog]).pairs == ()
    assert find_near_duplicates([cat], [empty]).pairs == ()
    assert len(find_near_duplicates([empty], [void]).pairs) == 1


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(-1, 1))
def test_pairs_equal_the_loop_over_all_pairs(seed, threshold):
    rng = np.random.default_rng(seed)
    rows = {Path(f"{n}"): rng.normal(size=1024).astype(np.float32) for n in range(9)}
    images = [SplittableImage(path, frozenset({"ab"[n % 2]})) for n, path in enumerate(rows)]
    normalised = {path: (row - row.mean()) / np.linalg.norm(row - row.mean()) for path, row in rows.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_duplicates, "_row", normalised.__getitem__)
        found = find_near_duplicates(images[:5], images[5:], threshold=abs(threshold) / 10)
    expected = {}
    for one in images[5:]:
        for other in images[:5]:
            alike = np.corrcoef(rows[one.path], rows[other.path])[0, 1]
            if one.classes & other.classes and alike > max(abs(threshold) / 10, expected.get(one.path, (0,))[0]):
                expected[one.path] = (alike, other.path)
    assert {pair.path: pair.like for pair in found.pairs} == {path: like for path, (_, like) in expected.items()}


def test_pictures_of_one_colour_are_like_no_other(tmp_path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(cv2.imencode(".png", np.full((40, 40, 3), 90, np.uint8))[1].tobytes())
    images = [SplittableImage(tmp_path / name, ()) for name in ("a.png", "b.png")]
    assert find_near_duplicates(images[:1], images[1:]).pairs == ()


def test_unreadable_images_are_passed_over(tmp_path):
    good = picture(tmp_path, "good.png", 1)
    bad = SplittableImage(tmp_path / "bad.png", good.classes)
    bad.path.write_bytes(b"no image")
    gone = SplittableImage(tmp_path / "gone.png", good.classes)
    assert find_near_duplicates([bad, good], [good, gone]).compared == 1
    assert find_near_duplicates([bad], [good]).pairs == ()
    assert find_near_duplicates([], []).share == 0
    with pytest.raises(MediaError, match=r"bad\.png"):
        read_thumbnail(bad.path)
    with pytest.raises(MediaError, match=r"gone\.png"):
        read_thumbnail(gone.path)


def test_no_more_images_are_read_than_the_bound(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(near_duplicates, "_row", lambda path: read.append(path))
    images = [SplittableImage(Path(f"{n}"), ()) for n in range(1000)]
    find_near_duplicates(images[:800], images[800:], most_images=100)
    assert len(read) == 100
    assert read[-1] == Path("990")


def test_one_copy_in_a_hundred_is_not_worth_a_warning(tmp_path):
    pair = near_duplicates.NearDuplicate(Path("a"), Path("b"), 0.99)
    assert near_duplicates.NearDuplicates((pair,), 100).warning() is None
    assert near_duplicates.NearDuplicates((pair, pair), 100).warning().startswith("2 of 100 images")


def test_the_known_copy_in_the_blood_cells_is_found(shared_data):
    def listed(split):
        stems = (shared_data / "bccd" / "ImageSets" / "Main" / f"{split}.txt").read_text().split()
        return [SplittableImage(shared_data / "bccd" / "JPEGImages" / f"{stem}.jpg", ()) for stem in stems]

    (pair,) = find_near_duplicates(listed("train"), listed("val")).pairs
    assert (pair.path.stem, pair.like.stem) == ("BloodImage_00037", "BloodImage_00038")


def test_looking_can_be_given_up_before_the_next_image(tmp_path):
    looked = []

    def give_up():
        looked.append(None)
        if len(looked) == 3:
            raise KeyError

    images = [picture(tmp_path, f"{number}.png", number) for number in range(20)]
    with pytest.raises(KeyError):
        find_near_duplicates(images[:10], images[10:], between=give_up)
    assert len(looked) == 3
