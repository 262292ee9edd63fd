"""The pages of a hand-over: ten files in four gestures, told, slip, pack; what stays behind is on none of them."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework.handovers.handing import (
    DAY,
    TODAY,
    by_itself,
    keep_back,
    lay,
    on_its_day,
    prepare,
    seen_by_hand,
    seen_by_rule,
    the_note,
)
from tests.stage import without_locks


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def note_of(stage, handover, laid, who="amina"):
    with stage.people[who].acting() as actor:
        return the_note(actor, handover, laid).pk


def label_of(laid):
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [laid.household])
        return cursor.fetchone()[0]


def new(stage, browser, **more):
    """The page is opened, the colleague chosen, sent: everything else is there already."""
    page = browser.get("/handovers/new/")
    ticked = re.findall(r'name="files" value="([^"]+)"[^>]*checked', page.content.decode())
    data = {
        "to_post": str(stage.bart.post), "starts": TODAY.isoformat(), "overlap_ends": (TODAY + 30 * DAY).isoformat(),
        "inbox": "on", "files": ticked, **more,
    }  # fmt: skip
    return browser.post("/handovers/new/", data)


def test_two_files_are_prepared_with_a_name_and_a_button(stage):
    laid, other = lay(stage, 0), lay(stage, 1)
    browser = stage.amina.browser()
    answer = new(stage, browser)
    assert answer.status_code == 302
    page = plain(browser.get(answer.url))
    assert label_of(laid) in page and label_of(other) in page and "À Bart Exemple" in page
    assert "pas encore prévenu" in page and "Ce qui reste chez vous" in page
    assert page.count("1 marche ouverte") + page.count("2 marches ouvertes") == 2


def test_sent_twice_it_is_prepared_once(stage):
    lay(stage)
    browser, key = stage.amina.browser(), str(uuid.uuid4())
    assert new(stage, browser, idempotency_key=key).url == new(stage, browser, idempotency_key=key).url


def test_a_mistake_keeps_what_was_typed_and_says_how_to_mend(stage):
    lay(stage)
    browser = stage.amina.browser()
    for wrong, words in (
        ({"overlap_ends": (TODAY + 40 * DAY).isoformat()}, "trente jours"),
        ({"starts": (TODAY - DAY).isoformat()}, "aujourd’hui ou plus tard"),
        ({"to_post": str(uuid.uuid4())}, "choix"),
        ({"starts": "31/02/2026"}, "31/02/2026"),
    ):
        answer = new(stage, browser, **wrong)
        assert answer.status_code == 422 and words in plain(answer), wrong
    assert new(stage, browser).status_code == 302


def test_what_stays_behind_is_on_no_page_of_the_next_worker(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    by_itself()
    hex_ = laid.household.hex[:6]
    bart, note = stage.bart.browser(), note_of(stage, handover, laid, "bart")
    pages = [
        "/day/", "/day/paper/", "/handovers/", f"/handovers/{handover}/", f"/handovers/files/{note}/",
        f"/handovers/files/{note}/pack/", f"/handovers/files/{note}/slip/", f"/households/{laid.household}/",
        f"/search/?q=gardé{hex_}", f"/search/?q=promis{hex_}", "/contacts/", "/cases/", f"/cases/{laid.case}/apart/",
        f"/api/v1/cases/{laid.case}", f"/api/v1/cases/{laid.case}/contacts",
    ]  # fmt: skip
    read = {path: bart.get(path) for path in pages}
    for path, answer in read.items():
        text = answer.content.decode()
        for word in ("gardé", "confié", "promis"):
            assert f"{word}{hex_}" not in text.replace(f"q={word}{hex_}", "").replace(f'value="{word}{hex_}"', ""), path
    assert f"motteam{hex_}" in plain(read[f"/households/{laid.household}/"])
    assert f"motteam{hex_}" in plain(read[f"/handovers/files/{note}/pack/"])
    assert f"gardé{hex_}" in plain(stage.amina.browser().get(f"/households/{laid.household}/"))


def test_she_is_told_before_she_marks_and_marks_by_hand(stage):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + DAY)
    amina, note = stage.amina.browser(), note_of(stage, handover, laid)
    page = amina.get(f"/handovers/files/{note}/")
    assert "deviennent vos aide-mémoires" in plain(page) and "Ne pas transmettre" in plain(page)
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())[1]
    kept = str(laid.contacts["kept"])
    sent = {"passes": "on", "stands": "Voir le CPAS", "version": version, "behind": [kept]}
    assert amina.post(f"/handovers/files/{note}/", sent).status_code == 302
    assert re.search(f'value="{kept}"[^>]*checked', amina.get(f"/handovers/files/{note}/").content.decode())
    assert "1 contact reste chez vous" in plain(amina.get(f"/handovers/{handover}/"))
    assert amina.post(f"/handovers/files/{note}/", sent).status_code == 409  # another version by now
    assert (
        amina.post(f"/handovers/files/{note}/", {**sent, "version": int(version) + 1, "next_on": "demain"}).status_code
        == 422
    )


def test_a_file_left_out_on_its_own_page_does_not_pass(stage):
    laid = lay(stage)
    handover = prepare(stage)
    amina, note = stage.amina.browser(), note_of(stage, handover, laid)
    assert amina.post(f"/handovers/files/{note}/", {"version": "1"}).status_code == 302
    assert "Pas dans ce passage de relais" in plain(amina.get(f"/handovers/{handover}/"))
    by_itself()
    assert label_of(laid) not in plain(stage.bart.browser().get("/cases/"))


def test_told_in_one_gesture_and_another_worker_asked_without_a_reason(stage):
    laid, other = lay(stage, 0), lay(stage, 1)
    handover = prepare(stage)
    amina = stage.amina.browser()
    notes = [str(note_of(stage, handover, one)) for one in (laid, other)]
    wrong = amina.post(f"/handovers/{handover}/told/", {"notes": notes, "how": "visit", "on": "hier"})
    assert wrong.status_code == 422 and 'value="hier"' in wrong.content.decode()
    sent = {"notes": notes, "how": "visit", "on": TODAY.isoformat()}
    assert amina.post(f"/handovers/{handover}/told/", sent).status_code == 302
    page = plain(amina.get(f"/handovers/{handover}/"))
    assert "pas encore prévenu" not in page and page.count("prévenu le") == 2
    amina.post(f"/handovers/files/{notes[0]}/another/", {"wished": "on"})
    assert "demande une autre personne" in plain(amina.get(f"/handovers/{handover}/"))
    head = plain(stage.head.browser().get("/handovers/"))
    assert "1 demande une autre personne" in head
    assert label_of(laid) not in head and label_of(other) not in head
    assert stage.head.browser().get(f"/handovers/{handover}/").status_code == 404
    amina.post(f"/handovers/files/{notes[0]}/another/", {})
    assert "autre personne</b>" not in amina.get(f"/handovers/{handover}/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Vous pouvez demander une autre personne"), ("nl", "U mag om iemand anders vragen")],
)
def test_the_slip_names_who_follows_and_no_tenant(stage, language, words):
    laid = lay(stage)
    handover = prepare(stage)
    amina, note = stage.amina.browser(), note_of(stage, handover, laid)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember SET phone = '+3225550101' WHERE id ="
            " (SELECT staff_id FROM organisations_post WHERE id = %s)",
            [stage.bart.post],
        )
    page = plain(amina.get(f"/handovers/files/{note}/slip/", {"in": language}))
    slip = re.search(r'<section class="slip card".*?</section>', page)[0]
    assert words in slip and "Bart Exemple" in slip and "02 555 01 01" in slip and f'lang="{language}"' in slip
    assert label_of(laid) not in slip and "Zoé" not in slip and "social" not in slip.lower()
    neutral = plain(amina.get(f"/handovers/files/{note}/slip/", {"in": language, "neutral": "1"}))
    neutral = re.search(r'<section class="slip card".*?</section>', neutral)[0]
    assert "Bart Exemple" in neutral and words not in neutral


def test_the_next_workers_day_until_she_has_looked_at_each_once(stage):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + 3 * DAY)
    bart = stage.bart.browser()
    day = plain(bart.get("/day/"))
    assert "Vous prenez la suite de Amina Exemple" in day and label_of(laid) not in day
    assert bart.get(f"/handovers/{handover}/").status_code == 200
    assert label_of(laid) not in plain(bart.get(f"/handovers/{handover}/"))
    on_its_day(handover)
    by_itself()
    assert "1 dossier vous est transmis" in plain(bart.get("/day/"))
    note = note_of(stage, handover, laid, "bart")
    bart.get(f"/handovers/files/{note}/pack/")
    assert "1 dossier vous est transmis" in plain(bart.get("/day/")), "a GET changes nothing"
    looked = bart.post(f"/handovers/files/{note}/look/")
    assert looked.status_code == 302 and "Demander le formulaire" in plain(bart.get(looked.url))
    assert "vous est transmis" not in plain(bart.get("/day/"))


def test_the_ledger_tells_who_opened_the_pack(stage):
    laid = lay(stage)
    handover = prepare(stage)
    note = note_of(stage, handover, laid)
    stage.amina.browser().get(f"/handovers/files/{note}/pack/")
    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_read_event WHERE what = 'handover_pack' AND reference = %s AND post_id = %s"
            " AND subjects = ARRAY[%s]",
            [laid.case, stage.amina.post, laid.subject],
        )
        assert cursor.fetchone()[0] == 1


def test_the_head_chooses_who_follows_for_who_is_gone(stage):
    laid = lay(stage)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = daterange('2020-01-01', %s) WHERE id = %s", [TODAY, stage.amina.post]
        )
    head = stage.head.browser()
    page = plain(head.get("/handovers/"))
    assert "Amina Exemple" in page and "1 dossier ouvert" in page and "plus en fonction" in page
    data = {
        "leaving": str(stage.amina.post),
        "to_post": str(stage.bart.post),
        "starts": TODAY.isoformat(),
        "inbox": "on",
    }
    assert head.post("/handovers/new/", {**data, "to_post": str(stage.head.post)}).status_code == 422
    assert head.post("/handovers/new/", data).status_code == 302
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM handovers_handover WHERE from_post_id = %s", [stage.amina.post])
        handover = cursor.fetchone()[0]
    assert head.post(f"/handovers/{handover}/now/").status_code == 302
    assert label_of(laid) in plain(stage.bart.browser().get("/cases/"))
    assert label_of(laid) not in plain(head.get("/handovers/"))


def test_changed_taken_back_and_handed_over_by_hand(stage):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + 2 * DAY)
    amina = stage.amina.browser()
    assert "n’est pas encore venu" in plain(amina.post(f"/handovers/{handover}/now/", follow=True))
    data = {
        "to_post": str(stage.emma.post), "starts": TODAY.isoformat(), "overlap_ends": "", "inbox": "on",
        "files": [str(laid.case)], "version": "1",
    }  # fmt: skip
    assert amina.post(f"/handovers/{handover}/change/", data).status_code == 302
    assert amina.post(f"/handovers/{handover}/change/", data).status_code == 409
    assert "Transmis" in plain(amina.post(f"/handovers/{handover}/now/", follow=True))
    assert label_of(laid) in plain(stage.emma.browser().get("/cases/"))
    again = prepare(stage, who="emma", to="amina")
    assert "Repris" in plain(stage.emma.browser().post(f"/handovers/{again}/take-back/", {"version": "1"}, follow=True))


def test_as_many_statements_for_three_files_as_for_one(stage):
    lay(stage, 0)
    one = prepare(stage)
    browser = stage.amina.browser()

    def statements(path):
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(path).status_code == 200
        return len([query for query in seen if query["sql"] not in {"BEGIN", "COMMIT"}])

    few = statements(f"/handovers/{one}/")
    lay(stage, 1)
    with without_locks():
        stage.home(stage.buildings[0])
    lay(stage, len(stage.homes) - 1)
    three = prepare(stage, inbox=False)
    assert statements(f"/handovers/{three}/") == few <= 16


def test_the_author_names_who_follows_on_what_is_reinforced_or_of_a_pair_one_by_one(stage):
    laid = lay(stage)
    handover = prepare(stage)
    amina, note = stage.amina.browser(), note_of(stage, handover, laid)
    page = amina.get(f"/handovers/files/{note}/")
    assert "Désigner votre collègue sur" in plain(page)
    shown = page.content.decode()
    assert f"motreinforced{laid.household.hex[:6]}" not in shown and f"motpair{laid.household.hex[:6]}" not in shown
    sent = {"passes": "on", "version": "1", "named": [str(laid.contacts["reinforced"])]}
    assert amina.post(f"/handovers/files/{note}/", sent).status_code == 302
    assert seen_by_rule(stage, "bart", laid) == set() == seen_by_hand(stage, "bart", laid), "before the day"
    by_itself()
    assert seen_by_rule(stage, "bart", laid) == {"team", "kept", "reinforced"} == seen_by_hand(stage, "bart", laid)
    assert f"motreinforced{laid.household.hex[:6]}" in plain(stage.bart.browser().get(f"/cases/{laid.case}/apart/"))
    other = {"passes": "on", "version": "2", "named": [str(laid.contacts["pair"])]}
    assert amina.post(f"/handovers/files/{note}/", other).status_code == 302
    assert seen_by_rule(stage, "bart", laid) == {"team", "kept", "pair"} == seen_by_hand(stage, "bart", laid)
    assert "Désigner votre collègue sur" not in plain(stage.bart.browser().get(f"/handovers/files/{note}/"))
