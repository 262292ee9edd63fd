"""Teams, tiers and emergencies in any order, against a model of forty lines: what each sees is what the model says.

Thirty sequences run with the suite; `make proof` runs the long version (decision D21).
"""

import hashlib

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from palier.access import actions as access
from palier.access.capabilities import Capability
from palier.access.rules import Duty, EmergencyGround, Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.models import Contact
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.kernel.errors import Refused
from tests.access.cast import sql
from tests.stage import Stage, without_locks

WORKERS = ("amina", "bart", "dries", "emma")
EVERYBODY = (*WORKERS, "head", "chloe", "accounts", "officer", "trainee")
TIERS = st.sampled_from([Tier.TEAM, Tier.PAIR, Tier.AUTHOR, Tier.REINFORCED])
GROUNDS = st.sampled_from(list(EmergencyGround))


class Secrecy(RuleBasedStateMachine):
    """The product does; the model remembers; after each step both say who sees what."""

    @initialize()
    def begin(self):
        self.stage = Stage.set()
        self.persons = self.stage.homes[0].persons
        with self.stage.amina.acting() as amina:
            self.case = actions.open_case(
                actor=amina, draft=CaseDraft(self.stage.homes[0].household, (self.persons[0],), amina.today)
            )
        with self.stage.amina.acting() as amina:
            self.subject = queries.case(amina, self.case).subject_id
        self.team, self.items, self.emergencies, self.overdue, self.left = {"amina"}, {}, [], set(), set()
        for name in WORKERS:
            self.step_up(name)

    def step_up(self, name):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE access_lock_session SET stepped_up_at = now() WHERE token_hash = %s",
                [hashlib.sha256(self.stage.people[name].token.encode()).digest()],
            )

    def works(self, name):
        return name not in self.left

    # -- what people do -------------------------------------------------------------------------------------

    @rule(by=st.sampled_from(EVERYBODY), whom=st.sampled_from(EVERYBODY))
    def add_to_team(self, by, whom):
        may = (
            self.works(by)
            and self.works(whom)
            and by != whom
            and whom in (*WORKERS, "trainee")
            and (by in self.team or by == "head")
        )
        if not self.works(by):
            return
        try:
            with self.stage.people[by].acting() as actor:
                access.add_to_team(
                    actor=actor, subject=self.subject, post=self.stage.people[whom].post, duty=Duty.COLLEAGUE,
                    until=None, reason="",
                )  # fmt: skip
            done = True
        except Refused:
            done = False
        assert done == may, (by, whom)
        if done:
            self.team.add(whom)

    @rule(name=st.sampled_from(WORKERS))
    def end_place(self, name):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE access_teammember SET valid = 'empty' WHERE subject_id = %s AND post_id = %s",
                [self.subject, self.stage.people[name].post],
            )
        self.team.discard(name)

    @rule(by=st.sampled_from(WORKERS), tier=TIERS, person=st.sampled_from([0, 1]), reader=st.sampled_from(WORKERS))
    def write(self, by, tier, person, reader):
        if by not in self.team or not self.works(by):
            return
        readers = () if reader == by or tier not in {Tier.PAIR, Tier.REINFORCED} else (reader,)
        with self.stage.people[by].acting() as actor:
            pk = actions.record_contact(
                actor=actor,
                draft=ContactDraft(
                    "x", case=self.case, tier=tier, persons=(self.persons[person],),
                    readers=tuple(self.stage.people[one].post for one in readers),
                ),
            )  # fmt: skip
        self.items[pk] = (by, tier, person, set(readers))

    @rule(by=st.sampled_from(EVERYBODY), person=st.sampled_from([0, 1]), ground=GROUNDS)
    def open_emergency(self, by, person, ground):
        if not self.works(by):
            return
        try:
            with self.stage.people[by].acting() as actor:
                actions.open_emergency(
                    actor=actor, household=self.stage.homes[0].household, person=self.persons[person], ground=ground,
                    reason="Elle crie et personne ne répond à la porte.",
                )  # fmt: skip
            done = True
        except Refused:
            done = False
        assert done == (by in WORKERS and by not in self.overdue), by
        if done:
            opens_file = person == 0  # the file concerns the first person
            self.emergencies.append([by, person, ground, opens_file])

    @precondition(lambda self: self.emergencies)
    @rule(overdue=st.booleans())
    def emergencies_expire(self, overdue):
        age = "8 days" if overdue else "5 hours"
        with without_locks() as cursor:
            cursor.execute(
                f"UPDATE access_emergencyaccess SET opened_at = now() - interval '{age}', until = now() - interval '1 hour'"
                " WHERE organisation_id = %s AND reviewed_at IS NULL AND until > now()",  # what is overdue stays so
                [self.stage.company.pk],
            )
        if overdue:
            self.overdue |= {by for by, *_ in self.emergencies}
        self.emergencies = []

    @rule()
    def officer_reviews_all(self):
        with self.stage.officer.acting() as officer:
            from palier.access.models import EmergencyAccess

            for row in EmergencyAccess.objects.filter(reviewed_at=None):
                access.review_emergency(actor=officer, pk=row.pk, outcome=next(iter(access.ReviewOutcome)))
        self.overdue = set()

    @rule(name=st.sampled_from(["bart", "dries"]))
    def leave_the_company(self, name):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE organisations_post SET valid = 'empty' WHERE id = %s", [self.stage.people[name].post]
            )
        self.left.add(name)

    # -- the model ------------------------------------------------------------------------------------------

    def may_see(self, name, item):
        by, tier, person, readers = item
        if not self.works(name):
            return False
        if name in self.team and (tier == Tier.TEAM or name == by or (name in readers and tier != Tier.AUTHOR)):
            return True
        for who, whose, ground, opens_file in self.emergencies:
            if who == name and whose == person and opens_file and tier != Tier.AUTHOR:
                danger = ground in {EmergencyGround.DANGER_TO_LIFE, EmergencyGround.DANGER_TO_MINOR}
                if tier != Tier.REINFORCED or danger:
                    return True
            # an emergency lifts the team's own limits too, and a named reader who left the team reads through it
        return False

    @invariant()
    def everybody_sees_what_the_model_says(self):
        if not hasattr(self, "items"):
            return
        for name in EVERYBODY:
            expected = {pk for pk, item in self.items.items() if self.may_see(name, item)}
            secret = self.stage.people[name].token
            by_hand = {row[0] for row in sql(secret, "SELECT id FROM cases_contact")}
            assert by_hand == expected, (name, "by hand")
            if not self.works(name) or name not in WORKERS:
                continue
            with self.stage.people[name].acting() as actor:
                by_rule = set(Contact.objects.visible_to(actor, Capability.CONTACT_READ).values_list("pk", flat=True))
            assert by_rule == expected, (name, "by rule")


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_thirty_sequences_agree_with_the_model():
    run_state_machine_as_test(
        Secrecy,
        settings=settings(
            max_examples=30,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=QUIET,
            database=None,
            derandomize=True,
        ),
    )


@pytest.mark.proof
def test_ten_thousand_sequences_agree_with_the_model():
    run_state_machine_as_test(
        Secrecy,
        settings=settings(
            max_examples=10_000, stateful_step_count=50, deadline=None, suppress_health_check=QUIET, database=None
        ),
    )
