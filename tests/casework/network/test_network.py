"""The network of a file: said, corrected, ended by its team; drawn and listed; services inside and outside told apart."""

import datetime as dt
import re
import uuid

import pytest
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.access.rules import EmergencyGround, Tier
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import KnownDraft
from palier.casework.network import actions, queries
from palier.casework.network.rules import Circle, TieDraft
from palier.identity.organisations.models import Service
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.partners.models import PartnerService
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme
from tests.access.cast import sql
from tests.access.test_relations import step_up
from tests.casework.referrals.directory import partner
from tests.casework.shared_files import read_by_emma
from tests.registry.interservice.lines import answer as answer_line
from tests.registry.interservice.lines import repair
from tests.registry.interservice.lines import told as on_the_table
from tests.stage import Stage, put, without_locks

AUNT = TieDraft(Circle.PRIMARY, name="Tante Fictive", tie="other_family", lives="elsewhere", strength="solid")
DOCTOR = TieDraft(Circle.SECONDARY, name="Dr Imaginaire", function="médecin traitant", strength="fragile")


@pytest.fixture
def file(stage):
    return read_by_emma(stage)[0]


def say(stage, file, draft=AUNT, who="amina"):
    with stage.people[who].acting() as actor:
        return actions.add_tie(actor=actor, case=file, draft=draft)


def network(stage, file, who="amina"):
    with stage.people[who].acting() as actor:
        return queries.network_of(actor, file, "fr")


def page_of(stage, file, who="amina", language="fr", route="network"):
    answer = stage.people[who].browser(language).get(reverse(route, args=[file]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def department(stage, kind=ServiceKind.TECHNICAL):
    with stage.amina.acting():
        rows = Service.objects.filter(organisation=stage.company, kind=kind)
        return rows.first() or put(
            Service(organisation=stage.company, kind=kind, name_fr="Service imaginaire", name_nl="Denkbeeldige dienst")
        )


def test_a_person_a_department_and_a_doctor_stand_where_they_belong(stage, file):
    technical, bound = department(stage), partner(stage, "CPAS Fictif")
    for draft in (
        AUNT,
        DOCTOR,
        TieDraft(Circle.SECONDARY, service=technical.pk, strength="tense"),
        TieDraft(Circle.SECONDARY, partner=bound.service_id, strength="there"),
    ):
        say(stage, file, draft)

    found = network(stage, file)

    assert [line.name for line in found.persons] == ["Tante Fictive"]
    assert [line.name for line in found.departments] == [technical.name_fr]
    assert sorted(line.name for line in found.outside) == ["Dr Imaginaire", "Service CPAS Fictif, CPAS Fictif"]
    assert [line.number for line in (*found.persons, *found.departments, *found.outside)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Réseau primaire", "Dans la société", "À l’extérieur", "Rien ne lui est envoyé", "solide"]),
        (
            "nl",
            ["Primair netwerk", "Binnen de maatschappij", "Buiten de maatschappij", "niets naartoe gestuurd", "stevig"],
        ),
    ],
)
def test_the_page_draws_it_and_says_the_same_as_a_list(stage, file, language, words):
    say(stage, file)

    page = page_of(stage, file, language=language)

    drawing, said = page[page.index("<svg viewBox") : page.index("</figure>")], page[page.index("</figure>") :]
    assert '<title id="eco-t">' in drawing
    assert '<path class="tie solid"' in drawing
    assert "Tante Fictive" in drawing
    assert "Tante Fictive" in said
    assert [word for word in words if word not in page] == []
    file_page = stage.amina.browser(language).get(reverse("household_file", args=[stage.homes[0].household]))
    assert reverse("network", args=[file]) in file_page.content.decode()


def test_who_is_known_to_live_there_stands_among_the_persons_but_for_what_is_reinforced(stage, file):
    with stage.amina.acting() as amina:
        cases.say_known(actor=amina, case=file, draft=KnownDraft(name="Frère Fictif", tie="sibling"))
        cases.say_known(actor=amina, case=file, draft=KnownDraft(name="Ombre Fictive", tier=Tier.REINFORCED))

    (line,) = network(stage, file).persons

    assert (line.name, line.here, line.is_known, line.ended) == ("Frère Fictif", True, True, False)
    assert "Ombre Fictive" not in page_of(stage, file)
    assert "Frère Fictif" in page_of(stage, file, "emma")


def test_what_departments_told_of_this_household_stands_inside_with_how_it_stands(stage, file):
    with without_locks():
        for home, theme in ((stage.homes[0], Theme.REPAIR), (stage.homes[1], Theme.LEASE_END)):
            put(
                Signal(
                    organisation=stage.company, origin_service=department(stage), recipient_service=stage.service,
                    household_id=home.household, theme=theme, text="",
                )
            )  # fmt: skip

    (told,) = network(stage, file).within

    assert (told.service, told.is_done, told.page) == (department(stage).name_fr, False, "signals")
    page = page_of(stage, file)
    assert "Une réparation, encore ouvert" in page
    assert page.index("Une réparation") < page.index('id="h-out"')


def test_what_goes_over_the_inter_service_table_stands_inside_with_who_asked(stage, file):
    """S0-024: a department involved by a line of the table, of this household alone, told apart from what it told us."""
    line = repair(stage, stage.homes[0])
    on_the_table(stage, stage.homes[0])
    on_the_table(stage, stage.homes[1], who="technical", kind="works", text="Ailleurs")
    answer_line(stage, line, "done", who="technical")
    found = {(one.is_ours, one.is_done, one.page) for one in network(stage, file).within}
    assert found == {(True, True, "table"), (False, False, "table")}
    page = page_of(stage, file)
    assert "demandé par nous le" in page and "Une réparation est nécessaire" in page and "Ailleurs" not in page


def test_what_was_referred_stands_outside_with_how_it_stands(stage, file):
    from palier.casework.referrals import actions as referrals
    from palier.casework.referrals.rules import ReferralDraft

    to, home = partner(stage, "Planning Fictif"), stage.homes[0]
    with stage.amina.acting() as amina:
        cases.analyse(actor=amina, case=file, text="Lecture fictive.")
    with stage.amina.acting() as amina:
        draft = ReferralDraft(
            case=file, person=home.persons[0], contact=to.pk, need="Un premier rendez-vous.", parts=(), way="carried",
            agreed="read_together", agreed_on=amina.today, needed=True,
        )  # fmt: skip
        referral = referrals.refer(actor=amina, draft=draft, language="fr")

    page = page_of(stage, file)

    assert page.index('id="h-out"') < page.index("Service Planning Fictif")
    assert "attend une réponse" in page
    assert reverse("referral", args=[referral]) in page


def test_it_is_said_corrected_and_ended_by_small_pages(stage, file):
    browser, new = stage.amina.browser(), reverse("network_add", args=[file])
    sent = {"name": "Tante Fictive", "tie": "other_family", "strength": "solid"}

    refused = browser.post(new, {"tie": "friend", "strength": "tense"})
    assert refused.status_code == 422
    assert "Écrivez un nom" in refused.content.decode()
    assert 'value="tense" id="id_strength_3" checked' in refused.content.decode()
    key = {"idempotency_key": str(uuid.uuid4())}
    for _again in range(2):
        assert browser.post(new, sent | key).status_code == 302
    (line,) = network(stage, file).persons
    edit, end = (reverse(route, args=[line.row.pk]) for route in ("tie_edit", "tie_end"))
    corrected = {**sent, "strength": "tense", "version": 1}
    for _again in range(2):
        assert browser.post(edit, corrected).status_code == 302
    assert browser.post(end, {"until": "2026-01-05", "version": 2}).status_code == 302

    (line,) = network(stage, file).persons
    assert (line.strength, line.row.until, line.row.version, line.ended) == ("tense", dt.date(2026, 1, 5), 3, True)
    page = page_of(stage, file)
    assert '<li class="ended">' in page
    assert '<path class="tie tense past"' in page
    assert reverse("tie_end", args=[line.row.pk]) not in page


def test_what_a_colleague_changed_meanwhile_is_shown_and_what_was_typed_stays(stage, file):
    pk = say(stage, file)
    with stage.emma.acting() as emma:
        actions.correct_tie(actor=emma, pk=pk, version=1, strength="fragile")
    browser, edit = stage.amina.browser(), reverse("tie_edit", args=[pk])
    typed = {"name": "Tante Fictive, la cadette", "strength": "there", "version": 1}

    stale = browser.post(edit, typed)

    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Tante Fictive, la cadette" in page
    assert "fragile" in page[: page.index('<form class="form"')]
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert browser.post(edit, typed | {"version": version}).status_code == 302
    assert [line.name for line in network(stage, file).persons] == ["Tante Fictive, la cadette"]


def test_nobody_is_refused_in_words_and_the_days_follow_one_another(stage, file):
    day = dt.date(2026, 3, 3)
    other = Stage.set()
    for wrong in (
        TieDraft(Circle.PRIMARY, function="voisine"),
        TieDraft(Circle.SECONDARY),
        TieDraft(Circle.PRIMARY, name="X", since=day, until=day - dt.timedelta(days=1)),
        TieDraft(Circle.SECONDARY, service=department(other).pk),
        TieDraft(Circle.SECONDARY, service=stage.service.pk),  # one's own has its part already
        TieDraft(Circle.SECONDARY, partner=uuid.uuid4()),
    ):
        with pytest.raises(InvalidInput):
            say(stage, file, wrong)
    say(stage, file, TieDraft(Circle.SECONDARY, function="institutrice", since=day, until=day))
    assert [line.name for line in network(stage, file).outside] == ["institutrice"]


def test_a_service_that_left_the_directory_stays_as_it_was_said(stage, file):
    to = partner(stage, "Antenne Fictive")
    pk = say(stage, file, TieDraft(Circle.SECONDARY, partner=to.service_id))
    with without_locks():
        PartnerService._base_manager.using("stage").filter(pk=to.service_id).update(until=dt.date(2026, 1, 1))

    sent = {"partner": str(to.service_id), "strength": "there", "version": 1}
    assert stage.amina.browser().post(reverse("tie_edit", args=[pk]), sent).status_code == 302
    assert [line.strength for line in network(stage, file).outside] == ["there"]
    with pytest.raises(InvalidInput):
        say(stage, file, TieDraft(Circle.SECONDARY, partner=to.service_id))


@pytest.mark.parametrize("who", ["bart", "dries", "chloe", "head", "desk", "accounts", "transfers", "agent", "officer"])
def test_nobody_outside_the_team_meets_a_trace_of_it(stage, file, who):
    pk = say(stage, file)
    browser = stage.people[who].browser()

    for route, given in (
        ("network", file),
        ("network_apart", file),
        ("network_add", file),
        ("tie_edit", pk),
        ("tie_end", pk),
    ):
        assert browser.get(reverse(route, args=[given])).status_code == 404
        assert stage.amina.browser().get(reverse(route, args=[given])).status_code == 200
    assert sql(stage.people[who].token, "SELECT count(*) FROM network_networktie") == [(0,)]
    assert sql(stage.amina.token, "SELECT count(*) FROM network_networktie WHERE id = %s", [pk]) == [(1,)]


def test_an_emergency_does_not_open_it(stage, file):
    pk = say(stage, file)
    home = stage.homes[0]
    step_up(stage.dries)
    with stage.dries.acting() as dries:
        cases.open_emergency(
            actor=dries, household=home.household, person=home.persons[0], ground=EmergencyGround.DANGER_TO_LIFE,
            reason="Elle appelle depuis la rue, menacée, et demande où aller cette nuit.",
        )  # fmt: skip
    with stage.dries.acting() as dries:
        assert [row.pk for row in queries.cases.cases_of(dries, home.household)] == [file]
    assert stage.dries.browser().get(reverse("network", args=[file])).status_code == 404
    assert sql(stage.dries.token, "SELECT count(*) FROM network_networktie WHERE id = %s", [pk]) == [(0,)]


def test_it_is_in_no_search_no_copy_and_no_interface_for_programs(stage, file):
    say(stage, file)
    browser, home = stage.amina.browser(), stage.homes[0]
    copy = browser.get(reverse("person_copy", args=[home.household]) + f"?person={home.persons[0]}")

    assert copy.status_code == 200
    for answer in (copy, browser.get("/search/", {"q": "Tante"}), browser.get("/api/v1/households")):
        assert "Fictive" not in answer.content.decode()


def test_a_reinforced_tie_is_read_apart_by_whom_it_names(stage, file):
    with stage.amina.acting() as amina:
        from palier.access.actions import add_to_team
        from palier.access.rules import Duty

        subject = queries.file_of(amina, file).subject_id
        add_to_team(actor=amina, subject=subject, post=stage.bart.post, duty=Duty.SECOND, until=None, reason="à trois")
    draft = TieDraft(Circle.PRIMARY, name="Amie Fictive", tier=Tier.REINFORCED, readers=(stage.emma.post,))
    pk = say(stage, file, draft)

    assert "Amie Fictive" not in page_of(stage, file)
    assert "Amie Fictive" in page_of(stage, file, "emma", route="network_apart")
    assert "Amie Fictive" not in page_of(stage, file, "bart", route="network_apart")
    assert reverse("tie_edit", args=[pk]) in page_of(stage, file, route="network_apart")
    assert reverse("tie_edit", args=[pk]) not in page_of(stage, file, "emma", route="network_apart")
    with stage.emma.acting() as emma, pytest.raises(Refused):
        actions.end_tie(actor=emma, pk=pk, version=1, until=emma.today)
    with stage.amina.acting() as amina:
        assert actions.end_tie(actor=amina, pk=pk, version=1, until=amina.today).until == amina.today


def test_the_team_keeps_a_tie_right_and_its_author_stays_who_wrote_it(stage, file):
    pk = say(stage, file)
    with stage.emma.acting() as emma:
        assert actions.correct_tie(actor=emma, pk=pk, version=1, strength="there").author_id == stage.amina.post
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.end_tie(actor=amina, pk=pk, version=1, until=amina.today)
    with pytest.raises(ProgrammingError, match="authorship"):
        sql(stage.emma.token, "UPDATE network_networktie SET author_id = sec.post() WHERE id = %s", [pk])


def test_a_statement_typed_by_hand_names_no_department_of_another_company_and_not_two_at_once(stage, file):
    pk = say(stage, file, TieDraft(Circle.SECONDARY, service=department(stage).pk))
    change = "UPDATE network_networktie SET service_id = %s WHERE id = %s"

    with pytest.raises(ProgrammingError, match="another company"):
        sql(stage.amina.token, change, [department(Stage.set()).pk, pk])
    with pytest.raises(IntegrityError, match="a_tie_is_to_one_somebody"):
        sql(stage.amina.token, "UPDATE network_networktie SET name = 'x' WHERE id = %s", [pk])
    assert sql(stage.amina.token, change, [department(stage, ServiceKind.ACCOUNTS).pk, pk]) == [(1,)]


def test_it_is_erased_with_its_file_and_what_is_reinforced_before(stage, file):
    kept, hidden = say(stage, file), say(stage, file, TieDraft(Circle.PRIMARY, name="Y", tier=Tier.REINFORCED))
    held = "SELECT count(*) FROM network_networktie WHERE id = ANY (%s)"
    with without_locks() as cursor:
        closed = "UPDATE cases_case SET closed_on = sec.today() - %s, outcome = 'withdrew' WHERE id = %s"
        cursor.execute(closed, [dt.timedelta(days=3 * 366), file])
        cursor.execute("SELECT sec.erase_reinforced_ties()")
        cursor.execute("SELECT id FROM network_networktie WHERE id = ANY (%s)", [[kept, hidden]])
        assert cursor.fetchall() == [(kept,)]
        cursor.execute(closed, [dt.timedelta(days=6 * 366), file])
        cursor.execute("SELECT sec.erase_ended()")
        cursor.execute(held, [[kept, hidden]])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = ANY (%s)", [[kept, hidden]])
        assert cursor.fetchone() == (0,)


def test_each_opening_leaves_a_line_in_the_ledger(stage, file):
    page_of(stage, file, "emma")
    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_read_event WHERE post_id = %s AND what = 'network'", [stage.emma.post]
        )
        assert cursor.fetchone() == (1,)


def test_what_is_asked_of_the_database_does_not_grow_with_the_lines(stage, file):
    from django.db import connection

    def asked():
        page_of(stage, file)
        with CaptureQueriesContext(connection) as queries_sent:
            page_of(stage, file)
        return len(queries_sent)

    say(stage, file)
    before = asked()
    for number in range(6):
        say(stage, file, TieDraft(Circle.PRIMARY, name=f"Voisine {number}"))
        say(stage, file, TieDraft(Circle.SECONDARY, function=f"métier {number}"))
        say(stage, file, TieDraft(Circle.SECONDARY, service=department(stage).pk))
        say(stage, file, TieDraft(Circle.SECONDARY, partner=partner(stage, f"Lieu {number}").service_id))
    assert asked() == before


def test_what_she_confided_is_in_what_is_held_of_her_and_a_person_is_never_hers_alone(stage, file):
    from palier.casework.data_requests.models import DataRequest
    from palier.casework.data_requests.queries.held import held
    from palier.casework.data_requests.rules import ItemKind

    her = stage.homes[0].persons[0]
    mine = {"confided_by": (her,), "concerns": (her,)}
    say(stage, file, TieDraft(Circle.PRIMARY, name="Tante Fictive", **mine))
    say(stage, file, TieDraft(Circle.SECONDARY, function="médecin traitant", **mine))
    say(stage, file, TieDraft(Circle.SECONDARY, function="d’une autre", concerns=(uuid.uuid4(),)))

    asks = DataRequest(concerns=[her])
    with stage.amina.acting() as amina:
        items = {one.text: one.hers_alone for one in held(amina, asks) if one.kind == ItemKind.NETWORK}
    assert items == {"Tante Fictive": False, "médecin traitant": True}
