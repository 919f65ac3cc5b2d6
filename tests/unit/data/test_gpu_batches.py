"""Batches for a GPU show what those of the processor show, and bring along what it would be waited for."""

import threading

import numpy as np
import pytest
import torch

from ssd_desktop.data.gpu_batches import GpuBatches
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.pending_colours import PendingColours
from ssd_desktop.ssd.config import PLANS, VGG_MEANS_RGB, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.matching import match
from tests.unit.data.made_data import made_dataset, made_sample, write_image

CPU = torch.device("cpu")
BOXES = torch.from_numpy(make_default_boxes(PLANS["caffe-voc"]).xyxy.copy())

#: Grey levels of 255; a blend adds the roundings of two pictures.
BOUND = 4e-3
OPTIONS = ({}, {"mosaic": 1.0}, {"mixup": 1.0}, {"mosaic": 0.5, "mixup": 0.5, "class_balance": 0.5})


@pytest.fixture
def dataset(tmp_path):
    """Seven pictures; one is background, one has an ignored object and a difficult one."""
    samples = []
    for number in range(7):
        path = tmp_path / f"{number}.png"
        write_image(path, seed=number, width=40 + number)
        flags = {"difficult": [True, False], "ignore": [False, True]} if number == 3 else {}
        boxes = [] if number == 2 else [[2, 3, 20 + number, 25], [10, 5, 38, 28]]
        samples.append(made_sample(boxes, width=40 + number, height=30, image_path=path, **flags))
    return made_dataset(samples)


def for_gpu(boxes=BOXES):
    return GpuBatches(means_rgb=VGG_MEANS_RGB, default_boxes_xyxy=boxes, match_config=MatchConfig(), pinned=False)


def batches(dataset, *, number=0, start_batch=0, **options):
    options = {"batch_size": 3, "size": 32, "seed": 5, "workers": 0} | options
    return list(TrainingLoader(dataset, **options).epoch(number, start_batch))


def shown(batch):
    return batch.network_input(CPU, torch.channels_last)


@pytest.mark.parametrize("options", OPTIONS)
def test_a_gpu_sees_the_pictures_and_ground_truths_that_a_processor_sees(dataset, options):
    for number in range(3):
        plain = batches(dataset, number=number, **options)
        packed = batches(dataset, number=number, gpu=for_gpu(), **options)
        for one, other in zip(plain, packed, strict=True):
            assert other.images.dtype == torch.uint8
            torch.testing.assert_close(shown(other), one.images, atol=BOUND, rtol=0)
            assert (shown(other)[one.images == 0] == 0).all()  # the canvas around a zoomed-out picture
            assert (one.samples, one.joined, one.views) == (other.samples, other.joined, other.views)
            assert torch.equal(one.targets.boxes_xyxy, other.targets.boxes_xyxy)


def test_pictures_travel_in_a_third_of_the_bytes(dataset):
    (plain, *_), (packed, *_) = batches(dataset), batches(dataset, gpu=for_gpu())
    assert 3 * packed.images.nbytes == plain.images.nbytes


def same_bits(first, second):
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        assert torch.equal(one.images, other.images)
        assert torch.equal(one.colours.steps, other.colours.steps)
        assert torch.equal(one.colours.shares, other.colours.shares)
        assert torch.equal(one.matches.labels, other.matches.labels)


@pytest.mark.parametrize("workers", [1, 3])
def test_neither_threads_nor_a_resumed_epoch_change_a_bit_of_what_travels(dataset, workers):
    options = {"gpu": for_gpu(), "mosaic": 0.5, "mixup": 0.5, "number": 1, "batch_size": 2}
    whole = batches(dataset, **options)
    same_bits(whole, batches(dataset, workers=workers, **options))
    same_bits(whole[1:], batches(dataset, workers=workers, start_batch=1, **options))


@pytest.mark.parametrize("workers", [0, 2])
def test_an_epoch_left_early_or_ended_leaves_no_thread(dataset, workers):
    loader = TrainingLoader(dataset, batch_size=1, size=32, workers=workers, gpu=for_gpu())
    epoch = loader.epoch(0)
    next(epoch)
    assert loader_threads() != []
    epoch.close()
    assert loader_threads() == []
    list(loader.epoch(1))
    assert loader_threads() == []


def loader_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("loader")]


def test_the_matches_of_each_picture_are_those_of_the_batch(dataset):
    for batch in batches(dataset, gpu=for_gpu(), batch_size=7):
        expected = match(BOXES, batch.targets, MatchConfig())
        assert batch.matches.labels.dtype == torch.int32
        there = batch.matches.to(CPU)
        assert torch.equal(there.labels, expected.labels)
        assert torch.equal(there.ground_truth, expected.ground_truth)
        assert int(there.positives()) == int(expected.positives()) > 0


def test_where_default_boxes_change_from_step_to_step_matching_is_left_to_the_step(dataset):
    (batch, *_) = batches(dataset, gpu=for_gpu(boxes=None))
    assert batch.matches is None


def test_a_micro_batch_shows_its_run_of_images(dataset):
    (batch,) = batches(dataset, gpu=for_gpu(), batch_size=7, mixup=0.5)
    part = batch.part(slice(2, 5))
    torch.testing.assert_close(shown(part), shown(batch)[2:5])
    assert torch.equal(part.matches.labels, batch.matches.labels[2:5])


def test_without_augmentation_pictures_are_those_of_any_device_and_matches_come_along(dataset):
    (plain, *_), (packed, *_) = batches(dataset, augment=False), batches(dataset, augment=False, gpu=for_gpu())
    assert torch.equal(plain.images, packed.images)
    assert packed.images.is_contiguous(memory_format=torch.channels_last)
    assert torch.equal(shown(packed), plain.images)
    assert int(packed.matches.to(CPU).positives()) == int(match(BOXES, plain.targets, MatchConfig()).positives())


def test_a_known_view_comes_as_nothing_with_its_ground_truths(dataset):
    loader = TrainingLoader(dataset, batch_size=7, size=32, workers=0, gpu=for_gpu(), mixup=1.0)
    loader.repeat_views(1, lambda key: key.image != 4)
    (first,), (again,) = loader.epoch(0), loader.epoch(1)
    places = {key.image: place for place, key in enumerate(first.views)}
    for place, key in enumerate(again.views):
        before = places[key.image]
        expected = shown(first)[before] if key.image == 4 else torch.zeros(3, 32, 32)
        torch.testing.assert_close(shown(again)[place], expected)
        assert torch.equal(again.matches.labels[place], first.matches.labels[before])


def made_picture(pending):
    nothing = np.zeros(0, bool)
    boxes = np.zeros((0, 4), np.float32)
    return LabelledPicture(
        np.zeros((8, 8, 3), np.float32), boxes, np.zeros(0, np.int64), nothing, nothing, (made_sample(),), pending
    )


def test_what_travels_is_asked_for_in_pinned_memory(monkeypatch):
    asked, make = [], torch.empty

    def record(*arguments, pin_memory=False, **settings):
        asked.append(pin_memory)
        return make(*arguments, **settings)

    pinned = GpuBatches(means_rgb=VGG_MEANS_RGB, default_boxes_xyxy=BOXES, match_config=MatchConfig())
    pictures = [pinned.pack(made_picture(PendingColours.none(8)))] * 2
    monkeypatch.setattr(torch, "empty", record)
    pinned.images(pictures)
    pinned.matches(pictures)
    assert asked == [True] * 4


def test_where_no_memory_can_be_pinned_pictures_travel_from_other_memory(monkeypatch, caplog):
    asked, make = [], torch.empty

    def refuse(*arguments, pin_memory=False, **settings):
        asked.append(pin_memory)
        if pin_memory:
            raise RuntimeError("CUDA error: out of memory")
        return make(*arguments, **settings)

    pinned = GpuBatches(means_rgb=VGG_MEANS_RGB, default_boxes_xyxy=None, match_config=MatchConfig())
    pictures = [pinned.pack(made_picture(PendingColours.none(8)))] * 2
    monkeypatch.setattr(torch, "empty", refuse)
    with caplog.at_level("INFO"):
        layers, _ = pinned.images(pictures)
    assert layers.shape == (2, 1, 8, 8, 4)
    assert asked == [True, False, False, False]
    assert caplog.messages == ["Pictures travel from memory that is not pinned: CUDA error: out of memory"]
