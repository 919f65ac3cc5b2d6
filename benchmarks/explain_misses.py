"""Is what the program says of missed objects true?

Goes through a labelled folder until so many objects were missed, prints for each the stage at which the program says
it was lost, and works the same out anew by plain loops over the raw network output (``naive_misses``, which imports
nothing of the program). Ends with 1 where the two differ in stage, in the detection that is to blame, in the surest
prediction, or in a number by more than 0.001.

    python -m benchmarks.explain_misses DATA --split test
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.naive_misses import Box, Miss, Scene, Truth
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.types import ExplanationSettings, ObjectTrace, PictureExplanation, Stage
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.seen_picture import SeenPicture

TOLERANCE = 1e-3
COLUMNS = "| image | object | stated | best default box: IoU, score, IoU moved | surest on it | to blame |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="labelled folder whose classes the model knows")
    parser.add_argument("--split")
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--score", type=float, default=0.5)
    parser.add_argument("--misses", type=int, default=10, help="missed objects that are listed (default: 10)")
    args = parser.parse_args()

    predictor = Predictor.load(args.model, device="cpu")
    classes = predictor.config.classes
    dataset = load_dataset(args.data, split=args.split, classes=classes)
    settings = ExplanationSettings(score=args.score)
    listed, wrong, stages = 0, 0, Counter[str]()
    print(COLUMNS + "\n" + "| --- " * COLUMNS.count(" |") + "|")
    for sample in dataset.samples:
        seen = predictor.see(read_pixels(sample))
        explanation = explain_picture(seen, settings, sample)
        for stated, worked_out in pairs(seen, explanation, sample, args.score):
            stages[worked_out.stage] += 1
            found = differences(stated, worked_out)
            wrong += bool(found)
            for text in found:
                print(f"{sample.image_path.name}, object {stated.position}: {text}", file=sys.stderr)
            if worked_out.stage != Stage.FOUND.value and listed < args.misses:
                listed += 1
                print(row(sample.image_path.name, stated, worked_out, classes))
    total = sum(stages.values())
    print(f"\n{total} objects of {len(dataset.samples)} images, by the plain loops: {dict(stages.most_common())}")
    print(f"The program says the same of {total - wrong}, something else of {wrong}.")
    return 1 if wrong else 0


def pairs(
    seen: SeenPicture, explanation: PictureExplanation, sample: Sample, score: float
) -> Iterator[tuple[ObjectTrace, Miss]]:
    """Yields for each object what the program says of it, and what the plain loops do."""
    scene = Scene(
        seen.logits.tolist(),
        seen.offsets.tolist(),
        seen.default_boxes.cxcywh.tolist(),
        width=seen.width,
        height=seen.height,
    )
    truths = [
        Truth(int(label), _box(box), bool(ignored))
        for label, box, ignored in zip(sample.labels, sample.boxes_xyxy.tolist(), sample.ignore, strict=True)
    ]
    misses = scene.misses(truths, score)
    for stated in explanation.objects or ():
        yield stated, misses[stated.position]


def differences(stated: ObjectTrace, worked_out: Miss) -> list[str]:
    """Returns in words where the program and the plain loops differ; nothing where they agree."""
    found = []
    if stated.stage.value != worked_out.stage:
        found.append(f"stated {stated.stage.value}, worked out {worked_out.stage}")
    answer, culprit = stated.answer, worked_out.culprit
    named = None if answer is None else (answer.default_box, answer.label)
    expected = None if culprit is None else (culprit.default_box, culprit.label)
    if named != expected:
        found.append(f"blames {named}, worked out {expected}")
    elif answer is not None and culprit is not None and abs(answer.score - culprit.score) > TOLERANCE:
        found.append(f"score {answer.score}, worked out {culprit.score}")
    witness = stated.witness
    if (None if witness is None else witness.default_box) != worked_out.witness:
        found.append(f"surest {witness and witness.default_box}, worked out {worked_out.witness}")
    elif witness is not None and abs(witness.score - worked_out.witness_score) > TOLERANCE:
        found.append(f"its score {witness.score}, worked out {worked_out.witness_score}")
    return found + _prediction_differences(stated, worked_out)


def _prediction_differences(stated: ObjectTrace, worked_out: Miss) -> list[str]:
    """Compares what is said of the best default box, where that learns the object."""
    one = next((each for each in stated.should_have if each.default_box == worked_out.best_default_box), None)
    if one is None:
        return []
    compared = (
        ("IoU of the default box", one.default_iou, worked_out.best_iou),
        ("its score", one.score, worked_out.best_score),
        ("IoU of its prediction", one.iou, worked_out.decoded_iou),
    )
    return [f"{name} {said}, worked out {right}" for name, said, right in compared if abs(said - right) > TOLERANCE]


def row(image: str, stated: ObjectTrace, worked_out: Miss, classes: tuple[str, ...]) -> str:
    """Returns a line of the table, all numbers of the plain loops."""
    x0, y0, x1, y1 = (round(edge) for edge in stated.box_xyxy)
    best = (
        f"{worked_out.best_default_box}: {worked_out.best_iou:.2f}, {worked_out.best_score:.3f}, "
        f"{worked_out.decoded_iou:.2f}"
    )
    witness = "none" if worked_out.witness is None else f"{worked_out.witness}: {worked_out.witness_score:.3f}"
    culprit = worked_out.culprit
    blamed = "" if culprit is None else f"{classes[culprit.label - 1]} {culprit.score:.3f} of {culprit.default_box}"
    if stated.witness is not None and stated.witness.suppressor is not None:
        blamed += f", IoU {stated.witness.suppressor_iou:.2f}"
    return f"| {image} | {stated.name} {x0}, {y0}, {x1}, {y1} | {stated.stage.value} | {best} | {witness} | {blamed} |"


def _box(box: list[float]) -> Box:
    x0, y0, x1, y1 = box
    return x0, y0, x1, y1


if __name__ == "__main__":
    sys.exit(main())
