"""The closed lists, the matrix of seed 003 whole, and how old a verification may be. No database."""

import datetime as dt

import pytest

from palier.kernel.domains import Domain
from palier.registry.partners import rules
from palier.registry.partners.rules import MATRIX, PartnerGroup, PartnerKind, can_receive_referral
from palier.registry.partners.rules.freshness import Freshness, freshness

TODAY = dt.date(2026, 11, 26)


def test_the_matrix_holds_what_seed_003_prints_and_leaves_empty_what_it_leaves_empty():
    assert {domain.value: len(kinds) for domain, kinds in MATRIX.items()} == {
        "social_rights": 11, "family": 10, "health": 8, "financial": 4, "socio_professional": 2, "safety": 7,
        "civic_life": 7,
    }  # fmt: skip
    medical = set(rules.GROUPS[PartnerGroup.MEDICAL])
    assert not medical & MATRIX[Domain.FAMILY]
    assert medical - MATRIX[Domain.HEALTH] == {PartnerKind.HOUSING_AND_MENTAL_HEALTH}
    assert rules.LEFT_EMPTY == ((Domain.FAMILY, PartnerGroup.MEDICAL),)


def test_housing_and_mental_health_is_a_medical_partner_that_the_matrix_of_the_seed_names_for_no_theme():
    kind = PartnerKind.HOUSING_AND_MENTAL_HEALTH
    assert kind in rules.GROUPS[PartnerGroup.MEDICAL] and not any(kind in named for named in MATRIX.values())
    assert can_receive_referral(kind)


def test_police_stands_in_the_matrix_and_receives_nothing():
    assert PartnerKind.POLICE in MATRIX[Domain.SOCIAL_RIGHTS]
    assert not any(can_receive_referral(kind) for kind in rules.NEVER_RECEIVES)
    assert can_receive_referral(PartnerKind.PUBLIC_WELFARE_CENTRE) and can_receive_referral(PartnerKind.ASSOCIATION)


@pytest.mark.parametrize(
    ("day", "fresh"),
    [
        (None, Freshness.NEVER),
        (TODAY, Freshness.FRESH),
        (dt.date(2026, 5, 27), Freshness.FRESH),
        (dt.date(2026, 5, 26), Freshness.AGEING),
        (dt.date(2025, 11, 27), Freshness.AGEING),
        (dt.date(2025, 11, 26), Freshness.OLD),
    ],
)
def test_six_months_then_twelve(day, fresh):
    assert freshness(day, TODAY) is fresh
