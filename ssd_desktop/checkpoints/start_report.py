"""What a training takes over from its start weights. No torch here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ssd_desktop.annotation.classes import near_misses
from ssd_desktop.ssd.bases import BASES


@dataclass(frozen=True)
class StartReport:
    """What the start weights give, and what begins anew.

    Attributes:
        start: Name of the start weights, as the user reads it.
        opening: One sentence on them.
        kept: Classes that keep their rows of the heads, in the order of the new class list.
        new: Classes that begin, likewise.
        dropped: Classes of the start that the data does not have, in its order.
        near_misses: Of ``new``: each name that differs from one of the start in case, blanks or hyphens only, and
            that one.
        layers_kept: Layers whose weights are taken over as they are.
        layers_changed: Layers of which some rows are taken over: the class scores, where the class list differs.
        layers_new: Layers that begin with random weights.
    """

    start: str
    opening: str
    kept: tuple[str, ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]
    near_misses: tuple[tuple[str, str], ...]
    layers_kept: tuple[str, ...]
    layers_changed: tuple[str, ...]
    layers_new: tuple[str, ...]

    @classmethod
    def from_base(
        cls, classes: Sequence[str], *, name: str, title: str, base: Sequence[str], others: Sequence[str]
    ) -> "StartReport":
        """Returns the report of a start from a base, which only classified pictures.

        Args:
            classes: Foreground names.
            name: Of the start weights; the shipped ones are called as their base.
            title: Of their base, as the user reads it.
            base: Layers of the base, in order of the forward pass.
            others: All layers after it.
        """
        shipped = name in (known.name for known in BASES)
        last = base[-1]
        if shipped:
            opening = (
                f"Starts from {title} trained on ImageNet; all layers after {last} are new, scaled on your images."
            )
        else:
            opening = (
                f"Starts from {name}, {title} for classification; all layers after {last} are new, scaled on your "
                "images."
            )
        return cls(name, opening, (), tuple(classes), (), (), tuple(base), (), tuple(others))

    @classmethod
    def from_detector(
        cls, name: str, old: Sequence[str], classes: Sequence[str], *, layers: Sequence[str]
    ) -> "StartReport":
        """Returns the report of a start from a detector.

        Args:
            name: Of its checkpoint.
            old: Its foreground names.
            classes: Those to train.
            layers: All its layers.
        """
        fresh = tuple(name for name in classes if name not in old)
        dropped = tuple(name for name in old if name not in classes)
        changed = tuple(layer for layer in layers if "class_scores" in layer) if tuple(old) != tuple(classes) else ()
        return cls(
            start=name,
            opening=f"Starts from {name}: base, auxiliary layers and offsets are taken over.",
            kept=tuple(name for name in classes if name in old),
            new=fresh,
            dropped=dropped,
            near_misses=near_misses(fresh, old),
            layers_kept=tuple(layer for layer in layers if layer not in changed),
            layers_changed=changed,
            layers_new=(),
        )

    @classmethod
    def from_other_network(
        cls, name: str, classes: Sequence[str], *, networks: tuple[str, str], kept: Sequence[str], new: Sequence[str]
    ) -> "StartReport":
        """Returns the report of a start from a detector of another network: what lies before the first other layer.

        Args:
            name: Of its checkpoint.
            classes: Foreground names to train.
            networks: The detector's and the one to train.
            kept: Layers that both have.
            new: The others.
        """
        opening = (
            f"Starts from {name}, which is {networks[0]}: its base and the layers up to {kept[-1]} are taken over; the "
            f"layers of {networks[1]} after it and the heads are new, scaled on your images, so all classes have to be "
            "learned."
        )
        return cls(name, opening, (), tuple(classes), (), (), tuple(kept), (), tuple(new))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the user should know, in order; where layers are new one sentence says it."""
        lines = [self.opening]
        if self.layers_new:
            return tuple(lines)
        if self.kept:
            lines.append(f"Classes it already knows: {', '.join(self.kept)}.")
        if self.new:
            lines.append(f"Classes it has to learn from the beginning: {', '.join(self.new)}.")
        if self.dropped:
            lines.append(f"Classes it forgets, because the data has no such name: {', '.join(self.dropped)}.")
        return tuple(lines)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each name that may be meant as one of the start's."""
        return tuple(
            f"The data's class {name!r} and {known!r} of {self.start} differ in case, blanks or hyphens only and "
            f"count as two classes; rename one of them if they mean the same."
            for name, known in self.near_misses
        )

    def to_json(self) -> str:
        """Returns the report as a JSON object, indented, with a line end."""
        document = {
            "start": self.start,
            "classes": {"kept": self.kept, "new": self.new, "dropped": self.dropped},
            "near_misses": [{"data": name, "start": known} for name, known in self.near_misses],
            "layers": {"kept": self.layers_kept, "class_rows": self.layers_changed, "new": self.layers_new},
        }
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
