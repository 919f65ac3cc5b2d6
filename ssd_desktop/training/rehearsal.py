"""What a training does so that the classes of its start detector are not forgotten.

Old images are mixed into the batches, what the start detector finds of its classes is added where nobody labelled
them (``rehearsal_preparation``), and the AP of the old classes is measured before and after.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ssd_desktop.data.rehearsal import RehearsalData, RehearsalMix
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.evaluator import EvaluationResult, evaluate
from ssd_desktop.evaluation.voc import mean_ap
from ssd_desktop.inference.tiles import load_detector
from ssd_desktop.training.run_folder import REHEARSAL, RunFolder


@dataclass(eq=False)
class Rehearsal:
    """The rehearsal of one training; made by ``prepare``.

    Attributes:
        source: What the user gave.
        train: All training images, new ones first, with the objects that were found.
        validation: All validation images, where found objects count neither way; None without new ones.
        mix: How batches are made of them; None without old images.
        facts: What ``rehearsal.json`` holds.
    """

    source: RehearsalData
    train: Dataset
    validation: Dataset | None
    mix: RehearsalMix | None
    new_validation: Dataset | None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def new_classes(self) -> tuple[str, ...]:
        """The classes that are learned."""
        return self.train.classes[len(self.source.start_classes) :]

    def balanced_ap50(self, result: EvaluationResult) -> float:
        """Returns the mean of the old classes' AP50 and the new classes', 0 to 1, of those that have objects.

        A mean over all classes would hardly see two new ones beside fifty old ones, and call the first epoch best.
        """
        old, new = _means(result, self.source.start_classes), _means(result, self.new_classes)
        known = [value for value in (old, new) if value is not None]
        return sum(known) / len(known) if known else 0.0

    def measure(
        self, checkpoint: Path, folder: RunFolder, *, device: str, should_stop: Callable[[], bool]
    ) -> dict[str, float] | None:
        """Measures old and new classes with the trained detector and completes ``rehearsal.json``.

        Returns:
            ``old_ap50_before``, ``old_ap50_after`` and ``new_ap50``, 0 to 1, as far as there are images for them. None:
            it was stopped.

        Raises:
            TrainingError: The folder cannot be written.
        """
        predictor = load_detector(checkpoint, device=device)
        figures: dict[str, float] = {}
        if self.source.old_validation is not None:
            result = evaluate(predictor, self.source.old_validation, should_stop=should_stop)
            if not result.complete:
                return None
            old, after = self.facts["old"], _means(result, self.source.start_classes) or 0.0
            old["ap50_after"] = after
            old["per_class_after"] = {name: result.per_class[name] for name in self.source.start_classes}
            figures |= {"old_ap50_before": old["ap50_before"], "old_ap50_after": after}
        if self.new_validation is not None:
            result = evaluate(predictor, self.new_validation, should_stop=should_stop)
            if not result.complete:
                return None
            ap50 = _means(result, self.new_classes)
            per_class = {name: result.per_class[name] for name in self.new_classes}
            self.facts["new"] = {"data": self.new_validation.name, "ap50": ap50, "per_class": per_class}
            figures |= {} if ap50 is None else {"new_ap50": ap50}
        write_facts(folder, self.facts)
        return figures


def write_facts(folder: RunFolder, facts: dict[str, Any]) -> None:
    """Writes ``rehearsal.json``.

    Raises:
        TrainingError: The folder cannot be written.
    """
    folder.write(REHEARSAL, json.dumps(facts, indent=2, ensure_ascii=False) + "\n")


def summary(figures: dict[str, float]) -> str:
    """Returns a sentence or two on the figures of ``Rehearsal.measure``."""
    parts = []
    if "old_ap50_after" in figures:
        parts.append(
            f"AP50 of the old classes: {figures['old_ap50_before']:.1%} before, {figures['old_ap50_after']:.1%} after."
        )
    if "new_ap50" in figures:
        parts.append(f"AP50 of the new classes: {figures['new_ap50']:.1%}.")
    return " ".join(parts) or "There were no images to measure the old and the new classes on."


def _means(result: EvaluationResult, classes: tuple[str, ...]) -> float | None:
    return mean_ap({name: result.per_class[name] for name in classes})
