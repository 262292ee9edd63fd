"""The pages of the exchange: who may, what one sees before anything is applied, what is said when it cannot be; reminders."""

import datetime as dt
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from palier.registry.partners import actions, queries
from palier.registry.partners.queries.exchange import folder
from palier.registry.partners.rules.drafts import AgreementDraft, PartnerDraft, ServiceDraft
from palier.registry.partners.rules.freshness import looked_at_until
from tests.axe import both_ways, faults
from tests.registry.files import ROOT, command
from tests.registry.partners.hsds import as_json, as_zip, full, given_out, pk, service
from tests.registry.partners.test_partners import found, plain

FILES = "/partners/files/"


def sent(data, name="x.json"):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else json.dumps(data).encode())


def send(browser, data, name="x.json"):
    return browser.post(f"{FILES}import/", {"file": sent(data, name)})


def seen(browser):
    return re.search(r'name="seen" value="([^"]+)"', browser.get(FILES).content.decode())[1]


def test_from_the_file_to_the_list(stage):
    amina = stage.amina.browser()
    assert send(amina, [full(), full("deux")]).status_code == 302
    page = plain(amina.get(FILES))
    assert "Rien n’est encore appliqué" in page and "Service deux" in page and "x.json" in page
    assert found(stage.amina, "") == []

    answer = amina.post(f"{FILES}apply/", {"seen": seen(amina)}, follow=True)

    assert "Le fichier est appliqué." in plain(answer)
    assert found(stage.amina, "") == ["Service deux", "Service un"]
    with stage.amina.acting() as actor:
        assert not folder(actor).exists()
    assert send(amina, [full()]).status_code == 302
    assert "dit déjà tout cela" in plain(amina.get(FILES))


def test_who_keeps_it_brings_files_and_who_reads_it_takes_them_along(stage):
    for who, may in {"amina": True, "collective": True, "head": True, "admin": True, "trainee": False, "desk": False,
                     "officer": False}.items():  # fmt: skip
        browser = stage.people[who].browser()
        page = plain(browser.get(FILES))
        assert ("Apporter un fichier" in page) is may, who
        assert browser.get(f"{FILES}services.json").status_code == 200
        assert browser.get(f"{FILES}template.xlsx").status_code == (200 if may else 404)
        for act in ("import", "apply", "drop"):
            assert browser.get(f"{FILES}{act}/").status_code == (405 if may else 404), (who, act)
        assert send(browser, [service()]).status_code == (302 if may else 404)
        if may:
            assert browser.post(f"{FILES}drop/").status_code == 302
            assert "Ce que ferait ce fichier" not in plain(browser.get(FILES))


def test_a_file_of_one_post_is_seen_by_no_other(stage):
    send(stage.amina.browser(), [full()])

    assert "Service un" in plain(stage.amina.browser().get(FILES))
    assert "Service un" not in plain(stage.bart.browser().get(FILES))
    assert "Service un" not in plain(stage.chloe.browser().get(FILES))


def test_what_is_wrong_is_said_with_its_place_in_the_language_of_the_screen(stage):
    wrong = [full(), {**full("deux"), "name": None}]
    for language in ("fr", "nl"):
        amina = stage.amina.browser(language)
        assert send(amina, wrong).status_code == 302
        page = plain(amina.get(FILES))
        assert "$[1].name" in page and "Appliquer le tout" not in page and "Alles toepassen" not in page
        assert 'name="partial"' in amina.get(FILES).content.decode(), "the good ones only where she says so"
        amina.post(f"{FILES}drop/")
    del wrong[1]["name"]
    for language, words in (("fr", "Ceci manque"), ("nl", "Dit ontbreekt")):
        amina = stage.amina.browser(language)
        send(amina, wrong)
        assert words in plain(amina.get(FILES))
        assert amina.post(f"{FILES}apply/", {"seen": "x"}).status_code == 422
    assert found(stage.amina, "") == []


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"[1", "x.json", "Ce fichier n’est pas du JSON"),
        (b"", "x.csv", ""),
        (b"PK\x03\x04nothing", "x.zip", "abîmé"),
        (b"\x00\x01\x02", "x.json", ""),
        (b"a;b\n1;2\n", "x.csv", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_said_at_its_field_and_does_not_stay(stage, data, name, words):
    amina = stage.amina.browser()

    answer = send(amina, data, name)

    assert answer.status_code == 422 and words in plain(answer)
    assert "Ce que ferait ce fichier" not in plain(amina.get(FILES))


def test_a_press_on_what_has_changed_meanwhile_is_a_conflict(stage):
    amina = stage.amina.browser()
    send(amina, [full()])
    first = seen(amina)
    with stage.bart.acting() as actor:
        actions.enter_partner(actor=actor, draft=PartnerDraft("Organisation Exemple", "x", "association", "local"))
    assert amina.post(f"{FILES}apply/", {"seen": first}).status_code == 302, "another line is no matter of this file"
    assert amina.post(f"{FILES}apply/", {"seen": first}).status_code == 409, "twice is once"
    assert len(found(stage.amina, "")) == 1


def test_the_files_that_go_out(stage):
    amina = stage.amina.browser()
    send(amina, [full()])
    amina.post(f"{FILES}apply/", {"seen": seen(amina)})

    answer = stage.desk.browser().get(f"{FILES}services.json")
    package = zipfile.ZipFile(io.BytesIO(stage.desk.browser().get(f"{FILES}package.zip").getvalue()))

    assert json.loads(answer.getvalue()) == [full()]
    assert answer["Content-Disposition"] == 'attachment; filename="partners.json"'
    assert "services.csv" in package.namelist() and package.testzip() is None
    assert stage.chloe.browser().get(f"{FILES}services.json").getvalue() == b"[]\n"


def test_hours_on_the_sheet_of_a_service_and_in_a_calendar(stage):
    amina = stage.amina.browser()
    send(amina, [full()])
    amina.post(f"{FILES}apply/", {"seen": seen(amina)})
    with stage.amina.acting() as actor:
        pk_here = queries.directory(actor, queries.Wanted(), "fr")[0].service.pk
    address = f"/partners/services/{pk_here}/"

    assert "lundi, mercredi, vendredi : 9 h – 12 h" in plain(stage.desk.browser().get(address))
    assert "maandag, woensdag, vrijdag: 9 uur – 12 uur" in plain(stage.desk.browser("nl").get(address))
    calendar = Calendar.from_ical(stage.desk.browser().get(f"{address}hours.ics").content)
    assert [str(one["RRULE"]["BYDAY"]) for one in calendar.walk("VEVENT")] == ["['MO', 'WE', 'FR']"]
    assert stage.chloe.browser().get(f"{address}hours.ics").status_code == 404


def test_hours_are_typed_day_by_day_and_a_slip_loses_nothing(stage):
    with stage.amina.acting() as actor:
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", "association", "local"))
        made = actions.enter_service(actor=actor, partner=of, draft=ServiceDraft("Aide", "Hulp"))
    amina, address = stage.amina.browser(), f"/partners/services/{made}/edit/"
    typed = {"version": 1, "name_fr": "Aide", "name_nl": "Hulp", "capacity": "unknown", "bound_by_secrecy": "unknown",
             "open_mo": "9-12, 13h30-17", "open_tu": "matin"}  # fmt: skip
    answer = amina.post(address, typed)
    assert answer.status_code == 422 and 'value="9-12, 13h30-17"' in answer.content.decode()
    assert 'value="matin"' in answer.content.decode()

    assert amina.post(address, typed | {"open_tu": "9-12"}).status_code == 302

    page = plain(amina.get(f"/partners/services/{made}/"))
    assert "lundi, mardi : 9 h – 12 h" in page and "lundi : 13 h 30 – 17 h" in page
    assert 'value="9:00-12:00, 13:30-17:00"' in amina.get(address).content.decode()


def test_reminders_on_the_page_of_the_directory(stage):
    with stage.amina.acting() as actor:
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", "association", "local"))
        made = actions.enter_service(actor=actor, partner=of, draft=ServiceDraft("Aide", "Hulp"))
        last = looked_at_until(actor.today)
        for title, ends in (("Proche", last), ("Lointaine", last + dt.timedelta(days=1)), ("Sans fin", None),
                            ("Finie", actor.today - dt.timedelta(days=1))):  # fmt: skip
            draft = AgreementDraft(title, actor.today - dt.timedelta(days=400), ends)
            actions.enter_agreement(actor=actor, partner=of, draft=draft)
    page = plain(stage.amina.browser().get("/partners/"))
    assert "1 service à vérifier" in page and "Proche" in page
    assert not [title for title in ("Lointaine", "Sans fin", "Finie") if title in page]
    assert "à vérifier" not in plain(stage.desk.browser().get("/partners/")), "who does not keep it is not reminded"
    with stage.amina.acting() as actor:
        actions.verify_service(actor=actor, pk=made)
    assert "1 service à vérifier" not in plain(stage.amina.browser().get("/partners/"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_a_file_asks_the_same_number_of_statements_however_long_it_is(stage, number):
    amina = stage.amina.browser()
    send(amina, [full(str(one)) for one in range(number)])
    with CaptureQueriesContext(connection) as asked:
        assert amina.get(FILES).status_code == 200
    amina.post(f"{FILES}drop/")
    send(amina, [full("0")])
    with CaptureQueriesContext(connection) as asked_for_one:
        amina.get(FILES)

    assert len(asked) == len(asked_for_one)


def test_what_a_hostile_file_says_is_only_text(stage):
    bad = "<script>alert(1)</script>"
    amina = stage.amina.browser()
    send(amina, [service(name=bad, alert=bad, phones=[{"id": pk("p"), "number": bad}],
                         contacts=[{"id": pk("c"), "name": bad, "title": bad}])], f"{bad}.json")  # fmt: skip
    assert bad not in amina.get(FILES).content.decode()
    amina.post(f"{FILES}apply/", {"seen": seen(amina)})
    with stage.amina.acting() as actor:
        made = queries.directory(actor, queries.Wanted(), "fr")[0].service.pk
    page = amina.get(f"/partners/services/{made}/").content.decode()
    assert bad not in page and html.escape(bad) in page


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, tab, language, width):
    page, wrong = tab(stage.amina, language, width), []
    send(stage.amina.browser(), [full()])
    stage.amina.browser().post(f"{FILES}apply/", {"seen": seen(stage.amina.browser())})
    with stage.amina.acting() as actor:
        made = queries.directory(actor, queries.Wanted(), "fr")[0].service.pk
    visits = {
        FILES: None,
        FILES + "?bad": [full(), {**full("deux"), "status": "open"}],
        FILES + "?table": b"source_id;name_fr;organisation_fr;kind\n1;Aide;Maison;association\n2;Refuge;Autre;palais\n",
        FILES + "?good": [full() | {"name": "Autre"}, service("trois", phones=[{"id": pk("p"), "number": "x"}])],
        f"/partners/services/{made}/": None,
        f"/partners/services/{made}/edit/": None,
        "/partners/": None,
    }
    for address, data in visits.items():
        if data:
            send(stage.amina.browser(), data)
        page.goto(address)
        wrong += [f"{address} {fault}" for fault in faults(page)]
    assert wrong == []


# -- the command line ---------------------------------------------------------------------------------------


def test_the_command_takes_in_and_gives_out(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full(), full("deux")])
    company = ["--company", stage.company.slug]
    dry = command("partners", path, "--dry-run", *company)
    first, again = command("partners", path, *company), command("partners", path, *company)

    assert dry == (0, {"kind": "partners", "read": 2, "created": 2, "changed": 0, "unchanged": 0, "refused": [],
                       "applied": False}, "")  # fmt: skip
    assert (first[1]["created"], first[1]["applied"], again[1]["unchanged"]) == (2, True, 2)
    with stage.amina.acting() as actor:
        assert sorted(given_out(actor), key=str) == sorted([full(), full("deux")], key=str)


def test_the_command_refuses_with_the_path_and_applies_nothing(stage, tmp_path):
    spoilt = {**full("deux"), "status": "open"}
    code, report, _ = command("partners", as_json(tmp_path / "x.json", [full(), spoilt]), "--company",
                              stage.company.slug, "--language", "nl")  # fmt: skip

    assert (code, report["applied"], report["created"]) == (2, False, 1)
    assert report["refused"] == [
        {"row": 2, "column": "$[1].status",
         "reason": "Dit moet een van deze zijn: active, inactive, defunct, temporarily closed."}
    ]  # fmt: skip
    with stage.amina.acting() as actor:
        assert given_out(actor) == []
    code, report, _ = command("partners", tmp_path / "x.json", "--partial", "--company", stage.company.slug)
    assert (code, report["applied"], report["created"]) == (0, True, 1)


def test_a_folder_of_tables_goes_in_by_the_command(stage, tmp_path):
    from tests.registry.partners.hsds import TWO_TABLES

    with zipfile.ZipFile(as_zip(tmp_path / "x.zip", TWO_TABLES)) as archive:
        archive.extractall(tmp_path / "in")
    code, report, _ = command("partners", tmp_path / "in", "--company", stage.company.slug)

    assert (code, report["created"]) == (0, 1)


def test_the_export_writes_what_the_import_took(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full()])
    assert command("partners", path, "--company", stage.company.slug)[0] == 0
    done = subprocess.run(
        [sys.executable, "-m", "palier.cli", "export", "partners", str(tmp_path / "out"), "--format", "hsds",
         "--company", stage.company.slug],
        cwd=ROOT, env={**os.environ, "PALIER_ROLE": ""}, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["rows"]["service"], done.stderr) == (0, 1, "")
    assert json.loads((tmp_path / "out" / "services.json").read_text()) == [full()]
    assert command("partners", tmp_path / "out", "--company", stage.company.slug)[1]["unchanged"] == 1
