"""The commands that use a detector on files, on what a camera sees, and in programs of others."""

from PySide6.QtCore import QObject

from ssd_desktop.gui.action_set import ActionSet


class UseActions(ActionSet):
    """Commands that write what was detected, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.detect_files = self._make(
            self.tr("Detect in &Files..."),
            self.tr("Detect in all pictures of a folder or in a video, and save what was found"),
            icon_name="detect",
            keys="Ctrl+Shift+R",
        )
        self.record = self._toggle(
            self.tr("Re&cord"),
            self.tr("Record the video or camera that is shown, with its detections, to a file"),
            icon_name="record",
            keys="Ctrl+Shift+E",
        )
        self.export_model = self._make(
            self.tr("&Export..."),
            self.tr("Write the detector as ONNX, OpenVINO or PyTorch file, for programs of others"),
            icon_name="save",
        )
        self.detect_files.setEnabled(False)
        self.export_model.setEnabled(False)
        self.record.setEnabled(False)
