"""Run folders as a training leaves them, at any point of its life; no network is trained."""

import json
import math
from dataclasses import replace
from pathlib import Path

from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_table, config_to_toml
from ssd_desktop.training.run_folder import STATUS, RunFolder, repeat_command

LABELS = "2eb8fe80bce209c71965ef19cf790e5d"


def make_run(
    path: Path,
    *,
    data: Path | None = None,
    steps: int = 12,
    epochs: int = 3,
    state: str | None = "finished",
    labels: str = LABELS,
    aps: tuple[float, ...] = (0.25, 0.75, 0.5),
    classes: tuple[str, ...] = ("disc", "square"),
    started: str = "2026-11-20T10:00:00+00:00",
    **settings: object,
) -> Path:
    """Writes the folder of a run that came to ``steps`` of ``epochs`` epochs of 4 steps each.

    Args:
        path: Its folder.
        data: What it was trained on; None: ``data`` beside the folder of runs, which need not exist.
        steps: Done so far.
        epochs: Of the whole run.
        state: What its status says; None writes no status, as runs did before there was one.
        labels: What tells the state of the labels.
        aps: AP50 after each epoch, as far as it came.
        classes: Foreground classes.
        started: When it began.
        settings: Of ``TrainingConfig``.
    """
    folder = RunFolder.create(path)
    config = replace(TrainingConfig(init="shipped", epochs=epochs, passes=0, learning_rate=4e-3), **settings)
    command = repeat_command(data or path.parent.parent / "data", path, options={"--split": "train"})
    folder.write_start(config_toml=config_to_toml(config), versions={"torch": "2"}, command=command)
    folder.write_detector(classes, PLANS["paper"], recall=0.9)
    folder.write("split.json", json.dumps({"labels": labels, "train": ["a.png"] * 8, "validation": ["b.png"] * 2}))
    done = steps // 4
    folder.write("metrics.jsonl", "".join(_lines(steps, aps, classes)))
    if done:
        _write_state(folder, config, done, aps[:done], labels)
    if state is not None:
        status = {"state": state, "started": started, "changed": started, "steps": 4 * epochs, "images": 8}
        folder.write(STATUS, json.dumps(status | {"validation_images": 2, "device": "CPU", "precision": "float32"}))
    return path


def _lines(steps: int, aps: tuple[float, ...], classes: tuple[str, ...]) -> list[str]:
    rows: list[dict[str, object]] = []
    for step in range(1, steps + 1):
        loss = 2 + 8 * math.exp(-step / 5)
        rows.append({"step": step, "epoch": (step - 1) // 4 + 1, "loss": loss, "confidence_loss": 0.7 * loss,
                     "localisation_loss": 0.3 * loss, "learning_rate": 1e-3})  # fmt: skip
        if step % 4 == 0 and step // 4 <= len(aps):
            ap = aps[step // 4 - 1]
            spread = {name: max(0.0, ap - 0.1 * place) for place, name in enumerate(classes)}
            rows.append({"step": step, "ap50_per_class": spread})
            rows.append({"step": step, "epoch": step // 4, "mean_loss": loss, "ap50": ap})
    return [json.dumps(row) + "\n" for row in rows]


def _write_state(folder: RunFolder, config: TrainingConfig, done: int, aps: tuple[float, ...], labels: str) -> None:
    best = max(aps, default=None)
    position = {"step": 4 * done, "epoch": done, "batch": 0, "best_ap50": best,
                "best_step": 0 if best is None else 4 * (aps.index(best) + 1)}  # fmt: skip
    index = {"format": 1, "position": position, "config": config_to_table(config), "fingerprint": labels}
    folder.state.mkdir()
    (folder.state / "index.json").write_text(json.dumps(index))
    for path in (folder.last, folder.best) if aps else (folder.last,):
        path.write_bytes(b"weights")
