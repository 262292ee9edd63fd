"""Forms check shape and nothing else: what is typed comes back as typed values, what is spoilt is said beside its field."""

import datetime
import uuid

import pytest
from django.http import QueryDict
from django.utils import translation

from palier.casework.cases.forms import (
    CaseCloseForm,
    CaseOpenForm,
    KnownForm,
    StepForm,
    StepMoveForm,
    TeamForm,
)
from palier.kernel.errors import InvalidInput
from palier.ui.forms import key_of, mend

HER, HIM = uuid.UUID(int=1), uuid.UUID(int=2)
PERSONS = {HER: "Zoé Fictif", HIM: "Omer Fictif"}
TODAY = datetime.date(2026, 3, 3)


def typed(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


@pytest.mark.parametrize("day", ["2026-03-03", "03/03/2026", "3.3.2026", "03-03-2026"])
def test_a_day_is_read_the_belgian_way_too(day):
    form = StepForm(typed(text="Appeler", due=day), persons=PERSONS)
    assert form.is_valid()
    assert form.cleaned_data["due"] == TODAY


def test_who_agreed_comes_back_as_ids_and_today_is_proposed():
    form = CaseOpenForm(typed(agreed_by=[str(HER), str(HIM)], agreed_on="2026-03-03"), persons=PERSONS, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["agreed_by"] == [HER, HIM]
    assert CaseOpenForm(None, persons=PERSONS, today=TODAY).initial["agreed_on"] == TODAY


def test_a_person_who_is_not_of_the_household_cannot_be_chosen():
    stranger = str(uuid.UUID(int=9))
    for form, field in (
        (CaseOpenForm(typed(agreed_by=[stranger], agreed_on="2026-03-03"), persons=PERSONS, today=TODAY), "agreed_by"),
        (StepForm(typed(text="Appeler", concerns=[stranger]), persons=PERSONS), "concerns"),
        (KnownForm(typed(person=stranger), persons=PERSONS), "person"),
    ):
        assert not form.is_valid()
        assert field in form.errors


def test_words_are_kept_as_they_were_written():
    words = "  Elle dit :\n\n« pas maintenant »  "
    form = CaseOpenForm(
        typed(agreed_by=[str(HER)], agreed_on="2026-03-03", own_words=words), persons=PERSONS, today=TODAY
    )
    assert form.is_valid()
    assert form.cleaned_data["own_words"] == words


@pytest.mark.parametrize("form", [CaseCloseForm, StepMoveForm])
def test_a_value_outside_a_closed_list_is_not_taken(form):
    assert not form(typed(outcome="sanctioned", state="failed", version=1)).is_valid()
    assert form(typed(outcome="withdrew", state="not_now", version=1)).is_valid()


def test_only_what_may_be_named_is_offered_as_a_duty():
    assert {value for value, _ in TeamForm(None, colleagues={}).fields["duty"].choices} == {
        "second",
        "pair",
        "colleague",
    }


def test_a_key_that_is_absent_or_spoilt_is_no_key():
    key = uuid.uuid4()
    assert key_of(typed(idempotency_key=key)) == key
    assert key_of(typed(idempotency_key="x")) is None
    assert key_of(typed()) is None


def test_what_an_action_refused_stands_beside_its_field_in_the_language_of_the_screen():
    form = CaseOpenForm(typed(agreed_on="2026-03-03"), persons=PERSONS, today=TODAY)
    assert form.is_valid()
    with translation.override("nl"):
        mend(
            form, InvalidInput({"agreed_by": ["The agreement cannot be dated in the future."], "elsewhere": ["Noted."]})
        )

    assert form.errors["agreed_by"] == ["Het akkoord kan geen datum in de toekomst hebben."]
    assert form.non_field_errors() == ["Genoteerd."]
