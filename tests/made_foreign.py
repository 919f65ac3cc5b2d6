"""Files as other programs write them, with random weights under their keys."""

import torch

from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.model import SSD


def foreign_state(layout, *, classes=20, seed=0):
    """Random weights in a layout, by its keys; the scores vary and the boxes stay near their default boxes."""
    plan = PLANS[layout.network.published_plan]
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = SSD(NetworkConfig(layout.network.name, plan, tuple(f"class {i}" for i in range(classes))))
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if parameter.ndim == 4:
                    torch.nn.init.kaiming_normal_(parameter, nonlinearity="relu")
                    if name.startswith("heads."):
                        parameter.mul_(1 / (20 if name.endswith("0.weight") else 60))
                elif not name.endswith("scale"):
                    torch.nn.init.normal_(parameter, std=0.05)
        state = {theirs: model.state_dict()[ours] for ours, theirs in layout.keys.items()}
    divisors = torch.tensor(layout.divisors_rgb).view(1, 3, 1, 1)
    first = layout.keys["backbone.conv1_1.weight"]
    state[first] = state[first] * divisors  # as large an answer to their small input as ours to 0..255
    return {key: value.reshape(layout.own_shapes.get(key, value.shape)).contiguous() for key, value in state.items()}
