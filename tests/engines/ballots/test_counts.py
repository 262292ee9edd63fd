"""Plurality, the Scottish count, lots and conditions on polls one can count by hand; and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.engines.ballots import Conditions, Lots, Tie, Void, plurality, scottish_stv, ticket, to_json, verdict
from palier.engines.ballots.scottish import ONE
from tests.engines.ballots.polls import marked, ranked


def count(poll, seats, seed="0"):
    lots = Lots(seed)
    found = scottish_stv(poll, seats, lots)
    return [poll.candidates[place] for place in found.elected], found, lots.ties


# -- plurality ---------------------------------------------------------------------------------------------------


def test_most_votes_first_and_no_lot_where_nobody_loses_a_seat():
    lots = Lots("x")
    elected, votes = plurality(marked({"Dries": 5, "Anna": 9, "Chen": 5, "Bilal": 2}), 3, lots)

    assert elected == ["Anna", "Chen", "Dries"]
    assert votes == {"Anna": 9, "Chen": 5, "Dries": 5, "Bilal": 2}
    assert lots.ties == []


def test_as_many_seats_as_candidates_or_more_and_a_tie_that_just_fits():
    votes = {"Bilal": 1, "Anna": 1, "Chen": 7, "Dries": 0}
    for seats, elected in ((5, ["Chen", "Anna", "Bilal", "Dries"]), (4, ["Chen", "Anna", "Bilal", "Dries"])):
        assert plurality(marked(votes), seats, lots := Lots("x"))[0] == elected
        assert lots.ties == []
    assert plurality(marked(votes), 3, lots := Lots("x"))[0] == ["Chen", "Anna", "Bilal"]
    assert lots.ties == []
    assert plurality(marked({"Bilal": 0, "Anna": 0}), 1, Lots("x"))[0] in (["Anna"], ["Bilal"])


def test_a_lot_a_seat_that_anyone_can_draw_again():
    lots = Lots("26 November")
    elected, _ = plurality(marked({"Anna": 5, "Bilal": 5, "Chen": 5, "Dries": 9}), 3, lots)

    first = min(["Anna", "Bilal", "Chen"], key=lambda name: ticket("26 November", 1, name))
    left = [name for name in ["Anna", "Bilal", "Chen"] if name != first]
    second = min(left, key=lambda name: ticket("26 November", 2, name))
    assert elected == ["Dries", first, second]
    assert [(tie.chosen, tie.how, tie.seed) for tie in lots.ties] == [
        (first, "lot", "26 November"),
        (second, "lot", "26 November"),
    ]


def test_a_ticket_is_what_the_document_says():
    # printf 's\\n1\\nAnaïs' | sha256sum
    assert ticket("s", 1, "Anaïs") == "93be8c08f3e6ec1bc16d1b558b4d2068a17d24f19f5ff70758449ccfbc9fac66"
    assert ticket("s", 1, "Anna") != ticket("s", 2, "Anna") != ticket("t", 2, "Anna")


def test_lots_are_fair_enough():
    wins = [Lots(str(seed)).draw(["Anna", "Bilal", "Chen"], "seat") for seed in range(3000)]
    assert all(900 < wins.count(name) < 1100 for name in ("Anna", "Bilal", "Chen"))


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 4), min_size=1, max_size=8), st.integers(1, 9))
def test_the_order_of_candidates_plays_no_part(votes, seats):
    forward, backward = Lots("x"), Lots("x")
    elected, said = plurality(marked(votes), seats, forward)

    assert plurality(marked(dict(reversed(votes.items()))), seats, backward) == (elected, said)
    assert forward.ties == backward.ties
    assert len(elected) == min(seats, len(votes))
    assert min([votes[name] for name in elected]) >= max(
        [votes[name] for name in votes if name not in elected], default=0
    )


# -- conditions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballots", "quorum", "void"),
    [
        (49, "5", Void.QUORUM_NOT_REACHED),
        (50, "5", None),
        (50, "5.01", Void.QUORUM_NOT_REACHED),
        (0, "1", Void.QUORUM_NOT_REACHED),
    ],
)
def test_the_quorum_is_of_persons_entitled(ballots, quorum, void):
    poll = marked({"Anna": ballots, "Bilal": 0}, valid=max(ballots - 1, 0), **({"blank": 1} if ballots else {}))
    found = verdict(poll, "plurality", Conditions(1, entitled=1000, quorum=Decimal(quorum)))

    assert found.void is void
    assert found.elected == (() if void else ("Anna",))
    said = to_json(found)
    assert (said["valid"], said["reason"]) == (void is None, void and void.value)
    assert said["report"]["next"] == ("hold_again" if void else "proclaim")


def test_turnout_is_never_rounded_up_over_a_quorum():
    found = verdict(marked({"A": 1}, valid=4999), "plurality", Conditions(1, entitled=99_999, quorum=Decimal(5)))
    assert (found.void, to_json(found)["turnout"]) == (Void.QUORUM_NOT_REACHED, "4.99")


def test_too_few_candidates_comes_first_and_no_lot_is_drawn():
    conditions = Conditions(1, entitled=1000, minimum_candidates=3, quorum=Decimal(50))
    found = verdict(marked({"A": 5, "B": 5}), "plurality", conditions)

    assert (found.void, found.elected, found.ties) == (Void.TOO_FEW_CANDIDATES, (), ())
    assert to_json(found)["votes"] == {"A": 5, "B": 5}


def test_who_withdrew_is_no_candidate():
    poll = ranked({"ABC": 5, "CBA": 4}, "ABC", withdrawn=[1])
    assert verdict(poll, "plurality", Conditions(1, minimum_candidates=3)).void is Void.TOO_FEW_CANDIDATES


# -- the Scottish count ------------------------------------------------------------------------------------------


def test_a_surplus_goes_on_in_five_places_cut():
    # 10 ballots, 2 seats: 4 elect. A has 7, surplus 3: each paper goes on at 3/7 = 0.42857. B: 2 x, C: 4 x, one exhausted.
    elected, found, _ = count(ranked({"AB": 2, "AC": 4, "A": 1, "B": 2, "C": 1}, "ABC"), 2)

    assert found.quota == 4
    assert found.rounds[1].votes == (4 * ONE, 2 * ONE + 2 * 42857, ONE + 4 * 42857)
    assert (found.rounds[1].exhausted, found.rounds[1].lost) == (42857, 1)
    assert found.rounds[2].excluded == 2  # C 2.71428 against B 2.85714
    assert elected == ["A", "B"]


def test_a_tie_is_broken_by_the_latest_round_that_differs():
    # The statute's own way, as in the published case: after A's paper B and C stand at 3; before, B had 2.
    elected, _, ties = count(ranked({"AB": 1, "B": 2, "C": 3, "D": 4, "E": 5}), 2)

    assert elected == ["E", "D"]
    assert [(tie.between, tie.chosen, tie.how) for tie in ties] == [(("B", "C"), "B", "earlier_round")]


def test_the_latest_round_that_differs_comes_before_earlier_ones():
    # 22 papers, one seat: 12 elect. Y goes out, two papers to A: A 5, B 4, Z 3. Z goes out, one paper to B: A and B 5.
    # The round before says B is the lower one, the first round said A; the later one counts.
    papers = {"A": 3, "B": 4, "Y": 0, "YA": 2, "Z": 2, "ZB": 1, "X": 10}
    elected, found, ties = count(ranked(papers, "ABXYZ"), 1)

    assert ties == [Tie(("A", "B"), "B", "earlier_round", "exclusion", None)]
    assert [stage.excluded for stage in found.rounds] == [None, 3, 4, 1, 0]
    assert elected == ["X"]


def test_those_whom_a_round_sets_apart_go_on_to_the_round_before():
    # 22 papers, one seat: 12 elect. Y's paper goes to A, Z's one each to A and B: then A, B and C stand at 4. The round
    # before sets A and B (3) apart from C (4), the one before it A (2) from B (3). Then B and C: B had 3, C had 4.
    papers = {"A": 2, "B": 3, "C": 4, "YA": 1, "ZA": 1, "ZB": 1, "X": 10}
    elected, found, ties = count(ranked(papers, "ABCXYZ"), 1)

    assert ties == [
        Tie(("A", "B", "C"), "A", "earlier_round", "exclusion", None),
        Tie(("B", "C"), "B", "earlier_round", "exclusion", None),
    ]
    assert [stage.excluded for stage in found.rounds] == [None, 4, 5, 0, 1, 2]
    assert elected == ["X"]


def test_of_equal_surpluses_the_one_that_was_ahead_before_goes_first():
    # 30 papers, 3 seats: 8 elect. Y's five papers lift A from 6 to 9 and B from 7 to 9: B was ahead. C and D never
    # differed: the only lot, the first drawn.
    papers = {"A": 6, "B": 7, "C": 6, "D": 6, "YA": 3, "YB": 2}
    elected, found, ties = count(ranked(papers, "ABCDY"), 3, "s")

    first = min("CD", key=lambda name: ticket("s", 1, name))
    assert ties == [
        Tie(("A", "B"), "B", "earlier_round", "surplus", None),
        Tie(("C", "D"), first, "lot", "exclusion", "s"),
    ]
    assert [stage.surplus_of for stage in found.rounds] == [None, None, 1, 0, None]
    assert elected == ["A", "B", *{"C", "D"} - {first}]  # elected in one round, with equal votes: by name


def test_the_larger_surplus_goes_first():
    # 12 papers, 3 seats: 4 elect. B has 6, A 5, C 1: B's surplus goes on first though A comes first by name.
    _, found, ties = count(ranked({"AC": 5, "BC": 6, "C": 1}, "ABCD"), 3)
    assert [stage.surplus_of for stage in found.rounds][:3] == [None, 1, 0]
    assert ties == []


def test_who_has_just_the_quota_has_no_surplus():
    # 10 papers, 2 seats: 4 elect. A and C have just 4: both at once, and nothing moves. Then with D for one of C's: A alone
    # has 4, and D and B go out.
    elected, found, _ = count(ranked({"AB": 4, "BC": 2, "C": 4}, "ABC"), 2)
    assert (elected, [(stage.surplus_of, stage.excluded) for stage in found.rounds]) == (["A", "C"], [(None, None)])
    elected, found, _ = count(ranked({"AB": 4, "BC": 2, "C": 3, "D": 1}, "ABCD"), 2)
    assert [(stage.surplus_of, stage.excluded) for stage in found.rounds] == [(None, None), (None, 3), (None, 1)]
    assert elected == ["A", "C"]


def test_papers_of_the_excluded_keep_the_value_they_came_with():
    # 12 papers, 2 seats: 5 elect. A has 8: each paper goes on at 3/8 = 0.375, two of them to B, who has one of its own.
    # D goes out, then B with 1.75: the two go on to C at 0.375 each, B's own at one.
    elected, found, _ = count(ranked({"ABC": 2, "A": 6, "BC": 1, "C": 2, "D": 1}, "ABCD"), 2)

    assert [(stage.votes, stage.exhausted) for stage in found.rounds] == [
        ((8 * ONE, ONE, 2 * ONE, ONE), 0),
        ((5 * ONE, ONE + 75_000, 2 * ONE, ONE), 225_000),
        ((5 * ONE, ONE + 75_000, 2 * ONE, 0), 325_000),
        ((5 * ONE, 0, 3 * ONE + 75_000, 0), 325_000),
    ]
    assert elected == ["A", "C"]


def test_a_tie_that_never_differed_goes_by_lot():
    _, _, ties = count(ranked({"A": 3, "B": 2, "C": 2}, "ABC"), 1, "seed")
    (tie,) = ties
    assert (tie.how, tie.purpose, tie.seed) == ("lot", "exclusion", "seed")
    assert tie.chosen == min("BC", key=lambda name: ticket("seed", 1, name))


def test_equal_surpluses_go_by_lot_at_first():
    # 12 ballots, 3 seats: 4 elect. A and B have 5 each.
    _, found, ties = count(ranked({"AC": 5, "BD": 5, "C": 1, "D": 1}, "ABCD"), 3)
    assert (ties[0].purpose, ties[0].how) == ("surplus", "lot")
    assert found.rounds[1].surplus_of == "ABCD".index(ties[0].chosen)


def test_who_withdrew_is_passed_over():
    elected, _, _ = count(ranked({"BA": 0, "AC": 1}, "ABC", withdrawn=[1]), 3)
    assert elected == ["A", "C"]


rankings = st.dictionaries(
    st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=5, unique=True).map("".join), st.integers(1, 9), min_size=1
)


@given(rankings, st.integers(1, 4), st.permutations("ABCDE"))
@settings(max_examples=150, deadline=None)
def test_votes_add_up_and_the_order_of_candidates_plays_no_part(papers, seats, order):
    poll = ranked(papers)
    elected, found, ties = count(poll, seats)

    assert len(elected) == len(set(elected)) == seats
    for stage in found.rounds:
        assert sum(stage.votes) + stage.exhausted + stage.lost == poll.valid * ONE
        assert 0 <= stage.lost < ONE
        assert all(votes >= 0 for votes in stage.votes)
    again, _, same = count(ranked(papers, "".join(order)), seats)
    assert (again, same) == (elected, ties)


@given(rankings, st.integers(1, 3), st.integers(2, 4))
@settings(max_examples=80, deadline=None)
def test_a_solid_majority_elects_one_of_its_own(papers, seats, times):
    # More than a quota of papers that rank A and B before all others elect at least one of the two.
    others = sum(papers.values())
    poll = ranked({**papers, "AB": papers.get("AB", 0) + others * times, "BA": papers.get("BA", 0) + 1})
    elected, _, _ = count(poll, seats)
    assert {"A", "B"} & set(elected)


@given(rankings)
@settings(max_examples=60, deadline=None)
def test_more_than_half_of_the_first_preferences_wins_the_only_seat(papers):
    poll = ranked(papers)
    votes = poll.first_preferences()
    for place, held in enumerate(votes):
        if 2 * held > poll.valid:
            assert count(poll, 1)[0] == [poll.candidates[place]]
