"""Packed features in memory come back bit for bit from blocks that hold the limit."""

import pytest
import torch

from ssd_desktop.training import feature_memory
from ssd_desktop.training.feature_memory import FeatureMemory
from ssd_desktop.training.feature_packing import pack_features, unpack_features


def made_features(seed, shape=(3, 5, 7), dtype=torch.float32):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator).relu().to(dtype)


def packed(*features):
    return tuple(pack_features(one) for one in features)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(feature_memory, "_BLOCK_BYTES", 1 << 10)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
def test_features_come_back_from_many_blocks(small_blocks, dtype):
    memory = FeatureMemory(limit_bytes=1 << 20)
    given = [(made_features(n, dtype=dtype), made_features(-n, (1, 1, 1 + n % 5), dtype)) for n in range(60)]
    places = [memory.append(packed(*features)) for features in given]
    for features, kept in zip(given, places, strict=True):
        assert all(
            torch.equal(unpack_features(memory.read(place)), one) for one, place in zip(features, kept, strict=True)
        )
    assert len({place.offset // (1 << 10) for kept in places for place in kept}) > 5


def test_memory_takes_no_more_than_its_limit(small_blocks):
    memory = FeatureMemory(limit_bytes=5000)
    kept = 0
    while memory.append(packed(torch.ones(1, 10, 10))) is not None:
        kept += 1
    assert kept == 4 * 2 + 2, "two in each whole block of 1,024 bytes, two in the last one of 904"


def test_what_is_larger_than_a_block_is_not_kept(small_blocks):
    memory = FeatureMemory(limit_bytes=1 << 20)
    assert memory.append(packed(torch.ones(1, 20, 20))) is None
    assert memory.append(packed(torch.ones(1, 10, 10))) is not None


def test_nothing_is_kept_without_room():
    assert FeatureMemory(limit_bytes=0).append(packed(torch.ones(1, 1, 1))) is None


def test_features_of_zeros_only_come_back(small_blocks):
    memory = FeatureMemory(limit_bytes=1 << 20)
    zeros = torch.zeros(2, 3, 3, dtype=torch.bfloat16)
    (place,) = memory.append(packed(zeros))
    assert torch.equal(unpack_features(memory.read(place)), zeros)
