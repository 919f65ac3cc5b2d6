"""The settings that most users leave alone."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

from ssd_desktop.gui.dialogs.advanced_settings import AdvancedSettings
from ssd_desktop.training.config import TrainingConfig


def test_fields_of_a_column_begin_at_the_same_place(qtbot):
    settings = AdvancedSettings(TrainingConfig())
    qtbot.addWidget(settings)
    settings.show()
    qtbot.waitExposed(settings)
    fields: list[QWidget] = [*settings.findChildren(QAbstractSpinBox), *settings.findChildren(QComboBox)]
    begins = {field.mapTo(settings, QPoint(0, 0)).x() for field in fields}
    assert len(begins) == 2
