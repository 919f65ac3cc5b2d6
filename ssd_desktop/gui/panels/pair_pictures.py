"""Two of the compared runs on the same images: which runs and images, the verdict, and the pictures that differ."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.evaluation.bootstrap import Difference, Differences
from ssd_desktop.evaluation.errors import DEFAULT_SCORE
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.pair_view import PairView
from ssd_desktop.project.pair_images import PairImages
from ssd_desktop.project.runs import RunRecord


class PairPictures(QWidget):
    """Asks for a measurement of a pair and shows it.

    Signals:
        pair_chosen: Other runs were chosen; answer with ``set_images``.
        images_chosen: Other images were chosen for the same runs.
        measure_wanted: The user wants the pair measured.
        stop_wanted: The user wants the measurement ended.
        score_changed: Detections from another score (0..1) on are wanted.
        wish_changed: Other images of those that differ are wanted.

    Attributes:
        view: The pictures.
    """

    pair_chosen = Signal()
    images_chosen = Signal()
    measure_wanted = Signal()
    stop_wanted = Signal()
    score_changed = Signal(float)
    wish_changed = Signal()

    def __init__(self, runs: Sequence[RunRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = tuple(runs)
        self._busy = False
        self.view = PairView()
        self._build()
        self._lay_out()
        self.set_images((), self.tr("Looking at what both can be measured on..."))
        self._name_view()

    def pair(self) -> tuple[RunRecord, RunRecord]:
        """Returns the two runs that are chosen; they may be the same."""
        return self._runs[self._first.currentIndex()], self._runs[self._second.currentIndex()]

    def images(self) -> PairImages | None:
        """Returns what the pair is measured on; None where it cannot be."""
        chosen: PairImages | None = self._images.currentData()
        return chosen

    def score(self) -> float:
        """Returns the score from which on detections count, 0..1."""
        return self._score.value()

    def better(self) -> int | None:
        """Returns which images are wanted, as ``most_different`` takes it."""
        chosen: int | None = self._wish.currentData()
        return chosen

    def set_images(self, choices: Sequence[PairImages], why_not: str = "") -> None:
        """Offers what the chosen pair can be measured on.

        Args:
            choices: The best one first.
            why_not: What is read where there are none.
        """
        with QSignalBlocker(self._images):
            self._images.clear()
            for choice in choices:
                self._images.addItem(self._images_text(choice), choice)
        self._images.setEnabled(bool(choices))
        self.show_message(why_not)
        self._update()

    def set_busy(self, busy: bool) -> None:
        """Shows whether the pair is being measured."""
        self._busy = busy
        self._progress.setVisible(busy)
        self._progress.setRange(0, 0)
        self._update()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Shows how far the measurement is, in detections."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_message(self, text: str) -> None:
        """Shows a sentence in place of the verdict."""
        self._verdict.setText(text)
        self._verdict.setToolTip("")

    def show_verdict(self, ap50: tuple[float, float], gained: Differences, seen: tuple[int, int]) -> None:
        """Shows what the second run gained over the first, and whether that is more than chance.

        Args:
            ap50: Mean over the classes of each run, 0..1.
            gained: Of the second over the first.
            seen: How many of the images each run was trained on.
        """
        sentences = [self._mean_text(ap50, gained), *self._sure_texts(gained)]
        for run, count in zip(self.pair(), seen, strict=True):
            if count:
                text = self.tr("{run} was trained on {count} of the {images} pictures, which flatters it.")
                count_of = count_text(gained.images)
                sentences.append(text.format(run=run.name, count=count_text(count), images=count_of))
        self._verdict.setText(" ".join(sentences))
        self._verdict.setToolTip(self._class_tip(gained))

    def show_count(self, differing: int, images: int) -> None:
        """Shows on how many of the images the two differ."""
        text = self.tr("They differ on {count} of {images} pictures.")
        self._count.setText(text.format(count=count_text(differing), images=count_text(images)))
        self._pages.setCurrentWidget(self._after)

    def clear(self) -> None:
        """Takes the figures and pictures of an earlier pair away."""
        self._count.clear()
        self.view.show_images(())
        self._name_view()
        self._pages.setCurrentWidget(self._before)

    def verdict(self) -> str:
        """Returns what is read of the comparison."""
        return self._verdict.text()

    # -- Texts

    def _mean_text(self, ap50: tuple[float, float], gained: Differences) -> str:
        text = self.tr("AP50 {first} % → {second} %: {points} points, in 95 % of the draws {low} to {high}.").format(
            first=self._percent(ap50[0]),
            second=self._percent(ap50[1]),
            points=self._points(gained.mean.value),
            low=self._points(gained.mean.low),
            high=self._points(gained.mean.high),
        )
        return f"{text} {self._chance_text(gained.mean)}"

    def _chance_text(self, one: Difference) -> str:
        if not one.is_sure:
            return self.tr("The difference may be chance.")
        better = self.pair()[1 if one.value > 0 else 0]
        return self.tr("{run} is better by more than chance.").format(run=better.name)

    def _sure_texts(self, gained: Differences) -> list[str]:
        """Names the classes whose difference is more than chance, where there is more than one class."""
        sure = {name: one for name, one in gained.per_class.items() if one is not None and one.is_sure}
        if len(gained.per_class) < 2 or not sure:
            return []
        names = ", ".join(f"{name} {self._points(one.value)}" for name, one in sure.items())
        return [self.tr("More than chance by class: {names}.").format(names=names)]

    def _class_tip(self, gained: Differences) -> str:
        rows = [
            f"{name}: {self._points(one.value)} ({self._points(one.low)} … {self._points(one.high)})"
            for name, one in gained.per_class.items()
            if one is not None
        ]
        drawn = self.tr("{images} pictures, drawn anew {draws} times").format(
            images=count_text(gained.images), draws=count_text(gained.draws)
        )
        return "\n".join([drawn, *rows])

    def _images_text(self, choice: PairImages) -> str:
        if choice.split is not None:
            text = self.tr("List {name} ({count})").format(name=choice.split, count=count_text(choice.count))
        else:
            text = self.tr("What measured {run} ({count})").format(run=choice.run.name, count=count_text(choice.count))
        return text

    def _percent(self, share: float) -> str:
        return self.locale().toString(100 * share, "f", 1)

    def _points(self, share: float) -> str:
        return ("+" if share >= 0 else "–") + self.locale().toString(abs(100 * share), "f", 1)

    # -- Building

    def _build(self) -> None:
        self._first, self._second = (
            self._run_choice(self.tr("First run"), 0),
            self._run_choice(self.tr("Second run"), 1),
        )
        self._images = _combo(self.tr("Pictures to compare on"))
        self._images.currentIndexChanged.connect(self._on_images)
        self._go = QPushButton(autoDefault=False)
        self._go.clicked.connect(self._on_go)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setMaximumHeight(6)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.hide()
        self._verdict, self._count = QLabel(), QLabel()
        self._verdict.setWordWrap(True)
        self._pages, self._after = QStackedLayout(), QWidget()
        self._before = QLabel(self.tr("Compare Pictures shows on which pictures the two runs differ."))
        self._before.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before.setWordWrap(True)
        self._wish = _combo(self.tr("Which pictures"))
        for better in (None, 1, 0):
            self._wish.addItem("", better)
        self._wish.currentIndexChanged.connect(self.wish_changed)
        self._score = QDoubleSpinBox(decimals=2, minimum=0.01, maximum=1.0, singleStep=0.05, value=DEFAULT_SCORE)
        self._score.setAccessibleName(self.tr("Score from"))
        self._score.setToolTip(self.tr("Detections below this score do not count"))
        self._score.setKeyboardTracking(False)
        self._score.valueChanged.connect(self.score_changed)

    def _run_choice(self, name: str, chosen: int) -> QComboBox:
        combo = _combo(name)
        for run in self._runs:
            combo.addItem(run.name)
        combo.setCurrentIndex(chosen)
        combo.currentIndexChanged.connect(self._on_pair)
        return combo

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        if len(self._runs) > 2:
            choices.addWidget(self._first, 1)
            choices.addWidget(QLabel("→"))
            choices.addWidget(self._second, 1)
            choices.addSpacing(12)
        choices.addWidget(QLabel(self.tr("Pictures")))
        choices.addWidget(self._images, 2)
        choices.addWidget(self._go)
        column = QVBoxLayout(self)
        column.addLayout(choices)
        column.addWidget(self._progress)
        column.addWidget(self._verdict)
        column.addLayout(self._pages, 1)
        self._pages.addWidget(self._before)
        self._pages.addWidget(self._after)
        self._lay_out_differences()

    def _lay_out_differences(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self._count)
        below.addStretch(1)
        below.addWidget(QLabel(self.tr("Show")))
        below.addWidget(self._wish)
        below.addSpacing(12)
        below.addWidget(QLabel(self.tr("Score from")))
        below.addWidget(self._score)
        column = QVBoxLayout(self._after)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(below)
        column.addWidget(self.view, 1)

    def _update(self) -> None:
        self._go.setText(self.tr("Cancel") if self._busy else self.tr("Compare Pictures"))
        self._go.setEnabled(self._busy or self.images() is not None)
        for combo in (self._first, self._second):
            combo.setEnabled(not self._busy)
        self._images.setEnabled(not self._busy and self._images.count() > 0)

    def _name_view(self) -> None:
        pair = self.pair()
        self.view.set_headings(*(run.name for run in pair))
        self._wish.setItemText(0, self.tr("All that differ"))
        for row in range(1, self._wish.count()):
            self._wish.setItemText(row, self.tr("{run} is better").format(run=pair[self._wish.itemData(row)].name))

    @Slot()
    def _on_pair(self) -> None:
        self.clear()
        self.set_images((), self.tr("Looking at what both can be measured on..."))
        self.pair_chosen.emit()

    @Slot()
    def _on_images(self) -> None:
        self.clear()
        self.show_message("")
        self._update()
        self.images_chosen.emit()

    @Slot()
    def _on_go(self) -> None:
        (self.stop_wanted if self._busy else self.measure_wanted).emit()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(14)
    return combo
