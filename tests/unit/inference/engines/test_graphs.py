"""One recording a shape, what is copied in and out, and what happens where recording fails.

The recorder of the tests stands in for CUDA: it computes, into places that stay the same, when it is replayed.
"""

import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import torch

from ssd_desktop.inference.device_use import DeviceUse
from ssd_desktop.inference.engines import graphs
from ssd_desktop.inference.engines.config import TORCH_FP32
from ssd_desktop.inference.engines.graphs import GraphedEngine
from ssd_desktop.inference.engines.recording import CudaRecorder, Recording
from ssd_desktop.inference.engines.torch import TorchEngine
from tests.made_models import made_batch, random_model

PATIENCE_S = 20


class Eager:
    """Computes something of each picture and counts how often it was asked."""

    choice, problem = TORCH_FP32, ""

    def __init__(self):
        self.asked = []

    def run(self, batch):
        self.asked.append(len(batch))
        return batch.sum(dim=(1, 2, 3)), batch.amax(dim=(1, 2, 3))

    def close(self):
        self.asked.append("closed")


class Recorder:
    """Replays as a graph does: from one place in memory to others."""

    def __init__(self, error=None):
        self.recorded, self.replayed, self._error = [], 0, error

    def __call__(self, run, example):
        self.recorded.append(tuple(example.shape))
        if self._error is not None:
            raise self._error
        batch = example.clone()
        results = run(batch)

        def replay():
            self.replayed += 1
            for place, value in zip(results, run(batch), strict=True):
                place.copy_(value)

        return Recording(batch, results, replay)


def pictures(count=1, *, side=4, seed=0):
    return torch.randn(count, 3, side, side, generator=torch.Generator().manual_seed(seed))


def graphed(engine=None, recorder=None, **more):
    return GraphedEngine(
        engine or Eager(), record=recorder or Recorder(), **{"use": DeviceUse(), "given_up": threading.Event()} | more
    )


def same(found, expected):
    return all(torch.equal(one, other) for one, other in zip(found, expected, strict=True))


def test_a_shape_that_comes_again_is_recorded_once_and_every_answer_is_that_of_the_engine():
    recorder = Recorder()
    engine = graphed(recorder=recorder)
    for seed in range(5):
        assert same(engine.run(pictures(seed=seed)), Eager().run(pictures(seed=seed)))
    assert (recorder.recorded, recorder.replayed) == ([(1, 3, 4, 4)], 4)


def test_a_network_answers_the_same_from_its_recording(caplog):
    caplog.set_level("INFO")
    model = random_model()
    engine = graphed(TorchEngine(model))
    batch = made_batch(1, model.config)
    expected = TorchEngine(model).run(batch)
    assert all(same(engine.run(batch), expected) for _ in range(3))
    assert engine.describe() == "PyTorch fp32, 1 CUDA graph"
    assert caplog.messages == ["The engine is now PyTorch fp32, 1 CUDA graph."]


def test_an_answer_stays_as_it_was_when_the_next_picture_is_computed():
    engine = graphed()
    engine.run(pictures())
    kept = engine.run(pictures(seed=1))
    engine.run(pictures(seed=2))
    assert same(kept, Eager().run(pictures(seed=1)))


def test_each_shape_and_layout_has_a_recording_of_its_own():
    recorder = Recorder()
    engine = graphed(recorder=recorder)
    kinds = [pictures(1), pictures(2), pictures(2, side=5), pictures(2).to(memory_format=torch.channels_last)]
    for _ in range(3):
        for batch in kinds:
            assert same(engine.run(batch), Eager().run(batch))
    assert len(recorder.recorded) == len(kinds)


def test_only_so_many_shapes_are_kept_and_further_ones_are_computed_without():
    recorder, eager = Recorder(), Eager()
    engine = graphed(eager, recorder)
    for count in range(1, graphs.MOST_SHAPES + 3):
        for _ in range(2):
            assert same(engine.run(pictures(count)), Eager().run(pictures(count)))
    assert len(recorder.recorded) == graphs.MOST_SHAPES
    assert engine.describe() == f"PyTorch fp32, {graphs.MOST_SHAPES} CUDA graphs"


def test_after_a_failed_recording_nothing_is_recorded_or_replayed_any_more_by_any_engine(caplog):
    given_up, first = threading.Event(), Recorder()
    working = graphed(recorder=first, given_up=given_up)
    for _ in range(2):
        working.run(pictures())
    failing = graphed(
        recorder=Recorder(RuntimeError("operation not permitted when stream is capturing")), given_up=given_up
    )
    with caplog.at_level("INFO"):
        for _ in range(3):
            assert same(failing.run(pictures()), Eager().run(pictures()))
    assert same(working.run(pictures(seed=3)), Eager().run(pictures(seed=3)))
    assert first.replayed == 1
    assert [engine.describe() for engine in (working, failing)] == ["PyTorch fp32, no CUDA graphs"] * 2
    assert [engine.problem for engine in (working, failing)] == ["", ""]
    (message,) = caplog.messages
    assert "stream is capturing" in message


def test_nothing_is_recorded_beside_other_work_on_the_gpu_but_recordings_are_replayed_there():
    use, recorder, inside, leave = DeviceUse(), Recorder(), threading.Event(), threading.Event()

    def train():
        with use.using():
            inside.set()
            assert leave.wait(PATIENCE_S)

    engine = graphed(recorder=recorder, use=use)
    for _ in range(2):
        engine.run(pictures(1))
    training = threading.Thread(target=train)
    training.start()
    assert inside.wait(PATIENCE_S)
    for count in (1, 2, 2, 2):
        assert same(engine.run(pictures(count)), Eager().run(pictures(count)))
    assert (len(recorder.recorded), recorder.replayed) == (1, 2)
    leave.set()
    training.join(PATIENCE_S)
    engine.run(pictures(2))
    assert len(recorder.recorded) == 2


def test_threads_that_share_an_engine_each_get_their_own_answers():
    engine, wrong = graphed(), []

    def ask(seed):
        for turn in range(30):
            batch = pictures(seed=100 * seed + turn)
            if not same(engine.run(batch), Eager().run(batch)):
                wrong.append(seed)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert wrong == []


def test_missing_memory_of_the_network_itself_is_told():
    class Full(Eager):
        def run(self, batch):
            raise torch.OutOfMemoryError("CUDA out of memory")

    with pytest.raises(torch.OutOfMemoryError):
        graphed(Full()).run(pictures())


def test_a_closed_engine_gives_its_recordings_back():
    eager = Eager()
    engine = graphed(eager)
    for _ in range(2):
        engine.run(pictures())
    engine.close()
    assert engine.describe() == "PyTorch fp32, no CUDA graphs"
    assert eager.asked[-1] == "closed"


def test_a_graph_is_recorded_on_the_stream_it_was_warmed_up_on(monkeypatch):
    """What CUDA is asked for, in order; nothing is recorded here."""
    asked = []

    class Stream:
        def __init__(self, device=None):
            self.name = "own" if device is not None else "default"

        def wait_stream(self, other):
            asked.append(f"{self.name} waits for {other.name}")

    @contextmanager
    def block(name):
        asked.append(f"begin {name}")
        yield
        asked.append(f"end {name}")

    def graph(made, *, pool, stream, capture_error_mode):
        return block(f"{made.name} in {pool} on {stream.name}, {capture_error_mode}")

    monkeypatch.setattr(torch.cuda, "Stream", Stream)
    monkeypatch.setattr(torch.cuda, "current_stream", lambda device: Stream())
    monkeypatch.setattr(torch.cuda, "stream", lambda stream: block(f"stream {stream.name}"))
    monkeypatch.setattr(torch.cuda, "graph_pool_handle", lambda: "pool")
    monkeypatch.setattr(torch.cuda, "CUDAGraph", lambda: SimpleNamespace(name="graph", replay=lambda: None))
    monkeypatch.setattr(torch.cuda, "graph", graph)

    recording = CudaRecorder()(lambda batch: (asked.append("run"), batch)[1:] * 2, pictures())

    assert asked == [
        "own waits for default",
        "begin stream own", "run", "run", "run", "end stream own",
        "default waits for own",
        "begin graph in pool on own, thread_local", "run", "end graph in pool on own, thread_local",
    ]  # fmt: skip
    assert torch.equal(recording.batch, pictures())
