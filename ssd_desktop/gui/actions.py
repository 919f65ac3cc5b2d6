"""Every command of the window, once: its text, shortcut, icon and tip. Controllers connect them to what they do."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ssd_desktop.gui.action_set import ActionSet
from ssd_desktop.gui.edit_actions import EditActions
from ssd_desktop.gui.project_actions import ProjectActions
from ssd_desktop.gui.suggest_actions import SuggestActions
from ssd_desktop.gui.tell_actions import TellActions
from ssd_desktop.gui.use_actions import UseActions
from ssd_desktop.gui.video_actions import VideoActions


class Actions(ActionSet):
    """The commands, as attributes; texts are set here and nowhere else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._make_file()
        self._make_view()
        self._make_look()
        self._make_play()
        self._make_model()
        self._make_help()
        self.edit = EditActions(self)
        self.video = VideoActions(self)
        self.suggest = SuggestActions(self)
        self.use = UseActions(self)
        self.project = ProjectActions(self)
        self.tell = TellActions(self)

    def all(self) -> list[QAction]:
        """Returns every command, in no particular order."""
        return [action for action in self.findChildren(QAction) if not action.isSeparator()]

    def _make_file(self) -> None:
        self.open_file = self._make(
            self.tr("&Open Picture or Video..."),
            self.tr("Open a picture or a video file"),
            icon_name="open",
            keys="Ctrl+O",
        )
        self.open_folder = self._make(
            self.tr("Open &Folder..."),
            self.tr("Open a folder of pictures"),
            icon_name="folder",
            keys="Ctrl+Shift+O",
        )
        self.open_stream = self._make(
            self.tr("Open Stream &Address..."),
            self.tr("Open a camera on the network by its http or rtsp address"),
            icon_name="stream",
            keys="Ctrl+L",
        )
        self.previous_image = self._make(
            self.tr("&Previous Picture"),
            self.tr("Go to the previous picture of the folder"),
            icon_name="previous",
            keys=("A", "Left", "PgUp"),
        )
        self.next_image = self._make(
            self.tr("&Next Picture"),
            self.tr("Go to the next picture of the folder"),
            icon_name="next",
            keys=("D", "Right", "PgDown"),
        )
        self.next_unlabelled = self._make(
            self.tr("Next &Unlabelled Picture"),
            self.tr("Go to the next picture of the list that nobody has labelled"),
            icon_name="next-unlabelled",
            keys="U",
        )
        self.save_picture = self._make(
            self.tr("&Save Picture with Detections..."),
            self.tr("Write the picture in its full size with the boxes that are shown"),
            icon_name="save",
            keys="Ctrl+Shift+S",
        )
        self.copy_picture = self._make(
            self.tr("&Copy Picture with Detections"),
            self.tr("Copy the picture in its full size with the boxes that are shown"),
            icon_name="copy",
            keys="Ctrl+Shift+C",
        )
        self.quit = self._make(self.tr("&Quit"), self.tr("Close the window"), icon_name="quit", keys="Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_view(self) -> None:
        self.zoom_in = self._make(
            self.tr("Zoom &In"), self.tr("Show the picture larger"), icon_name="zoom-in", keys=("Ctrl++", "+", "Ctrl+=")
        )
        self.zoom_out = self._make(
            self.tr("Zoom &Out"), self.tr("Show the picture smaller"), icon_name="zoom-out", keys=("Ctrl+-", "-")
        )
        self.fit = self._make(
            self.tr("&Fit to Window"), self.tr("Show the whole picture"), icon_name="fit", keys=("Ctrl+0", "F")
        )
        self.actual_size = self._make(
            self.tr("&Actual Size"),
            self.tr("Show one pixel of the picture on one pixel of the screen"),
            icon_name="actual-size",
            keys="Ctrl+1",
        )
        self.network_view = self._toggle(
            self.tr("As the &Network Sees It"),
            self.tr("Squeeze the picture into the square that the network gets"),
            icon_name="network",
            keys="N",
        )
        self.show_detections = self._toggle(
            self.tr("Show &Detections"), self.tr("Draw what the detector found"), keys="B", checked=True
        )
        self.show_ground_truth = self._toggle(
            self.tr("Show &Ground Truth"),
            self.tr("Draw the boxes of the annotation file beside the picture"),
            icon_name="ground-truth",
            keys="G",
            checked=True,
        )
        self.full_screen = self._toggle(
            self.tr("F&ull Screen"), self.tr("Use the whole screen"), icon_name="full-screen", keys="F11"
        )

    def _make_look(self) -> None:
        themes = (("system", self.tr("&System")), ("light", self.tr("&Light")), ("dark", self.tr("&Dark")))
        self.themes, self.theme_group = self._choices(themes, self.tr("Colours of the window"))
        languages = (("system", self.tr("&System")), ("en", "English"), ("ko", "한국어"))
        self.languages, self.language_group = self._choices(
            languages, self.tr("Language of the window, from the next start on")
        )

    def _make_play(self) -> None:
        self.play = self._make(
            self.tr("&Play"), self.tr("Play or pause the video or camera"), icon_name="play", keys="Space"
        )
        self.step_back = self._make(
            self.tr("Frame &Back"), self.tr("Go one frame back"), icon_name="step-back", keys=","
        )
        self.step_forward = self._make(
            self.tr("Frame &Forward"), self.tr("Go one frame on"), icon_name="step-forward", keys="."
        )
        self.jump_back = self._make(self.tr("&Second Back"), self.tr("Go one second back"), keys="Shift+,")
        self.jump_forward = self._make(self.tr("S&econd Forward"), self.tr("Go one second on"), keys="Shift+.")
        self.first_frame = self._make(self.tr("To the S&tart"), self.tr("Go to the first frame"), keys="Home")
        self.last_frame = self._make(self.tr("To the E&nd"), self.tr("Go to the last frame"), keys="End")

    def _make_model(self) -> None:
        self.detecting = self._toggle(
            self.tr("&Detect"),
            self.tr("Run the detector on what is opened"),
            icon_name="detect",
            keys="Ctrl+R",
            checked=True,
        )
        self.open_checkpoint = self._make(
            self.tr("&Open Checkpoint..."),
            self.tr("Use a detector from a checkpoint file"),
            icon_name="model",
            keys="Ctrl+M",
        )
        self.models = self._make(
            self.tr("&Models..."),
            self.tr("Choose, download or import a detector, and see its card"),
            icon_name="model",
            keys="Ctrl+Shift+M",
        )
        self.model_info = self._make(
            self.tr("Model &Information"), self.tr("Show what the detector finds and how it was made"), keys="Ctrl+I"
        )
        self.fine_tune = self._make(
            self.tr("&Fine-tune..."),
            self.tr("Train a detector on your own labelled pictures"),
            icon_name="train",
            keys="Ctrl+T",
        )

    def _make_help(self) -> None:
        self.keyboard = self._make(
            self.tr("&Keyboard Shortcuts"),
            self.tr("List every key of the window, search and change them"),
            icon_name="keyboard",
            keys=("F1", "?"),
        )
        self.copy_diagnostics = self._make(
            self.tr("Copy &Diagnostics"),
            self.tr("Copy versions, devices and the last log lines, for a bug report"),
            icon_name="diagnostics",
            keys="Ctrl+Shift+D",
        )
        self.open_log_folder = self._make(
            self.tr("Open &Log Folder"), self.tr("Show the folder with the log file"), icon_name="folder"
        )
        self.about = self._make(self.tr("&About SSD Desktop"), self.tr("Version and licences"), icon_name="about")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
