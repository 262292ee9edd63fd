"""Signals from a page (P9, P22): the least that is needed, own words in one direction only, and no news of what follows."""

import uuid

import pytest
from django.db.utils import DatabaseError
from django.urls import reverse

from palier.identity.organisations.models import Service
from palier.kernel.errors import InvalidInput
from palier.registry.signals import actions, queries
from palier.registry.signals.labels import GROUNDS
from palier.registry.signals.rules import GROUND_OF, SENDABLE, Ground, Phrase, SignalDraft, Theme, writes_freely
from tests.access.cast import sql
from tests.stage import STAGE, without_locks

BUILT = ["amina", "trainee", "head", "desk", "accounts", "transfers", "technical", "agent", "collective"]
NOT_BUILT = ["caretaker", "direction", "admin", "officer", "analyst", "operator"]
WORRY = "Volets fermés depuis trois jours"


def service_of(stage, kind):
    return Service.objects.using(STAGE).get(organisation=stage.company, kind=kind).pk


def send(stage, name, to, *, home=0, language="fr", **fields):
    """Somebody sends a signal by the page."""
    where = f"?household={stage.homes[home].household}" if home is not None else ""
    chosen = to if to in {"worker", ""} else str(service_of(stage, to))
    return stage.people[name].browser(language).post(reverse("signal_add") + where, {"to": chosen, **fields})


def page(stage, name, language="fr"):
    return stage.people[name].browser(language).get(reverse("signals")).content.decode()


def the_one(stage):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT id, recipient_post_id, theme, phrase, text, state, received_on FROM signals_signal"
            " WHERE organisation_id = %s",
            [stage.company.pk],
        )
        (row,) = cursor.fetchall()
        return row


@pytest.mark.parametrize("name", BUILT)
def test_everybody_whose_work_is_built_has_the_page_in_the_menu(stage, name):
    shown = page(stage, name)
    assert f'href="{reverse("signals")}"' in shown[shown.index('<nav class="rail"') :]


@pytest.mark.parametrize("name", NOT_BUILT)
def test_nobody_else_has_it(stage, name):
    for route in ("signals", "signal_add"):
        assert stage.people[name].browser().get(reverse(route)).status_code == 404


def test_an_agents_words_reach_the_social_service_and_nobody_beside(stage):
    assert send(stage, "agent", "social", text=WORRY, theme="worry").status_code == 302

    for name in ("amina", "bart", "trainee"):
        assert WORRY in page(stage, name), name
    for name in ("head", "collective", "technical", "chloe"):
        assert WORRY not in page(stage, name), name


def test_to_the_worker_of_the_household_it_reaches_her_alone(stage):
    assert send(stage, "agent", "worker", text=WORRY).status_code == 302

    assert the_one(stage)[1] == stage.amina.post
    assert WORRY in page(stage, "amina")
    assert WORRY not in page(stage, "bart")


@pytest.mark.parametrize(("language", "when"), [("fr", "reçu par le service, "), ("nl", "ontvangen door de dienst, ")])
def test_who_sent_it_learns_the_day_it_was_received_and_nothing_of_what_follows(stage, language, when):
    send(stage, "agent", "social", text=WORRY)
    pk = the_one(stage)[0]
    assert when not in page(stage, "agent", language)

    stage.amina.browser().post(reverse("signal_settle", args=[pk, "received"]))
    received = page(stage, "agent", language)
    stage.amina.browser().post(reverse("signal_settle", args=[pk, "done"]))
    done = page(stage, "agent", language)

    assert when in received
    for text in (received, done):
        assert text.count(WORRY) == 1
    mine = [text[text.index('id="h-mine"') :] for text in (received, done)]
    assert mine[0] == mine[1]
    assert "Traité" not in mine[1]


def test_beside_what_is_received_stands_by_what_right_it_came(stage):
    """S1-016: a source and a lawful ground, never a free reason; one's own sentence has none."""
    assert set(GROUND_OF) == set(Theme) and set(GROUNDS) == set(Ground)
    assert send(stage, "technical", "worker", theme="repair", phrase="visit_arranged").status_code == 302
    ground = "Een feit uit het eigen werk van die dienst"
    for address in ("/signals/", "/day/"):
        assert ground in stage.amina.browser("nl").get(address).content.decode(), address
    assert ground not in page(stage, "technical", "nl")


def test_after_twelve_hours_even_ones_own_sentence_is_gone(stage):
    send(stage, "agent", "social", text=WORRY)
    assert WORRY in page(stage, "agent")
    with without_locks() as cursor:
        cursor.execute("UPDATE signals_signal SET sent_at = sent_at - interval '12 hours 1 minute'")

    assert WORRY not in page(stage, "agent")
    assert WORRY in page(stage, "amina")


@pytest.mark.parametrize(("name", "to"), [("amina", "technical"), ("technical", "accounts"), ("head", "accounts")])
def test_in_every_other_direction_one_sentence_of_the_list_travels_and_no_reason(stage, name, to):
    with stage.people[name].acting() as actor:
        draft = SignalDraft(service_of(stage, to), household=stage.homes[0].household, text="elle a peur de lui")
        with pytest.raises(InvalidInput):
            actions.send_signal(actor=actor, draft=draft)
    assert send(stage, name, to, text="").status_code == 422
    assert send(stage, name, to, phrase="repair_needed", theme="repair").status_code == 302

    assert the_one(stage)[2:5] == ("repair", "repair_needed", "")


def test_the_social_service_has_no_box_for_its_own_words(stage):
    form = reverse("signal_add")
    assert 'name="text"' not in stage.amina.browser().get(form).content.decode()
    assert 'name="text"' in stage.agent.browser().get(form).content.decode()


INSERT = (
    "INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id, theme, text, state)"
    " VALUES (gen_random_uuid(), sec.organisation(), sec.service(), sec.post(), %s, %s, %s, 'sent')"
)


def test_the_database_itself_lets_no_reason_through(stage):
    """By hand, as the application's role."""
    technical, social = service_of(stage, "technical"), stage.service.pk
    for name, to in (("amina", technical), ("head", technical), ("amina", social), ("agent", technical)):
        with pytest.raises(DatabaseError):
            sql(stage.people[name].token, INSERT, [to, "repair", "elle a peur de lui"])
        assert sql(stage.people[name].token, INSERT, [to, "repair", ""]) == [(1,)]
    assert sql(stage.agent.token, INSERT, [social, "worry", WORRY]) == [(1,)]


def test_what_is_missing_is_said_and_what_was_typed_stays(stage):
    nobody = send(stage, "agent", "", text=WORRY)
    assert nobody.status_code == 422
    assert "Choisissez à qui." in nobody.content.decode()
    assert WORRY in nobody.content.decode()
    assert "Écrivez au moins un mot" in send(stage, "agent", "social", text=" ").content.decode()


def test_sent_twice_is_one_signal(stage):
    key = str(uuid.uuid4())
    for _again in range(2):
        assert send(stage, "agent", "social", text=WORRY, idempotency_key=key).status_code == 302
    the_one(stage)


def test_a_household_is_looked_up_in_the_body_and_a_foreign_or_protected_one_is_not_there(stage):
    browser, form = stage.agent.browser(), reverse("signal_add")
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [stage.homes[0].household])
        label = cursor.fetchone()[0]
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [stage.homes[1].lease])

    found = browser.post(form, {"who": label, "act": "look"}).content.decode()

    assert f"?household={stage.homes[0].household}" in found
    assert browser.get(f"{form}?household={stage.homes[0].household}").status_code == 200
    assert browser.get(f"{form}?household=nonsense").status_code == 404
    assert stage.chloe.browser().get(f"{form}?household={stage.homes[0].household}").status_code == 404
    assert "avenue du Brouillon" not in browser.get(f"{form}?household={stage.homes[1].household}").content.decode()


def test_a_place_stands_where_there_is_no_household(stage):
    place = str(stage.sites[0].pk)
    assert send(stage, "agent", "social", home=None, text=WORRY, place=place).status_code == 302
    assert "Site 1" in page(stage, "amina")
    assert send(stage, "agent", "social", home=None, text=WORRY, place=str(uuid.uuid4())).status_code == 422


@pytest.mark.parametrize("name", ["bart", "head", "agent", "chloe"])
def test_only_whom_it_is_addressed_to_settles_it(stage, name):
    send(stage, "agent", "worker", text=WORRY)
    pk = the_one(stage)[0]

    assert stage.people[name].browser().post(reverse("signal_settle", args=[pk, "done"])).status_code == 404
    assert stage.amina.browser().post(reverse("signal_settle", args=[pk, "nonsense"])).status_code == 404
    assert stage.amina.browser().post(reverse("signal_settle", args=[pk, "done"])).status_code == 302
    assert the_one(stage)[5] == "done"


def test_nobody_chooses_arrears_or_an_emergency_by_hand():
    assert set(Theme) - set(SENDABLE) == {Theme.ARREARS, Theme.EMERGENCY_ACCESS, Theme.COLLEAGUE_QUESTION}
    assert [writes_freely(a, b) for a in (False, True) for b in (False, True)] == [False, True, False, False]
    assert len(Phrase) == 5


def test_a_social_worker_sends_to_no_social_service_and_nobody_to_her_own(stage):
    with stage.amina.acting() as amina:
        kinds = {service.kind for service in queries.recipients(amina)}
    with stage.agent.acting() as agent:
        others = {service.kind for service in queries.recipients(agent)}

    assert "social" not in kinds
    assert "social" in others
    assert "proximity" not in others
