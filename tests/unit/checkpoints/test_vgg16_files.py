import pytest
import torch
from safetensors.torch import load_file

from ssd_desktop.checkpoints.base_info import read_base_info
from ssd_desktop.checkpoints.base_weights import load_base, save_base, shipped_base
from ssd_desktop.checkpoints.builder import needs_sample_batch, new_model
from ssd_desktop.checkpoints.catalog import vgg16_base_path
from ssd_desktop.checkpoints.layout import VGG_POSITIONS
from ssd_desktop.checkpoints.start import is_base, start_means
from ssd_desktop.checkpoints.vgg16_files import is_vgg16, vgg16_start
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import PLANS, VGG_MEANS_RGB
from tests.made_models import CLASSES, made_batch


@pytest.fixture(scope="module")
def features():
    """VGG16's convolutions with torchvision's keys, RGB."""
    return {key: tensor.float() for key, tensor in load_file(vgg16_base_path()).items()}


@pytest.fixture(scope="module")
def reduced(features):
    """As amdegroot's vgg16_reducedfc: BGR, conv6 and conv7 in place."""
    plain = {key.removeprefix("features."): tensor for key, tensor in features.items()}
    plain["0.weight"] = plain["0.weight"].flip(1)
    plain |= {"31.weight": torch.full((1024, 512, 3, 3), 1e-4), "31.bias": torch.zeros(1024)}
    return plain | {"33.weight": torch.full((1024, 1024, 1, 1), 1e-4), "33.bias": torch.zeros(1024)}


def classifier():
    """fc6 and fc7 whose numbers say where they stood."""
    outputs = torch.arange(4096.0).view(-1, 1)
    fc6 = outputs + torch.arange(512 * 7 * 7.0).view(1, -1) / 25088
    return {
        "classifier.0.weight": fc6, "classifier.0.bias": outputs.flatten(),
        "classifier.3.weight": outputs * 2 + torch.arange(4096.0) / 4096, "classifier.3.bias": -outputs.flatten(),
        "classifier.6.weight": torch.zeros(1000, 4096), "classifier.6.bias": torch.zeros(1000),
    }  # fmt: skip


def test_a_full_vgg16_gives_conv6_and_conv7_by_decimation(features):
    state = vgg16_start(features | classifier(), name="vgg16.pth").state
    for out, channel, row, column in ((0, 0, 0, 0), (3, 7, 1, 2), (1023, 511, 2, 2)):
        expected = 4 * out + (channel * 49 + 3 * row * 7 + 3 * column) / 25088
        assert float(state["conv6.weight"][out, channel, row, column]) == pytest.approx(expected, rel=1e-5)
    assert state["conv6.bias"].tolist() == [4.0 * n for n in range(1024)]
    assert float(state["conv7.weight"][5, 9, 0, 0]) == pytest.approx(2 * 20 + 36 / 4096)
    assert state["conv7.bias"].tolist() == [-4.0 * n for n in range(1024)]


def test_a_classifier_without_valid_numbers_is_left_out(features):
    """torchvision's vgg16_features-amdegroot has one."""
    invalid = {key: torch.full_like(tensor, float("nan")) for key, tensor in classifier().items()}
    assert vgg16_start(features | invalid, name="features.pth").layers == BASE_LAYERS


@pytest.mark.parametrize("prefix", ["features.", ""])
def test_features_alone_are_the_shipped_base(features, prefix):
    base = vgg16_start({prefix + key.removeprefix("features."): w for key, w in features.items()}, name="f.pth")
    assert base.means_rgb == VGG_MEANS_RGB
    for key, tensor in shipped_base().state.items():
        assert torch.equal(base.state[key], tensor)


def test_a_reduced_vgg16_for_bgr_is_turned_to_rgb(reduced, features):
    assert is_vgg16(reduced)
    base = vgg16_start(reduced, name="vgg16_reducedfc.pth")
    assert torch.equal(base.state["conv1_1.weight"], features["features.0.weight"])
    assert base.layers == tuple(VGG_POSITIONS)
    assert torch.equal(base.state["conv6.weight"], reduced["31.weight"])


def test_torchvisions_own_vgg16_takes_0_to_1_and_its_deviation_goes_into_the_weights(features):
    trained_anew = torch.randn(64, 3, 3, 3, generator=torch.Generator().manual_seed(1))
    base = vgg16_start(features | {"features.0.weight": trained_anew}, name="vgg16-397923af.pth")
    assert base.means_rgb == pytest.approx((123.675, 116.28, 103.53))
    batch = 255 * torch.rand(1, 3, 8, 8, generator=torch.Generator().manual_seed(2))
    means, deviations = (torch.tensor(v).view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    expected = torch.nn.functional.conv2d((batch / 255 - means) / deviations, trained_anew)
    found = torch.nn.functional.conv2d(batch - 255 * means, base.state["conv1_1.weight"])
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


def test_what_does_not_belong_to_vgg16_is_named(features):
    with pytest.raises(CheckpointError, match=r"features\.1|1\.running_mean \[64\] is not in it"):
        vgg16_start(features | {"features.1.running_mean": torch.zeros(64)}, name="vgg16_bn.pth")
    with pytest.raises(CheckpointError, match=r"its 28\.weight is missing"):
        vgg16_start({key: w for key, w in features.items() if "28.weight" not in key}, name="cut.pth")
    with pytest.raises(CheckpointError, match=r"conv5_3\.bias is \[3\]"):
        vgg16_start(features | {"features.28.bias": torch.zeros(3)}, name="other.pth")
    with pytest.raises(CheckpointError, match="not finite"):
        vgg16_start(features | {"features.28.bias": torch.full((512,), float("inf"))}, name="inf.pth")


def test_start_weights_come_back_from_their_file(reduced, tmp_path):
    base, path = vgg16_start(reduced, name="vgg16_reducedfc.pth"), tmp_path / "reduced.safetensors"
    save_base(base, path)
    back = load_base(path)
    assert back.means_rgb == base.means_rgb
    assert back.card == base.card
    assert all(torch.equal(back.state[key], tensor) for key, tensor in base.state.items())
    assert read_base_info(path).has_conv6
    assert read_base_info(vgg16_base_path()) is None


def test_a_training_starts_from_them_with_their_means_and_keeps_conv6(reduced, tmp_path):
    path = tmp_path / "reduced.safetensors"
    save_base(vgg16_start(reduced, name="vgg16_reducedfc.pth"), path)
    assert is_base(path)
    assert needs_sample_batch(PLANS["caffe-voc"], path)
    model, report = new_model(CLASSES, PLANS["caffe-voc"], path, sample_batch=made_batch(1))
    assert torch.equal(model.backbone.conv6.weight, reduced["31.weight"])
    assert model.config.means_rgb == start_means(path) == VGG_MEANS_RGB
    assert "all layers after conv7 are new" in report.opening
    assert "conv6" not in report.layers_new
    assert "conv8_1" in report.layers_new


def test_a_damaged_file_of_start_weights_is_named(reduced, tmp_path):
    path = tmp_path / "reduced.safetensors"
    save_base(vgg16_start(reduced, name="vgg16_reducedfc.pth"), path)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(CheckpointError, match="cut off"):
        load_base(path)
    with pytest.raises(CheckpointError, match="holds no start weights"):
        load_base(vgg16_base_path())
