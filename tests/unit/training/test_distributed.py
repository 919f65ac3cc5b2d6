"""What processes that train together agree on; the processes themselves meet in ``tests/e2e``."""

import pytest
import torch
import torch.distributed as dist

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.distributed import ALONE, Ranks, gradients_are_sound, joined

TWO = Ranks(1, 2, 1)


def answers(monkeypatch, *values):
    """Lets the processes answer a gathering with these values."""

    def all_gather_object(found, value):
        found[:] = values

    monkeypatch.setattr(dist, "all_gather_object", all_gather_object)


def test_a_process_without_torchrun_is_alone_and_asks_nobody(monkeypatch):
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    with joined("auto") as ranks:
        assert ranks == ALONE
    assert ranks.is_first
    assert ranks.device_name("mps") == "mps"
    assert ranks.gather(3) == [3]
    assert ranks.sum(torch.tensor(2)) == 2
    assert ranks.concerned(["a.png"], sound=False) == ("a.png",)


def test_each_process_takes_a_gpu_of_its_own(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert [Ranks(n, 4, n % 2).device_name("auto") for n in range(4)] == ["cuda:0", "cuda:1", "cuda:0", "cuda:1"]
    assert TWO.device_name("cpu") == "cpu"
    with pytest.raises(TrainingError, match=r"has 2 GPUs, too few for its processes; .* --nproc-per-node=2"):
        Ranks(2, 3, 2).device_name("cuda")


@pytest.mark.parametrize("device", ["cuda:1", "mps"])
def test_processes_do_not_share_a_device_that_is_named(device):
    with pytest.raises(TrainingError, match=f"cannot train on {device}; use --device auto"):
        TWO.device_name(device)


def test_without_a_gpu_processes_train_on_the_processor(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert TWO.device_name("auto") == "cpu"


def test_a_process_with_other_data_is_named(monkeypatch):
    answers(monkeypatch, {"settings": "a", "images": "b"}, {"settings": "a", "images": "c"})
    with pytest.raises(TrainingError, match="Process 1 was started with other images than process 0"):
        TWO.check_same({"settings": "a", "images": "c"})


def test_a_divergence_names_the_images_of_the_processes_that_were_not_sound(monkeypatch):
    answers(monkeypatch, (True, ("a", "b")), (False, ("c",)), (False, ("d",)))
    assert Ranks(0, 3).concerned(["a", "b"], sound=True) == ("c", "d")


def test_a_divergence_of_the_sum_alone_names_the_images_of_all(monkeypatch):
    answers(monkeypatch, (True, ("a", "b")), (True, ("c",)))
    assert TWO.concerned(["c"], sound=True) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("loss", "gradient", "sound"),
    [(1.0, 1.0, True), (float("nan"), 1.0, False), (1.0, float("inf"), False), (1.0, 1e7, False)],
)
def test_gradients_that_are_not_finite_or_explode_are_not_sound(loss, gradient, sound):
    value = torch.nn.Parameter(torch.zeros(3))
    value.grad = torch.full((3,), gradient)
    assert gradients_are_sound([value, torch.nn.Parameter(torch.zeros(1))], [torch.tensor(loss)]) is sound


def test_the_control_is_read_once_a_step_by_several_processes():
    calls = []
    between = TWO.once(lambda: calls.append(None))
    between()
    between()
    assert len(calls) == 1


def test_a_process_that_is_gone_is_one_sentence(monkeypatch):
    def closed(found, value):
        raise RuntimeError("Connection closed by peer [127.0.0.1]:4242")

    monkeypatch.setattr(dist, "all_gather_object", closed)
    with pytest.raises(TrainingError, match=r"Another process of this training ended .* --resume\.$"):
        TWO.gather(1)


def test_gradients_and_losses_of_a_group_are_added_up(tmp_path):
    dist.init_process_group("gloo", init_method=f"file://{tmp_path / 'meeting'}", rank=0, world_size=1)
    try:
        trained, unused = torch.nn.Parameter(torch.ones(2, 3, 1, 1)), torch.nn.Parameter(torch.ones(4))
        trained.data = trained.data.to(memory_format=torch.channels_last)
        trained.grad = torch.arange(6.0).view(2, 3, 1, 1)
        # A group of one that believes to be two: the sum is its own.
        losses = Ranks(0, 2).sum_gradients([trained, unused], [torch.tensor(1.5), torch.tensor(2.5)])
    finally:
        dist.destroy_process_group()
    assert [loss.item() for loss in losses] == [1.5, 2.5]
    assert trained.grad.flatten().tolist() == [0, 1, 2, 3, 4, 5]
    assert trained.grad.stride() == trained.stride()
    assert unused.grad.tolist() == [0] * 4
