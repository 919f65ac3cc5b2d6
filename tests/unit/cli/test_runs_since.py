"""``ssd-desktop runs show``: what changed since the run, and what it gained."""

import json

from ssd_desktop.cli.main import main
from ssd_desktop.project.gain import Gain, write_gain
from tests.unit.data.made_data import write_voc_folder, write_xml
from tests.unit.project.made_rounds import make_round
from tests.unit.project.made_runs import make_run

CAT = ("cat", (2, 3, 20, 25))


def shown(data, capsys, *words):
    assert main(["runs", "show", "one", "--in", str(data / "runs"), *words]) == 0
    return capsys.readouterr().out


def test_labels_that_changed_and_the_gain_are_told_in_words_and_as_json(tmp_path, capsys):
    data = write_voc_folder(tmp_path / "pets", {"a": [CAT], "b": [CAT], "new": None})
    run = make_round(data / "runs" / "one", data, init="vgg16")
    assert "since this run\n  no label has changed\n" in shown(data, capsys)
    assert json.loads(shown(data, capsys, "--json", "-"))["gain"] is None
    write_xml(data / "Annotations" / "new.xml", [CAT, CAT])
    write_gain(run, Gain("start", 0.25, 0.5, -0.05, 0.4, 12, 2))
    text = shown(data, capsys)
    assert "  labels: 2 added, 0 changed, 0 removed; images: 1 newly labelled, 0 verified\n" in text
    assert (
        "  AP50 25.0 % before, 50.0 % after (+25.0 points, 95 % interval -5.0 to +40.0: may be chance) "
        "on 12 validation images; the start model was trained on 2 of them\n"
    ) in text
    values = json.loads(shown(data, capsys, "--json", "-"))
    assert values["since"] == {"added": 2, "changed": 0, "removed": 0, "labelled_images": 1, "verified_images": 0}
    assert (values["gain"]["after"], values["gain"]["is_sure"]) == (0.5, False)


def test_a_run_from_before_labels_were_kept_says_so(tmp_path, capsys):
    data = write_voc_folder(tmp_path / "pets", {"a": [CAT]})
    make_run(data / "runs" / "one", data=data)
    assert "  one is from before runs kept their labels; " in shown(data, capsys)
    assert json.loads(shown(data, capsys, "--json", "-"))["since"] is None
