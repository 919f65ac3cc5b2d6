"""Features are computed once a view, kept in memory, then in a file, and where neither has room computed again."""

import errno
import signal
import sys
from contextlib import contextmanager

import psutil
import pytest
import torch

from ssd_desktop.data.types import ViewKey
from ssd_desktop.training.feature_file import FeatureFile
from ssd_desktop.training.feature_packing import pack_features, unpack_features
from ssd_desktop.training.feature_store import FeatureStore

KEYS = [ViewKey(image, view) for image in range(3) for view in range(2)]
PLENTY = 10**9


def made_features(key):
    generator = torch.Generator().manual_seed(100 * key.image + key.view)
    return (
        torch.randn(4, 6, 6, generator=generator).relu().bfloat16(),
        torch.randn(3, 2, 2, generator=generator).relu().bfloat16(),
    )


class Network:
    """Computes the features of views and counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def compute(self, keys):
        def one(place):
            self.asked.append(keys[place])
            return tuple(part[None] for part in made_features(keys[place]))

        return one


@contextmanager
def files_of_at_most(size):
    """Lets no file of this process grow beyond a size, as on a disk that is full."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def network():
    return Network()


def make_store(tmp_path, *, memory=PLENTY, file=0, expected=0):
    return FeatureStore(memory_bytes=memory, file_bytes=file, path=tmp_path / "features.bin", expected=expected)


def ask(store, network, keys):
    return store.features(keys, network.compute(keys))


def assert_features_of(features, keys):
    for part, wanted in zip(features, zip(*map(made_features, keys), strict=True), strict=True):
        assert torch.equal(part, torch.stack(wanted))


@pytest.mark.parametrize(("memory", "file"), [(PLENTY, 0), (0, PLENTY), (400, PLENTY)], ids=["memory", "file", "both"])
def test_a_view_is_computed_once(tmp_path, network, memory, file):
    store = make_store(tmp_path, memory=memory, file=file)
    ask(store, network, KEYS)

    mixed = [KEYS[4], KEYS[0], KEYS[2], KEYS[4]]
    again = ask(store, network, mixed)

    assert network.asked == KEYS
    assert_features_of(again, mixed)
    assert all(key in store for key in KEYS)
    store.close()


def test_known_and_new_views_mix_in_one_batch(tmp_path, network):
    store = make_store(tmp_path)
    ask(store, network, KEYS[:2])

    features = ask(store, network, [KEYS[3], KEYS[1]])

    assert network.asked == [*KEYS[:2], KEYS[3]]
    assert_features_of(features, [KEYS[3], KEYS[1]])


def test_a_view_without_room_is_computed_each_time(tmp_path, network):
    store = make_store(tmp_path, memory=0, file=0)

    first = ask(store, network, KEYS[:1])
    second = ask(store, network, KEYS[:1])

    assert KEYS[0] not in store
    assert network.asked == [KEYS[0], KEYS[0]]
    assert_features_of(first, KEYS[:1])
    assert_features_of(second, KEYS[:1])


def test_the_file_goes_when_the_store_is_closed(tmp_path, network):
    store = make_store(tmp_path, memory=0, file=PLENTY)
    ask(store, network, KEYS)
    assert (tmp_path / "features.bin").stat().st_size > 0

    store.close()

    assert list(tmp_path.iterdir()) == []
    assert KEYS[0] not in store


def test_a_store_that_never_needs_its_file_makes_none(tmp_path, network):
    store = make_store(tmp_path)
    ask(store, network, KEYS)

    assert list(tmp_path.iterdir()) == []
    store.close()


def test_a_full_disk_only_means_computing_again(tmp_path, network, monkeypatch):
    def full(self, packed):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FeatureFile, "_write", full)
    store = make_store(tmp_path, memory=0, file=PLENTY)

    assert_features_of(ask(store, network, KEYS), KEYS)
    assert_features_of(ask(store, network, KEYS), KEYS)

    assert network.asked == [*KEYS, *KEYS]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit for the size of files")
def test_what_was_kept_is_read_also_after_the_disk_was_full(tmp_path):
    packed = (pack_features(made_features(KEYS[0])[0]),)
    file = FeatureFile(tmp_path / "f.bin", limit_bytes=PLENTY)
    kept = file.append(packed)

    with files_of_at_most(packed[0].bytes + 10):
        assert file.append(packed) is None
        assert torch.equal(unpack_features(file.read(kept[0])), made_features(KEYS[0])[0])
        file.close()

    assert list(tmp_path.iterdir()) == []


def test_a_file_takes_no_more_than_its_limit(tmp_path):
    packed = (pack_features(made_features(KEYS[0])[0]),)
    file = FeatureFile(tmp_path / "f.bin", limit_bytes=packed[0].bytes)

    kept, refused = file.append(packed), file.append(packed)

    assert refused is None
    assert torch.equal(unpack_features(file.read(kept[0])), made_features(KEYS[0])[0])
    file.close()


def test_features_of_zeros_only_come_back_from_a_file(tmp_path):
    zeros = torch.zeros(2, 3, 3, dtype=torch.bfloat16)
    file = FeatureFile(tmp_path / "f.bin", limit_bytes=PLENTY)

    (place,) = file.append((pack_features(zeros),))

    assert torch.equal(unpack_features(file.read(place)), zeros)
    file.close()


def test_a_file_that_something_else_cut_is_named(tmp_path):
    file = FeatureFile(tmp_path / "f.bin", limit_bytes=PLENTY)
    (place,) = file.append((pack_features(made_features(KEYS[0])[0]),))
    (tmp_path / "f.bin").write_bytes(b"")

    with pytest.raises(OSError, match=r"f\.bin is shorter"):
        file.read(place)

    file.close()


def test_the_process_grows_by_what_is_kept_among_the_large_tensors_of_training(tmp_path):
    store, process, ones = make_store(tmp_path), psutil.Process(), torch.ones(1, 40, 40, 40)
    before, views = process.memory_info().rss, 1600
    for first in range(0, views, 16):
        large = [torch.empty(16, 96, 80, 80) for _ in range(2)]
        store.features([ViewKey(first + place, 0) for place in range(16)], lambda place: (ones + place,))
    grown = process.memory_info().rss - before
    assert grown < 1.2 * views * pack_features(ones[0]).bytes + sum(one.nbytes for one in large)


def test_what_is_still_to_be_computed_falls_with_every_new_view_and_ends_where_the_room_does(tmp_path, network):
    store = make_store(tmp_path, memory=PLENTY, expected=len(KEYS))
    told = []
    for key in (*KEYS[:3], KEYS[0]):
        ask(store, network, [key])
        told.append((store.done, store.left))
    assert told == [(1, 5), (2, 4), (3, 3), (3, 3)]
    assert store.seconds > 0

    full = make_store(tmp_path, memory=0, expected=len(KEYS))
    ask(full, network, KEYS[:1])
    assert (full.done, full.left, full.seconds) == (0, 0, 0.0)
