"""Contacts with partners that are about nobody: bridges (seed 002), what is done about the gaps of the network (seed 003)."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.kernel.domains import Domain
from palier.kernel.errors import InvalidInput
from palier.registry.partners import actions, queries
from palier.registry.partners.labels.steps import PURPOSES
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.rules import PartnerKind
from palier.registry.partners.rules.drafts import PartnerDraft
from palier.registry.partners.rules.steps import Purpose, StepDraft, StepKind

ONE = {"kind": "meeting", "purpose": "bridge", "agreed": "Se voir deux fois par an.", "domain": "health"}


@pytest.fixture
def partner(stage):
    draft = PartnerDraft("Chez soi ASBL", "Thuis vzw", PartnerKind.HOUSING_AND_MENTAL_HEALTH, "regional", "")
    with stage.amina.acting() as amina:
        return actions.enter_partner(actor=amina, draft=draft)


def note(stage, partner, agreed="Une permanence à l’essai.", **more):
    with stage.amina.acting() as amina:
        values = {"on": amina.today, "kind": StepKind.VISIT, "purpose": Purpose.DEVELOP, "agreed": agreed} | more
        return actions.note_step(actor=amina, partner=partner, draft=StepDraft(**values))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_contact_is_noted_read_corrected_and_taken_out(stage, partner, language):
    browser = stage.amina.browser(language)
    with stage.amina.acting() as amina:
        today = amina.today
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


def test_it_is_about_nobody(stage, partner):
    """No field points at a person, a household or a file; a number of somebody is not kept, and the form is (P28)."""
    pointed = {one.related_model.__name__ for one in PartnershipStep._meta.fields if one.related_model}
    assert pointed == {"Organisation", "PartnerOrganisation", "PartnerService", "Post"}
    for words in ("Rappeler le 0475 12 34 56.", "Voir a.b@exemple.be", "NN 85.07.30-033.28"):
        with pytest.raises(InvalidInput) as refusal:
            note(stage, partner, words)
        assert "agreed" in refusal.value.fields
    with stage.amina.acting() as amina:
        day = amina.today.isoformat()
    answer = stage.amina.browser().post(
        reverse("partnership_step_add", args=[partner]), ONE | {"on": day, "agreed": "Appeler le 0475 12 34 56."}
    )
    assert answer.status_code == 422 and "Appeler le 0475 12 34 56." in answer.content.decode()


def test_a_day_to_come_and_a_next_time_before_are_told(stage, partner):
    with stage.amina.acting() as amina:
        today = amina.today
    for wrong, field in (
        ({"on": today + dt.timedelta(days=1)}, "on"),
        ({"next_on": today - dt.timedelta(days=1)}, "next_on"),
        ({"agreed": "  "}, "agreed"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            note(stage, partner, **wrong)
        assert set(refusal.value.fields) == {field}


def test_a_gap_says_what_is_being_done_about_it(stage, partner):
    page = stage.amina.browser().get(reverse("partner_matrix")).content.decode()
    assert "Une permanence à l’essai." not in page
    note(stage, partner, domain=Domain.SOCIO_PROFESSIONAL)
    note(stage, partner, "Un pont.", domain=Domain.CIVIC_LIFE, purpose=Purpose.BRIDGE)
    page = html.unescape(stage.amina.browser().get(reverse("partner_matrix")).content.decode())
    assert "Une permanence à l’essai." in page and "Un pont." not in page


def test_counted_by_purpose_and_month_in_as_many_statements_however_many(stage, partner):
    note(stage, partner)
    browser = stage.amina.browser()
    numbers = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as sent:
            browser.get(reverse("partnership_steps"))
        numbers.append(len(sent))
        for _more in range(5):
            note(stage, partner, purpose=Purpose.STRENGTHEN)
    assert numbers[0] == numbers[1]
    with stage.amina.acting() as amina:
        found = queries.steps(amina)
        assert found.by_purpose[Purpose.STRENGTHEN] >= 10 and found.by_month[0][1] >= 11


def test_a_trainee_and_the_technical_department_read_and_write_none(stage, partner):
    note(stage, partner)
    for name in ("trainee", "technical"):
        browser = stage.people[name].browser()
        assert "Une permanence à l’essai." in browser.get(reverse("partner", args=[partner])).content.decode()
        assert browser.get(reverse("partnership_step_add", args=[partner])).status_code in {403, 404}
