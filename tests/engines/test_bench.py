"""The frame of bench.engines: the section of the page, the table of agreement. Nothing is measured here."""

from types import SimpleNamespace

import pytest

from bench.engines import agreement, measured, modules
from bench.engines.__main__ import main

PAGE = "# Performance, measured\n\nPages.\n"


def test_the_section_is_put_at_the_end_and_written_again_in_its_place():
    once = measured.placed(PAGE, {"rounds": measured.part("rounds", ["| a |", ""])})
    after = measured.placed(once + "\n## More\n", {"rounds": measured.part("rounds", ["| b |"])})

    assert once.startswith(PAGE + "\n" + measured.BEGINS + "\n## Engines\n")
    assert "| a |" in once and "| a |" not in after and "| b |" in after
    assert after.endswith(measured.ENDS + "\n## More\n")
    assert after.count("### rounds") == after.count("## Engines") == 1


def test_an_engine_not_measured_now_keeps_its_lines_and_engines_stand_by_name():
    page = measured.placed(PAGE, {"rounds": measured.part("rounds", ["first", "", "second"])})
    page = measured.placed(page, {"budgets": measured.part("budgets", ["other"])})

    assert page.index("### budgets\n\nother\n") < page.index("### rounds\n\nfirst\n\nsecond\n")
    assert measured.placed(page, {}) == page


def test_a_heading_that_the_module_wrote_is_not_repeated():
    assert measured.part("rounds", ["### rounds", "", "line", ""]) == ["### rounds", "", "line", ""]


def test_the_bench_of_pages_keeps_the_section(tmp_path):
    path = tmp_path / "performance.md"
    assert measured.section(path) == ""
    path.write_text(PAGE)
    assert measured.section(path) == ""
    path.write_text(measured.placed(PAGE, {"a": measured.part("a", ["line"])}))
    assert measured.section(path) == path.read_text().removeprefix(PAGE + "\n")


def compared(*collections):
    return {"rounds": SimpleNamespace(agreement=lambda cases: list(collections))}


def test_agreement_is_a_row_a_collection_with_its_explanations_under_it(tmp_path, capsys):
    assert agreement.run(compared(("small", 3, 3, []), ("large", 5, 4, ["x: a tie"])), tmp_path) == 0

    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["engine", "collection", "cases", "agree"]
    assert shown[1].split() == ["rounds", "small", "3", "3"]
    assert shown[2].split() == ["rounds", "large", "5", "4"]
    assert shown[3].strip() == "x: a tie"
    assert shown[4] == "Disagreements without an explanation: 0"


def test_a_disagreement_without_an_explanation_is_a_failure(tmp_path, capsys):
    assert agreement.run(compared(("large", 5, 3, ["x: a tie"])), tmp_path) == 1
    assert capsys.readouterr().out.endswith("without an explanation: 1\n")


def test_without_the_shared_cases_it_says_so(tmp_path, capsys):
    assert agreement.run({}, tmp_path / "none") == 1
    assert "not beside this clone" in capsys.readouterr().out


def test_an_engine_that_is_not_there_is_named():
    with pytest.raises(SystemExit, match="No such engine: pillows"):
        main(["agreement", "pillows"])


def test_every_module_of_the_folder_is_found_and_has_its_function():
    for name, module in modules.named("", []).items():
        assert callable(module.measure), name
    for name, module in modules.named("agreement_", []).items():
        assert callable(module.agreement), name


def test_a_run_prints_and_writes_only_when_asked(tmp_path, monkeypatch, capsys):
    page = tmp_path / "performance.md"
    page.write_text(PAGE)
    monkeypatch.setattr(measured, "PAGE", page)
    fake = {"rounds": SimpleNamespace(measure=lambda: ["| a |"])}

    assert measured.run(fake, write=False) == 0
    assert page.read_text() == PAGE
    assert measured.run(fake, write=True) == 0
    assert "### rounds\n\n| a |\n" in page.read_text()
    assert capsys.readouterr().out == "### rounds\n\n| a |\n\n" * 2
