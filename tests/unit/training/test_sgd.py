"""Every step is that of PyTorch's SGD, bit for bit, and PyTorch's compiler stays out."""

import subprocess
import sys

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from ssd_desktop.training.sgd import SGD, ParameterGroup

SHAPES = ((3, 2, 1, 1), (4,), (2, 5))

RULES = st.lists(st.tuples(st.sampled_from([0.0, 5e-4, 0.3]), st.sampled_from([0.0, 0.1, 1.0, 2.0])), max_size=3)
#: Learning rate of a step, and which of the parameters have a gradient in it.
STEPS = st.lists(
    st.tuples(st.sampled_from([0.0, 1e-3, 0.4]), st.lists(st.booleans(), min_size=9, max_size=9)), max_size=5
)

SCRIPT = """
import sys
import torch
from ssd_desktop.training.sgd import SGD, ParameterGroup
weight = torch.nn.Parameter(torch.ones(2))
weight.grad = torch.ones(2)
SGD([ParameterGroup((weight,), 0.1, 1.0)], momentum=0.9).step(0.5)
print(weight.tolist(), [name for name in ("torch._dynamo", "sympy") if name in sys.modules])
"""


def made_parameters(groups):
    generator = torch.Generator().manual_seed(0)
    return [[nn.Parameter(torch.randn(shape, generator=generator)) for shape in SHAPES] for _ in range(groups)]


def give_gradients(parameters, given, generator):
    for value, has_one in zip(parameters, given, strict=False):
        value.grad = torch.randn(value.shape, generator=generator) if has_one else None


@settings(deadline=None)  # PyTorch's own optimiser loads its compiler first
@given(RULES, st.sampled_from([0.0, 0.9]), STEPS)
def test_steps_equal_those_of_pytorch_bit_for_bit(rules, momentum, steps):
    ours, theirs = made_parameters(len(rules)), made_parameters(len(rules))
    groups = [ParameterGroup(tuple(values), *rule) for values, rule in zip(ours, rules, strict=True)]
    optimizer = SGD(groups, momentum=momentum)
    known = [{"params": v, "weight_decay": decay} for v, (decay, _) in zip(theirs, rules, strict=True)]
    reference = torch.optim.SGD(known or [nn.Parameter(torch.zeros(1))], lr=0.0, momentum=momentum)
    flat = [value for values in theirs for value in values]
    for number, (learning_rate, given_gradients) in enumerate(steps):
        give_gradients(optimizer.parameters, given_gradients, torch.Generator().manual_seed(number))
        give_gradients(flat, given_gradients, torch.Generator().manual_seed(number))
        for group, (_, factor) in zip(reference.param_groups, rules, strict=False):
            group["lr"] = learning_rate * factor
        optimizer.step(learning_rate)
        reference.step()

    assert all(torch.equal(mine, other) for mine, other in zip(optimizer.parameters, flat, strict=True))
    if momentum:
        expected = {i: reference.state[v]["momentum_buffer"] for i, v in enumerate(flat) if reference.state[v]}
        buffers = {i: optimizer.momentum_buffers.get(v) for i, v in enumerate(optimizer.parameters)}
        assert {i for i, buffer in buffers.items() if buffer is not None} == set(expected)
        assert all(torch.equal(buffers[i], buffer) for i, buffer in expected.items())


def test_dropped_gradients_are_gone():
    weight = nn.Parameter(torch.ones(2))
    optimizer = SGD([ParameterGroup((weight,), 0.0, 1.0)], momentum=0.9)
    weight.grad = torch.ones(2)
    optimizer.drop_gradients()
    optimizer.step(1.0)
    assert weight.grad is None
    assert weight.tolist() == [1, 1]


def test_a_step_loads_no_compiler():
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    weights, loaded = found.stdout.strip().rsplit(" [", 1)
    assert weights == "[0.44999998807907104, 0.44999998807907104]"
    assert loaded == "]"
