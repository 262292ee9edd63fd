"""The ten notices in public, and the administrator who has them spoken."""

import datetime as dt
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from palier.kernel import clock
from palier.registry.notices import queries
from palier.registry.notices.models import Recording
from palier.registry.notices.rules import COUNT, all_languages, heard_languages, notices
from palier.ui.messages_tool import mend_french
from tests.desk.administration.bringing_in import told
from tests.registry.notices import voices
from tests.stage import STAGE, Stage, without_locks

PAGES = {"fr": "/fr/avis/", "nl": "/nl/berichten/"}
P24 = ["fr", "nl", "ary", "rif", "tr", "es", "pt", "ro", "sq", "ps", "prs", "ti", "so", "en"]


@pytest.fixture
def company():
    """A company with its administrator."""
    from palier.identity.organisations.rules import Role

    with without_locks():
        made = Stage._company("avis")
        made.somebody("olga", Role.ORGANISATION_ADMIN)
    return made


def send(somebody, data=None, key="help", code="so", **changes):
    """The answer to a recording sent through the page."""
    given = {"voice": "interpreter", "listened_on": "", **changes}
    given["file"] = SimpleUploadedFile("wav.exe", data if data is not None else voices.mp3(), "text/html")
    return somebody.browser().post(f"/administration/notices/{key}/{code}/", given)


def public(company, language="fr", **query):
    answer = Client().get(PAGES[language], {"company": company.company.slug, **query})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def rows(company):
    with without_locks():
        return list(Recording.objects.using(STAGE).filter(organisation=company.company))


def address(row):
    return f"/notices/{row.pk}.{row.kind}"


# -- the words ------------------------------------------------------------------------------------------------


def test_ten_notices_each_in_both_languages_that_count():
    assert len(notices()) == 10
    assert all(one.words[code].title and one.words[code].text for one in notices() for code in COUNT)
    assert [one.code for one in heard_languages()] == P24
    assert {code for one in notices() for code in one.words} <= {one.code for one in all_languages()}


def test_every_french_word_is_set_as_french_is():
    said = [part for one in notices() for part in (one.words["fr"].title, one.words["fr"].text)]

    assert [text for text in said if text != mend_french(text)] == []


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_says_all_ten_with_a_pictogram_and_both_languages_for_the_paper(company, language):
    page = public(company, language)

    assert page.count('class="ico pic"') == 10
    assert all(one.words[code].text in page for one in notices() for code in COUNT)
    assert f'<html lang="{language}"' in page
    other = "nl" if language == "fr" else "fr"
    assert page.count(f'<div lang="{language}"><h2>') == page.count(f'<div lang="{other}" class="other"><h2>') == 10


@pytest.mark.parametrize(("code", "written"), [("ar", 6), ("tr", 6), ("so", 0), ("fr", 0)])
def test_a_notice_that_nobody_wrote_in_a_language_is_visibly_absent(company, code, written):
    page = public(company, **{"in": code})

    assert page.count('<div class="courtesy') == written
    assert page.count("Pas encore écrit") == (10 - written if code != "fr" else 0)
    assert ('dir="rtl"' in page.split("<ol")[1]) == (code == "ar")


def test_what_is_no_language_and_no_company_is_not_there(company):
    assert Client().get(PAGES["fr"], {"in": "xx"}).status_code == 404
    assert Client().get(PAGES["fr"], {"company": "nulle-part"}).status_code == 404
    assert Client().get(PAGES["fr"]).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_recordings(company):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            public(company, **{"in": "so"})
        return len(found)

    before = asked()
    for key in ("help", "secret", "danger"):
        send(company.olga, key=key, listened_on=clock.today().isoformat())

    assert asked() == before <= 8


# -- a voice --------------------------------------------------------------------------------------------------


def test_a_voice_is_kept_and_heard_once_a_speaker_has_listened_and_not_before(company):
    assert send(company.olga).status_code == 302
    (row,) = rows(company)
    assert address(row) not in public(company, **{"in": "so"})

    company.olga.browser().post(f"/administration/recordings/{row.pk}/heard/", {"in": "so"})

    assert public(company, **{"in": "so"}).count(f'src="{address(row)}"') == 1
    assert f'href="{address(row)}" lang="so"' in public(company)  # beside the French, as a link
    assert rows(company)[0].listened_on == clock.today()


def test_the_sound_is_served_to_anybody_as_what_it_is_and_nothing_else(company):
    send(company.olga)
    (row,) = rows(company)

    answer = Client().get(address(row))

    assert answer.status_code == 200 and answer["Content-Type"] == "audio/mpeg"
    assert answer.content == bytes(row.data) and voices.NAME not in answer.content
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "public" in answer["Cache-Control"] and "max-age=86400" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert Client().get(f"/notices/{row.pk}.ogg").status_code == 404
    assert Client().get(f"/notices/{row.pk}.exe").status_code == 404
    assert Client().get(f"/notices/{row.organisation_id}.mp3").status_code == 404


def test_a_telephone_that_asks_for_a_part_gets_the_part(company):
    send(company.olga)
    (row,) = rows(company)

    part = Client().get(address(row), headers={"range": "bytes=4-9"})
    beyond = Client().get(address(row), headers={"range": f"bytes={len(row.data)}-"})

    assert (part.status_code, part.content) == (206, bytes(row.data)[4:10])
    assert part["Content-Range"] == f"bytes 4-9/{len(row.data)}"
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(row.data)}")


def test_a_new_voice_takes_the_place_of_the_old_one_and_one_gesture_withdraws_it(company):
    today = clock.today().isoformat()
    send(company.olga, listened_on=today)
    (first,) = rows(company)
    send(company.olga, voices.wav(), voice="tenant", listened_on=today)
    (second,) = rows(company)
    assert (second.kind, second.voice) == ("wav", "tenant")
    assert Client().get(address(first)).status_code == 404
    assert Client().get(address(second))["Content-Type"] == "audio/wav"

    assert (
        company.olga.browser().post(f"/administration/recordings/{second.pk}/withdraw/", {"in": "so"}).status_code
        == 302
    )

    assert rows(company) == []
    assert Client().get(address(second)).status_code == 404


def test_one_voice_serves_every_company_its_own_first(company):
    with without_locks():
        from palier.identity.organisations.rules import Role

        other = Stage._company("voisine")
        other.somebody("olga", Role.ORGANISATION_ADMIN)
    today = clock.today().isoformat()
    send(other.olga, code="ti", key="danger", listened_on=today)
    (theirs,) = rows(other)
    assert address(theirs) in public(company, **{"in": "ti"})

    send(company.olga, code="ti", key="danger", listened_on=today)

    (ours,) = rows(company)
    assert address(ours) in public(company, **{"in": "ti"}) and address(theirs) not in public(company, **{"in": "ti"})
    assert address(theirs) in public(other, **{"in": "ti"})


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_wrong_file_comes_back_with_why_and_the_rest_stays(company, language):
    with override(language):
        browser = company.olga.browser(language)
    given = {
        "voice": "partner",
        "listened_on": clock.today().isoformat(),
        "file": SimpleUploadedFile("voix.mp3", b"<html>no sound</html>", "audio/mpeg"),
    }

    answer = browser.post("/administration/notices/help/so/", given)

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert {"fr": "Palier prend le MP3", "nl": "Palier aanvaardt MP3"}[language] in page
    assert re.search(r'value="partner"[^>]*checked', page) and clock.today().isoformat() in page
    assert rows(company) == []


def test_nobody_listened_tomorrow_and_no_file_is_asked_for(company):
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()

    late = send(company.olga, listened_on=tomorrow)
    without = company.olga.browser().post("/administration/notices/help/so/", {"voice": "staff"})

    assert late.status_code == without.status_code == 422
    assert "pas encore venu" in html.unescape(late.content.decode())
    assert "Choisissez un fichier" in html.unescape(without.content.decode())
    assert rows(company) == []


@pytest.mark.parametrize("path", ["nothing/so/", "help/xx/", "help/pl/"])
def test_what_is_no_notice_or_no_language_of_the_list_is_not_there(company, path):
    assert company.olga.browser().get(f"/administration/notices/{path}").status_code == 404
    assert company.olga.browser().get("/administration/notices/help/so/").status_code == 200


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["amina", "head", "desk", "officer", "direction", "operator"])
def test_nobody_but_the_administrator_reaches_it_by_page_or_by_hand(stage, name):
    send(stage.people["admin"])
    (row,) = rows(stage)
    browser = stage.people[name].browser()

    assert send(stage.people[name], key="secret").status_code == 404
    assert browser.get("/administration/notices/").status_code == 404
    assert browser.get("/administration/notices/telephone/").status_code == 404
    assert browser.post(f"/administration/recordings/{row.pk}/heard/").status_code == 404
    assert browser.post(f"/administration/recordings/{row.pk}/withdraw/").status_code == 404
    assert not told(stage.people[name], "withdraw_recording", row.pk)
    assert not told(stage.people[name], "recording_heard", row.pk)
    assert not told(stage.people[name], "set_listening_line", row.pk, clock.today(), "+3225026949")
    assert not _kept_by_hand(stage.people[name])
    assert [(one.pk, one.listened_on) for one in rows(stage)] == [(row.pk, None)]
    assert stage.people["admin"].browser().get("/administration/notices/").status_code == 200
    assert _kept_by_hand(stage.people["admin"])


def _kept_by_hand(somebody):
    from palier.kernel.identifiers import new_id

    made = (new_id(), "letter", "ro", "mp3", 2, b"x", "staff", None)
    return told(somebody, "keep_recording", *made)


def test_another_companys_administrator_changes_nothing_here(company, stage):
    send(company.olga)
    (row,) = rows(company)
    browser = stage.people["admin"].browser()

    assert browser.post(f"/administration/recordings/{row.pk}/heard/").status_code == 404
    assert browser.post(f"/administration/recordings/{row.pk}/withdraw/").status_code == 404
    assert not told(stage.people["admin"], "withdraw_recording", row.pk)
    assert [(one.pk, one.listened_on) for one in rows(company)] == [(row.pk, None)]
    assert told(company.olga, "withdraw_recording", row.pk)


def test_the_application_writes_the_tables_by_no_other_way(company):
    from django.db.utils import ProgrammingError

    with company.olga.acting(), pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("UPDATE notices_recording SET voice = 'tenant'")
    with company.olga.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notices_recording")


def test_the_table_itself_takes_nothing_large(company):
    from palier.kernel.identifiers import new_id

    with pytest.raises(IntegrityError):
        told(company.olga, "keep_recording", new_id(), "help", "ro", "mp3", 2, bytes(200_001), "staff", None)
    assert told(company.olga, "keep_recording", new_id(), "help", "ro", "mp3", 2, bytes(200_000), "staff", None)


# -- the number -----------------------------------------------------------------------------------------------


def test_the_number_that_reads_them_is_dated_and_shown_from_its_day_on(company):
    browser = company.olga.browser()
    later = clock.today() + dt.timedelta(days=3)
    assert "02 502 69 49" not in public(company)

    def set_(phone, day):
        return browser.post("/administration/notices/telephone/", {"phone": phone, "starts": day.isoformat()})

    assert set_("02/502.69.49", clock.today()).status_code == 302
    assert set_("", later).status_code == 302

    assert "02 502 69 49" in public(company)
    page = html.unescape(browser.get("/administration/notices/telephone/").content.decode())
    assert "Aucun numéro" in page and "02 502 69 49" in page
    lines = queries.lines(company.company.pk)
    assert [queries.line_on(lines, day) for day in (clock.today(), later)] == ["+3225026949", ""]


def test_a_number_of_yesterday_or_that_is_none_comes_back(company):
    browser = company.olga.browser()
    yesterday = (clock.today() - dt.timedelta(days=1)).isoformat()

    late = browser.post("/administration/notices/telephone/", {"phone": "02 502 69 49", "starts": yesterday})
    wrong = browser.post("/administration/notices/telephone/", {"phone": "mille", "starts": clock.today().isoformat()})

    assert late.status_code == wrong.status_code == 422
    assert "02 502 69 49" in late.content.decode() and "mille" in wrong.content.decode()
    assert queries.lines(company.company.pk) == []
