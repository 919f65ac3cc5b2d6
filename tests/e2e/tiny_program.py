"""The program with a network of a few hundred weights: ``python -m tests.e2e.tiny_program train ...`` as a user would.

``SSD_DESKTOP_FAULT=RANK:PASS:nan`` spoils the pictures of one process in a forward pass, ``...:die`` ends it there.
"""

import os
import sys
from types import ModuleType

import torch
from safetensors.torch import load_file, save_file

from ssd_desktop.__main__ import main
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.training import preparation, recovery, run_setup, trainer
from tests.unit.training.conftest import TinyDetector

DETECTOR = NetworkConfig("ssd300-vgg16", PLANS["caffe-voc"], ("disc", "square"))


class TinyNetwork(preparation.Network):
    @classmethod
    def new(cls, config, classes, plan, *, singles, machine, tell, between):
        # Of another start in each process: they must take that of the first.
        return cls._trained_by(_faulty(_model(seed=_rank())), config, machine, tell=tell)

    @classmethod
    def resumed(cls, config, saved, *, machine, tell):
        model = _model()
        model.load_state_dict(load_file(saved.checkpoint))
        network = cls._trained_by(model, config, machine, tell=tell)
        network.restore(saved)
        return network


def _rank():
    return int(os.environ.get("RANK", "0"))


def _model(seed=0):
    model = TinyDetector(seed=seed)
    model.config = DETECTOR
    return model


def _faulty(model):
    if "SSD_DESKTOP_FAULT" not in os.environ:
        return model
    rank, number, kind = os.environ["SSD_DESKTOP_FAULT"].split(":")
    passes = iter(range(1, 1000))

    def spoil(module, pictures):
        if _rank() != int(rank) or next(passes) != int(number):
            return None
        if kind == "die":
            os._exit(3)
        return (pictures[0] * torch.nan,)

    model.register_forward_pre_hook(spoil)
    return model


def _save_checkpoint(checkpoint, path):
    save_file({key: value.contiguous() for key, value in checkpoint.state.items()}, path)


class NoCompiler(ModuleType):
    """Stands for PyTorch's compiler, which an optimiser imports for two seconds only to keep itself out of it."""

    @staticmethod
    def disable(function, *_, **__):
        return function

    @staticmethod
    def graph_break():
        pass


def use_tiny_network() -> None:
    """Lets this process train the tiny network from now on."""
    if "RANK" not in os.environ:  # processes that train together register theirs with it
        sys.modules["torch._dynamo"] = torch._dynamo = NoCompiler("torch._dynamo")
    trainer.Network = TinyNetwork
    recovery.save_checkpoint = _save_checkpoint
    run_setup.start_detector = lambda config, saved: DETECTOR if saved else None


if __name__ == "__main__":
    use_tiny_network()
    sys.exit(main())
