"""What is said about the loss of a picture and of one default box."""

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.gui.panels.matching_texts import place_text
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.inference.explanation.training_questions import NoLoss, PictureLoss, TrainingExplained
from ssd_desktop.inference.explanation.training_types import LossTerm, Role


def sum_text(loss: PictureLoss) -> str:
    """Returns the loss of the picture as a sum."""
    trace = loss.trace
    return QCoreApplication.translate("LossPanel", "L {total} = L_conf {confidence} + L_loc {localisation}").format(
        total=number(trace.total), confidence=number(trace.confidence), localisation=number(trace.localisation)
    )


def mining_text(loss: PictureLoss) -> str:
    """Returns how many negatives are in the loss, and why so many."""
    trace = loss.trace
    if not trace.positives:
        text = QCoreApplication.translate(
            "LossPanel",
            "N = 0: nothing learns an object here, so the hardest {mined} of {negatives} negatives are in the loss.",
        )
    else:
        text = QCoreApplication.translate(
            "LossPanel",
            "N = {positives} positives; of {negatives} negatives the hardest {mined} are in the loss, {ratio} for each "
            "positive, the others are dropped.",
        )
    return text.format(
        positives=count_text(trace.positives),
        mined=count_text(trace.mined),
        negatives=count_text(trace.negatives),
        ratio=loss.ratio,
    )


def change_text(loss: PictureLoss) -> str:
    """Returns what another ratio than the usual one changes; "" where it is the usual one."""
    if loss.ratio == loss.usual_ratio:
        return ""
    return QCoreApplication.translate(
        "LossPanel",
        "{ratio} : 1 instead of {usual} : 1: mined {usual_mined} → {mined}, L {usual_total} → {total}, background's "
        "share {usual_share} → {share}.",
    ).format(
        ratio=loss.ratio,
        usual=loss.usual_ratio,
        usual_mined=count_text(loss.usual.mined),
        mined=count_text(loss.trace.mined),
        usual_total=number(loss.usual.total),
        total=number(loss.trace.total),
        usual_share=percent(loss.usual.background_share),
        share=percent(loss.trace.background_share),
    )


def left_out_text(loss: PictureLoss, shown_plan: str) -> str:
    """Returns what the loss leaves out: labels the detector does not know, another box plan; "" for nothing.

    Args:
        loss: Of the picture.
        shown_plan: Name of the plan of the matching.
    """
    texts, plan = [], loss.default_boxes.plan.name
    if loss.left_out:
        text = QCoreApplication.translate(
            "LossPanel", "The detector does not know these classes, so their objects are left out: {names}."
        )
        texts.append(text.format(names=", ".join(loss.left_out)))
    if plan != shown_plan:
        text = QCoreApplication.translate(
            "LossPanel", "The loss is that of the detector's plan {plan}, not of {shown} as in Matching."
        )
        texts.append(text.format(plan=plan, shown=shown_plan))
    return "\n".join(texts)


def term_text(one: LossTerm, loss: PictureLoss, explained: TrainingExplained) -> str:
    """Returns all about a default box in the loss, a sentence a line."""
    background = QCoreApplication.translate("LossPanel", "background")
    names = (background, *explained.classes)
    lines = [
        QCoreApplication.translate("LossPanel", "{role}: {place}.").format(
            role=_role_text(one.role), place=place_text(loss.default_boxes, one.default_box)
        ),
        QCoreApplication.translate(
            "LossPanel", "It should say {wanted} and gives that {score}; it says {said} with {said_score}."
        ).format(
            wanted=names[one.label],
            score=number(one.score),
            said=names[one.predicted],
            said_score=number(one.predicted_score),
        ),
    ]
    if one.role is Role.POSITIVE:
        truth = explained.matching.objects[one.ground_truth]
        lines.append(
            QCoreApplication.translate(
                "LossPanel", "It learns {name}: confidence loss {confidence}, localisation loss {localisation}."
            ).format(
                name=f"{truth.position + 1} {truth.name}",
                confidence=number(one.confidence),
                localisation=number(one.localisation),
            )
        )
    elif one.role is Role.DROPPED:
        lines.append(
            QCoreApplication.translate(
                "LossPanel", "Its loss, {confidence}, is below that of the last one mined: it adds nothing."
            ).format(confidence=number(one.confidence))
        )
    return "\n".join(lines)


def no_loss_text(why: NoLoss | None) -> str:
    """Returns why there is no loss; "" where there is one."""
    texts = {
        NoLoss.NOT_ASKED: QCoreApplication.translate("LossPanel", "Computing the loss..."),
        NoLoss.NO_DETECTOR: QCoreApplication.translate(
            "LossPanel", "No detector is loaded yet; choose one with Model > Open Checkpoint."
        ),
        NoLoss.TILES: QCoreApplication.translate(
            "LossPanel",
            "The detector in use looks at tiles of a picture; choose one that looks at whole pictures to see the loss.",
        ),
        NoLoss.UNKNOWN_CLASSES: QCoreApplication.translate(
            "LossPanel",
            "The detector in use knows none of the labelled classes, so there is no loss. The Matching tab needs no "
            "detector.",
        ),
    }
    return "" if why is None else texts[why]


def _role_text(role: Role) -> str:
    return {
        Role.POSITIVE: QCoreApplication.translate("LossPanel", "Positive"),
        Role.MINED: QCoreApplication.translate("LossPanel", "Mined negative"),
        Role.DROPPED: QCoreApplication.translate("LossPanel", "Dropped negative"),
    }[role]


def percent(share: float) -> str:
    """Returns a share as it is shown."""
    return number(100 * share, 0) + " %"
