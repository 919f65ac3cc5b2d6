"""``ssd-desktop boxes``: the box plans, and which of the user's boxes each can match. Needs no PyTorch."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ssd_desktop.cli.common_options import add_reading_options
from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.cli.table import format_table, percent
from ssd_desktop.ssd.config import FITTED_PLAN
from ssd_desktop.ssd.networks import NETWORKS

if TYPE_CHECKING:
    from ssd_desktop.data.plan_choice import PlanChoice
    from ssd_desktop.data.plan_recall import GroupRecall, PlanRecall
    from ssd_desktop.data.types import Dataset
    from ssd_desktop.ssd.config import BoxPlan
    from ssd_desktop.ssd.networks import NetworkDescription

_AUTO = "auto"


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("data", nargs="?", metavar="DATA", help="a folder of labelled images; nothing: only the plans")
    parser.add_argument(
        "--split", metavar="NAME,...", help="split of the folder, or several (default: every labelled image)"
    )
    parser.add_argument(
        "--plan",
        action="append",
        metavar="NAME|FILE",
        help="a plan or its plan.json; may be given again (default: all; with DATA what training chooses from)",
    )
    parser.add_argument("--network", choices=NETWORKS, default=NETWORKS[0], help="whose plans (default: %(default)s)")
    add_reading_options(parser)
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Prints the plans, or what each reaches of the user's boxes.

    Raises:
        UsageError: An option cannot be used.
        DataError: The folder has no labelled objects or cannot be read.
    """
    check_target(args.json)
    values, text = _plans(args) if args.data is None else _recalls(args)
    if args.json is not None:
        write_json(args.json, json.dumps(values, ensure_ascii=False))
    if args.json != STDOUT:
        print(text)
    return 0


def _plans(args: Namespace) -> tuple[dict[str, Any], str]:
    """Returns the plans themselves as JSON values and as text."""
    from ssd_desktop.checkpoints.plan_file import find_plan
    from ssd_desktop.errors import UsageError
    from ssd_desktop.ssd.config import PLANS
    from ssd_desktop.ssd.networks import network_by_name

    if args.split is not None:
        raise UsageError("--split needs a data folder; give DATA too.")
    names = args.plan or [name for name, plan in PLANS.items() if plan.network == network_by_name(args.network)]
    if FITTED_PLAN in names:
        raise UsageError("The plan fitted is fitted to your boxes; give DATA too.")
    plans = [find_plan(name) for name in _expanded(names, network_by_name(args.network).plans)]
    return {"plans": [_plan_values(plan) for plan in plans]}, "\n\n".join(_plan_text(plan) for plan in plans)


def _recalls(args: Namespace) -> tuple[dict[str, Any], str]:
    """Returns what each plan reaches of a data set's boxes as JSON values and as text."""
    from ssd_desktop.cli.data_notes import note_findings
    from ssd_desktop.data.dataset import load_dataset
    from ssd_desktop.data.plan_choice import choose_plan
    from ssd_desktop.ssd.networks import network_by_name

    network = network_by_name(args.network)
    names = _expanded(args.plan or [_AUTO, FITTED_PLAN], network.plans)
    plans = {name: _plan_of(network, name) for name in names if name != FITTED_PLAN}
    dataset = load_dataset(
        args.data,
        split=args.split,
        one_based=args.one_based,
        missing_is_background=args.missing_is_background,
    )
    note_findings(dataset.report, everything=args.debug)
    choice = choose_plan(dataset, network)
    recalls = _measured(names, plans, choice, dataset)
    values = {
        "data": dataset.name,
        "images": len(dataset),
        "boxes": _box_count(dataset),
        "network": network.name,
        "auto": choice.chosen.plan.name,
        "fitted": choice.note,
        "small_share": choice.chosen.small_share,
        "plans": [_recall_values(recall) for recall in recalls],
    }
    return values, _recall_text(dataset, recalls, choice)


def _measured(
    names: list[str], plans: dict[str, "BoxPlan"], choice: "PlanChoice", dataset: "Dataset"
) -> list["PlanRecall"]:
    """Returns what the plans of these names reach; ``fitted`` is left out where there are too few boxes for it."""
    from ssd_desktop.data.plan_recall import plan_recall

    known = {recall.plan.name: recall for recall in choice.recalls}
    for name, plan in plans.items():
        if name not in known:
            known[name] = plan_recall(plan, dataset)
    return [known[name] for name in names if name in known]


def _plan_of(network: "NetworkDescription", name: str) -> "BoxPlan":
    """Returns a shipped plan; sizes in the network's input can only be compared on the same network.

    Raises:
        UsageError: The plan is of another network.
    """
    from ssd_desktop.checkpoints.plan_file import find_plan
    from ssd_desktop.errors import UsageError

    plan = find_plan(name)
    if plan.network != network:
        raise UsageError(
            f"{name} is no box plan of {network.name}; choose one of {', '.join(network.plans)}, or give --network too."
        )
    return plan


def _expanded(names: list[str], training_plans: tuple[str, ...]) -> list[str]:
    """Returns plan names, each once, with ``auto`` replaced by the plans it chooses from."""
    expanded = [plan for name in names for plan in (training_plans if name == _AUTO else (name,))]
    return list(dict.fromkeys(expanded))


def _box_count(dataset: "Dataset") -> int:
    return sum(dataset.boxes_per_class().values())


def _recall_text(dataset: "Dataset", recalls: list["PlanRecall"], choice: "PlanChoice") -> str:
    heading = f"{dataset.name}: {len(dataset):,} images, {_box_count(dataset):,} boxes"
    meaning = "Percent of the boxes that some default box reaches with IoU 0.5, sides as the network sees them."
    rows = [["", "boxes", *(recall.plan.name for recall in recalls)]]
    rows.append(["all", f"{_box_count(dataset):,}", *(percent(recall.recall) for recall in recalls)])
    rows.append(["mean best IoU", "", *(f"{recall.mean_best_iou:.3f}" for recall in recalls)])
    rows.append(["positives an object", "", *(f"{recall.positives:.1f}" for recall in recalls)])
    for groups in ([recall.by_size for recall in recalls], [recall.per_class for recall in recalls]):
        rows += [[""] * len(rows[0]), *_group_rows(groups)]
    lines = [
        heading,
        meaning,
        "",
        format_table(rows),
        "",
        f"Training from a base with --plan auto takes {choice.chosen.plan.name}.",
        choice.note,
    ]
    advice = choice.chosen.small_objects_advice()
    return "\n".join(lines if advice is None else [*lines, advice])


def _group_rows(groups: list[dict[str, "GroupRecall"]]) -> list[list[str]]:
    """Returns a row for each size or class, a column for each plan."""
    counts = {name: f"{group.boxes:,}" for name, group in groups[0].items()}
    return [[name, count, *(percent(of_plan[name].recall) for of_plan in groups)] for name, count in counts.items()]


def _recall_values(recall: "PlanRecall") -> dict[str, Any]:
    def group(value: "GroupRecall") -> dict[str, Any]:
        return {
            "boxes": value.boxes,
            "reached": value.reached,
            "recall": value.recall,
            "mean_best_iou": value.mean_best_iou,
            "positives": value.positives,
        }

    return {
        "plan": recall.plan.name,
        "recall": recall.recall,
        "mean_best_iou": recall.mean_best_iou,
        "positives": recall.positives,
        "scales": list(recall.plan.scales),
        "aspect_ratios": [list(ratios) for ratios in recall.plan.aspect_ratios],
        "by_size": {name: group(value) for name, value in recall.by_size.items()},
        "per_class": {name: group(value) for name, value in recall.per_class.items()},
        "unmatched": len(recall.unmatched),
    }


def _plan_text(plan: "BoxPlan") -> str:
    side = plan.image_size
    centres = "in the middle of the cells" if plan.centres == "cell" else "at whole steps of pixels"
    heading = f"{plan.name}: {plan.box_count:,} default boxes on {side} x {side}, centres {centres}, clip {plan.clip}"
    rows = [["map", "cells", "per cell", "boxes", "sides px", "ratios", "sees px"]]
    for values in _map_values(plan):
        cells = f"{values['cells']} x {values['cells']}"
        sides = f"{values['scale'] * side:.0f}, {values['second_scale'] * side:.0f}"
        ratios = ", ".join(["1", *(f"{ratio:g}, 1/{ratio:g}" for ratio in values["aspect_ratios"])])
        counts = [str(values["boxes_per_cell"]), f"{values['boxes']:,}"]
        rows.append([values["map"], cells, *counts, sides, ratios, str(values["sees"])])
    return "\n".join([heading, format_table(rows)])


def _plan_values(plan: "BoxPlan") -> dict[str, Any]:
    return {
        "plan": plan.name,
        "image_size": plan.image_size,
        "boxes": plan.box_count,
        "centres": plan.centres,
        "clip": plan.clip,
        "maps": _map_values(plan),
    }


def _map_values(plan: "BoxPlan") -> list[dict[str, Any]]:
    """Returns what each feature map holds: scales as fractions of the input side, what a prediction sees in pixels."""
    from ssd_desktop.ssd.receptive_field import prediction_field

    if plan.network is None:
        return []
    return [
        {
            "map": name,
            "cells": plan.map_sizes[index],
            "boxes_per_cell": plan.boxes_per_cell[index],
            "boxes": plan.boxes_per_map[index],
            "scale": plan.scales[index],
            "second_scale": plan.cell_shapes(index)[1][0],
            "aspect_ratios": list(plan.aspect_ratios[index]),
            "sees": prediction_field(plan.network, index).size,
        }
        for index, name in enumerate(plan.network.map_names)
    ]
