"""A training's settings as TOML: written so that reading gives back an equal configuration. No torch here."""

import dataclasses
import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.training.config import TrainingConfig

#: Fields of TrainingConfig that are tables of their own in the file.
_TABLES: dict[str, type[MatchConfig] | type[LossConfig]] = {"match": MatchConfig, "loss": LossConfig}
_TYPE_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}
_Config = TypeVar("_Config", bound=TrainingConfig | MatchConfig | LossConfig)


def config_to_table(config: TrainingConfig) -> dict[str, Any]:
    """Returns the settings as plain numbers, texts and, for ``match`` and ``loss``, nested tables."""
    return dataclasses.asdict(config)


def config_from_table(table: Mapping[str, Any]) -> TrainingConfig:
    """Returns the configuration of a table; what the table leaves out keeps its default.

    Raises:
        ConfigError: A key is unknown, or a value has another type or is out of its range.
    """
    return _updated(TrainingConfig(), table)


def config_to_toml(config: TrainingConfig) -> str:
    """Returns the settings as TOML that ``parse_config`` reads back to an equal configuration."""
    table = config_to_table(config)
    flat = [(key, value) for key, value in table.items() if key not in _TABLES]
    parts = [_toml_lines(flat)]
    parts += [f"\n[{name}]\n" + _toml_lines(table[name].items()) for name in _TABLES]
    return "".join(parts)


def parse_config(text: str, *, name: str = "the configuration") -> TrainingConfig:
    """Returns the configuration written in ``text`` (TOML).

    Args:
        text: TOML; missing keys keep their defaults.
        name: What the text came from, for messages.

    Raises:
        ConfigError: The text is not TOML, or a key or value in it is wrong.
    """
    try:
        return config_from_table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name} is not valid TOML ({error}); correct that place.") from error
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from error


def read_config(path: Path) -> TrainingConfig:
    """Returns the configuration in a TOML file.

    Raises:
        ConfigError: The file cannot be read, is not TOML, or a key or value in it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin with a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ConfigError(f"The configuration file {path} cannot be read: {reason}.") from error
    return parse_config(text, name=str(path))


def with_settings(config: TrainingConfig, settings: Iterable[str]) -> TrainingConfig:
    """Returns ``config`` changed by ``KEY=VALUE`` texts, such as ``learning_rate=0.002`` or ``match.positive_iou=0.5``.

    A value is read as TOML where it is TOML (numbers, true, false, quoted text), else taken as it stands.

    Raises:
        ConfigError: A text has no ``=``, its key is unknown, or its value is wrong.
    """
    table: dict[str, Any] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip():
            raise ConfigError(f"The setting {setting!r} is not KEY=VALUE, such as learning_rate=0.002.")
        nested: Any = _value_of(value.strip())
        for part in reversed(key.strip().split(".")):
            nested = {part: nested}
        table = _merged(table, nested)
    # All at once: two thresholds may fit each other and neither the default of the other.
    return _updated(config, table)


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Returns both tables in one; where both have a value, the second's."""
    merged = dict(first)
    for key, value in second.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            value = _merged(below, value)
        merged[key] = value
    return merged


def _updated(config: _Config, table: Mapping[str, Any], prefix: str = "") -> _Config:
    types = get_type_hints(type(config))
    changes: dict[str, Any] = {}
    for key, value in table.items():
        if key not in types:
            raise ConfigError(_unknown_key(prefix + key, [prefix + name for name in types]))
        current = getattr(config, key)
        if isinstance(current, MatchConfig | LossConfig):
            if not isinstance(value, Mapping):
                raise ConfigError(f"{key} is a table; set one of its keys, such as {_first_key(key)}.")
            changes[key] = _updated(current, value, prefix=f"{key}.")
        else:
            changes[key] = _converted(prefix + key, value, type(current))
    return dataclasses.replace(config, **changes)


def _first_key(table: str) -> str:
    return f"{table}.{dataclasses.fields(_TABLES[table])[0].name}"


def _unknown_key(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(known)}."
    return f"There is no setting {key}; {hint}"


def _converted(key: str, value: Any, wanted: type) -> Any:
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise ConfigError(f"{key} is {value!r}; it must be {_TYPE_WORDS[wanted]}.")
    return value


def _value_of(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _toml_lines(items: Iterable[tuple[str, Any]]) -> str:
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in items)


def _toml_value(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON's escapes are TOML's, but JSON leaves DEL bare, which TOML forbids.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)
