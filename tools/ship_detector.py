r"""Makes the checkpoint of a run a shipped detector: float16, with its figures and its card.

The whole recipe of the playing cards, from the VGG16 base on a 2-core processor (about an hour for the first stage, an
hour and a half on one of the cores for the second):

    ssd-desktop train DATA --split train --val none --init vgg16 --batch 8 --freeze conv4_3 --epochs 36 \
        --set learning_rate=0.004 --output runs/first_stage
    ssd-desktop train DATA --split train --val none --init runs/first_stage/last.safetensors --batch 16 \
        --freeze conv4_3 --steps 1200 --set cached_views=16 --set evaluate_every=0 --output runs/playing_cards
    python tools/ship_detector.py runs/playing_cards/last.safetensors DATA --split test \
        --title "Playing cards: nine, ten, jack, queen, king, ace" --start vgg16 --first-stage "..." \
        --data "296 photographs with 527 playing cards, by Edje Electronics" --licence "..." --limits "..." \
        --output resources/weights/ssd300_playing_cards.safetensors

That of everyday objects, the small fast network from its base, on one core (about two hours); DATA holds 4,106
photographs with VOC2012's boxes (split ``train``) and 1,349 with boxes that a detector found (``train_extra``), the
uncertain ones marked difficult:

    ssd-desktop train DATA --split train,train_extra --network ssdlite320-efficientnet-lite0 \
        --init efficientnet-lite0 --plan ssdlite320-voc --steps 4200 --batch 16 --freeze block5_project \
        --precision float32 --set learning_rate=0.008 --set warmup_steps=300 --set gradient_clip=10 \
        --set class_balance=0.5 --set train_difficult=false --set cached_views=6 --set evaluate_every=6 \
        --output runs/everyday
    python tools/ship_detector.py runs/everyday/last.safetensors DATA --split val \
        --title "Everyday objects (20 classes)" --data "..." --licence "..." --limits "..." \
        --output resources/weights/ssdlite320_everyday.safetensors

The figures are those of the float16 file itself, measured once, after the training, on a split it has not seen; how
much their AP50 is left to chance is the 95 % interval over draws of its images.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from ssd_desktop.checkpoints.checkpoint import load_checkpoint, save_checkpoint
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.bootstrap import Difference, differences
from ssd_desktop.evaluation.collection import collect
from ssd_desktop.evaluation.evaluator import EvaluationResult, evaluate
from ssd_desktop.inference.predictor import Predictor


def main() -> None:
    """Writes the file, measures it, and writes it again with its figures."""
    args = _arguments()
    checkpoint = load_checkpoint(args.checkpoint)
    card = checkpoint.card | {
        "title": args.title,
        "data": args.data,
        "licence": args.licence,
        "limits": args.limits,
    }
    if args.first_stage:
        card |= {"start": args.start, "recipe": f"{args.first_stage}; then {checkpoint.card['recipe']}"}
    save_checkpoint(replace(checkpoint, card=card), args.output, dtype=torch.float16)
    dataset = load_dataset(args.data_folder, split=args.split, classes=checkpoint.config.classes)
    predictor = Predictor.load(args.output, device="cpu")
    voc = evaluate(predictor, dataset, metric="voc")
    coco = evaluate(predictor, dataset, metric="coco", max_detections=200)
    figures = checkpoint.figures | _figures(voc, coco)
    sure = _sure_ap(predictor, dataset)
    card["measured_on"] = (
        f"{args.data_folder.name}/{args.split}, {voc.images} images; AP50 is {sure.low:.1%} to {sure.high:.1%} in 95 % "
        "of the draws of them"
    )
    save_checkpoint(replace(checkpoint, card=card, figures=figures), args.output, dtype=torch.float16)
    for name, value in figures.items():
        print(f"{name:<24}{value:.4f}" if isinstance(value, float) else f"{name:<24}{value}")


def _sure_ap(predictor: Predictor, dataset: Dataset) -> Difference:
    """Returns AP50 with its interval: what it gains over a detector that finds nothing."""
    found = collect(predictor, dataset)
    nothing = replace(found, detections=tuple(one.take(np.zeros(len(one), bool)) for one in found.detections))
    return differences(nothing, found).mean


def _figures(voc: EvaluationResult, coco: EvaluationResult) -> dict[str, float | str]:
    figures: dict[str, float | str] = {
        "metric": "voc",
        "map": voc.map,
        "ap50": voc.map,
        "coco_ap": coco.map,
        "test_images": float(voc.images),
    }
    if coco.ap75 is not None:
        figures["coco_ap75"] = coco.ap75
    return figures | {f"ap50_{name}": ap for name, ap in voc.per_class.items() if ap is not None}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path, help="checkpoint of a run")
    parser.add_argument("data_folder", type=Path, help="labelled folder to measure on")
    parser.add_argument("--split", required=True, help="split to measure on, unseen in training")
    parser.add_argument("--title", required=True, help="what the detector finds")
    parser.add_argument("--data", required=True, help="what it was trained on")
    parser.add_argument("--licence", required=True, help="licences of data and start weights")
    parser.add_argument("--limits", default="", help="what it cannot do")
    parser.add_argument("--first-stage", default="", help="recipe of the run that this one went on from")
    parser.add_argument("--start", default="", help="what the first stage started from")
    parser.add_argument("--output", type=Path, required=True, help="the file to ship")
    return parser.parse_args()


if __name__ == "__main__":
    main()
