"""How a training goes, as numbers: recipe, network, box plan, what is trained, length and batch."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QSpinBox, QWidget

from ssd_desktop.gui.dialogs.form import add_row, label_for, named, note_label, wide_combo
from ssd_desktop.gui.dialogs.training_length import TrainingLength
from ssd_desktop.gui.dialogs.training_request import OwnPlan, StartWeights
from ssd_desktop.ssd.bases import Base
from ssd_desktop.ssd.config import FITTED_PLAN
from ssd_desktop.ssd.networks import NETWORKS, SSD300, SSD512, SSDLITE320, network_by_name
from ssd_desktop.training.config import AUTO_PLAN, TrainingConfig
from ssd_desktop.training.effort import EffortSettings
from ssd_desktop.training.recipes import FINE_TUNE, PAPER, recipe

_USUAL_NETWORK = TrainingConfig().network
"""What a configuration says where the network of the start weights is kept."""


class MethodSettings(QGroupBox):
    """Chooses the method; whatever is shown is valid with the start weights that ``set_start`` told of.

    Signals:
        changed: Something was chosen.
        recipe_chosen: Name of a recipe.
    """

    changed = Signal()
    recipe_chosen = Signal(str)

    def __init__(self, start: StartWeights, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Method"))
        self._start = start
        self._recalls: Mapping[str, float] = {}
        self._best_plan = ""
        self._own_plan: OwnPlan | None = None
        self._wished_plan = ""
        self._build_widgets()
        self._lay_out()
        self._fill_networks()
        self._fill_stages()
        self._fill_plans()
        self._recipe.currentIndexChanged.connect(self._on_recipe)
        self._network.currentIndexChanged.connect(self._on_network)
        self._batch.valueChanged.connect(self.changed)
        self._length.changed.connect(self.changed)
        for combo in (self._freeze, self._plan):
            combo.currentIndexChanged.connect(self.changed)
        self._plan.activated.connect(self._forget_wish)

    @property
    def recipe(self) -> str:
        """Name of the recipe."""
        name: str = self._recipe.currentData()
        return name

    @property
    def network(self) -> str:
        """Name of the network that is trained."""
        chosen: str = self._network.currentData()
        return self._start.network if chosen == _USUAL_NETWORK else chosen

    @property
    def plan(self) -> str:
        """Name of the box plan that is trained with; that of the start weights where they bring it, else ``auto``."""
        fixed = self._fixed_plan()
        return fixed if fixed is not None else self._plan.currentData() or AUTO_PLAN

    @property
    def has_own_plan(self) -> bool:
        """Whether the user's own plan is chosen."""
        return self._own_plan is not None and self._plan.currentData() == self._own_plan.value

    def changed_config(self, config: TrainingConfig) -> TrainingConfig:
        """Returns ``config`` with what is shown; its passes stay."""
        return replace(
            config,
            network=self._network.currentData(),
            plan=self._plan.currentData() or AUTO_PLAN,
            epochs=self._length.epochs,
            steps=self._length.steps,
            batch_size=self._batch.value(),
            freeze=self._freeze.currentData(),
        )

    def is_of(self, settings: EffortSettings) -> bool:
        """Returns whether an effort sets what is shown."""
        shown = (self.recipe, self._length.epochs, self._freeze.currentData(), self._network.currentData())
        return not self._length.steps and shown == (FINE_TUNE, settings.epochs, settings.freeze, settings.network)

    def show_recipe(self, name: str) -> None:
        """Shows a recipe and all that it sets; nothing is emitted."""
        config = recipe(name)
        with QSignalBlocker(self):
            self._recipe.setCurrentIndex(self._recipe.findData(name))
            self._batch.setValue(config.batch_size)
            self._show(config.epochs, config.freeze, config.network, steps=config.steps)
            self._wished_plan = ""
            self._plan.setCurrentIndex(max(0, self._plan.findData(config.plan)))

    def show_config(self, config: TrainingConfig) -> None:
        """Shows settings from elsewhere; nothing is emitted. A plan that is not offered yet is chosen once it is."""
        paper = recipe(PAPER)
        name = PAPER if (config.epochs, config.batch_size) == (paper.epochs, paper.batch_size) else FINE_TUNE
        with QSignalBlocker(self):
            self._recipe.setCurrentIndex(self._recipe.findData(name))
            self._batch.setValue(config.batch_size)
            self._show(config.epochs, config.freeze, config.network, steps=config.steps)
            self._wished_plan = config.plan
            self._fill_plans()

    def show_effort(self, settings: EffortSettings) -> None:
        """Shows what an effort sets; nothing is emitted."""
        with QSignalBlocker(self):
            self._show(settings.epochs, settings.freeze, settings.network)

    def set_start(self, start: StartWeights) -> None:
        """Takes the start weights; their network and plan decide what can be chosen."""
        if start != self._start:
            self._start = start
            self._fill_networks()
            self._fill_stages()
            self._fill_plans()

    def set_recalls(self, recalls: Mapping[str, float], best_plan: str) -> None:
        """Takes the share (0..1) of the user's boxes that each plan can match, and which ``auto`` takes."""
        self._recalls, self._best_plan = recalls, best_plan
        self._fill_plans()

    def use_plan(self, plan: OwnPlan) -> None:
        """Offers a plan of the user's and chooses it, with its network."""
        self._own_plan, self._wished_plan = plan, ""
        self._network.setCurrentIndex(max(0, self._network.findData(plan.network)))
        self._fill_plans()
        self._plan.setCurrentIndex(max(0, self._plan.findData(plan.value)))

    def _build_widgets(self) -> None:
        usual = TrainingConfig()
        self._recipe = wide_combo(self.tr("Recipe"))
        self._recipe.addItem(self.tr("Fine-tune: few images of your own"), FINE_TUNE)
        self._recipe.addItem(self.tr("Paper: as its authors trained SSD, with thousands of images"), PAPER)
        self._recipe.setToolTip(self.tr("Sets all that follows; change what you like afterwards"))
        self._network = wide_combo(self.tr("Network"))
        self._network.setToolTip(
            self.tr("A larger input shows small objects larger, and takes about three times as long")
        )
        self._network_note = note_label()
        self._plan = wide_combo(self.tr("Box plan"))
        self._plan.setToolTip(self.tr("The default boxes; an object that none of them resembles is seldom found"))
        self._freeze = wide_combo(self.tr("What is trained"))
        self._freeze.setToolTip(self.tr("Frozen layers keep their weights; what they compute can be kept, too"))
        self._length = TrainingLength()
        self._batch = named(QSpinBox(maximum=512, value=usual.batch_size), self.tr("Images of a batch"))
        self._batch.setSpecialValueText(self.tr("By memory"))
        self._batch.setToolTip(self.tr("Images of an optimiser step; 0: as many as the memory of the device holds"))

    def _lay_out(self) -> None:
        length = QHBoxLayout()
        length.addWidget(self._length)
        length.addSpacing(12)
        length.addWidget(label_for(self.tr("Images of a batc&h"), self._batch))
        length.addWidget(self._batch)
        length.addStretch(1)
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("R&ecipe"), self._recipe)
        form.addRow(self.tr("&Network"), self._network)
        form.addRow("", self._network_note)
        form.addRow(self.tr("Bo&x plan"), self._plan)
        form.addRow(self.tr("What is t&rained"), self._freeze)
        add_row(form, self.tr("E&pochs or steps"), length, field=self._length.unit)

    def _show(self, epochs: int, freeze: str, network: str, *, steps: int = 0) -> None:
        self._length.show_length(epochs, steps)
        stage = network_by_name(self._start.network).base.stage_like(freeze)
        self._freeze.setCurrentIndex(self._freeze.findData(stage))
        self._network.setCurrentIndex(max(0, self._network.findData(network)))

    @Slot()
    def _on_recipe(self) -> None:
        self.show_recipe(self.recipe)
        self.recipe_chosen.emit(self.recipe)
        self.changed.emit()

    @Slot()
    def _forget_wish(self) -> None:
        self._wished_plan = ""

    @Slot()
    def _on_network(self) -> None:
        self._fill_plans()
        self.changed.emit()

    def _fill_networks(self) -> None:
        """Offers the networks that can start from these weights; a detector's own comes as the usual one."""
        wanted = self._network.currentData()
        self._network.blockSignals(True)
        self._network.clear()
        own = self._start.network
        others = (name for name in NETWORKS if name != _USUAL_NETWORK and _share_base(name, own))
        for name in dict.fromkeys((own, *others)):
            self._network.addItem(self._network_text(name), _USUAL_NETWORK if name == own else name)
        self._network.setCurrentIndex(max(0, self._network.findData(wanted)))
        self._network.blockSignals(False)

    def _network_text(self, name: str) -> str:
        texts = {
            SSD300.name: self.tr("SSD300: input of 300 × 300 px"),
            SSD512.name: self.tr("SSD512: input of 512 × 512 px, for small objects"),
            SSDLITE320.name: self.tr("SSDlite: input of 320 × 320 px, for cameras on plain processors"),
        }
        return texts[name]

    def _fill_stages(self) -> None:
        """Offers the stages of the base that the start weights have, the deepest first."""
        base = network_by_name(self._start.network).base
        chosen = self._freeze.currentIndex()
        with QSignalBlocker(self._freeze):
            self._freeze.clear()
            for stage in reversed(base.freeze_stages):
                self._freeze.addItem(self._stage_text(base, stage).format(layer=stage), stage)
            self._freeze.setCurrentIndex(max(0, chosen))

    def _stage_text(self, base: Base, stage: str) -> str:
        usual, longer = base.processor_stages
        none, *stages = base.freeze_stages
        texts = {
            none: self.tr("Train everything: best with many images and a GPU"),
            longer: self.tr("Base frozen up to {layer}: slower, often a little better"),
            usual: self.tr("Base frozen up to {layer}: quick on a processor"),
        }
        if stage in texts:
            return texts[stage]
        if stages.index(stage) < stages.index(longer):
            return self.tr("Base frozen up to {layer}: its first layers only, as in the paper")
        return self.tr("Base frozen up to {layer}: quickest, learns least")

    def _fixed_plan(self) -> str | None:
        """The plan that a detector of the same network brings; its offsets mean nothing with another."""
        return self._start.plan if self._start.is_detector and self.network == self._start.network else None

    def _fill_plans(self) -> None:
        fixed, wanted = self._fixed_plan(), self._plan.currentData()
        self._plan.blockSignals(True)
        self._plan.clear()
        if fixed is not None:
            self._plan.addItem(self.tr("Of the start weights: {plan}").format(plan=self._plan_text(fixed)))
        else:
            best = f" ({self._best_plan})" if self._best_plan else ""
            self._plan.addItem(self.tr("Automatic: the one that can match most of your boxes") + best, AUTO_PLAN)
            fitted = (FITTED_PLAN,) if FITTED_PLAN in self._recalls else ()
            for name in (*network_by_name(self.network).plans, *fitted):
                self._plan.addItem(self._plan_text(name), name)
            self._add_own_plan()
            wished = self._plan.findData(self._wished_plan)
            self._plan.setCurrentIndex(wished if wished >= 0 else max(0, self._plan.findData(wanted)))
        self._plan.setEnabled(fixed is None)
        self._plan.blockSignals(False)
        starts_anew = self._start.is_detector and fixed is None
        self._network_note.setText(
            self.tr("Only the layers that both networks have come from the start weights; the others start fresh.")
            if starts_anew
            else ""
        )
        self._network_note.setVisible(starts_anew)

    def _add_own_plan(self) -> None:
        own = self._own_plan
        if own is None or own.network != self.network or self._plan.findData(own.value) >= 0:
            return
        text = self.tr("Yours from Layers, for {network}: {plan}").format(
            network=own.network, plan=self._plan_text(own.plan.name, value=own.value)
        )
        self._plan.addItem(text, own.value)

    def _plan_text(self, name: str, *, value: str | None = None) -> str:
        """Names a plan and what it can match; ``value`` is that of a plan whose name does not tell which it is."""
        recall = self._recalls.get(name if value is None else value)
        if recall is None:
            return name
        percent = self.locale().toString(100 * recall, "f", 1)
        return self.tr("{name}, can match {percent} % of your boxes").format(name=name, percent=percent)


def _share_base(name: str, other: str) -> bool:
    """Whether one of two networks can take over layers of the other."""
    return network_by_name(name).base == network_by_name(other).base
