"""The settings as TOML: what is written is read back, and what is wrong is named."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import (
    config_from_table,
    config_to_table,
    config_to_toml,
    parse_config,
    read_config,
    with_settings,
)

configs = st.builds(
    TrainingConfig,
    init=st.text(st.characters(exclude_categories=["Cs"])),
    plan=st.sampled_from(["auto", "paper", "caffe-voc"]),
    epochs=st.integers(1, 10_000),
    learning_rate=st.floats(1e-30, 9.9),
    weight_decay=st.floats(0, 1),
    train_difficult=st.booleans(),
    freeze=st.sampled_from(["none", "conv3_3", "conv4_3"]),
    match=st.builds(MatchConfig, positive_iou=st.floats(0.5, 1), negative_iou=st.floats(1e-9, 0.5)),
    loss=st.builds(LossConfig, alpha=st.floats(0, 1e300), min_negatives=st.integers(0, 99)),
)


@given(configs)
def test_what_is_written_is_read_back_equal(config):
    assert parse_config(config_to_toml(config)) == config
    assert config_from_table(config_to_table(config)) == config


def test_missing_keys_keep_their_defaults():
    assert parse_config("epochs = 3\n") == dataclasses.replace(TrainingConfig(), epochs=3)


def test_a_whole_number_is_taken_where_a_fraction_is_meant():
    config = parse_config("learning_rate = 1\n[loss]\nalpha = 2\n")

    assert config.learning_rate == 1.0
    assert type(config.learning_rate) is float
    assert config.loss.alpha == 2.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("learning_rte = 0.1", "no setting learning_rte; did you mean learning_rate?"),
        ("[match]\npositive = 0.5", "no setting match.positive; did you mean match.positive_iou?"),
        ("zzz = 1", "no setting zzz; the settings are init, network, plan"),
        ("epochs = 1.5", "epochs is 1.5; it must be a whole number"),
        ("epochs = true", "epochs is True; it must be a whole number"),
        ("augment = 1", "augment is 1; it must be true or false"),
        ("init = 1", "init is 1; it must be text"),
        ("epochs = 0", "epochs is 0; it must be a number of at least 1"),
        ("gradient_clip = nan", "gradient_clip is nan; it must be a number of at least 0"),
        ("weight_decay = inf", "weight_decay is inf; it must be a number of at least 0"),
        ("learning_rate = nan", "learning_rate is nan; it must lie between 0 and 10"),
        ("seed = 99999999999999999999", "seed is 99999999999999999999; it must be below 2 to the power of 63"),
        ("[loss]\nalpha = nan", "alpha, negatives_per_positive and min_negatives must be numbers of at least 0"),
        ("match = 1", "match is a table; set one of its keys, such as match.positive_iou"),
        ("epochs = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(text, message):
    with pytest.raises(ConfigError, match=r"^a\.toml") as caught:
        parse_config(text, name="a.toml")

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "field", "value"),
    [
        ("learning_rate=0.002", "learning_rate", 0.002),
        ("steps = 12", "steps", 12),
        ("augment=false", "augment", False),
        ("init=runs/a b/last.safetensors", "init", "runs/a b/last.safetensors"),
        ('init="shipped"', "init", "shipped"),
        ("match.negative_iou=0.5", "match", MatchConfig(negative_iou=0.5)),
        ("init=a=b", "init", "a=b"),
    ],
)
def test_a_setting_from_the_command_line_changes_one_value(setting, field, value):
    changed = with_settings(TrainingConfig(), [setting])

    assert changed == dataclasses.replace(TrainingConfig(), **{field: value})


def test_settings_that_only_fit_each_other_may_come_in_any_order():
    changed = with_settings(TrainingConfig(), ["match.positive_iou=0.3", "seed=1", "match.negative_iou=0.2", "seed=2"])

    assert changed == TrainingConfig(match=MatchConfig(0.3, 0.2), seed=2)


@pytest.mark.parametrize("setting", ["epochs", "=3", " =3"])
def test_a_setting_without_key_or_value_is_refused(setting):
    with pytest.raises(ConfigError, match="is not KEY=VALUE"):
        with_settings(TrainingConfig(), [setting])


def test_a_setting_below_a_plain_value_is_refused():
    with pytest.raises(ConfigError, match=r"epochs is .* must be a whole number"):
        with_settings(TrainingConfig(), ["epochs.more=3"])


def test_a_byte_order_mark_is_passed_over(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text("epochs = 3\n", encoding="utf-8-sig")
    assert read_config(path).epochs == 3


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read: No such file"):
        read_config(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'init = "\xe9"')
    with pytest.raises(ConfigError, match=r"latin\.toml cannot be read: it is not UTF-8"):
        read_config(tmp_path / "latin.toml")
