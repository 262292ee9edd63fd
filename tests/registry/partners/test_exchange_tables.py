"""A table of our own columns, as people keep a list: what it says line by line, out and in again, the good lines apart."""

import csv
import re

import pytest
from django.utils.translation import override

from palier.access.capabilities import Capability as Can
from palier.kernel.errors import InvalidInput
from palier.registry.partners import actions, imports, queries
from palier.registry.partners.actions.exchange import apply, look
from palier.registry.partners.exports import table
from palier.registry.partners.labels import DOMAINS
from palier.registry.partners.labels.columns import COLUMN_HELP, COLUMN_WORDS
from palier.registry.partners.models import PartnerService
from palier.registry.partners.rules.drafts import PartnerDraft, ServiceDraft
from palier.registry.partners.rules.hours import of_a_week, spans
from tests.door.comers import plain
from tests.registry.partners.hsds import as_json, full, take_in
from tests.registry.partners.test_exchange import only
from tests.registry.partners.test_exchange_pages import FILES, found, seen, send

GOOD_AND_BAD = [
    ["source_id", "name_fr", "organisation_fr", "kind", "phone"],
    ["1", "Aide", "Maison Imaginaire", "association", ""],
    ["2", "Écoute", "Autre Imaginaire", "palais", ""],
    ["3", "Refuge", "Autre Imaginaire", "", "12"],
]


def as_table(path, rows):
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def as_bytes(rows):
    return "\n".join(";".join(row) for row in rows).encode()


def names(actor):
    return [one.service.name_fr for one in queries.directory(actor, queries.Wanted(), "fr")]


def test_hours_day_by_day_are_rules_and_rules_of_another_sort_stay(stage, tmp_path):
    header = ["source_id", "name_fr", "organisation_fr", "lundi", "mardi", "zaterdag", "step_free"]
    path = as_table(tmp_path / "x.csv", [header, ["1", "Aide", "Maison", "9-12, 13h30-17", "9:00-12:00", "", "oui"]])
    with stage.amina.acting() as actor:
        take_in(actor, path)
        row = only(actor)
        assert [(one["byday"], one["opens_at"]) for one in row.opening] == [("MO,TU", "09:00"), ("MO", "13:30")]
        assert row.step_free is True
        sundays = {"freq": "MONTHLY", "byday": "1SU", "opens_at": "10:00", "closes_at": "12:00"}
        PartnerService.objects.visible_to(actor, Can.PARTNER_EXCHANGE).update(opening=[*row.opening, sundays])
        assert look(actor=actor, reading=imports.read(path)).counts.unchanged == 1

        take_in(actor, as_table(path, [header, ["1", "Aide", "Maison", "", "10-12", "", ""]]))

        assert [(one["byday"], one["opens_at"]) for one in only(actor).opening] == [("TU", "10:00"), ("1SU", "10:00")]
        take_in(actor, as_table(path, [header, ["1", "Aide bis", "Maison", "", "", "", ""]]))
        assert len(only(actor).opening) == 2, "seven empty days are unsaid"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_goes_out_comes_back_as_nothing_and_one_changed_cell_as_one_change(stage, tmp_path, language):
    path = tmp_path / "out.csv"
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full(), full("deux")]))
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", "tenants_union", "regional"))
        draft = ServiceDraft(
            "Aide", "Hulp", description_fr="Deux\nlignes", description_nl="=1+1", domains=("health", "arrears"),
            area=("21001",), languages=("fr", "nl"), hours="sur rendez-vous", phone="+3225026949",
            email="aide@example.org", address="rue Imaginaire 1, 1000 Bruxelles", step_free=False, capacity="full",
            week=of_a_week({"MO": spans("9-12, 13-17"), "SA": spans("10-12")}),
        )  # fmt: skip
        actions.enter_service(actor=actor, partner=of, draft=draft)
        with override(language), path.open("wb") as stream:
            table.write(actor, stream, language)

        whole = look(actor=actor, reading=imports.read(path))

        assert whole.reading.refused == []
        assert [one.values for one in (*whole.services, *whole.partners)] == [{}] * 5
        text = path.read_text(encoding="utf-8-sig")
        assert "'+3225026949" in text and "'=1+1" in text, "no cell becomes a program"
        path.write_text(text.replace("sur rendez-vous", "fermé en août"), encoding="utf-8-sig")
        [changed] = [one for one in look(actor=actor, reading=imports.read(path)).services if one.values]
        assert changed.values == {"hours": "fermé en août"}


def test_every_theme_is_read_from_its_own_words_in_both_languages(stage, tmp_path):
    """A word of a list may hold a comma: alone in its cell it is one word, not two."""
    with stage.amina.acting() as actor:
        rows = [["source_id", "name_fr", "organisation_fr", "domains"]]
        for value, words in DOMAINS:
            for language in ("fr", "nl"):
                with override(language):
                    rows.append([f"{value}{language}", "Aide", "Maison", str(words)])
        assert imports.read(as_table(tmp_path / "x.csv", rows)).refused == []
        take_in(actor, tmp_path / "x.csv")
        assert {len(row.domains) for row in PartnerService.objects.visible_to(actor, Can.PARTNER_READ)} == {1}


def test_the_guide_says_how_each_column_is_filled_in(tmp_path):
    assert list(COLUMN_HELP) == list(COLUMN_WORDS)
    assert {one.name for one in imports.columns()} == set(COLUMN_WORDS)


def test_good_lines_are_applied_where_somebody_says_so_and_the_others_are_not(stage, tmp_path):
    path = as_table(tmp_path / "x.csv", GOOD_AND_BAD)
    with stage.amina.acting() as actor:
        of = look(actor=actor, reading=imports.read(path)).digest
        with pytest.raises(InvalidInput):
            apply(actor=actor, reading=imports.read(path), seen=of)
        apply(actor=actor, reading=imports.read(path), seen=of, partial=True)

        assert names(actor) == ["Aide"]


@pytest.mark.parametrize(
    ("language", "line", "help_", "rest"),
    [("fr", "ligne 3, sorte de partenaire", "Ce mot n’est pas dans la liste", "Appliquer les bonnes lignes"),
     ("nl", "regel 3, soort partner", "Dit woord staat niet in de lijst", "De goede regels toepassen")],
)  # fmt: skip
def test_the_page_says_line_column_and_how_to_mend_it_and_takes_the_good_ones(stage, language, line, help_, rest):
    browser = stage.amina.browser(language)
    send(browser, as_bytes(GOOD_AND_BAD), "x.csv")

    page = plain(browser.get(FILES))

    assert line in page and help_ in page and rest in page and "Aide" in page
    assert browser.post(f"{FILES}apply/", {"seen": seen(browser)}).status_code == 422
    assert found(stage.amina, "") == []
    after = browser.post(f"{FILES}apply/", {"seen": seen(browser), "partial": "1"}, follow=True)
    assert found(stage.amina, "") == ["Aide"]
    assert line in plain(after) and rest not in plain(after), "what is to be mended is still read"


def test_who_reads_the_directory_takes_the_table_along(stage):
    send(stage.amina.browser(), [full()])
    stage.amina.browser().post(f"{FILES}apply/", {"seen": seen(stage.amina.browser())})

    french = stage.desk.browser().get(f"{FILES}table.csv")
    dutch = stage.desk.browser("nl").get(f"{FILES}table.csv")

    assert french["Content-Disposition"] == 'attachment; filename="partners.csv"'
    assert "Service un" in french.getvalue().decode("utf-8-sig")
    assert french.getvalue().decode("utf-8-sig").startswith("numéro du service;")
    assert re.match(r"nummer van de dienst;", dutch.getvalue().decode("utf-8-sig"))
    assert "Service un" not in stage.chloe.browser().get(f"{FILES}table.csv").getvalue().decode()
    assert stage.caretaker.browser().get(f"{FILES}table.csv").status_code == 404
