import pytest
import torch
from torch.nn import functional
from torchvision.models import vgg16

from ssd_desktop.ssd.backbone import BASE_LAYERS, Backbone, L2Norm
from ssd_desktop.ssd.networks import SSD300, SSD512, SSDLITE320
from tests.made_models import made_batch, random_model, weights_to_come


@pytest.fixture(scope="module")
def backbone():
    return random_model().backbone


def test_six_feature_maps_have_the_sizes_of_the_paper(backbone):
    with torch.inference_mode():
        maps = backbone(made_batch(1))
    channels = (512, 1024, 512, 256, 256, 256)
    assert [tuple(x.shape) for x in maps] == [
        (1, width, size, size) for width, size in zip(channels, (38, 19, 10, 5, 3, 1), strict=True)
    ]


def shapes_only(network):
    """A backbone that computes shapes and no values; autocast, which the normalisation asks for, has no such device."""
    with torch.device("meta"):
        backbone = Backbone(network)
    backbone.conv4_3_norm = torch.nn.Identity()
    return backbone


def test_seven_feature_maps_of_ssd512_have_the_sizes_of_the_paper():
    maps = shapes_only(SSD512)(torch.zeros(1, 3, 512, 512, device="meta"))
    assert [x.shape[2:] for x in maps] == [(size, size) for size in (64, 32, 16, 8, 4, 2, 1)]
    assert tuple(x.shape[1] for x in maps) == SSD512.map_channels


@pytest.mark.parametrize(
    ("network", "sides"), [(SSD300, range(268, 420)), (SSD512, range(400, 640)), (SSDLITE320, range(290, 420, 5))]
)
def test_a_network_knows_the_cells_of_its_maps_at_every_side(network, sides):
    backbone = shapes_only(network)
    for side in sides:
        maps = backbone(torch.zeros(1, 3, side, side, device="meta"))
        assert tuple(x.shape[2] for x in maps) == network.map_sizes_at(side), side


def test_base_layers_compute_what_torchvisions_vgg16_computes(backbone):
    with weights_to_come():
        features = vgg16(weights=None).features.eval()
    features[16].ceil_mode = True
    convolutions = [layer for layer in features if isinstance(layer, torch.nn.Conv2d)]
    for layer, name in zip(convolutions, BASE_LAYERS, strict=True):
        layer.load_state_dict(backbone.get_submodule(name).state_dict())
    batch = made_batch(1)
    with torch.inference_mode():
        conv4_3 = features[:23](batch)
        ours = backbone(batch)[0]
        theirs = backbone.conv4_3_norm(conv4_3)
    torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-4)


def test_l2_norm_gives_each_cell_the_length_of_its_scale():
    norm = L2Norm(16)
    x = torch.randn(2, 16, 3, 5)
    lengths = norm(x).norm(dim=1)
    torch.testing.assert_close(lengths, torch.full((2, 3, 5), 20.0))
    torch.testing.assert_close(norm(x), 20 * x / x.norm(dim=1, keepdim=True))


def test_l2_norm_of_a_cell_of_zeros_is_zero_with_finite_gradients():
    x = torch.zeros(1, 8, 2, 2, requires_grad=True)
    result = L2Norm(8)(x)
    result.sum().backward()
    assert result.abs().max() == 0
    assert torch.isfinite(x.grad).all()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_l2_norm_of_half_precision_activations_is_finite(dtype):
    # 512 squares of 2,700 (what conv4_3 reaches) are far above float16's 65,504; those of 1e-4 vanish.
    x = torch.full((1, 512, 2, 2), 2700.0)
    x[..., 1] = 1e-4
    with torch.autocast("cpu", torch.bfloat16):
        result = L2Norm(512)(x.to(dtype))
    assert result.dtype == torch.float32
    torch.testing.assert_close(result.norm(dim=1), torch.full((1, 2, 2), 20.0), rtol=1e-3, atol=0)


@pytest.mark.parametrize(
    ("upto", "frozen"), [("none", 0), ("conv2_2", 4), ("conv3_3", 7), ("conv4_3", 10), ("conv5_3", 13)]
)
def test_freezing_keeps_exactly_the_layers_up_to_the_named_one(upto, frozen):
    with torch.device("meta"):
        backbone = Backbone()
    backbone.freeze("conv4_3")
    backbone.freeze(upto)
    kept = {name for name, parameter in backbone.named_parameters() if not parameter.requires_grad}
    assert kept == {f"{layer}.{kind}" for layer in BASE_LAYERS[:frozen] for kind in ("weight", "bias")}


@pytest.mark.parametrize(
    ("stage", "blocks"), [("conv2_2", ("conv1", "conv2")), ("conv3_3", ("conv1", "conv2", "conv3"))]
)
def test_frozen_layers_leave_the_gradients_of_the_others_as_they_were(stage, blocks):
    torch.manual_seed(0)
    backbone = Backbone()
    batch = functional.interpolate(made_batch(1), (120, 120))  # small: the gradients do not depend on the size

    def gradients():
        backbone.zero_grad(set_to_none=True)
        x = batch
        for name in BASE_LAYERS:  # the part that freezing changes
            with torch.no_grad() if not backbone.get_submodule(name).weight.requires_grad else torch.enable_grad():
                x = backbone._base_layer(name, x)
        backbone.conv4_3_norm(x).square().sum().backward()
        return {name: p.grad for name, p in backbone.named_parameters() if p.grad is not None}

    free = gradients()
    backbone.freeze(stage)
    frozen = gradients()
    assert set(frozen) == {name for name in free if not name.startswith(blocks)}
    for name, gradient in frozen.items():
        torch.testing.assert_close(gradient, free[name])


@pytest.mark.parametrize(("stage", "recorded"), [("conv2_2", 11), ("conv3_3", 8), ("conv4_3", 5), ("conv5_3", 2)])
def test_a_frozen_base_records_no_graph(stage, recorded):
    model = random_model()
    batch = made_batch(1)
    model.freeze(stage)
    try:
        assert model.backbone._base_layer("conv1_1", batch).requires_grad is False
        maps = model.feature_maps(batch)
    finally:
        model.freeze("none")
    assert maps[0].requires_grad  # the scale of conv4_3 is no part of the base and learns on
    graph, names = [maps[1].grad_fn], 0
    while graph:
        node = graph.pop()
        names += "Convolution" in node.name()
        graph += [parent for parent, _ in node.next_functions if parent is not None]
    assert names == recorded  # the convolutions of the base above the stage, conv6 and conv7
