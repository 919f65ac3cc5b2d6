"""Messages as they are made below the window: in a Korean window no English sentence is left in them."""

import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.formats.json_text import read_json
from ssd_desktop.annotation.formats.xml_tree import XmlError, parse_xml
from ssd_desktop.annotation.track_journal import TrackJournal
from ssd_desktop.checkpoints.model_list import model_entry
from ssd_desktop.checkpoints.start_report import StartReport
from ssd_desktop.data.tile_choice import TileChoice, TileReach
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.localised import localised
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.plan_editing import training_obstacle
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.early_stopping import stalled_message
from ssd_desktop.training.recipes import RECIPES, recipe, recipe_name, recipe_text
from ssd_desktop.training.recovery import Position
from ssd_desktop.training.rehearsal import summary
from tests.unit.training.conftest import make_sample

_TOOL = Path(__file__).resolve().parents[2] / "tools" / "translate.py"
_ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
"""Two words, one behind the other: more than a name."""


@pytest.fixture(autouse=True)
def korean(speak):
    speak("ko")


def assert_korean(message: str) -> None:
    shown = localised(message)
    assert re.search("[가-힣]", shown), message
    assert not _ENGLISH.search(shown), shown


def reason_of(act) -> str:
    with pytest.raises((SSDDesktopError, XmlError)) as caught:
        act()
    return str(caught.value)


def test_where_a_training_starts_from_is_told_in_korean():
    old, new = ("cat", "Dog"), ("cat", "dog")
    reports = (
        StartReport.from_base(new, name="vgg16", title="VGG16", base=["conv7"], others=["conv8"]),
        StartReport.from_base(new, name="mine", title="VGG16", base=["conv7"], others=["conv8"]),
        StartReport.from_detector("mine", old, new, layers=["conv7"]),
        StartReport.from_other_network("mine", new, networks=("SSD300", "SSD512"), kept=["conv7"], new=["conv12"]),
    )
    for report in reports:
        for text in (*report.sentences, *report.warnings):
            assert_korean(text)


@pytest.mark.parametrize("images", [1, 9])
def test_a_divergence_is_told_in_korean_with_its_images_and_boxes(images):
    samples = [make_sample(f"{number}.jpg", [[0, 0, 1, 1]] * 9 * number) for number in range(images)]
    assert_korean(str(DivergenceError(samples, step=3, learning_rate=0.1, loss=2.0, gradient_norm=1e9)))


@pytest.mark.parametrize("reached", [0.1, 0.9])
def test_what_tiles_bring_and_what_becomes_of_them_is_told_in_korean(reached):
    for best in (None, TileReach(600, reached, 3.0)):
        assert_korean(TileChoice(TileReach(None, 0.05, 1.0), best, None).sentence())


def test_the_figures_of_old_and_new_classes_are_told_in_korean():
    old = {"old_ap50_before": 0.5, "old_ap50_after": 0.4}
    for figures in ({}, old, {"new_ap50": 0.3}, {**old, "new_ap50": 0.3}):
        assert_korean(summary(figures))


def test_a_training_that_ends_early_says_so_in_korean():
    for best in (None, 0.25):
        assert_korean(
            stalled_message(Position(step=40, best_ap50=best, best_step=20, stale_evaluations=5), steps=90).text
        )


def test_several_sentences_are_each_told_in_korean():
    broken = "The image /{} cannot be decoded; get an intact copy of it."
    named = " ".join([broken.format("a.jpg"), broken.format("b.jpg"), "And 3 more images."])
    told = f"5 of the 90 images of cards could not be read and were skipped: {named}"
    assert_korean(told)
    assert localised(told).count("온전한 사본") == 2
    assert localised(named) == " ".join(localised(one) for one in named.replace(". ", ".|").split("|"))


def test_a_sentence_of_somebody_else_leaves_the_text_as_it_is():
    text = "The image /a.jpg is damaged. Anything else."
    assert localised(text) == text


@pytest.mark.parametrize("content", ["", "{", "[1,]", '{"a" 1}', '{"a": "', "[1] 2", "nul", '"\\q"'])
def test_what_is_wrong_with_a_json_file_is_told_in_korean(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content)
    assert_korean(reason_of(lambda: read_json(path)))


@pytest.mark.parametrize(
    "content", ["<a>", "<a></b>", "<a", "x", "<a/><a/>", "<a>&b;</a>", '<a b="" b=""/>', "", "<a><![CDATA[</a>"]
)
def test_what_is_wrong_with_an_xml_file_is_told_in_korean(content):
    assert_korean(reason_of(lambda: parse_xml(content.encode())))


@pytest.mark.parametrize("journal", [EditJournal, TrackJournal])
def test_another_window_that_edits_is_told_in_korean(journal):
    assert_korean(journal.held)


def test_a_problem_in_a_file_stands_in_korean_behind_the_name_of_the_file():
    problem = AnnotationProblem("/data/a.xml", 12, "there is no image of this name; left out")
    assert localised(str(problem)) == "/data/a.xml:12: 이 이름의 이미지가 없어 제외했습니다"
    count = f"7 problems in the annotations of cards; the first: {problem}"
    assert_korean(count)


def test_why_a_plan_cannot_be_trained_is_told_in_korean():
    obstacle = training_obstacle(BoxPlan("none", 64, (4,), (0.2, 0.5), ((2.0,),)))
    assert obstacle is not None
    assert_korean(obstacle)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_and_what_differs_from_it_are_named_in_korean(name):
    changed = recipe_name(replace(recipe(name), momentum=0.5))
    assert changed == f"{name} with momentum = 0.5"
    assert localised(changed).endswith(": momentum = 0.5")
    assert_korean(changed)
    assert_korean(f"Recipe {recipe_text(recipe(name), steps=9, precision='float32')}.")


@pytest.mark.parametrize("name", ["ssd300_playing_cards", "ssdlite320_everyday"])
def test_the_cards_of_the_shipped_detectors_are_korean_but_for_names(name):
    card = model_entry(name).card
    for part in ("data", "limits", "recipe"):
        assert_korean(card[part])


def test_the_own_card_of_a_user_stays_as_it_was_written():
    assert localised("12 photographs of my cards") == "12 photographs of my cards"


# -- The tool that collects them

_SOURCE = '''
"""Describes what is here. It is no message."""
_GONE = "It was named once."
class Held:
    held = "Another one holds it; wait."
class LostError(Exception):
    def __init__(self, name):
        """Says that. It is no message."""
        super().__init__(f"The thing {name} was lost.")
def tell(self, name, lines):
    text = f"Keeps {name} as it was."
    lines.append(f"Looks at {name} now.")
    self._say(f"Began with {name}; the reason: {self.reason}")
    _log.warning("Nobody sees this one.")
    raise ConfigError(f"A setting of {name} is wrong.")
def part(self, error):
    if self.ended:
        raise made(self.path, "it ended too soon") from error
    return "is damaged here" if self.damaged else "is quite whole"
'''


def test_texts_are_collected_wherever_a_module_makes_them(tmp_path):
    if not _TOOL.is_file():
        pytest.skip("the tools are not beside these tests")
    (tmp_path / "made.py").write_text(_SOURCE)
    tool = runpy.run_path(str(_TOOL))
    assert set(tool["templates_of"](tmp_path / "made.py", tool["message_texts"])) == {
        "It was named once.",
        "Another one holds it; wait.",
        "The thing {name} was lost.",
        "Keeps {name} as it was.",
        "Looks at {name} now.",
        "Began with {name}; the reason: {reason}",
        "it ended too soon",
        "is damaged here",
        "is quite whole",
    }
