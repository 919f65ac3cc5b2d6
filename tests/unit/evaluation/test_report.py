"""The HTML report: one file, nothing from outside, no name that becomes markup."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from ssd_desktop.evaluation.analysis import analyse
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.evaluator import measure
from ssd_desktop.evaluation.report import MOST_PICTURES, ReportHeading, html_report
from ssd_desktop.inference.types import Detections
from tests.unit.data.made_data import made_sample, write_image

NAMES = ('he said "hi"', "o'neill", "한국어", "🦆", "<script>alert(1)</script>", "&amp;", "a" * 200, "no objects")
BOX, OTHER, WIDE = (2, 3, 20, 25), (22, 3, 38, 25), (0, 0, 39, 29)
VOID = {"meta", "br", "path", "rect", "circle", "image"}


class Page(HTMLParser):
    """Elements, attributes and text of a page; fails where tags do not close in order."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.texts, self._open = [], [], [], []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes
        if tag not in VOID or not self.get_starttag_text().endswith("/>"):
            self._open += [tag] if tag not in {"meta", "br"} else []

    def handle_startendtag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def detections_of(boxes, scores, labels, *, classes=NAMES, width=40, height=30):
    return Detections(
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array(labels, np.int64),
        scores=np.array(scores, np.float32),
        default_boxes=np.zeros(len(labels), np.int64),
        classes=classes,
        width=width,
        height=height,
    )


def report_of(samples, detections, *, classes=NAMES, dataset="data", unreadable=(), metric="voc"):
    collected = Collected(dataset, classes, tuple(samples), tuple(detections), unreadable)
    heading = ReportHeading("detector", "Processor", "today")
    return html_report(measure(collected, metric=metric), analyse(collected, image_size=300), heading)


@pytest.fixture
def report(tmp_path):
    """Every name is once the object and once what it is taken for; the last image is background."""
    samples, detections = [], []
    labels = range(1, len(NAMES))
    for number, label in enumerate(labels):
        path = tmp_path / f"<i>{number}</i> '\".png".replace("/", "_")
        write_image(path)
        samples.append(made_sample([BOX, OTHER], [label, label], image_path=path))
        detections.append(detections_of([BOX], [0.9], [label % len(labels) + 1]))
    path = tmp_path / "background.png"
    write_image(path)
    samples.append(made_sample(image_path=path))
    detections.append(detections_of([], [], []))
    return report_of(samples, detections, dataset="<img src=x>", unreadable=("The image <b>.png is empty.",))


def test_every_element_is_closed_in_order(report):
    page = Page(report)
    assert page.elements.count("figure") > len(NAMES)
    assert page.elements.count("section") == 9


def test_nothing_comes_from_outside_and_nothing_runs(report):
    page = Page(report)
    assert not {"script", "link", "iframe", "object", "embed", "form", "base"} & set(page.elements)
    for name, value in page.attributes:
        assert not name.startswith("on")
        if name in {"href", "src", "xlink:href", "srcset", "action", "data"}:
            assert value.startswith("data:image/jpeg;base64,") or re.fullmatch(r"#s\d+", value)
    assert "http:" not in report
    assert "https:" not in report
    assert "url(" not in report
    assert "@import" not in report
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in page.attributes


def test_names_are_text_whatever_they_hold(report):
    page = Page(report)
    text = "".join(page.texts)
    for name in NAMES:
        assert name in text
    assert "<img src=x>" in text
    assert "The image <b>.png is empty." in text
    assert "img" not in page.elements
    assert "i" not in page.elements


def test_each_error_is_drawn_and_named(report):
    page = Page(report)
    classes = [value for name, value in page.attributes if name == "class"]
    errors = 2 * (len(NAMES) - 1)
    assert classes.count("badge truth missed") + classes.count("badge found wrong") == errors
    assert classes.count("number") == errors
    assert "wrong class: " in "".join(page.texts)


def test_without_errors_there_is_no_picture(tmp_path):
    write_image(tmp_path / "a.png")
    text = report_of([made_sample([BOX], image_path=tmp_path / "a.png")], [detections_of([BOX], [0.9], [1])])
    assert "No image has an error" in text
    assert "data:image" not in text
    assert "No error at this score." in text


def test_without_detections_there_is_a_report(tmp_path):
    write_image(tmp_path / "a.png")
    samples = [made_sample([BOX], image_path=tmp_path / "a.png")]
    Page(report_of(samples, [detections_of([], [], [])], metric="coco"))


def test_an_image_that_went_away_costs_only_its_picture(tmp_path):
    samples = [made_sample([BOX], image_path=tmp_path / name) for name in ("gone.png", "there.png")]
    write_image(tmp_path / "there.png")
    text = report_of(samples, [detections_of([], [], [])] * 2)
    assert "there.png" in text
    assert "gone.png" not in text


def test_a_file_name_that_is_no_text_does_not_stop_the_report(tmp_path):
    path = tmp_path / "bad\udcff.png"
    try:
        write_image(path)
    except OSError:
        pytest.skip("this file system takes text names only")
    report_of([made_sample([BOX], image_path=path)], [detections_of([], [], [])]).encode("utf-8")


def test_thumbnails_are_small_and_boxes_scale_with_them(tmp_path):
    write_image(tmp_path / "a.png", width=960, height=600)
    sample = made_sample([(96, 60, 480, 300)], width=960, height=600, image_path=tmp_path / "a.png")
    text = report_of([sample], [detections_of([], [], [], width=960, height=600)])
    assert 'viewBox="0 0 480 300"' in text
    assert 'class="truth missed" x="48.0" y="30.0" width="192.0" height="120.0"' in text


def test_the_report_of_250_noisy_images_and_80_classes_stays_below_5_mb(tmp_path):
    write_image(tmp_path / "noise.png", width=480, height=480)
    classes = tuple(f"class {number}" for number in range(80))
    sample = {"width": 480, "height": 480, "image_path": tmp_path / "noise.png"}
    samples, detections = [], []
    for number in range(250):
        label = number % 80 + 1
        samples.append(made_sample([BOX, OTHER], [label, label], **sample))
        found = detections_of([BOX, OTHER], [0.9, 0.3], [label, 81 - label], classes=classes, width=480, height=480)
        detections.append(found)
    text = report_of(samples, detections, classes=classes)
    assert len(text.encode()) < 5_000_000
    pictures = len(re.findall("data:image", text))
    assert 5 < pictures <= MOST_PICTURES
    assert f"these are the {pictures} worst" in text


def test_every_section_is_linked_from_the_top(report):
    titles = re.findall(r'<section id="(s\d+)"><h2>(.*?)</h2>', report)
    assert re.findall(r'<a href="#(s\d+)">(.*?)</a>', report) == titles
    assert len(titles) == 9
