"""Packed features come back bit for bit."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.training.feature_packing import pack_features, unpack_features


def features(shape, *, share, dtype=torch.float32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    values = torch.randn(shape, generator=generator)
    return values.masked_fill(torch.rand(shape, generator=generator) >= share, 0.0).to(dtype)


@given(
    channels=st.integers(1, 9),
    height=st.integers(1, 7),
    width=st.integers(1, 7),
    share=st.floats(0, 1),
    dtype=st.sampled_from([torch.float32, torch.bfloat16, torch.float16]),
)
def test_unpacked_features_are_those_that_were_packed(channels, height, width, share, dtype):
    given_features = features((channels, height, width), share=share, dtype=dtype)

    back = unpack_features(pack_features(given_features))

    assert back.dtype == dtype
    assert torch.equal(back, given_features)


def test_numbers_that_are_not_finite_survive_packing():
    odd = torch.tensor([[[float("nan"), float("inf")]], [[0.0, float("-inf")]]])

    back = unpack_features(pack_features(odd))

    assert torch.equal(back.isnan(), odd.isnan())
    assert torch.equal(back.nan_to_num(nan=7.0), odd.nan_to_num(nan=7.0))


def test_a_bit_stands_for_each_zero():
    packed = pack_features(features((64, 10, 10), share=0.1, dtype=torch.bfloat16))

    assert packed.bytes == 64 * 100 // 8 + 2 * len(packed.values)


def test_unpacked_channels_lie_last_in_memory():
    back = unpack_features(pack_features(features((8, 3, 5), share=0.5)))

    assert back[None].is_contiguous(memory_format=torch.channels_last)
