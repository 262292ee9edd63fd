"""Who confirms which post: the rule, and the second lock that says it again in its own words."""

from palier.identity.organisations import queries
from palier.identity.organisations.models import Organisation, Service
from palier.identity.organisations.rules import (
    BOUND_BY_SECRECY,
    CONFIRMED_BY,
    GIVEN_ALONE,
    OFFERED,
    Role,
    ServiceKind,
    confirmed_by,
)
from tests.stage import STAGE, put, without_locks


def test_no_role_bound_by_secrecy_is_given_by_one_person():
    assert not BOUND_BY_SECRECY & set(GIVEN_ALONE)
    assert set(OFFERED) & BOUND_BY_SECRECY <= set(CONFIRMED_BY)
    assert len(OFFERED) == len(set(OFFERED)) == len(GIVEN_ALONE) + len(CONFIRMED_BY)


def test_nobody_confirms_the_making_of_her_own_kind():
    """A head makes no heads, an officer no officers: who guards is chosen by somebody else."""
    assert all(role != by for role, by in CONFIRMED_BY.items())


def test_both_locks_say_the_same_of_every_role(stage):
    for kind in ServiceKind:
        with without_locks() as cursor:
            row = put(Service(organisation=stage.company, kind=kind, name_fr="x", name_nl="x"))
            cursor.execute("SET LOCAL ROLE palier_definer")
            said = {}
            for role in Role:
                cursor.execute("SELECT sec.post_confirmed_by(%s, %s)", [role.value, row.pk])
                said[role] = cursor.fetchone()[0]

        expected = dict.fromkeys(Role) | {role: (confirmed_by(role, kind) or "") for role in OFFERED}
        assert said == expected


def test_whether_applicants_are_helped_is_read_by_the_company_one_works_for(stage):
    with stage.amina.acting() as actor:
        before = queries.works_for_applicants(actor)
    with without_locks():
        Organisation.objects.using(STAGE).filter(pk=stage.company.pk).update(works_for_applicants=True)
    answers = []
    for somebody in (stage.amina, stage.head, stage.chloe):
        with somebody.acting() as actor:
            answers.append(queries.works_for_applicants(actor))

    assert (before, answers) == (False, [True, True, False])
