"""No typed word is lost: drafts are kept while typing, found again anywhere, and gone when they are sent."""

import datetime
import json
import uuid

import pytest

from palier.access import token
from palier.desk.capture import queries
from palier.desk.capture.rules import DraftForm
from palier.kernel.errors import Refused
from tests.desk.capture.writing import contact_of, field_value, rows, send, typed

DRAFT = "/capture/draft/"


def begin(browser, path="/capture/"):
    """Open the page; what it gave: the draft's id and the key of the form."""
    page = browser.get(path).content.decode()
    return {"draft": field_value(page, "draft"), "idempotency_key": field_value(page, "idempotency_key")}


def autosave(browser, path=DRAFT, **fields):
    return browser.post(path, fields, headers={"x-requested-with": "draft"})


def kept(stage, who="amina"):
    return rows("SELECT id, payload, expires FROM capture_draft WHERE post_id = %s", stage.people[who].post)


def test_a_form_is_kept_while_it_is_typed(stage, amina):
    page = begin(amina)

    first = autosave(amina, **page, facts="La caisse a", household=stage.homes[0].household, persons=["a", "b"])
    second = autosave(amina, **page, facts="La caisse a rappelé")

    assert first.json() == second.json() == {"id": page["draft"]}
    ((pk, payload, expires),) = kept(stage)
    assert str(pk) == page["draft"]
    assert json.loads(payload)["facts"] == ["La caisse a rappelé"] if isinstance(payload, str) else payload["facts"]
    assert expires == datetime.date.today() + datetime.timedelta(days=30)


def test_an_empty_form_leaves_no_draft(stage, amina):
    autosave(amina, **begin(amina), facts="  ", channel="phone")

    assert kept(stage) == []


def test_another_machine_takes_up_what_a_lost_session_left(stage, amina):
    page = begin(amina)
    home = stage.homes[0]
    autosave(
        amina, **page, facts="à moitié écrit", household=home.household, persons=[home.persons[0]], confided="secret"
    )
    amina.logout()
    elsewhere = stage.amina.browser()

    offered = elsewhere.get("/capture/").content.decode()
    taken_up = elsewhere.get(f"/capture/?draft={page['draft']}").content.decode()

    assert f"/capture/?draft={page['draft']}" in offered
    assert "à moitié écrit" in offered
    assert "secret" not in offered.split("<main")[1].split('<form class="slipform"')[0]
    assert typed(taken_up, "facts") == "à moitié écrit"
    assert typed(taken_up, "confided") == "secret"
    assert f'value="{home.persons[0]}" id="id_persons_0" checked' in taken_up
    assert field_value(taken_up, "draft") == page["draft"]
    assert field_value(taken_up, "idempotency_key") == page["idempotency_key"]


def test_a_signed_out_autosave_is_told_so_and_keeps_nothing(stage, amina):
    page = begin(amina)
    amina.logout()

    assert autosave(amina, **page, facts="perdu ?").status_code == 302
    assert kept(stage) == []


def test_two_tabs_keep_two_drafts(stage, amina):
    one, other = begin(amina), begin(amina)

    autosave(amina, **one, facts="premier onglet")
    autosave(amina, **other, facts="second onglet")

    assert len(kept(stage)) == 2
    send(amina, **one | {"facts": "premier onglet"})
    assert [str(pk) for pk, _payload, _expires in kept(stage)] == [other["draft"]]


def test_saving_drops_the_draft_and_a_late_autosave_does_not_bring_it_back(stage, amina):
    page = begin(amina)
    autosave(amina, **page, facts="à envoyer")

    send(amina, **page | {"facts": "à envoyer"})
    late = autosave(amina, **page, facts="à envoyer")

    assert contact_of(stage.amina.post)["facts"] == "à envoyer"
    assert late.status_code == 200
    assert kept(stage) == []


def test_a_refused_save_keeps_the_draft(stage, amina):
    page = begin(amina)
    autosave(amina, **page, facts="mot")

    assert send(amina, **page | {"facts": "mot", "channel": "pigeon"}).status_code == 422
    assert len(kept(stage)) == 1


def test_after_thirty_days_a_draft_is_no_longer_there(stage, amina):
    page = begin(amina)
    autosave(amina, **page, facts="vieux")
    rows("UPDATE capture_draft SET expires = sec.today() WHERE id = %s RETURNING 1", page["draft"])
    assert amina.get(f"/capture/?draft={page['draft']}").status_code == 200

    rows("UPDATE capture_draft SET expires = sec.today() - 1 WHERE id = %s RETURNING 1", page["draft"])

    assert amina.get(f"/capture/?draft={page['draft']}").status_code == 404
    assert "vieux" not in amina.get("/capture/").content.decode()


@pytest.mark.parametrize("who", ["dries", "bart", "desk"])
def test_a_draft_is_its_authors_alone(stage, amina, who):
    page = begin(amina)
    autosave(amina, **page, facts="à moi")
    other = stage.people[who]
    browser = other.browser()

    assert browser.get(f"/capture/?draft={page['draft']}").status_code == 404
    assert autosave(browser, **page, facts="par un autre").status_code == 404
    browser.post(f"/capture/draft/{page['draft']}/drop/")
    with other.acting() as actor:
        assert queries.drafts(actor) == []
        with pytest.raises(Refused):
            queries.draft(actor, uuid.UUID(page["draft"]), DraftForm.CONTACT)
    assert count_by_sql(other.token) == 0
    assert count_by_sql(stage.amina.token) == 1
    with stage.amina.acting() as actor:
        assert [row.first_words for row in queries.drafts(actor)] == ["à moi"]


def test_thrown_away_it_is_gone_and_leaves_no_copy(stage, amina):
    page = begin(amina)
    autosave(amina, **page, facts="à jeter")

    answer = amina.post(f"/capture/draft/{page['draft']}/drop/", {"next": "/capture/"})

    assert answer["Location"] == "/capture/"
    assert kept(stage) == []
    assert not rows("SELECT 1 FROM access_history WHERE row_id = %s", page["draft"])


def test_my_day_lists_drafts_with_whom_and_first_words(stage, amina):
    home = stage.homes[0]
    autosave(amina, **begin(amina), facts="Premiers mots " * 20, household=home.household, confided="jamais")
    autosave(amina, "/capture/draft/request/", **begin(amina, "/requests/new/"), text="demande", who="M. Fictif")

    with stage.amina.acting() as actor:
        request, contact = queries.drafts(actor)

    assert (request.who, request.first_words, request.url.split("?")[0]) == ("M. Fictif", "demande", "/requests/new/")
    assert contact.who.startswith("Exemple")
    assert len(contact.first_words) <= 61
    assert "jamais" not in contact.first_words


def test_looking_somebody_up_without_script_keeps_everything_typed(stage, amina):
    page = begin(amina)
    label = _label(stage.homes[0])

    looked = amina.post("/capture/", {**page, "act": "look", "who": label, "facts": "gardé", "channel": "phone"})
    chosen = amina.post("/capture/", {**page, "choose": stage.homes[0].household, "facts": "gardé", "channel": "phone"})

    found, after = looked.content.decode(), chosen.content.decode()
    assert f'name="choose" value="{stage.homes[0].household}"' in found
    for html in (found, after):
        assert typed(html, "facts") == "gardé"
        assert 'value="phone" id="id_channel_1" checked' in html
    assert "Zoé" in after
    assert field_value(after, "household") == str(stage.homes[0].household)
    assert len(kept(stage)) == 1


def test_too_long_a_draft_is_refused_and_the_former_one_stays(stage, amina):
    page = begin(amina)
    autosave(amina, **page, facts="court")

    assert autosave(amina, **page, facts="x" * 200_001).status_code == 413
    assert len(kept(stage)) == 1


def _label(home):
    ((label,),) = rows("SELECT label FROM people_household WHERE id = %s", home.household)
    return label


def count_by_sql(secret):
    from django.db import connection, transaction

    with token.held(secret), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM capture_draft")
        return cursor.fetchone()[0]
