"""Contacts with partners that are about nobody: bridges (seed 002), what is done about the gaps of the network (seed 003)."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.kernel.domains import Domain
from palier.kernel.errors import InvalidInput
from palier.registry.partners import actions, queries
from palier.registry.partners.labels.steps import PURPOSES
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.rules import PartnerKind
from palier.registry.partners.rules.drafts import PartnerDraft, ServiceDraft
from palier.registry.partners.rules.steps import Purpose, StepDraft, StepKind
from tests.axe import both_ways, faults

ONE = {"kind": "meeting", "purpose": "bridge", "agreed": "Se voir deux fois par an.", "domain": "health"}
TRIAL = "Une permanence à l’essai."


@pytest.fixture
def partner(stage):
    draft = PartnerDraft("Chez soi d’exemple", "Thuis Voorbeeld", PartnerKind.HOUSING_AND_MENTAL_HEALTH, "regional", "")
    with stage.amina.acting() as amina:
        return actions.enter_partner(actor=amina, draft=draft)


@pytest.fixture
def today(stage):
    with stage.amina.acting() as amina:
        return amina.today


def note(stage, partner, agreed=TRIAL, **more):
    with stage.amina.acting() as amina:
        values = {"on": amina.today, "kind": StepKind.VISIT, "purpose": Purpose.DEVELOP, "agreed": agreed} | more
        return actions.note_step(actor=amina, partner=partner, draft=StepDraft(**values))


def shown(somebody, name, *args, asked=""):
    return html.unescape(somebody.browser().get(reverse(name, args=args) + asked).content.decode())


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_contact_is_noted_read_corrected_and_taken_out(stage, partner, today, language):
    browser = stage.amina.browser(language)
    sent = ONE | {"on": today.isoformat(), "next_on": (today + dt.timedelta(days=90)).isoformat()}
    assert browser.post(reverse("partnership_step_add", args=[partner]), sent).status_code == 302

    page = html.unescape(browser.get(reverse("partner", args=[partner])).content.decode())
    with override(language):
        assert sent["agreed"] in page and str(dict(PURPOSES)["bridge"]) in page
    everything = browser.get(reverse("partnership_steps") + "?purpose=bridge&domain=health").content.decode()
    assert sent["agreed"] in everything
    assert sent["agreed"] not in browser.get(reverse("partnership_steps") + "?purpose=tend").content.decode()

    address = re.search(r"/partners/steps/[0-9a-f-]{36}/edit/", page)[0]
    version = re.search(r'name="version" value="(\d+)"', browser.get(address).content.decode())[1]
    changed = sent | {"agreed": "Se voir chaque mois.", "version": version}
    assert browser.post(address, changed).status_code == 302
    assert browser.post(address, changed).status_code == 409  # what was read is no longer what is there
    assert browser.post(address.replace("edit/", f"{int(version) + 1}/withdraw/")).status_code == 302
    assert "Se voir chaque mois." not in browser.get(reverse("partner", args=[partner])).content.decode()


def test_it_is_about_nobody(stage, partner, today):
    """No field points at a person, a household or a file; a number of somebody is not kept, and the form is (P28)."""
    pointed = {one.related_model.__name__ for one in PartnershipStep._meta.fields if one.related_model}
    assert pointed == {"Organisation", "PartnerOrganisation", "PartnerService", "Post"}
    somebody = (
        "Rappeler le 0475 12 34 56.", "Voir a.b@exemple.be", "NN 85.07.30-033.28", "Revoir le dossier n° 12345",
        "Le ménage 20240017 viendra.", "Gezin PER-00012 volgt.",
    )  # fmt: skip
    for words in somebody:
        with pytest.raises(InvalidInput) as refusal:
            note(stage, partner, words)
        assert "agreed" in refusal.value.fields, words
    day = today.isoformat()
    answer = stage.amina.browser().post(
        reverse("partnership_step_add", args=[partner]), ONE | {"on": day, "agreed": "Appeler le 0475 12 34 56."}
    )
    assert answer.status_code == 422 and "Appeler le 0475 12 34 56." in answer.content.decode()
    note(stage, partner, "Trois fois par an à 14 h, le 12 mars d’abord, 15 places, 12.000 euros.")
    assert "12.000 euros" in shown(stage.amina, "partner", partner)


def test_a_day_to_come_and_a_next_time_before_are_told(stage, partner, today):
    for wrong, field in (
        ({"on": today + dt.timedelta(days=1)}, "on"),
        ({"next_on": today - dt.timedelta(days=1)}, "next_on"),
        ({"agreed": "  "}, "agreed"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            note(stage, partner, **wrong)
        assert set(refusal.value.fields) == {field}


def test_only_who_noted_it_corrects_it_or_takes_it_out(stage, partner, today):
    pk = note(stage, partner)
    edit, out = reverse("partnership_step_edit", args=[pk]), reverse("partnership_step_withdraw", args=[pk, 1])
    sent = ONE | {"on": today.isoformat(), "version": 1}
    for name in ("bart", "head", "admin", "collective"):
        browser = stage.people[name].browser()
        assert TRIAL in shown(stage.people[name], "partner", partner) and edit not in shown(
            stage.people[name], "partner", partner
        )
        assert {browser.get(edit).status_code, browser.post(edit, sent).status_code, browser.post(out).status_code} == {
            404
        }
    with stage.bart.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE partners_partnershipstep SET withdrawn = true WHERE id = %s", [pk])
        assert cursor.rowcount == 0
    assert TRIAL in shown(stage.bart, "partner", partner) and edit in shown(stage.amina, "partner", partner)
    assert stage.amina.browser().post(out).status_code == 302
    assert TRIAL not in shown(stage.bart, "partner", partner)


def test_nobody_notes_in_the_name_of_another_or_with_the_partner_of_another_company(stage, partner):
    written = """INSERT INTO partners_partnershipstep (id, organisation_id, partner_id, "on", kind, purpose, domain, agreed,
                   post_id, withdrawn, version)
                 VALUES (%s, sec.organisation(), %s, sec.today(), 'call', 'bridge', '', 'x', %s, false, 1)"""
    with stage.bart.acting(), connection.cursor() as cursor:
        cursor.execute(written, [uuid.uuid4(), partner, stage.bart.post])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        stage.bart.acting(),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        cursor.execute(written, [uuid.uuid4(), partner, stage.amina.post])
    with (
        stage.chloe.acting(),
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="step_of_its_company"),
    ):
        cursor.execute(written, [uuid.uuid4(), partner, stage.chloe.post])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_another_company_reads_none_of_it(stage, partner):
    pk = note(stage, partner)
    assert TRIAL in shown(stage.amina, "partnership_steps") and TRIAL not in shown(stage.chloe, "partnership_steps")
    chloe = stage.chloe.browser()
    for address in (reverse("partnership_step_add", args=[partner]), reverse("partnership_step_edit", args=[pk])):
        assert chloe.get(address).status_code == 404
    sent = ONE | {"on": "2026-01-05", "partner": str(partner)}
    assert chloe.post(reverse("partnership_step_begin"), sent).status_code == 422, "it is not in her list"


def test_what_comes_next_stands_first_the_nearest_before_and_a_day_gone_by_no_more(stage, partner, today):
    far, near = today + dt.timedelta(days=60), today + dt.timedelta(days=6)
    note(stage, partner, "Loin.", next_on=far)
    note(stage, partner, "Près.", next_on=near, domain=Domain.HEALTH)
    note(stage, partner, "Passé.", on=today - dt.timedelta(days=9), next_on=today - dt.timedelta(days=1))
    with stage.bart.acting() as bart:
        assert [one.next_on for one in queries.to_come_with(bart, partner)] == [near, far]
        assert [one.agreed for one in queries.to_come(bart, queries.steps(bart, domain=Domain.HEALTH))] == ["Près."]
    for page in (shown(stage.bart, "partner", partner), shown(stage.bart, "partnership_steps")):
        assert page.count("Prochaine fois le ") == 2 and page.count("Près.") == 2 and page.count("Passé.") == 1


def test_a_gap_says_what_is_being_done_about_it(stage, partner):
    begin = reverse("partnership_step_begin") + "?domain=socio_professional"
    before = shown(stage.amina, "partner_matrix")
    assert TRIAL not in before and "on y travaille" not in before and begin in before
    pk = note(stage, partner, domain=Domain.SOCIO_PROFESSIONAL)
    note(stage, partner, "Un pont.", domain=Domain.CIVIC_LIFE, purpose=Purpose.BRIDGE)
    page = shown(stage.amina, "partner_matrix")
    assert TRIAL in page and "Un pont." not in page
    assert page.count('href="#gap-socio_professional"') == 2, "the two kinds that the sector counts on for this theme"
    assert 'href="#gap-civic_life"' not in page and 'id="gap-socio_professional"' in page
    reader = shown(stage.desk, "partner_matrix")
    assert TRIAL in reader and begin not in reader
    with stage.amina.acting() as amina:
        actions.withdraw_step(actor=amina, pk=pk, version=1)
    assert TRIAL not in shown(stage.amina, "partner_matrix")


def test_a_filled_gap_asks_for_nothing(stage, partner):
    assert 'id="gap-socio_professional"' in shown(stage.amina, "partner_matrix")
    with stage.amina.acting() as amina:
        for kind in (PartnerKind.PUBLIC_WELFARE_CENTRE, PartnerKind.SOCIAL_MEDIATOR):
            of = actions.enter_partner(
                actor=amina, draft=PartnerDraft("Maison d’exemple", "Voorbeeldhuis", kind, "local")
            )
            service = ServiceDraft("Maison", "Huis", domains=(Domain.SOCIO_PROFESSIONAL,))
            actions.enter_service(actor=amina, partner=of, draft=service)
    assert 'id="gap-socio_professional"' not in shown(stage.amina, "partner_matrix")


def test_the_button_of_a_gap_opens_a_form_with_its_theme_and_who_helps_with_it_first(stage, partner, today):
    with stage.amina.acting() as amina:
        of = actions.enter_partner(
            actor=amina, draft=PartnerDraft("Aide d’exemple", "Hulp", PartnerKind.SCHOOL, "local")
        )
        actions.enter_service(actor=amina, partner=of, draft=ServiceDraft("Aide", "Hulp", domains=(Domain.SAFETY,)))
    address = reverse("partnership_step_begin") + "?domain=safety"
    page = shown(stage.amina, "partnership_step_begin", asked="?domain=safety")
    assert re.search(r'value="safety"[^>]* selected', page) and re.search(r'value="develop"[^>]* checked', page)
    assert (
        0
        < page.index("Pour ce thème")
        < page.index("Aide d’exemple")
        < page.index("Les autres")
        < page.index("Chez soi")
    )
    spoilt = shown(stage.amina, "partnership_step_begin", asked="?domain=%00&purpose=x")
    assert "Chez soi" in spoilt and "Pour ce thème" not in spoilt
    browser, sent = stage.amina.browser(), ONE | {"on": today.isoformat(), "domain": "safety", "purpose": "tend"}
    answer = browser.post(address, sent)
    assert answer.status_code == 422 and sent["agreed"] in html.unescape(answer.content.decode())
    assert browser.post(address, sent | {"partner": str(of)}).url == reverse("partner", args=[of])
    assert sent["agreed"] in shown(stage.amina, "partner_matrix")


def test_counted_by_month_and_purpose_of_twelve_months_and_by_nobody(stage, partner, today):
    first = today.replace(day=1)
    for on, purpose in ((today, "tend"), (first, "tend"), (first - dt.timedelta(days=1), "bridge"),
                        (today - dt.timedelta(days=400), "bridge")):  # fmt: skip
        note(stage, partner, on=on, purpose=purpose, domain=Domain.HEALTH)
    note(stage, partner, domain=Domain.SAFETY)
    with stage.bart.acting() as bart:
        numbers = queries.step_numbers(bart, queries.steps(bart, domain=Domain.HEALTH))
    order = [purpose.value for purpose in Purpose]
    assert len(numbers.months) == 12 and numbers.months[0].first == first and numbers.all == 3
    assert dict(zip(order, numbers.months[0].numbers, strict=True)) == {
        "bridge": 0,
        "strengthen": 0,
        "tend": 2,
        "develop": 0,
    }
    assert numbers.months[1].all == 1 and dict(zip(order, numbers.sums, strict=True))["bridge"] == 1
    page = shown(stage.bart, "partnership_steps")
    assert "Ensemble" in page and "Amina Exemple" not in page.split("<main", 1)[1]


def test_as_many_statements_however_many_contacts(stage, partner, today):
    later = today + dt.timedelta(days=3)
    addresses = [reverse("partnership_steps"), reverse("partner", args=[partner]), reverse("partner_matrix"),
                 reverse("partnership_step_begin") + "?domain=health"]  # fmt: skip

    def counted(address):
        with CaptureQueriesContext(connection) as sent:
            assert stage.amina.browser().get(address).status_code == 200
        return len(sent)

    note(stage, partner, next_on=later, domain=Domain.HEALTH)
    before = [counted(address) for address in addresses]
    for domain in (Domain.HEALTH, Domain.SAFETY, Domain.FAMILY, Domain.CIVIC_LIFE):
        note(stage, partner, next_on=later, domain=domain)
    assert [counted(address) for address in addresses] == before


def test_a_trainee_and_the_technical_department_read_them_and_write_none(stage, partner):
    note(stage, partner)
    for name in ("trainee", "technical"):
        browser = stage.people[name].browser()
        assert TRIAL in shown(stage.people[name], "partner", partner)
        for address in (reverse("partnership_step_add", args=[partner]), reverse("partnership_step_begin")):
            assert browser.get(address).status_code == 404 and address not in shown(
                stage.people[name], "partnership_steps"
            )
    assert stage.amina.browser().get(reverse("partnership_step_begin")).status_code == 200


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, partner, today, tab, language, width):
    pk = note(stage, partner, domain=Domain.SAFETY, next_on=today + dt.timedelta(days=3))
    page, wrong = tab(stage.amina, language, width), []
    for path in ("steps/", "steps/new/?domain=safety", f"steps/{pk}/edit/", f"organisations/{partner}/", "matrix/",
                 f"organisations/{partner}/steps/new/"):  # fmt: skip
        page.goto(f"/partners/{path}")
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []
