"""What a move is worth and why, what is filtered before the search, and the sentences that say it."""

from decimal import Decimal

import pytest

from palier.engines.exchanges import Arc, Market, enter
from palier.engines.exchanges.household_file import from_households
from palier.engines.exchanges.housing import Dwelling, Household, Points, Reason, reasons, why_not, worth
from palier.engines.exchanges.words import words

POINTS = Points(Decimal(100), Decimal(10), Decimal(3), Decimal(7), Decimal(50), Decimal("0.5"))


def home(bedrooms=None, *offers, area=None):
    return Dwelling("home", area=area, bedrooms=bedrooms, offers=offers)


# -- worth -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "before", "after", "found"),
    [
        (3, 1, 3, [Reason("bedrooms_gained", Decimal(200), 2)]),
        (3, 1, 2, [Reason("bedrooms_gained", Decimal(100), 1)]),
        (3, 2, 4, [Reason("bedrooms_gained", Decimal(100), 1), Reason("bedrooms_more", Decimal(-10), 1)]),
        (3, 3, 5, [Reason("bedrooms_more", Decimal(-20), 2)]),
        (3, 5, 3, [Reason("bedrooms_freed", Decimal(20), 2)]),
        (3, 5, 4, [Reason("bedrooms_freed", Decimal(10), 1)]),
        (3, 5, 2, [Reason("bedrooms_freed", Decimal(20), 2)]),  # filtered elsewhere: too small
        (3, 3, 3, []),
        (None, 1, 3, []),
        (3, None, 3, []),
        (3, 1, None, []),
    ],
)
def test_points_for_bedrooms(needed, before, after, found):
    assert reasons(Household("a", "home", needed), home(before), home(after), POINTS) == tuple(found)


def test_reasons_in_their_order_and_their_sum():
    household = Household("a", "home", 2, 35, ("garden", "lift", "no_stairs"), ("north", "south"))
    found = reasons(household, home(1, "lift"), home(2, "garden", "lift", "no_stairs", area="south"), POINTS)

    assert found == (
        Reason("bedrooms_gained", Decimal(100), 1),
        Reason("needs_met", Decimal(14), 2, ("garden", "no_stairs")),
        Reason("near", Decimal(3), names=("south",)),
        Reason("waiting", Decimal(1), 2),  # 35 months: two full years
    )
    assert worth(found) == 118
    assert worth(()) == 0
    assert str(worth((Reason("given", Decimal("0.1234567")),))) == "0.123457"


def test_an_applicant_has_no_bedrooms_to_gain_and_no_need_met_by_moving():
    applicant = Household("a", None, 2, 11, ("lift",), ("north",))
    assert reasons(applicant, None, home(2, "lift", area="east"), POINTS) == (Reason("applicant", Decimal(50)),)


@pytest.mark.parametrize(("months", "years"), [(11, None), (12, 1), (23, 1), (24, 2)])
def test_full_years_of_waiting_count_when_the_file_gives_them_points(months, years):
    household = Household("a", "home", waiting_months=months)
    assert [one.count for one in reasons(household, home(), home(), POINTS)] == ([years] if years else [])
    assert reasons(household, home(), home(), Points()) == ()


@pytest.mark.parametrize(
    ("needed", "before", "after", "why"),
    [
        (3, 2, 2, None),  # as tight as before
        (3, 2, 1, "too_small"),
        (3, 4, 3, None),
        (3, 4, 2, "too_small"),
        (3, 3, 2, "too_small"),
        (3, None, 2, "too_small"),  # nothing known of its own: it must have what it needs
        (3, None, 3, None),
        (3, 2, None, None),
        (None, 2, 1, None),
    ],
)
def test_never_tighter_than_before_nor_than_needed(needed, before, after, why):
    assert why_not(Household("a", "home", needed), home(before), home(after)) == why


def test_every_need_must_be_met():
    household = Household("a", None, needs=("lift", "no_stairs"))
    assert why_not(household, None, home(2, "lift", "no_stairs", "garden")) is None
    assert why_not(household, None, home(2, "lift")) == "need_not_met"


# -- the market --------------------------------------------------------------------------------------------------

HOUSES = {
    "households": [
        {"id": "app", "bedrooms_needed": 1, "waiting_months": 9},
        {"id": "bea", "dwelling": "B", "waiting_months": 7},
        {"id": "cas", "dwelling": "C", "leaves": True, "mandatory": True},
        {"id": "dan", "dwelling": "D", "mandatory": True, "met": True},
        {"id": "eva", "dwelling": "E", "mandatory": True},
        {"id": "fay", "dwelling": "F", "mandatory": True, "met": True, "exempt": True},
        {"id": "gus", "dwelling": "G", "mandatory": True, "exempt": True},
    ],
    "dwellings": [
        {"id": "A", "bedrooms": 2},
        *({"id": name, "building": f"b{name}"} for name in "BCDEFG"),
    ],
    "moves": [
        {"household": "app", "dwelling": "A"},
        {"household": "bea", "dwelling": "C", "weight": 1.5},
        {"household": "dan", "dwelling": "B", "weight": 2},
        {"household": "bea", "dwelling": "D", "weight": 4},
        {"household": "eva", "dwelling": "A"},
        {"household": "fay", "dwelling": "A"},
        {"household": "gus", "dwelling": "A"},
    ],
}  # fmt: skip


def test_nodes_are_households_that_stay_then_free_dwellings():
    found = enter(from_households(HOUSES))

    assert found.market == Market(
        labels=("app", "bea", "dan", "eva", "fay", "gus", "A", "C"),
        households=6,
        arcs=(Arc(1, 2, 20, 0), Arc(2, 1, 40, 7), Arc(6, 0, 100, 9), Arc(7, 1, 15, 7)),
        scale=10,
    )
    assert found.dwellings == (None, "B", "D", "E", "F", "G", "A", "C")
    assert found.left_out == {"exempt": 2, "not_met": 1}
    assert found.set_aside == ()
    assert found.reasons == {
        (1, 2): (Reason("given", Decimal(2)),),
        (2, 1): (Reason("given", Decimal(4)),),
        (6, 0): (Reason("applicant", Decimal(10)),),
        (7, 1): (Reason("given", Decimal("1.5")),),
    }


def test_moves_that_cannot_be_made_are_set_aside_with_why():
    tight = {"id": "app", "bedrooms_needed": 3}
    needing = {"id": "bea", "dwelling": "B", "needs": ["lift"]}
    document = HOUSES | {"households": [tight, needing, *HOUSES["households"][2:]]}

    assert enter(from_households(document)).set_aside == (
        ("app", "A", "too_small"),
        ("bea", "C", "need_not_met"),
        ("bea", "D", "need_not_met"),
    )


def moves_left(near=(), apart=(("bea", "dan"),), **households):
    """Which moves of four remain: bea to C and D, dan to B and A; `households` are fields changed."""
    people = [{"id": name, "dwelling": home} | households.get(name, {}) for name, home in (("bea", "B"), ("dan", "D"))]
    found = enter(
        from_households(
            {
                "households": people,
                "dwellings": [
                    {"id": name, "building": building} for name, building in zip("ABCD", "wxyz", strict=True)
                ],
                "moves": [
                    {"household": who, "dwelling": to, "weight": 1}
                    for who, to in (("bea", "C"), ("bea", "A"), ("dan", "C"), ("dan", "A"))
                ],
                "keep_apart": [list(pair) for pair in apart],
                "near_buildings": [list(pair) for pair in near],
            }
        )
    )
    names = [found.market.labels[arc.target] + str(found.dwellings[arc.source]) for arc in found.market.arcs]
    return names, [[names[number] for number in rule] for rule in found.market.at_most_one]


EVERY = ["beaA", "danA", "beaC", "danC"]


def test_who_must_not_meet_may_not_both_end_near_each_other():
    assert moves_left(apart=()) == (EVERY, [])
    assert moves_left() == (EVERY, [["beaA", "danA"], ["beaC", "danC"]])
    assert moves_left([("w", "y")]) == (EVERY, [["beaA", "danA", "danC"], ["beaC", "danA", "danC"]])


def test_who_must_not_meet_may_not_come_near_where_the_other_lives():
    assert moves_left([("z", "w")]) == (["danA", "beaC", "danC"], [["beaC", "danC"]])
    assert moves_left([("y", "x")]) == (["beaA", "danA", "beaC"], [["beaA", "danA"]])
    # dan has no dwelling yet: there is no place of his to avoid, but for both the same end
    assert moves_left([("z", "w")], dan={"dwelling": None}) == (EVERY, [["beaA", "danA"], ["beaC", "danC"]])


def test_who_leaves_is_no_longer_to_be_avoided():
    document = HOUSES | {
        "moves": [{"household": "bea", "dwelling": name, "weight": 1} for name in "CD"],
        "keep_apart": [["bea", "cas"], ["app", "bea"]],
    }
    found = enter(from_households(document)).market
    assert (found.arcs, found.at_most_one) == ((Arc(2, 1, 1, 7), Arc(7, 1, 1, 7)), ())


def test_dwellings_of_no_known_building_are_near_only_to_themselves():
    document = {
        "households": [{"id": name, "dwelling": None} for name in "ab"],
        "dwellings": [{"id": "X"}, {"id": "Y"}, {"id": "Z", "building": "z"}],
        "moves": [{"household": who, "dwelling": to, "weight": 1} for who, to in ("aX", "bY", "aZ", "bX")],
        "keep_apart": [["a", "b"]],
    }
    found = enter(from_households(document)).market
    assert found.arcs == (Arc(2, 0, 1), Arc(2, 1, 1), Arc(3, 1, 1), Arc(4, 0, 1))
    assert found.at_most_one == ((0, 1),)


# -- words -------------------------------------------------------------------------------------------------------


def because(*found):
    """The middle of the sentences, in French, Dutch and English."""
    said = words("w", "h", "t", tuple(found), 0)
    fr, nl, en = said["fr"], said["nl"], said["en"]
    assert list(said) == ["fr", "nl", "en"]
    assert fr.startswith("Le ménage w quitte h pour t : ")
    assert nl.startswith("Huishouden w verlaat h voor t: ")
    assert en.startswith("Household w leaves h for t: ")
    assert fr.endswith(" ; ne dépend de personne.")
    assert nl.endswith("; hangt van niemand af.")
    assert en.endswith("; depends on nobody.")
    return [fr[30:-25], nl[31:-23], en[28:-20]]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("bedrooms_gained", Decimal(1), 1),
            ["une chambre qui manquait", "een slaapkamer die ontbrak", "a bedroom that was missing"],
        ),
        (
            Reason("bedrooms_gained", Decimal(1), 2),
            ["2 chambres qui manquaient", "2 slaapkamers die ontbraken", "2 bedrooms that were missing"],
        ),
        (
            Reason("bedrooms_freed", Decimal(1), 1),
            ["une chambre de trop rendue", "een slaapkamer te veel vrijgemaakt", "a bedroom too many given up"],
        ),
        (
            Reason("bedrooms_freed", Decimal(1), 3),
            ["3 chambres de trop rendues", "3 slaapkamers te veel vrijgemaakt", "3 bedrooms too many given up"],
        ),
        (
            Reason("bedrooms_more", Decimal(1), 1),
            ["une chambre au-delà du besoin", "een slaapkamer meer dan nodig", "a bedroom more than needed"],
        ),
        (
            Reason("bedrooms_more", Decimal(1), 2),
            ["2 chambres au-delà du besoin", "2 slaapkamers meer dan nodig", "2 bedrooms more than needed"],
        ),
        (
            Reason("needs_met", Decimal(1), 1, ("no_stairs",)),
            ["besoin déclaré : sans escalier", "opgegeven nood: zonder trap", "need declared: no stairs"],
        ),
        (
            Reason("needs_met", Decimal(1), 4, ("garden:9", "ground_floor", "lift", "near_school:12")),
            [
                "besoins déclarés : garden:9, au rez-de-chaussée, avec ascenseur, près de l’école 12",
                "opgegeven noden: garden:9, op het gelijkvloers, met lift, dicht bij de school 12",
                "needs declared: garden:9, on the ground floor, with a lift, near the school 12",
            ],
        ),
        (
            Reason("near", Decimal(1), names=("north",)),
            ["quartier souhaité : north", "gewenste wijk: north", "area wished: north"],
        ),
        (Reason("waiting", Decimal(1), 1), ["un an d’attente", "een jaar wachten", "a year of waiting"]),
        (Reason("waiting", Decimal(1), 2), ["2 ans d’attente", "2 jaar wachten", "2 years of waiting"]),
        (Reason("applicant", Decimal(1)), ["premier logement", "eerste woning", "first dwelling"]),
        (
            Reason("given", Decimal("100.50")),
            ["poids fixé : 100.5", "vastgesteld gewicht: 100.5", "weight set: 100.5"],
        ),
        (Reason("given", Decimal(100)), ["poids fixé : 100", "vastgesteld gewicht: 100", "weight set: 100"]),
    ],
)
def test_each_reason_in_three_languages(reason, said):
    assert because(reason) == said


def test_several_reasons_and_none():
    near, gained = Reason("near", Decimal(1), names=("n",)), Reason("bedrooms_gained", Decimal(1), 1)
    assert because(gained, near)[2] == "a bedroom that was missing, area wished: n"
    assert because() == ["déplacement accepté", "aanvaarde verhuis", "a move accepted"]


def test_on_how_many_others_a_move_depends_and_a_first_dwelling():
    assert [words("w", None, "t", (), count)["fr"] for count in range(4)] == [
        "Le ménage w reçoit le logement t : déplacement accepté ; ne dépend de personne.",
        "Le ménage w reçoit le logement t : déplacement accepté ; dépend d’un autre ménage.",
        "Le ménage w reçoit le logement t : déplacement accepté ; dépend de 2 autres ménages.",
        "Le ménage w reçoit le logement t : déplacement accepté ; dépend de 3 autres ménages.",
    ]
    assert words("w", None, "t", (), 1)["nl"] == (
        "Huishouden w krijgt woning t: aanvaarde verhuis; hangt af van één ander huishouden."
    )
    assert words("w", None, "t", (), 2)["en"] == (
        "Household w is given dwelling t: a move accepted; depends on 2 other households."
    )
