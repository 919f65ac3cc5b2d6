"""What the start detector does before a training that keeps its classes: it looks at the images, once a run."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.data.rehearsal import RehearsalData, RehearsalMix, joined, with_first_classes
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor, load_detector
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingEvent, TrainingMessage
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.missing_labels import FoundObjects, find_missing, from_rows, to_rows, with_missing
from ssd_desktop.training.rehearsal import Rehearsal, write_facts
from ssd_desktop.training.run_folder import REHEARSAL, START_DETECTIONS, RunFolder

_FORMAT = 1
_NO_OBJECTS = 2.0
"""A score that no detection reaches: all that is found is neither object nor background."""

_MANY_IMAGES = 50
"""From this many images on, each tenth of them is told."""


@dataclass(frozen=True, eq=False)
class _Part:
    """Images in which the start detector looks for classes that their data does not label."""

    key: str
    dataset: Dataset
    missing: tuple[str, ...]


class RehearsalPreparation:
    """Looks with the start detector, once a run.

    Args:
        config: Start weights, scores and share.
        folder: The run folder, which keeps what was found.
        emit: Gets messages.
        interruption: Read before each few images.
    """

    def __init__(
        self,
        config: TrainingConfig,
        folder: RunFolder,
        *,
        emit: Callable[[TrainingEvent], None],
        interruption: Interruption,
    ) -> None:
        self._config = config
        self._folder = folder
        self._emit = emit
        self._interruption = interruption
        self._detector: Predictor | TiledPredictor | None = None

    def prepare(self, source: RehearsalData, train: Dataset, validation: Dataset | None) -> Rehearsal:
        """Returns the images to train and measure on, with what the start detector finds in them.

        Args:
            source: What is rehearsed.
            train: The new images, their classes beginning with those of the start detector.
            validation: New images to measure on, likewise.

        Raises:
            StopRequestedError: A stop was asked for meanwhile.
            TrainingError: The run folder cannot be written, or what it holds is damaged.
            CheckpointError, InferenceError: The start detector cannot be used.
        """
        parts = [_Part("train", train, source.missing)]
        if validation is not None:
            parts.append(_Part("validation", validation, source.missing))
        if source.old is not None:
            parts.append(_Part("old_train", source.old, source.old_missing))
        found = self._found(parts) if self._config.label_missing else {}
        new = self._labelled(train, found.get("train"))
        new_validation = None if validation is None else _ignoring(validation, found.get("validation"))
        old = None if source.old is None else self._labelled(source.old, found.get("old_train"))
        rehearsal = Rehearsal(
            source=source,
            train=new if old is None else joined(new, old),
            validation=_joined_validation(new_validation, source.old_validation),
            mix=None if old is None else RehearsalMix(len(new), self._config.rehearsal_share),
            new_validation=new_validation,
        )
        rehearsal.facts = self._facts(rehearsal, found)
        return rehearsal

    def _labelled(self, dataset: Dataset, found: list[FoundObjects] | None) -> Dataset:
        if found is None:
            return dataset
        return with_missing(dataset, found, object_score=self._config.missing_object_score)

    def _found(self, parts: list[_Part]) -> dict[str, list[FoundObjects]]:
        """Returns what was found, by part: from the run folder, else by looking."""
        path = self._folder.path / START_DETECTIONS
        if path.is_file():
            return _read_found(path, parts)
        found = {part.key: self._look(part) for part in parts if part.missing}
        document = {"format": _FORMAT} | {
            part.key: to_rows(part.dataset, found[part.key]) for part in parts if part.key in found
        }
        self._folder.write(START_DETECTIONS, json.dumps(document, ensure_ascii=False) + "\n")
        return found

    def _look(self, part: _Part) -> list[FoundObjects]:
        names, count = ", ".join(part.missing), len(part.dataset)
        self._say(f"Looks for objects that {part.dataset.name} does not label in its {count} images: {names}.")
        told = 0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if total >= _MANY_IMAGES and done * 10 // total > told:
                told = done * 10 // total
                self._say(f"Looked at {done} of {total} images.")

        found = find_missing(
            self._start_detector(), part.dataset, part.missing,
            least_score=self._config.missing_ignore_score, progress=tell, should_stop=self._interruption.should_stop,
        )  # fmt: skip
        if found is None:
            raise StopRequestedError
        counted = self._counted(found)
        self._say(
            f"Found {counted['objects']} objects with a score of {self._config.missing_object_score:g} or more, which "
            f"are trained on as labelled ones; {counted['ignored']} less certain ones from "
            f"{self._config.missing_ignore_score:g} are neither object nor background."
        )
        return found

    def _facts(self, rehearsal: Rehearsal, found: dict[str, list[FoundObjects]]) -> dict[str, Any]:
        """Returns what is known before training, from the run folder where it was measured before, and writes it."""
        path = self._folder.path / REHEARSAL
        if path.is_file():
            return _read_json(path)
        source, config = rehearsal.source, self._config
        facts: dict[str, Any] = {
            "start": config.init,
            "old_classes": source.start_classes,
            "new_classes": rehearsal.new_classes,
            "images": {"new": len(rehearsal.train) - len(source.old or ()), "old": len(source.old or ())},
            "share_of_old_images": config.rehearsal_share if source.old is not None else 0.0,
            "label_missing": config.label_missing,
            "scores": {"object": config.missing_object_score, "ignore": config.missing_ignore_score},
            "found": {key: self._counted(one) for key, one in found.items()},
        }
        if source.old_validation is not None:
            facts["old"] = self._measured_before(source.old_validation, source.start_classes)
        write_facts(self._folder, facts)
        return facts

    def _measured_before(self, dataset: Dataset, classes: tuple[str, ...]) -> dict[str, Any]:
        self._say(f"Measures the old classes on the {len(dataset)} images of {dataset.name} before training.")
        result = evaluate(
            self._start_detector(), with_first_classes(dataset, classes), should_stop=self._interruption.should_stop
        )
        if not result.complete:
            raise StopRequestedError
        return {"data": dataset.name, "images": result.images, "ap50_before": result.map,
                "per_class_before": result.per_class}  # fmt: skip

    def _counted(self, found: list[FoundObjects]) -> dict[str, int]:
        objects = sum(int((one.scores >= self._config.missing_object_score).sum()) for one in found)
        return {"objects": objects, "ignored": sum(map(len, found)) - objects}

    def _start_detector(self) -> Predictor | TiledPredictor:
        if self._detector is None:
            self._detector = load_detector(self._config.init, device=self._config.device)
        return self._detector

    def _say(self, text: str) -> None:
        self._emit(TrainingMessage("info", text))


def _ignoring(dataset: Dataset, found: list[FoundObjects] | None) -> Dataset:
    """Returns images to measure on: a detection on something that nobody labelled counts neither way."""
    return dataset if found is None else with_missing(dataset, found, object_score=_NO_OBJECTS)


def _joined_validation(new: Dataset | None, old: Dataset | None) -> Dataset | None:
    # Old images alone would call the start detector the best one.
    if new is None or old is None:
        return new
    return joined(new, old)


def _read_found(path: Path, parts: list[_Part]) -> dict[str, list[FoundObjects]]:
    document = _read_json(path)
    try:
        return {part.key: from_rows(part.dataset, document[part.key]) for part in parts if part.key in document}
    except (ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            f"{path} is damaged or of other images ({error}); name the same data as before, or start a new run."
        ) from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path} is damaged ({error}); start a new run.") from error
    if not isinstance(document, dict):
        raise TrainingError(f"{path} is damaged; start a new run.")
    return document
