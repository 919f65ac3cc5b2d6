"""Batches: the same whatever the threads, from any point of an epoch, and no thread outlives its epoch."""

import threading

import numpy as np
import pytest
import torch
from PIL import Image

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.data import picture_maker
from ssd_desktop.data.augmentation import AugmentationConfig
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.image_cache import ImageCache
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.patch import PatchConfig
from ssd_desktop.data.photometric import PhotometricConfig
from ssd_desktop.data.sample_pixels import read_picture, read_pixels
from ssd_desktop.data.tile_dataset import tile_dataset
from ssd_desktop.errors import DataError, MediaError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.preprocess import preprocess
from tests.unit.data.made_data import made_dataset, made_sample, write_image

MEANS = (123.68, 116.779, 103.939)


@pytest.fixture
def pictures(tmp_path):
    """Seven pictures; the third is background, the fourth has a difficult and an ignored object."""
    samples = []
    for number in range(7):
        path = tmp_path / f"{number}.png"
        write_image(path, seed=number, width=40 + number)
        boxes = [[2, 3, 20 + number, 25], [10, 5, 38, 28]]
        flags = {"difficult": [True, False], "ignore": [False, True]} if number == 3 else {}
        boxes = [] if number == 2 else boxes
        samples.append(made_sample(boxes, width=40 + number, height=30, image_path=path, **flags))
    return samples


def batches(dataset, *, number=0, start_batch=0, **options):
    options = {"batch_size": 2, "size": 32, "seed": 5, "workers": 0} | options
    return list(TrainingLoader(dataset, **options).epoch(number, start_batch))


def assert_same(first, second):
    assert len(first) == len(second)
    for a, b in zip(first, second, strict=True):
        assert a.samples == b.samples
        assert a.joined == b.joined
        assert torch.equal(a.images, b.images)
        assert torch.equal(a.targets.boxes_xyxy, b.targets.boxes_xyxy)
        assert torch.equal(a.targets.labels, b.targets.labels)
        assert torch.equal(a.targets.ignore, b.targets.ignore)


def loader_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("loader")]


def test_a_batch_is_network_input_with_padded_targets(pictures):
    (batch, *_) = batches(made_dataset(pictures), batch_size=7)
    assert batch.images.shape == (7, 3, 32, 32)
    assert batch.images.dtype == torch.float32
    assert batch.images.is_contiguous(memory_format=torch.channels_last)
    assert batch.targets.boxes_xyxy.shape == (7, 2, 4)
    background = batch.samples.index(pictures[2])
    assert batch.targets.labels[background].tolist() == [0, 0]


def test_a_batch_lies_in_memory_as_the_network_takes_it_and_is_not_copied_again(pictures):
    (batch, *_) = batches(made_dataset(pictures), batch_size=4)
    taken = batch.part(slice(1, 3)).images.to("cpu", memory_format=torch.channels_last)
    assert taken.data_ptr() == batch.images[1].data_ptr()


def test_without_augmentation_images_equal_those_of_detection(pictures):
    (batch,) = batches(made_dataset(pictures), batch_size=7, augment=False)
    expected = preprocess(
        [read_image(sample.image_path).pixels_rgb for sample in batch.samples], size=32, means_rgb=MEANS
    )
    assert torch.equal(batch.images, expected)
    for position, sample in enumerate(batch.samples):
        count = len(sample.labels)
        sides = np.array([sample.width, sample.height] * 2, np.float32)
        np.testing.assert_array_equal(batch.targets.boxes_xyxy[position, :count].numpy(), sample.boxes_xyxy / sides)


@pytest.mark.parametrize("augment", [False, AugmentationConfig(PhotometricConfig(0), PatchConfig(zoom_probability=0))])
def test_red_in_the_file_is_red_for_the_network_and_the_means_go_once(tmp_path, augment):
    Image.new("RGB", (40, 30), (200, 30, 10)).save(tmp_path / "red.png")
    sample = made_sample([[0, 0, 40, 30]], image_path=tmp_path / "red.png")
    (batch,) = batches(made_dataset([sample]), augment=augment)
    shown = torch.tensor([200 - MEANS[0], 30 - MEANS[1], 10 - MEANS[2]]).view(3, 1, 1)
    torch.testing.assert_close(batch.images[0], shown.expand(3, 32, 32), atol=1e-3, rtol=0)


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_threads_changes_nothing(pictures, workers):
    assert_same(batches(made_dataset(pictures), number=3), batches(made_dataset(pictures), number=3, workers=workers))


def test_an_epoch_goes_on_in_its_middle(pictures):
    whole = batches(made_dataset(pictures), number=1)
    assert_same(whole[2:], batches(made_dataset(pictures), number=1, start_batch=2, workers=2))
    assert batches(made_dataset(pictures), number=1, start_batch=3) == []


def test_every_epoch_has_its_own_order_and_views(pictures):
    loader = TrainingLoader(made_dataset(pictures * 5), batch_size=2, size=32)
    assert loader.order(0).tolist() != loader.order(1).tolist()
    assert sorted(loader.order(1).tolist()) == list(range(35))
    alone = made_dataset(pictures[:1])
    first, second = (batches(alone, number=number)[0] for number in (0, 1))
    assert not torch.equal(first.images, second.images)


def test_an_incomplete_last_batch_is_left_out(pictures):
    assert [len(batch.samples) for batch in batches(made_dataset(pictures), batch_size=3)] == [3, 3]


def test_a_data_set_smaller_than_a_batch_is_one_batch(pictures):
    assert [len(batch.samples) for batch in batches(made_dataset(pictures[:3]), batch_size=8)] == [3]


def test_batches_of_one_are_possible(pictures):
    assert len(batches(made_dataset(pictures), batch_size=1, workers=2)) == 7


@pytest.mark.parametrize("parts", [2, 3])
def test_the_shares_of_several_processes_make_up_the_batches_of_one(pictures, parts):
    dataset = made_dataset(pictures)
    whole = batches(dataset, batch_size=6)
    shares = [batches(dataset, batch_size=6, share=(part, parts)) for part in range(parts)]
    for number, batch in enumerate(whole):
        assert torch.equal(batch.images, torch.cat([share[number].images for share in shares]))
        assert batch.samples == tuple(sample for share in shares for sample in share[number].samples)
    assert TrainingLoader(dataset, batch_size=6, share=(1, parts)).batch_size == 6


def test_a_batch_that_cannot_be_shared_equally_is_refused(pictures):
    with pytest.raises(DataError, match="A batch of 6 images cannot be shared equally by 4 processes"):
        TrainingLoader(made_dataset(pictures), batch_size=6, share=(0, 4))


def test_difficult_objects_are_ignored_when_they_are_not_trained(pictures):
    dataset = made_dataset(pictures[3:4])
    (trained,) = batches(dataset, augment=False)
    assert trained.targets.ignore.tolist() == [[False, True]]
    (untrained,) = batches(dataset, augment=False, train_difficult=False)
    assert untrained.targets.ignore.tolist() == [[True, True]]


@pytest.mark.parametrize("augment", [False, True])
def test_crowds_stay_marked_on_their_way_to_the_network(tmp_path, augment):
    write_image(tmp_path / "a.png")
    boxes = [[0, 0, 40, 30], [0, 0, 40, 29], [0, 0, 39, 30]]
    sample = made_sample(boxes, ignore=[True, "crowd", False], image_path=tmp_path / "a.png")
    for number in range(5):
        (batch,) = batches(made_dataset([sample]), augment=augment, number=number)
        crowd, ignore = batch.targets.crowd[0].tolist(), batch.targets.ignore[0].tolist()
        assert list(zip(ignore, crowd, strict=True))[:2] == [(True, False), (True, True)]


def test_an_unreadable_image_is_named_and_replaced(pictures):
    pictures[1].image_path.write_bytes(pictures[1].image_path.read_bytes()[:60])
    loader = TrainingLoader(made_dataset(pictures), batch_size=2, size=32, workers=2)
    first = list(loader.epoch(0))
    shown = [sample for batch in first for sample in batch.samples]
    assert [len(batch.samples) for batch in first] == [2, 2, 2]
    for number in range(1, 4):
        list(loader.epoch(number))
    assert list(loader.unreadable) == [pictures[1].image_path]
    assert str(pictures[1].image_path) in loader.unreadable[pictures[1].image_path]
    assert pictures[1] not in shown
    again = TrainingLoader(made_dataset(pictures), batch_size=2, size=32, workers=0)
    assert_same(first, list(again.epoch(0)))


def test_an_image_that_changed_its_size_is_not_trained_with_its_old_boxes(pictures):
    write_image(pictures[0].image_path, width=99)
    loader = TrainingLoader(made_dataset(pictures), batch_size=7, size=32, workers=0)
    (batch,) = loader.epoch(0)
    assert pictures[0] not in batch.samples
    assert "changed its size" in loader.unreadable[pictures[0].image_path]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_folder_that_went_away_ends_the_epoch_with_its_name(pictures, workers):
    for sample in pictures:
        sample.image_path.unlink()
    with pytest.raises(DataError, match="made"):
        batches(made_dataset(pictures), workers=workers)
    assert loader_threads() == []


@pytest.mark.parametrize("workers", [0, 2])
def test_what_fails_in_a_thread_is_raised_where_the_batch_is_asked_for(pictures, workers, monkeypatch):
    def fail(sample):
        raise ZeroDivisionError("in a worker")

    monkeypatch.setattr(picture_maker, "read_picture", fail)
    with pytest.raises(ZeroDivisionError, match="in a worker"):
        batches(made_dataset(pictures), workers=workers)
    assert loader_threads() == []


def test_an_epoch_left_early_leaves_no_thread(pictures):
    epoch = TrainingLoader(made_dataset(pictures * 20), batch_size=2, size=32, workers=3).epoch(0)
    next(epoch)
    assert loader_threads() != []
    epoch.close()
    assert loader_threads() == []


def test_a_finished_epoch_leaves_no_thread(pictures):
    batches(made_dataset(pictures), workers=3)
    assert loader_threads() == []


def test_threads_stay_a_bounded_number_of_batches_ahead(pictures, monkeypatch):
    read = []

    def count(sample):
        read.append(sample)
        return read_picture(sample)

    monkeypatch.setattr(picture_maker, "read_picture", count)
    epoch = TrainingLoader(made_dataset(pictures * 20), batch_size=2, size=32, workers=2, cache_bytes=0).epoch(0)
    next(epoch)
    epoch.close()
    assert len(read) <= 2 * 4


def test_pictures_in_the_cache_are_not_read_again(pictures, monkeypatch):
    read = []

    def count(sample):
        read.append(sample)
        return read_picture(sample)

    monkeypatch.setattr(picture_maker, "read_picture", count)
    loader = TrainingLoader(made_dataset(pictures), batch_size=7, size=32, workers=2)
    first = list(loader.epoch(0))
    assert len(read) == 7
    assert_same(first, list(loader.epoch(0)))
    assert len(read) == 7


def test_a_full_cache_keeps_what_it_has(tmp_path):
    cache = ImageCache(limit_bytes=100)
    kept, refused, small = (np.zeros(size, np.uint8) for size in (60, 50, 40))
    for name, pixels in (("a", kept), ("b", refused), ("c", small), ("a", refused)):
        cache.put(tmp_path / name, pixels)
    assert cache.get(tmp_path / "a") is kept
    assert cache.get(tmp_path / "b") is None
    assert cache.get(tmp_path / "c") is small
    assert cache.used_bytes == 100


def test_an_augmentation_of_ones_own_is_used(pictures):
    mirrored = AugmentationConfig(flip_probability=1)
    plain, own = (batches(made_dataset(pictures), augment=augment) for augment in (True, mirrored))
    assert not all(torch.equal(a.images, b.images) for a, b in zip(plain, own, strict=True))


JOINED = {"mosaic": 0.5, "mixup": 0.5, "class_balance": 0.7}


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_threads_does_not_change_what_joins_a_picture(pictures, workers):
    dataset = made_dataset(pictures * 3)
    alone = batches(dataset, number=2, **JOINED)
    assert_same(alone, batches(dataset, number=2, workers=workers, **JOINED))
    assert_same(alone[4:], batches(dataset, number=2, start_batch=4, **JOINED))


def test_every_file_that_shows_in_a_batch_is_named_once(pictures):
    (batch,) = batches(made_dataset(pictures), batch_size=1, mosaic=1, mixup=1)[:1]
    named = (*batch.samples, *batch.joined)
    assert len(batch.samples) == 1
    assert len(batch.joined) >= 3
    assert len(set(named)) == len(named)
    (plain,) = batches(made_dataset(pictures), batch_size=7)
    assert plain.joined == ()


def test_without_mosaic_and_mixup_an_image_is_seen_as_beside_pictures_that_have_them(pictures):
    """Joining draws from numbers of its own, so switching it on leaves the other pictures as they were."""
    plain = batches(made_dataset(pictures * 3), batch_size=1)
    mixed = batches(made_dataset(pictures * 3), batch_size=1, mosaic=0.3)
    alone = [(a, b) for a, b in zip(plain, mixed, strict=True) if not b.joined]
    assert 0 < len(alone) < len(plain)
    for a, b in alone:
        assert torch.equal(a.images, b.images)


def test_a_mosaic_without_augmentation_shows_whole_pixels_of_its_files(pictures):
    (batch,) = batches(made_dataset(pictures), batch_size=7, augment=False, mosaic=1)
    assert batch.images.shape == (7, 3, 32, 32)
    assert batch.images.min() >= -max(MEANS)
    assert batch.targets.boxes_xyxy.min() >= 0
    assert batch.targets.boxes_xyxy.max() <= 1


def test_an_unreadable_part_of_a_mosaic_is_named_and_replaced(pictures):
    pictures[1].image_path.write_bytes(b"no image")
    loader = TrainingLoader(made_dataset(pictures), batch_size=2, size=32, workers=0, mosaic=1)
    shown = [sample for batch in loader.epoch(0) for sample in (*batch.samples, *batch.joined)]
    assert list(loader.unreadable) == [pictures[1].image_path]
    assert pictures[1] not in shown


def test_a_rare_class_is_shown_more_often_and_each_time_in_another_way(pictures):
    rare = made_sample([[2, 3, 20, 25]], [2], width=46, image_path=pictures[6].image_path)
    dataset = made_dataset([*pictures[:2], *pictures[4:6], rare])
    loader = TrainingLoader(dataset, batch_size=1, size=32, workers=0, class_balance=1)
    shown = [batch for batch in loader.epoch(0) if batch.samples[0] is rare]
    assert len(loader) == 5
    assert len(shown) >= 2
    assert not torch.equal(shown[0].images, shown[1].images)


@pytest.mark.parametrize(
    "values",
    [
        {"mosaic": 1.5},
        {"mixup": -0.1},
        {"class_balance": 2},
        {"batch_size": 0},
        {"workers": -1},
        {"size": 0},
        {"seed": -1},
    ],
)
def test_numbers_out_of_range_are_refused(pictures, values):
    with pytest.raises(DataError):
        batches(made_dataset(pictures), **values)


def test_nothing_to_train_on_is_refused():
    with pytest.raises(DataError, match="made"):
        TrainingLoader(made_dataset([]), batch_size=1)


def test_an_epoch_cannot_be_taken_up_beyond_its_end(pictures):
    with pytest.raises(DataError, match="batch 9"):
        batches(made_dataset(pictures), start_batch=9)


def test_real_photos_of_two_shapes_share_a_batch(shared_data):
    dataset = load_dataset(shared_data / "playing_cards", split="test")
    loader = TrainingLoader(dataset, batch_size=4, workers=2)
    batch = next(loader.epoch(0))
    assert batch.images.shape == (4, 3, 300, 300)
    assert (batch.targets.labels > 0).any(dim=1).all()


def test_tiles_show_their_part_of_a_picture_that_is_read_once(tmp_path, monkeypatch):
    write_image(tmp_path / "large.png", width=350, height=100)
    read = []

    def count(sample):
        read.append(sample.image_path)
        return read_picture(sample)

    monkeypatch.setattr(picture_maker, "read_picture", count)
    boxes = [(5, 5, 65, 65), (260, 20, 345, 90)]
    whole = made_sample(boxes, width=350, height=100, image_path=tmp_path / "large.png")
    tiles = tile_dataset(made_dataset([whole]), Tiling(100), PLANS["caffe-voc"]).dataset
    loader = TrainingLoader(tiles, batch_size=len(tiles), augment=False, workers=0, seed=1)
    batch = next(iter(loader.epoch(0)))
    assert len(read) == 1
    picture = read_picture(whole)
    for image, sample in zip(batch.images, batch.samples, strict=True):
        part = sample.region
        pixels = picture if part is None else picture[part.y0 : part.y1, part.x0 : part.x1]
        torch.testing.assert_close(image, preprocess([pixels], size=300, means_rgb=MEANS)[0])


def test_a_tile_of_a_picture_that_changed_its_size_is_refused(tmp_path):
    write_image(tmp_path / "large.png", width=340, height=100)
    whole = made_sample([(5, 5, 65, 65)], width=350, height=100, image_path=tmp_path / "large.png")
    tile = tile_dataset(made_dataset([whole]), Tiling(100), PLANS["caffe-voc"]).dataset.samples[1]
    with pytest.raises(MediaError, match="has changed its size"):
        read_pixels(tile)


def by_image(batch):
    """What a batch shows of each image, by its place in the data set."""
    return {
        key.image: (batch.images[place], batch.targets.boxes_xyxy[place], key.view)
        for place, key in enumerate(batch.views)
    }


def test_repeated_views_come_again_in_turn(pictures):
    loader = TrainingLoader(made_dataset(pictures), batch_size=7, size=32, seed=5, workers=0)
    loader.repeat_views(2, lambda key: False)

    shown = [by_image(batch) for number in range(4) for batch in loader.epoch(number)]

    for image in range(7):
        assert [epoch[image][2] for epoch in shown] == [0, 1, 0, 1]
        assert torch.equal(shown[0][image][0], shown[2][image][0])
        assert torch.equal(shown[1][image][1], shown[3][image][1])
        assert not torch.equal(shown[0][image][0], shown[1][image][0])


def test_a_known_view_is_not_loaded_again_and_keeps_its_ground_truths(pictures, monkeypatch):
    loader = TrainingLoader(made_dataset(pictures), batch_size=7, size=32, seed=5, workers=2, cache_bytes=0)
    loader.repeat_views(1, lambda key: key.image != 4)
    (first,) = loader.epoch(0)
    read = []
    monkeypatch.setattr(
        picture_maker, "read_picture", lambda sample: read.append(sample.image_path) or read_picture(sample)
    )

    (again,) = loader.epoch(1)

    assert read == [pictures[4].image_path]
    before, after = by_image(first), by_image(again)
    for image in range(7):
        assert torch.equal(after[image][1], before[image][1])
        expected = before[image][0] if image == 4 else torch.zeros_like(before[image][0])
        assert torch.equal(after[image][0], expected)


def test_an_epoch_of_two_passes_shows_what_two_epochs_show(pictures):
    options = {"batch_size": 7, "size": 32, "seed": 5, "workers": 0}
    one = TrainingLoader(made_dataset(pictures), **options)
    two = TrainingLoader(made_dataset(pictures), passes=2, **options)

    single = [batch for number in range(4) for batch in one.epoch(number)]
    double = [batch for number in range(2) for batch in two.epoch(number)]

    assert len(two) == 2 * len(one)
    assert_same(single, double)
    assert [key for batch in single for key in batch.views] == [key for batch in double for key in batch.views]


def test_no_image_is_left_out_between_the_passes_of_an_epoch(pictures):
    loader = TrainingLoader(made_dataset(pictures), batch_size=2, passes=2, size=32, seed=5, workers=0)

    shown = [key.image for batch in loader.epoch(0) for key in batch.views]

    assert sorted(shown) == sorted(2 * list(range(7)))


def test_an_epoch_of_several_passes_is_taken_up_in_its_middle(pictures):
    loader = TrainingLoader(made_dataset(pictures), batch_size=2, passes=3, size=32, seed=5, workers=0)

    assert_same(list(loader.epoch(1))[4:], list(loader.epoch(1, start_batch=4)))
