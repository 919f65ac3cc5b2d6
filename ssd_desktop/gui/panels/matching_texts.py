"""What is said about the matching of a picture and of one of its ground truths."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.panels.explain_texts import number, shape_word
from ssd_desktop.gui.panels.layer_texts import map_name
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.training_types import MatchingTrace, ObjectMatch, Remedy, RemedyKind
from ssd_desktop.ssd.default_boxes import DefaultBoxes

_MOST_NAMES = 4
_MOST_REMEDIES = 4


def summary_text(matching: MatchingTrace) -> str:
    """Returns what became of all default boxes."""
    return QCoreApplication.translate(
        "MatchingPanel",
        "{positives} default boxes learn an object, {ignored} are in neither loss, {negatives} are background (plan "
        "{plan}).",
    ).format(
        positives=count_text(matching.positives),
        ignored=count_text(matching.ignored),
        negatives=count_text(matching.negatives),
        plan=matching.plan,
    )


def saved_text(matching: MatchingTrace) -> str:
    """Returns what the one-to-one step saved in the picture, a sentence."""
    if not matching.objects:
        return QCoreApplication.translate("MatchingPanel", "Nothing to learn here; every default box is background.")
    trained = sum(not one.ignored for one in matching.objects)
    if not trained:
        return ""
    if not matching.saved:
        return QCoreApplication.translate(
            "MatchingPanel", "Even if the last object won every default box, each object here would keep one."
        )
    return QCoreApplication.translate(
        "MatchingPanel",
        "One-to-one matching saves {saved} of {trained} objects: if the last one won, nothing would learn {names}.",
    ).format(saved=len(matching.saved), trained=trained, names=_names(matching.saved))


def object_text(one: ObjectMatch, matching: MatchingTrace, default_boxes: DefaultBoxes) -> str:
    """Returns all about a ground truth, a sentence a line."""
    if one.ignored:
        return _ignored_text(one)
    lines = [_best_text(one, default_boxes), _learns_text(one, matching)]
    if not one.reached:
        lines.append(_help_text(one))
    lines.append(_taken_text(one, matching))
    return "\n".join(line for line in lines if line)


def place_text(default_boxes: DefaultBoxes, index: int) -> str:
    """Returns where a default box lies and what shape it has, such as conv8_2, row 3, column 7, 2:1."""
    info = default_box_info(default_boxes, index, width=1, height=1)
    return QCoreApplication.translate("MatchingPanel", "{map}, row {row}, column {column}, {shape}").format(
        map=map_name(default_boxes.plan, info.feature_map),
        row=info.row,
        column=info.column,
        shape=shape_word(default_boxes.plan, info),
    )


def _ignored_text(one: ObjectMatch) -> str:
    if one.crowd:
        text = QCoreApplication.translate(
            "MatchingPanel",
            "A group, marked to be ignored: nothing learns it, and {band} default boxes that lie half inside it are in "
            "neither loss.",
        )
    else:
        text = QCoreApplication.translate(
            "MatchingPanel",
            "Marked to be ignored: nothing learns it, and {band} default boxes that lie on it are in neither loss.",
        )
    return text.format(band=count_text(len(one.band)))


def _best_text(one: ObjectMatch, default_boxes: DefaultBoxes) -> str:
    if one.best is None:
        return QCoreApplication.translate("MatchingPanel", "No default box touches it.")
    return QCoreApplication.translate("MatchingPanel", "Best default box: {place}; IoU {iou}.").format(
        place=place_text(default_boxes, one.best.default_box), iou=number(one.best.iou)
    )


def _learns_text(one: ObjectMatch, matching: MatchingTrace) -> str:
    threshold = number(matching.positive_iou)
    if one.reached:
        return QCoreApplication.translate(
            "MatchingPanel",
            "{positives} default boxes learn it; {band} more are too near for background and in neither loss.",
        ).format(positives=count_text(len(one.positives)), band=count_text(len(one.band)))
    if one.forced is None:
        return QCoreApplication.translate(
            "MatchingPanel", "No default box reaches IoU {threshold}, and none is left for it: nothing learns it."
        ).format(threshold=threshold)
    return QCoreApplication.translate(
        "MatchingPanel",
        "No default box reaches IoU {threshold}. Only the one that one-to-one matching gives it learns it, from IoU "
        "{iou}.",
    ).format(threshold=threshold, iou=number(one.forced.iou))


def _help_text(one: ObjectMatch) -> str:
    if not one.remedies:
        return QCoreApplication.translate(
            "MatchingPanel",
            "No shipped plan, network or tile size overlaps it better; a plan fitted to your boxes may.",
        )
    heading = QCoreApplication.translate("MatchingPanel", "What would help:")
    return "\n".join((heading, *(f"  •  {_remedy_text(remedy)}" for remedy in one.remedies[:_MOST_REMEDIES])))


def _remedy_text(remedy: Remedy) -> str:
    if remedy.kind is RemedyKind.TILES:
        text = QCoreApplication.translate("MatchingPanel", "tiles of {name} px: IoU {iou}")
    elif remedy.kind is RemedyKind.NETWORK:
        text = QCoreApplication.translate("MatchingPanel", "{network} with plan {name}: IoU {iou}")
    else:
        text = QCoreApplication.translate("MatchingPanel", "plan {name}: IoU {iou}")
    text = text.format(name=remedy.name, network=remedy.network, iou=number(remedy.iou))
    return text if remedy.reaches else text + QCoreApplication.translate("MatchingPanel", " (not enough yet)")


def _taken_text(one: ObjectMatch, matching: MatchingTrace) -> str:
    if one.taken_by is None:
        return ""
    taker = matching.objects[one.taken_by]
    name = f"{taker.position + 1} {taker.name}"
    if one.lost_if_last_wins:
        text = QCoreApplication.translate(
            "MatchingPanel", "If the last one won, {taker} would take its best default box and nothing would learn it."
        )
        return text.format(taker=name)
    text = QCoreApplication.translate(
        "MatchingPanel", "If the last one won, {taker} would take its best default box and {left} would learn it."
    )
    return text.format(taker=name, left=count_text(one.if_last_wins))


def _names(objects: Sequence[ObjectMatch]) -> str:
    names = [f"{one.position + 1} {one.name}" for one in objects[:_MOST_NAMES]]
    return ", ".join(names) + (", …" if len(objects) > _MOST_NAMES else "")
