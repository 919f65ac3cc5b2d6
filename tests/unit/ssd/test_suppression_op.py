"""torchvision's operator is there without torchvision, and is the same."""

import subprocess
import sys

import torch
from torchvision.ops import nms

from ssd_desktop.ssd.suppression_op import load_suppression, suppress

SCRIPT = """
import sys
import torch
from ssd_desktop.ssd.suppression_op import suppress
boxes = torch.tensor([[0, 0, 1, 1], [0, 0, 1, 0.9], [2, 2, 3, 3]])
print(suppress(boxes, torch.tensor([0.5, 0.9, 0.1]), 0.5).tolist(), [n for n in SLOW if n in sys.modules])
import torchvision
print(torchvision.ops.nms(boxes, torch.tensor([0.5, 0.9, 0.1]), 0.5).tolist())
"""


def test_detecting_loads_neither_the_compiler_nor_the_models():
    script = SCRIPT.replace("SLOW", "('torchvision', 'torch._dynamo', 'sympy')")
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines() == ["[1, 2] []", "[1, 2]"]


def test_the_same_boxes_stay_as_in_torchvision():
    generator = torch.Generator().manual_seed(3)
    low = torch.rand(200, 2, generator=generator)
    boxes = torch.cat((low, low + 0.1 + 0.3 * torch.rand(200, 2, generator=generator)), dim=-1)
    scores = torch.rand(200, generator=generator)
    assert torch.equal(suppress(boxes, scores, 0.45), nms(boxes, scores, 0.45))


def test_a_library_that_cannot_be_loaded_leaves_torchvision_itself(tmp_path):
    broken = tmp_path / "_C.so"
    broken.write_bytes(b"no library")
    load_suppression(iter([broken]))
    assert suppress(torch.zeros(1, 4), torch.ones(1), 0.5).tolist() == [0]
