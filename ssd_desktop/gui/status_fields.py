"""The fields at the right end of the status bar, from how the labels are saved to what computes the network."""

from dataclasses import asdict

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QStatusBar

from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.inference.stopwatch import NOTHING_TIMED, PartTimes


class StatusFields(QObject):
    """Sets one field each; an empty field takes no room."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._saving = self._field(self.tr("Saving"), self.tr("Whether all labels are in their files"))
        self._box = self._field(self.tr("Box size"), self.tr("Width and height of the box in pixels of the picture"))
        self._pointer = self._field(self.tr("Pointer position"), self.tr("Pointer position in pixels of the picture"))
        self._size = self._field(self.tr("Picture size"), self.tr("Width and height of the picture in pixels"))
        self._zoom = self._field(self.tr("Zoom"), self.tr("Screen pixels for each pixel shown"))
        self._dropped = self._field(self.tr("Dropped frames"), self.tr("Frames that came too late to be shown"))
        self._time = self._field(self.tr("Detection time"), self.tr("Milliseconds of the last detection"))
        self._model = self._field(self.tr("Model"), self.tr("The detector in use"))
        self._plan = self._field(self.tr("Box plan"), self.tr("The box plan: which default boxes the detector has"))
        self._device = self._field(self.tr("Device"), self.tr("Where the detector runs"))
        self._engine = self._field(self.tr("Engine"), self.tr("What computes the network, and in which numbers"))

    def set_pointer(self, x: float | None, y: float | None = None) -> None:
        """Shows the pixel under the pointer; None shows nothing."""
        self._set(self._pointer, "" if x is None or y is None else f"{int(x)}, {int(y)} px")

    def set_box(self, width: float | None, height: float | None = None, *, count: int = 1) -> None:
        """Shows the size of the box that is drawn or selected, pixels, or how many are; None shows nothing."""
        if width is None or height is None:
            self._set(self._box, self.tr("{count} boxes").format(count=count) if count > 1 else "")
        else:
            self._set(self._box, f"{round(width, 1):g} × {round(height, 1):g} px")

    def set_saving(self, text: str, why: str = "") -> None:
        """Shows how the labels stand; "" shows nothing.

        Args:
            text: In a word or two.
            why: The whole story, for the tip.
        """
        self._set(self._saving, text)
        self._saving.setToolTip(why or self.tr("Whether all labels are in their files"))

    def set_size(self, width: int, height: int) -> None:
        """Shows the size of the picture; 0 shows nothing."""
        self._set(self._size, f"{width} × {height}" if width and height else "")

    def set_zoom(self, zoom: float | None) -> None:
        """Shows the zoom; 1.0 is pixel for pixel."""
        self._set(self._zoom, "" if zoom is None else f"{zoom * 100:.3g} %" if zoom < 10 else f"{zoom * 100:.0f} %")

    def set_dropped(self, count: int) -> None:
        """Shows how many frames were too late; 0 shows nothing."""
        self._set(self._dropped, self.tr("{count} dropped").format(count=count) if count else "")

    def set_time(self, milliseconds: float | None, parts: PartTimes = NOTHING_TIMED) -> None:
        """Shows the time of the last detection, and in the tip what it was spent on."""
        self._set(self._time, "" if milliseconds is None else f"{count_text(round(milliseconds))} ms")
        text = self.tr(
            "The last detection: preparing {preprocess} ms, network {network} ms, finding boxes {postprocess} ms"
        )
        self._time.setToolTip(text.format(**{name: f"{value:.1f}" for name, value in asdict(parts).items()}))

    def set_model(self, name: str, plan: str, device: str) -> None:
        """Shows the detector in use, its plan and its device; an empty plan or device shows nothing."""
        self._set(self._model, name)
        self._set(self._plan, plan)
        self._set(self._device, device)

    def set_engine(self, text: str) -> None:
        """Shows what computes the network and its precision."""
        self._set(self._engine, text)

    def _field(self, name: str, tip: str) -> QLabel:
        label = QLabel()
        label.setAccessibleName(name)
        label.setToolTip(tip)
        label.setContentsMargins(6, 0, 6, 0)
        label.hide()
        self._bar.addPermanentWidget(label)
        return label

    def _set(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
        label.setVisible(bool(text))
