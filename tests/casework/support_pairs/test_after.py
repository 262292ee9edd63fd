"""Contact after an eviction (P19): with the person, by the two, while her accord holds; nobody else ever knows of it."""

import datetime

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from palier.access import keys, resealing
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.rules import ACCORD_TERMS, AfterDraft, How
from palier.kernel.days import add_months
from palier.kernel.errors import InvalidInput, Refused
from tests.stage import without_locks


def kept(paired, who="selma", **changes):
    values = {"name": "Zulma", "reach": "au café, le mardi", "given_on": paired.today(), "how": How.ORALLY}
    with paired.people[who].acting() as actor:
        return actions.keep_contact(actor=actor, request=paired.request, draft=AfterDraft(**(values | changes)))


def contacts(paired, who):
    with paired.people[who].acting() as actor:
        return queries.after_contacts(actor)


def lay(paired, days):
    """Its accord was given, and ends, so many days earlier."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE support_pairs_aftercontact SET given_on = given_on - %s::integer, until = until - %s::integer"
            " WHERE organisation_id = %s",
            [days, days, paired.cell.pk],
        )


def test_the_two_keep_contact_for_six_months(paired):
    kept(paired)
    for name in ("selma", "sam"):
        (row,) = contacts(paired, name)
        assert (row.name, row.reach) == ("Zulma", "au café, le mardi")
        assert row.until == add_months(paired.today(), ACCORD_TERMS[-1].months)
    assert "P19" in ACCORD_TERMS[-1].source


@pytest.mark.parametrize("who", ["third", "amina", "bart", "head", "officer", "direction", "chloe"])
def test_nobody_else_learns_of_it_not_even_who_asked(paired, who):
    kept(paired)
    with paired.people[who].acting() as actor:
        if who == "third":
            assert queries.after_contacts(actor) == []
        else:
            with pytest.raises(Refused):
                queries.after_contacts(actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sec.after_contacts()")
            assert cursor.fetchone() == (0,)
    assert len(contacts(paired, "sam")) == 1


def test_it_leads_back_to_no_request_and_outlives_it(paired):
    kept(paired)
    (row,) = paired.rows("aftercontact", "organisation_id")
    assert str(paired.request) not in row and "Zulma" not in row and str(paired.stage.company.pk) not in row
    with without_locks() as cursor:
        cursor.execute("DELETE FROM support_requests_asking WHERE request_id = %s", [paired.request])
        cursor.execute("DELETE FROM support_requests_supportrequest WHERE id = %s", [paired.request])
    assert len(contacts(paired, "selma")) == 1


def test_it_may_begin_after_the_request_was_closed_and_by_nobody_but_its_pair(paired):
    with paired.people["selma"].acting() as selma:
        actions.close(actor=selma, pk=paired.request, version=paired.version())
    for who in ("third", "amina"):
        with pytest.raises(Refused):
            kept(paired, who)
    assert kept(paired, "sam")


def test_her_accord_is_renewed_or_it_ends_by_itself_and_its_key_goes(paired):
    contact = kept(paired)
    (row,) = contacts(paired, "selma")
    lay(paired, 120)
    with paired.people["sam"].acting() as sam:
        actions.renew_contact(actor=sam, pk=contact, on=sam.today, how=How.SIGNED)
    assert contacts(paired, "selma")[0].until == row.until

    lay(paired, 200)

    assert contacts(paired, "selma") == []
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_after_contacts()")
    assert paired.rows("aftercontact", "organisation_id") == []
    resealing.destroy("stage")
    assert keys.versions(row.subject) == ()


def test_one_more_day_than_the_term_is_not_kept_and_the_last_day_is(paired):
    contact = kept(paired)
    (row,) = contacts(paired, "selma")
    lay(paired, (row.until - paired.today()).days)
    assert len(contacts(paired, "selma")) == 1
    lay(paired, 1)
    assert contacts(paired, "selma") == []
    with paired.people["selma"].acting() as selma, pytest.raises(Refused):
        actions.renew_contact(actor=selma, pk=contact, on=selma.today, how=How.ORALLY)


def test_an_accord_to_come_or_before_the_former_one_renews_nothing(paired):
    contact = kept(paired)
    for day in (paired.today() + datetime.timedelta(1), paired.today() - datetime.timedelta(1)):
        with paired.people["selma"].acting() as selma, pytest.raises(InvalidInput):
            actions.renew_contact(actor=selma, pk=contact, on=day, how=How.ORALLY)
    with pytest.raises(InvalidInput):
        kept(paired, given_on=paired.today() + datetime.timedelta(1))


def test_its_words_are_replaced_and_sealed(paired):
    contact = kept(paired)
    with paired.people["sam"].acting() as sam:
        actions.word_of_contact(actor=sam, pk=contact, words="a trouvé un studio")
    assert contacts(paired, "selma")[0].words == "a trouvé un studio"
    with pytest.raises(IntegrityError), without_locks() as cursor:
        cursor.execute("UPDATE support_pairs_aftercontact SET words = 'x' WHERE organisation_id = %s", [paired.cell.pk])


def test_ended_nothing_of_it_is_left(paired):
    contact = kept(paired)
    subject = contacts(paired, "selma")[0].subject
    with paired.people["third"].acting() as third, pytest.raises(Refused):
        actions.end_contact(actor=third, pk=contact)
    with paired.people["sam"].acting() as sam:
        actions.end_contact(actor=sam, pk=contact)
    assert contacts(paired, "selma") == []
    assert keys.versions(subject) == ()
