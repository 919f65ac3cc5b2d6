"""How many images go through the network at once, before and after the memory ran out."""

import pytest
import torch

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.micro_batch import MicroBatch, default_micro_batch, is_out_of_memory

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("images", "configured", "device", "size"),
    [(8, 0, "cpu", 4), (3, 0, "cpu", 3), (8, 0, "cuda", 8), (8, 2, "cuda", 2), (8, 6, "cpu", 6), (2, 6, "cpu", 2)],
)
def test_a_processor_takes_four_images_at_once_and_a_gpu_all(images, configured, device, size):
    assert default_micro_batch(images, configured, device) == size


def test_halving_goes_down_to_one_image_and_tells_each_time():
    told = []
    micro_batch = MicroBatch(0, CPU, tell=told.append)

    sizes = [micro_batch.size(8)]
    for _ in range(2):
        micro_batch.halve(8)
        sizes.append(micro_batch.size(8))

    assert sizes == [4, 2, 1]
    assert [message.text.split(";")[0] for message in told] == [
        "The memory of the device is not enough for 4 images at once",
        "The memory of the device is not enough for 2 images at once",
    ]
    with pytest.raises(TrainingError, match="a single image"):
        micro_batch.halve(8)


def test_a_resumed_run_starts_with_what_the_memory_held():
    first = MicroBatch(0, CPU, tell=lambda message: None)
    first.halve(8)

    assert MicroBatch(0, CPU, tell=lambda message: None, limit=first.limit).size(8) == 2


@pytest.mark.parametrize(
    ("error", "missing"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), True),
        (RuntimeError("MPS backend out of memory"), True),
        (RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 4 bytes."), True),
        (RuntimeError("shapes do not fit"), False),
    ],
)
def test_missing_memory_is_told_from_other_errors(error, missing):
    assert is_out_of_memory(error) is missing
