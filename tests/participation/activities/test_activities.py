"""From what was observed to what the group achieved (seeds 000 and 001; S0-031 to S0-041, S1-063 to S1-074)."""

import datetime as dt
import html
import re

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.kernel.domains import Domain
from palier.kernel.errors import InvalidInput
from palier.kernel.parties import Party
from palier.participation.activities import actions, queries
from palier.participation.activities.forms import ActivityForm, SessionForm, StageForm
from palier.participation.activities.labels import KINDS, PARTIES, STAGES
from palier.participation.activities.labels.categories import CATEGORY_WORDS
from palier.participation.activities.models import Activity, ActivityOrigin, ActivitySession, ActivityStage
from palier.participation.activities.rules import NEVER_AN_ORIGIN, people
from palier.participation.activities.rules.categories import SPHERES, ActionCategory
from palier.participation.activities.rules.drafts import OriginDraft, StageDraft
from tests.stage import without_locks

WHOLE = {
    "axis": "community", "kind": "volunteers", "branch": "tenants_initiatives", "title_fr": "Un jardin à nous",
    "title_nl": "Een tuin voor ons", "about_fr": "Venez planter.", "about_nl": "Kom planten.", "temporality": "all_year",
    "subjects": ["garden_rules", "biodiversity"], "approaches": ["preventive"], "categories": ["common_spaces", "seniors"],
    "origin_words": "Le terrain reste vide.", "why_together": "Seul, personne n’aurait eu l’eau.",
}  # fmt: skip


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def version_in(page):
    return re.search(r'name="version" value="(\d+)"', page)[1]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_from_what_was_observed_to_what_the_group_achieved(stage, worker, partner, language):
    browser = worker.browser(language)
    with worker.acting() as actor:
        day = actor.today.isoformat()
    sent = WHOLE | {"starts": day, "sites": [str(stage.sites[0].pk)], "buildings": [str(stage.buildings[2].pk)]}
    sent |= {"partners": [str(partner)], "owner": str(worker.post)}
    made = browser.post(reverse("activity_add"), sent)
    assert made.status_code == 302, text_of(made)
    at = made.headers["Location"]
    origin = {"place": str(stage.sites[0].pk), "theme": "neighbourhood", "observed_on": day, "words": "Peu se parlent."}
    stage_sent = {
        "stage": "design",
        "on": day,
        "inhabitants": "Douze ont dessiné le plan.",
        "limits": "Le soir seulement.",
    }
    session = {"on": day, "at": "18:00", "method": "workshop", "where_fr": "Local vélos", "where_nl": "Fietsenlokaal",
               "dwellings": "40", "posters": "6", "inhabitants": "12", "tenants": "9", "young": "2", "associations": "3",
               "municipality": "0", "volunteers": "4", "contributions": "Des outils et des graines."}  # fmt: skip
    for name, values in (("origins", origin), ("stages", stage_sent), ("days", session)):
        answer = browser.post(f"{at}{name}/new/", values)
        assert answer.status_code == 302, (name, text_of(answer))
    page = text_of(browser.get(at))
    with override(language):
        for words in (
            WHOLE[f"title_{language}"], WHOLE[f"about_{language}"], WHOLE["why_together"], WHOLE["origin_words"],
            str(CATEGORY_WORDS[ActionCategory.COMMON_SPACES]).replace("\u00a0", " "), "Peu se parlent.",
            "Douze ont dessiné le plan.", "Le soir seulement.", "Des outils et des graines.",
            session[f"where_{language}"], str(dict(PARTIES)[Party.INHABITANTS]), str(dict(STAGES)["evaluation"]),
        ):  # fmt: skip
            assert words in page, words
    assert "<li>Associations : moins de cinq</li>" in page or language == "nl"

    version = version_in(browser.get(f"{at}edit/").content.decode())
    closing = sent | {"version": version, "closed_on": day}
    refused = browser.post(f"{at}edit/", closing)
    assert refused.status_code == 422 and WHOLE["why_together"] in text_of(refused)
    assert browser.post(f"{at}edit/", closing | {"outcome": "Le jardin est ouvert."}).status_code == 302
    assert browser.post(f"{at}edit/", closing | {"outcome": "Autre."}).status_code == 409
    assert "Le jardin est ouvert." in text_of(browser.get(at))
    running, past = (text_of(browser.get(reverse("activities"), {"when": when})) for when in ("running", "past"))
    assert WHOLE[f"title_{language}"] in past and WHOLE[f"title_{language}"] not in running


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ({"axis": "community"}, False), ({"axis": "collective"}, True), ({"subject": "energy"}, True),
        ({"subject": "mobility"}, False), ({"branch": "living_places"}, True), ({"branch": "third_party_services"}, False),
        ({"when": "past"}, False),
    ],
)  # fmt: skip
def test_the_list_is_filtered(stage, enter, wanted, there):
    enter(branch="living_places", subjects=("energy",), title_fr="Compost")
    assert ("Compost" in text_of(stage.amina.browser().get(reverse("activities"), wanted))) is there


def test_a_site_shows_what_is_at_its_buildings_too(stage, enter):
    enter(places=(stage.buildings[0].pk,), title_fr="Au bâtiment")
    browser = stage.people["desk"].browser()
    assert "Au bâtiment" in text_of(browser.get(reverse("activities"), {"site": str(stage.sites[0].pk)}))
    assert "Au bâtiment" not in text_of(browser.get(reverse("activities"), {"site": str(stage.sites[1].pk)}))


def test_what_cannot_be_is_told_where(stage, enter, partner, day, worker):
    with worker.acting() as actor:
        today = actor.today
    for wrong, fields in (
        ({"title_nl": " "}, {"title_nl"}),
        ({"ends": today - dt.timedelta(days=1)}, {"ends"}),
        ({"places": ()}, {"places"}),
        ({"places": (stage.company.pk,)}, {"places"}),
        ({"partners": (stage.company.pk,)}, {"partners"}),
        ({"owner": stage.amina.post}, {"owner"}),
        ({"axis": "individual"}, {"axis"}),
        ({"closed_on": today}, {"outcome"}),
        ({"closed_on": today + dt.timedelta(days=1), "outcome": "Fait."}, {"closed_on"}),
    ):
        with pytest.raises(InvalidInput) as refusal:
            enter(**wrong)
        assert set(refusal.value.fields) == fields
    activity = enter(partners=(partner,))
    for there, wrong, fields in (
        ({"inhabitants": 3}, {"tenants": 4}, {"tenants"}),
        (None, {"young": 1}, {"young"}),
        ({"inhabitants": 3}, {"on": today + dt.timedelta(days=1)}, {"on"}),
        (None, {"where_fr": "Ici"}, {"where_nl"}),
    ):
        with pytest.raises(InvalidInput) as refusal:
            day(activity, there, **wrong)
        assert set(refusal.value.fields) == fields


def test_each_stage_is_noted_once_and_corrected_there(stage, enter, worker):
    activity = enter()
    with worker.acting() as actor:
        draft = StageDraft("decision", actor.today, "Vote à main levée.")
        noted = actions.note_stage(actor=actor, activity=activity, draft=draft)
    with worker.acting() as actor, pytest.raises(InvalidInput) as refusal:
        actions.note_stage(actor=actor, activity=activity, draft=draft)
    assert set(refusal.value.fields) == {"stage"}
    with worker.acting() as actor:
        actions.change_stage(actor=actor, pk=noted, version=1, draft=StageDraft("decision", actor.today, "Vote."))
        assert queries.stage(actor, noted).inhabitants == "Vote."


def test_an_origin_is_of_a_site_and_never_of_what_is_reinforced(stage, enter, worker):
    """P30: never violence, mental health, addiction; by the worker's gesture, at a site or larger."""
    activity, refused = enter(), set()
    with worker.acting() as actor:
        for theme in Domain:
            draft = OriginDraft(stage.sites[0].pk, theme, actor.today, "Beaucoup le disent.")
            try:
                actions.note_origin(actor=actor, activity=activity, draft=draft)
            except InvalidInput as refusal:
                assert set(refusal.fields) == {"theme"}
                refused.add(theme)
        assert refused == NEVER_AN_ORIGIN == {Domain.HEALTH, Domain.FAMILY, Domain.SAFETY}
        assert len(queries.page_of(actor, activity).origins) == len(Domain) - len(refused)


def test_the_database_refuses_such_an_origin_too_and_a_building_names_people(stage, enter, worker):
    activity = enter()
    with worker.acting() as actor, pytest.raises(InvalidInput) as refusal:
        draft = OriginDraft(stage.buildings[0].pk, "neighbourhood", actor.today, "Ils crient.")
        actions.note_origin(actor=actor, activity=activity, draft=draft)
    assert set(refusal.value.fields) == {"place"}
    with pytest.raises(IntegrityError), worker.acting() as actor:
        ActivityOrigin(
            organisation_id=stage.company.pk, activity_id=activity, place=stage.sites[0], theme=Domain.HEALTH,
            observed_on=actor.today, words="x",
        ).insert()  # fmt: skip


def test_no_list_of_who_took_part_exists_and_no_field_could_hold_one(stage, worker, enter, day):
    """S0-032, S0-034, S0-039: numbers; the only people named are the colleague who answers for it."""
    pointed = {
        one.related_model.__name__
        for model in (Activity, ActivityStage, ActivitySession, ActivityOrigin)
        for one in model._meta.fields
        if one.related_model
    }
    assert pointed == {"Organisation", "Post", "Activity", "Place"}
    assert not {"name", "names", "person", "persons", "email", "phone"} & {
        *SessionForm.base_fields, *StageForm.base_fields, *ActivityForm.base_fields
    }  # fmt: skip
    for words in ("Mme X : 0475 12 34 56", "a.b@exemple.be", "85.07.30-033.28"):
        with pytest.raises(InvalidInput) as refusal:
            day(enter(), {"inhabitants": 1}, contributions=words)
        assert set(refusal.value.fields) == {"contributions"}
    activity = enter()
    day(activity, {"inhabitants": 3, "associations": 12})
    page = worker.browser().get(reverse("activity", args=[activity]))
    assert "moins de cinq" in text_of(page)
    assert "Il n’existe nulle part de liste" in text_of(page)


def test_all_six_numbers_or_none_and_the_database_says_so(stage, enter, worker):
    with pytest.raises(IntegrityError), worker.acting() as actor:
        ActivitySession(
            organisation_id=stage.company.pk, activity_id=enter(), on=actor.today, method="meeting", inhabitants=3
        ).insert()


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_few_people_are_not_told_apart_and_none_is(number, shown):
    assert people(number) == shown


def test_figures_of_a_period_by_branch_kind_subject_action_and_site(stage, enter, day, worker):
    garden = enter(branch="living_places", kind="volunteers", subjects=("energy", "mobility"), categories=("seniors",))
    talk = enter(branch="", kind="information_session", places=(stage.buildings[0].pk, stage.sites[1].pk))
    with worker.acting() as actor:
        today = actor.today
    day(garden, {"inhabitants": 6, "municipality": 2}, dwellings=30)
    day(garden, {"inhabitants": 5}, on=today - dt.timedelta(days=1), dwellings=10)
    day(garden, {"inhabitants": 50}, on=today - dt.timedelta(days=400))
    day(garden)  # to come
    day(talk, {"inhabitants": 4})
    with worker.acting() as actor:
        found = queries.figures(actor, today - dt.timedelta(days=30), today)
    line = {one.of: one for one in found.by_branch}["living_places"]
    assert (len(line.activities), line.days, line.dwellings) == (1, 2, 40)
    assert dict(zip(Party, line.people, strict=True))[Party.INHABITANTS] == 11
    assert dict(zip(Party, line.people, strict=True))[Party.MUNICIPALITY] is None
    assert {one.of for one in found.by_subject} == {"energy", "mobility"}
    assert {one.of.pk for one in found.by_site} == {stage.sites[0].pk, stage.sites[1].pk}
    assert {one.of for one in found.by_kind} == {"volunteers", "information_session"}
    for language, words in (("fr", "moins de 5"), ("nl", "minder dan 5")):
        page = text_of(worker.browser(language).get(reverse("activity_figures")))
        with override(language):
            assert words in page and str(dict(KINDS)["volunteers"]) in page


def test_a_period_that_ends_before_it_begins_is_told(worker):
    page = text_of(worker.browser().get(reverse("activity_figures"), {"first": "2026-05-01", "last": "2026-04-01"}))
    assert "La fin vient avant le début." in page


def test_what_comes_is_there_for_the_counter_and_its_poster_speaks_both_languages(stage, enter, day, worker):
    """S1-074: relayed by the front desk and the social workers; S1-072: exchange moments by neighbourhood."""
    activity = enter(kind="exchange", about_fr="Pour tous.", about_nl="Voor iedereen.")
    with worker.acting() as actor:
        ahead = actor.today + dt.timedelta(days=9)
    day(activity, on=ahead, at=dt.time(14), where_fr="Rez", where_nl="Gelijkvloers")
    for name in ("desk", "amina", "agent"):
        page = text_of(stage.people[name].browser().get(reverse("activity_agenda"), {"site": str(stage.sites[0].pk)}))
        assert "Trier ensemble" in page and "Rez" in page
    elsewhere = stage.people["desk"].browser().get(reverse("activity_agenda"), {"site": str(stage.sites[1].pk)})
    assert "Trier ensemble" not in text_of(elsewhere)
    poster = text_of(stage.people["desk"].browser().get(reverse("activity_poster", args=[activity])))
    for words in ("Trier ensemble", "Samen sorteren", "Pour tous.", "Voor iedereen.", "Rez", "Gelijkvloers"):
        assert words in poster
    assert "On ne note pas qui vient." in poster and "Wie komt, wordt niet opgeschreven." in poster


def test_the_sector_s_actions_stand_whole_with_the_words_of_the_seed():
    assert [one for inside in SPHERES.values() for one in inside] == list(ActionCategory)
    assert set(CATEGORY_WORDS) == set(ActionCategory)
    with override("fr"):
        said = {str(words).replace("\u00a0", " ") for words in CATEGORY_WORDS.values()}
    for words in (
        "Aide et réponse à la démarche volontaire", "Guidance sociale",
        "Encadrement de la gestion budgétaire et contre l’endettement",
        "Mise en place de services à domicile : repas, aide-ménagères",
        "Accompagnement en cas de mise en danger du droit au logement", "Travail sur l’esprit coopératif",
    ):  # fmt: skip
        assert words in said


def test_the_same_form_sent_twice_is_one_activity(stage, worker):
    browser = worker.browser()
    with worker.acting() as actor:
        day = actor.today.isoformat()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', browser.get(reverse("activity_add")).content.decode())[1]
    sent = WHOLE | {"starts": day, "sites": [str(stage.sites[0].pk)], "owner": str(worker.post), "idempotency_key": key}
    places = {browser.post(reverse("activity_add"), sent).headers["Location"] for _turn in range(2)}
    assert len(places) == 1


def test_as_many_statements_however_many(enter, day, worker):
    browser, numbers = worker.browser(), []
    pages = ["activities", "activity_agenda", "activity_figures"]
    for _turn in range(2):
        activity = enter()
        day(activity, {"inhabitants": 6})
        day(activity)
        for address in (*(reverse(name) for name in pages), reverse("activity", args=[activity])):
            with CaptureQueriesContext(connection) as sent:
                browser.get(address)
            numbers.append(len(sent))
    assert numbers[:4] == numbers[4:]


def test_the_house_reads_and_only_collective_workers_write(stage, enter, day):
    activity = enter()
    for name in ("amina", "trainee", "head", "desk", "technical", "accounts", "transfers", "agent", "collective"):
        browser = stage.people[name].browser()
        assert browser.get(reverse("activity", args=[activity])).status_code == 200, name
        written = browser.get(reverse("activity_edit", args=[activity])).status_code
        assert (written == 200) is (name == "collective"), name
    for name in ("caretaker", "officer", "admin"):
        assert stage.people[name].browser().get(reverse("activity", args=[activity])).status_code in {403, 404}


def test_another_company_s_activity_and_places_are_not_there(stage, other_stage, enter):
    activity = enter()
    assert other_stage.people["collective"].browser().get(reverse("activity", args=[activity])).status_code == 404
    assert stage.people["collective"].browser().get(reverse("activity", args=[activity])).status_code == 200
    with pytest.raises(InvalidInput):
        enter(places=(other_stage.sites[0].pk,))
    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*) FROM activities_activity WHERE places && ARRAY[%s]::uuid[]", [other_stage.sites[0].pk]
        )
        assert cursor.fetchone()[0] == 0
