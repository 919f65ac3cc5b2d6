"""What the check of a data folder found, by kind; each line goes to its image."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ssd_desktop.data.findings import FEW_BOXES, KINDS, Finding, FindingKind
from ssd_desktop.gui.localised import localised

_FINDING = Qt.ItemDataRole.UserRole


class FindingsList(QTreeWidget):
    """Shows findings in groups.

    Signals:
        chosen: A ``Finding`` whose image should be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Problems of the data folder"))
        self.setHeaderHidden(True)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def show_findings(self, findings: Iterable[Finding], counts: dict[FindingKind, int]) -> None:
        """Shows findings, of each kind the first ones.

        Args:
            findings: What to list.
            counts: How many there are of each kind; kinds without any may be left out.
        """
        self.clear()
        listed = list(findings)
        for kind in KINDS:
            count = counts.get(kind, 0)
            if count:
                self._add_group(kind, count, [finding for finding in listed if finding.kind == kind])
        if not self.topLevelItemCount():
            self.addTopLevelItem(QTreeWidgetItem([self.tr("No problems found.")]))

    def _add_group(self, kind: FindingKind, count: int, findings: Sequence[Finding]) -> None:
        title = self.tr("{title} ({count})").format(title=self._title(kind), count=self.locale().toString(count))
        group = QTreeWidgetItem([title])
        group.setToolTip(0, self._advice(kind))
        for finding in findings:
            group.addChild(self._line(finding))
        if count > len(findings):
            rest = self.locale().toString(count - len(findings))
            group.addChild(QTreeWidgetItem([self.tr("… and {count} more").format(count=rest)]))
        self.addTopLevelItem(group)
        group.setExpanded(True)

    def _line(self, finding: Finding) -> QTreeWidgetItem:
        line = QTreeWidgetItem([self._text(finding)])
        line.setData(0, _FINDING, finding)
        tip = self._text(finding)
        if finding.image is not None:
            tip += "\n" + self.tr("Click to see it in the window.")
        line.setToolTip(0, tip)
        return line

    def _text(self, finding: Finding) -> str:
        if finding.text:
            return localised(finding.text)
        name = "" if finding.image is None else finding.image.name
        number = self.locale().toString(round(finding.value))
        match finding.kind:
            case "copy":
                other = "" if finding.other is None else finding.other.name
                return self.tr("{image} is like {other} ({share})").format(
                    image=name, other=other, share=f"{finding.value:.2f}"
                )
            case "few" | "not measured":
                return self.tr("{label}: {count} boxes").format(label=finding.label, count=number)
            case "unmatched":
                return self.tr("{image}: {label}, best IoU {iou}").format(
                    image=name, label=finding.label, iou=f"{finding.value:.2f}"
                )
            case _:
                return name

    def _title(self, kind: FindingKind) -> str:
        titles: dict[FindingKind, str] = {
            "in both": self.tr("Both trained on and measured on"),
            "copy": self.tr("Measured on, and nearly the same image as one that is trained on"),
            "unreadable": self.tr("Images that cannot be read"),
            "file": self.tr("Said by annotation files: wrong sizes, boxes that cannot be"),
            "few": self.tr("Classes with fewer than {count} boxes").format(count=FEW_BOXES),
            "not measured": self.tr("Classes without a box to measure on"),
            "unmatched": self.tr("Boxes that no default box of the plan resembles"),
        }
        return titles[kind]

    def _advice(self, kind: FindingKind) -> str:
        flatters = self.tr("The figures would flatter; split by frames, folder or an expression")
        advice: dict[FindingKind, str] = {
            "in both": self.tr("The figures would flatter; take each image out of one of the two lists"),
            "copy": flatters,
            "unreadable": self.tr("They are left out; get the files again"),
            "file": self.tr("What cannot be used is left out; correct the labels"),
            "few": self.tr("They are hardly learned; label more of them"),
            "not measured": self.tr("Their AP stays unknown; hold back a share by class, or label more of them"),
            "unmatched": self.tr(
                "They will seldom be found; choose another plan, SSD512 or tiles, or fit a plan to them"
            ),
        }
        return advice[kind]

    @Slot(QTreeWidgetItem)
    def _on_chosen(self, line: QTreeWidgetItem) -> None:
        finding = line.data(0, _FINDING)
        if isinstance(finding, Finding) and finding.image is not None:
            self.chosen.emit(finding)
