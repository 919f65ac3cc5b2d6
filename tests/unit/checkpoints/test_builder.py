import json
from dataclasses import replace

import pytest
import torch

from ssd_desktop.checkpoints.builder import build_model, needs_sample_batch, new_model
from ssd_desktop.checkpoints.checkpoint import Checkpoint, save_checkpoint
from ssd_desktop.errors import CheckpointError, ConfigError
from ssd_desktop.ssd.config import PLANS, VGG_MEANS_RGB
from tests.made_models import CLASSES, config_for, made_batch, random_checkpoint, random_model

VOC = PLANS["caffe-voc"]


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """A detector of ant, bee and cat with means of its own."""
    path = tmp_path_factory.mktemp("start") / "insects.safetensors"
    config = replace(config_for(), means_rgb=(123.0, 117.0, 104.0))
    save_checkpoint(Checkpoint(config, random_checkpoint().state), path)
    return path


def class_rows(model, name, head=1):
    """Weights and biases of one class, [k, ...]."""
    layer = model.heads.class_scores[head]
    position = 0 if name == "background" else model.config.classes.index(name) + 1
    return [torch.unflatten(p.detach(), 0, (-1, model.config.class_count))[:, position] for p in layer.parameters()]


def test_a_built_model_answers_like_the_one_that_was_stored():
    batch = made_batch(1)
    built = build_model(random_checkpoint())
    with torch.inference_mode():
        for ours, stored in zip(built(batch), random_model()(batch), strict=True):
            torch.testing.assert_close(ours, stored, rtol=1e-5, atol=1e-5)
    assert built.default_boxes_cxcywh.device.type == "cpu"


def test_training_a_built_model_leaves_the_checkpoint_alone():
    checkpoint = random_checkpoint()
    before = checkpoint.state["backbone.conv1_1.weight"].clone()
    model = build_model(checkpoint)
    with torch.no_grad():
        model.backbone.conv1_1.weight.add_(1)
    assert torch.equal(checkpoint.state["backbone.conv1_1.weight"], before)
    assert all(parameter.requires_grad for parameter in model.parameters())


def test_weights_that_do_not_fit_are_refused():
    checkpoint = random_checkpoint()
    with pytest.raises(CheckpointError, match="do not fit"):
        build_model(Checkpoint(config_for(("one",)), checkpoint.state))


def test_a_start_from_vgg16_is_repeatable_and_says_what_is_new():
    batch = made_batch(1)
    first, report = new_model(CLASSES, VOC, "vgg16", seed=5, sample_batch=batch)
    second, _ = new_model(CLASSES, VOC, "vgg16", seed=5, sample_batch=batch)
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    assert first.config == config_for()
    assert first.config.means_rgb == VGG_MEANS_RGB
    assert "VGG16" in report.opening
    assert report.new == CLASSES
    assert "conv5_3" in report.layers_kept
    assert {"conv6", "heads.offsets.0", "heads.class_scores.5"} <= set(report.layers_new)


def test_a_start_from_vgg16_needs_pictures():
    with pytest.raises(CheckpointError, match="batch of pictures"):
        new_model(CLASSES, VOC, "vgg16")


def test_the_same_classes_take_everything_over(start):
    model, report = new_model(CLASSES, VOC, start)
    for key, tensor in model.state_dict().items():
        assert torch.equal(tensor, random_model().state_dict()[key])
    assert model.config.means_rgb == (123.0, 117.0, 104.0)
    assert report.sentences == (
        "Starts from insects.safetensors: base, auxiliary layers and offsets are taken over.",
        "Classes it already knows: ant, bee, cat.",
    )


def test_classes_of_the_same_name_keep_their_rows_whatever_their_place(start):
    model, report = new_model(("dog", "cat", "ant", "eel"), VOC, start)
    old = random_model()
    for head in range(6):
        for name in ("background", "cat", "ant"):
            for ours, theirs in zip(class_rows(model, name, head), class_rows(old, name, head), strict=True):
                assert torch.equal(ours, theirs)
    assert report.sentences[1:] == (
        "Classes it already knows: cat, ant.",
        "Classes it has to learn from the beginning: dog, eel.",
        "Classes it forgets, because the data has no such name: bee.",
    )


def test_other_classes_keep_offsets_and_shared_layers_since_they_belong_to_no_class(start):
    model, _ = new_model(("dog",), VOC, start)
    old = random_model().state_dict()
    for key, tensor in model.state_dict().items():
        if "class_scores" not in key:
            assert torch.equal(tensor, old[key])


def test_a_new_class_starts_as_the_average_of_the_known_ones(start):
    model, _ = new_model(("ant", "dog"), VOC, start)
    for head in range(6):
        known = [class_rows(random_model(), name, head) for name in CLASSES]
        for ours, *theirs in zip(class_rows(model, "dog", head), *known, strict=True):
            torch.testing.assert_close(ours, torch.stack(theirs).mean(dim=0))


def test_new_classes_take_no_more_than_their_share_from_what_was_background(start):
    batch, classes = made_batch(1), (*CLASSES, "dog", "eel")
    with torch.inference_mode():
        before = build_model(random_checkpoint())(batch)[1].softmax(dim=-1)[..., 0]
        after = new_model(classes, VOC, start).model(batch)[1].softmax(dim=-1)[..., 0]
    # Two new classes beside three: objects weigh at most 5/3 of what they did against the background.
    assert ((1 - after) / after <= 5 / 3 * (1 - before) / before + 1e-4).all()
    assert (after <= before + 1e-6).all()


def test_names_that_differ_in_style_only_are_pointed_out_and_not_guessed(start):
    model, report = new_model(("Ant", "bee", "c at"), VOC, start)
    assert report.near_misses == (("Ant", "ant"), ("c at", "cat"))
    assert (report.kept, report.new, report.dropped) == (("bee",), ("Ant", "c at"), ("ant", "cat"))
    assert "'Ant' and 'ant' of insects.safetensors" in report.warnings[0]
    assert not torch.equal(class_rows(model, "Ant")[0], class_rows(random_model(), "ant")[0])


def test_the_report_of_a_start_is_json_that_names_layers_and_classes(start):
    document = json.loads(new_model(("dog", "cat", "Bee"), VOC, start).report.to_json())
    assert document["start"] == "insects.safetensors"
    assert document["classes"] == {"kept": ["cat"], "new": ["dog", "Bee"], "dropped": ["ant", "bee"]}
    assert document["near_misses"] == [{"data": "Bee", "start": "bee"}]
    assert document["layers"]["class_rows"] == [f"heads.class_scores.{head}" for head in range(6)]
    assert {"conv1_1", "conv4_3_norm", "heads.offsets.0"} <= set(document["layers"]["kept"])
    assert document["layers"]["new"] == []


def test_another_plan_is_refused_and_the_right_one_named(start):
    with pytest.raises(CheckpointError, match=r"insects\.safetensors was trained with the box plan caffe-voc"):
        new_model(CLASSES, PLANS["paper"], start)


def test_another_network_takes_over_the_layers_that_both_have(start):
    plan = PLANS["ssd512-voc"]
    assert needs_sample_batch(plan, start)
    assert not needs_sample_batch(PLANS["paper"], start)
    config = config_for(plan="ssd512-voc", means_rgb=(123.0, 117.0, 104.0))

    model, report = new_model(CLASSES, plan, start, sample_batch=made_batch(1, config))

    assert model.config == config
    state, old = model.state_dict(), random_model().state_dict()
    for layer in ("conv1_1", "conv5_3", "conv6", "conv9_2", "conv10_1"):
        assert torch.equal(state[f"backbone.{layer}.weight"], old[f"backbone.{layer}.weight"])
    # conv10_2 has the same shape in both and another stride, so that its weights mean something else.
    assert not torch.equal(state["backbone.conv10_2.weight"], old["backbone.conv10_2.weight"])
    assert torch.equal(state["backbone.conv4_3_norm.scale"], old["backbone.conv4_3_norm.scale"])
    assert report.sentences == (
        "Starts from insects.safetensors, which is ssd300-vgg16: its base and the layers up to conv10_1 are taken "
        "over; the layers of ssd512-vgg16 after it and the heads are new, scaled on your images, so all classes have "
        "to be learned.",
    )
    assert report.layers_new[0] == "conv10_2"
    assert set(report.layers_kept) | set(report.layers_new) == {
        key.rpartition(".")[0].removeprefix("backbone.") for key in state
    }


def test_another_network_needs_pictures(start):
    with pytest.raises(CheckpointError, match="batch of pictures"):
        new_model(CLASSES, PLANS["ssd512-voc"], start)


def test_a_class_list_that_names_one_twice_is_refused(start):
    with pytest.raises(ConfigError, match="twice"):
        new_model(("dog", "dog"), VOC, start)


def test_a_start_that_does_not_exist_is_named():
    with pytest.raises(CheckpointError, match="no model 'nowhere'"):
        new_model(CLASSES, VOC, "nowhere")
