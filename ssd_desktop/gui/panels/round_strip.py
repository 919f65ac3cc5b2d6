"""What came since the last training, what that training gained, and the button for the next one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ssd_desktop.data.label_snapshot import LabelChanges
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.sections import heading
from ssd_desktop.project.gain import Gain
from ssd_desktop.project.rounds import NextRun, Round
from ssd_desktop.training.time_estimate import Duration


class RoundStrip(QWidget):
    """A few lines above the suggestions.

    Signals:
        look_wanted: It came into view.
        again_wanted: The user wants the next run.
        measure_wanted: The user wants the gain measured, or what measures it ended.
    """

    look_wanted = Signal()
    again_wanted = Signal()
    measure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading(self.tr("Since the last training"))
        self._counts, self._gain, self._plan = QLabel(), QLabel(), QLabel()
        self._again = QPushButton(self.tr("Train Again from This Model"))
        self._measure = QPushButton()
        self._lay_out()
        self.show_round(None)
        self.show_next(None, "", waits=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_wanted.emit()

    def show_round(self, last: Round | None) -> None:
        """Shows the last run on the open folder; None: nothing was trained on it."""
        for widget in (self._title, self._gain, self._again, self._plan):
            widget.setVisible(last is not None)
        self.show_measuring(0, 0)
        self._measure.setVisible(last is not None and last.gain is None and not last.why_no_gain)
        if last is None:
            empty = self.tr(
                "After a training on this folder, this shows what you have labelled since and what the training gained."
            )
            self._counts.setText(empty)
            return
        self._title.setToolTip(last.run.name)
        why_not = localised(last.why_no_changes)
        self._counts.setText(why_not if last.changes is None else self._changes_text(last.changes))
        self._gain.setText("\n".join(filter(None, (self._gain_text(last), self._kept_text(last)))))
        self._gain.setToolTip(localised(last.why_no_gain) if last.gain is None else self._gain_tip(last.gain))

    def show_next(self, wanted: NextRun | None, why_not: str, *, waits: bool) -> None:
        """Says what the button does.

        Args:
            wanted: The next run; None: there can be none.
            why_not: Why there can be none.
            waits: Whether it waits for a training that runs.
        """
        self._again.setEnabled(wanted is not None)
        if wanted is None:
            self._plan.setText(localised(why_not))
            return
        config = wanted.order.config
        length = self.tr("{count} steps") if config.steps else self.tr("{count} epochs")
        parts = [
            self.tr("From {model}, same data and settings: {length}").format(
                model=wanted.model, length=length.format(count=count_text(config.steps or config.epochs))
            )
        ]
        if wanted.duration is not None:
            parts.append(self._time_text(wanted.duration))
        if waits:
            parts.append(self.tr("waits for the training that runs"))
        self._plan.setText("; ".join(parts))

    @Slot(int, int)
    def show_measuring(self, done: int, total: int) -> None:
        """Shows how far the measuring of the gain is, in detections; a total of 0: nothing is measured."""
        self._measure.setText(
            self.tr("Cancel ({done} of {total})").format(done=count_text(done), total=count_text(total))
            if total
            else self.tr("Measure Gain")
        )

    def texts(self) -> tuple[str, str, str]:
        """Returns what is read: counts, gain, and what the next run would do."""
        return self._counts.text(), self._gain.text(), self._plan.text()

    # -- Texts

    def _changes_text(self, changes: LabelChanges) -> str:
        if changes.is_nothing:
            return self.tr("No label has changed.")
        labels = self.tr("Labels: {added} added, {changed} changed, {removed} removed").format(
            added=count_text(changes.added), changed=count_text(changes.changed), removed=count_text(changes.removed)
        )
        pictures = self.tr("Pictures: {labelled} newly labelled, {verified} verified").format(
            labelled=count_text(changes.labelled_images), verified=count_text(changes.verified_images)
        )
        return f"{labels}\n{pictures}"

    def _gain_text(self, last: Round) -> str:
        gain = last.gain
        if gain is None:
            return (
                ""
                if last.run.ap50 is None
                else self.tr("AP50 of the last round: {after} %").format(after=self._percent(last.run.ap50))
            )
        verdict = self.tr("more than chance") if gain.is_sure else self.tr("may be chance")
        text = self.tr("AP50 of the last round: {before} % → {after} % ({points}), {verdict}").format(
            before=self._percent(gain.before),
            after=self._percent(gain.after),
            points=self._points(gain.after - gain.before),
            verdict=verdict,
        )
        return f"{text}\n{self._seen_text(gain)}" if gain.seen else text

    def _kept_text(self, last: Round) -> str:
        if last.kept is None or last.run.ap50 is None:
            return ""
        text = self.tr("Pictures that measured it: {kept} of the round before, {added} new")
        return text.format(kept=count_text(last.kept[0]), added=count_text(last.kept[1]))

    def _seen_text(self, gain: Gain) -> str:
        text = self.tr("The earlier model was trained on {count} of the {images} pictures, which flatters it.")
        return text.format(count=count_text(gain.seen), images=count_text(gain.images))

    def _gain_tip(self, gain: Gain) -> str:
        return self.tr(
            "Measured with both models on the same {images} validation pictures; in 95 % of the draws of such pictures "
            "the gain lies between {low} and {high} points."
        ).format(images=count_text(gain.images), low=self._points(gain.low), high=self._points(gain.high))

    def _percent(self, share: float) -> str:
        return self.locale().toString(100 * share, "f", 1)

    def _points(self, share: float) -> str:
        return ("+" if share >= 0 else "") + self.locale().toString(100 * share, "f", 1)

    def _time_text(self, found: Duration) -> str:
        low, high = (max(1, round(seconds / 60)) for seconds in (found.least_s, found.most_s))
        if high < 2:
            return self.tr("a minute or two")
        if high < 120:
            return self.tr("about {low} to {high} minutes").format(low=low, high=high)
        hours = [self.locale().toString(minutes / 60, "f", 1) for minutes in (low, high)]
        return self.tr("about {low} to {high} hours").format(low=hours[0], high=hours[1])

    # -- Building

    def _lay_out(self) -> None:
        for label in (self._counts, self._gain, self._plan):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setContentsMargins(0, 0, 0, 0)
        self._again.setToolTip(self.tr("Start the next training on this folder, with nothing to set"))
        self._measure.setToolTip(self.tr("Detect on the validation pictures with the model before and the one after"))
        self._measure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._again.clicked.connect(self.again_wanted)
        self._measure.clicked.connect(self.measure_wanted)
        gain = QHBoxLayout()
        gain.addWidget(self._gain, 1)
        gain.addWidget(self._measure)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self._counts)
        column.addLayout(gain)
        column.addWidget(self._again)
        column.addWidget(self._plan)
        column.addWidget(line)
