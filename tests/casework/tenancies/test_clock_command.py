"""`palier clock eviction`: JSON in, JSON out, and one line for what cannot be used (contracts.md)."""

import json

import pytest

from palier.cli.__main__ import main

ASKED = {
    "region": "brussels",
    "as_of": "2026-11-27",
    "events": [{"stage": "formal_notice", "on": "2026-03-02"}, {"stage": "petition", "on": "2026-05-04"}],
}


def command(capsys, tmp_path, text):
    file = tmp_path / "asked.json"
    file.write_text(text)
    code = main(["clock", "eviction", str(file)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_answers_where_it_stands_what_comes_next_and_the_winter_stop(capsys, tmp_path):
    code, out, err = command(capsys, tmp_path, json.dumps(ASKED))
    answer = json.loads(out)

    assert (code, err) == (0, "")
    assert answer["stage"] == "petition"
    assert answer["winter_stop"]["from"] == "2026-11-01" and answer["winter_stop"]["active"] is True
    assert {"what", "not_before", "not_after", "tell", "rule", "source", "confidence"} <= set(answer["next"][0])
    assert answer["next"][-1]["not_before"] >= "2027-03-16"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        (json.dumps(ASKED | {"region": "mars"}), "region"),
        (json.dumps(ASKED | {"events": [{"stage": "petition", "on": "31/12/2026"}]}), "events[0].on"),
    ],
)
def test_what_cannot_be_used_is_one_line(capsys, tmp_path, text, said):
    code, out, err = command(capsys, tmp_path, text)

    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_a_file_that_is_not_there_is_one_line_too(capsys, tmp_path):
    assert main(["clock", "eviction", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
