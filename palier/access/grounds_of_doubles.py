"""Named reasons for knowing that two lines of the register may be one person. None of them looks at a file (P49)."""

from django.db.models import BooleanField, F, Func, Q

from palier.access.grounds import Ground


class KeepsOneOf(Func):
    """True for the assigned worker of a household in which one of two persons is declared, and for who covers her."""

    function = "sec.keeps_one_of"
    output_field = BooleanField()


class InNoPair(Func):
    """True for a person whom no pair of the register names: her address is protected, or she is kept apart."""

    function = "sec.in_no_pair"
    output_field = BooleanField()


class AskedToMerge(KeepsOneOf):
    """True for who is asked whether two lines of the register are one person."""

    function = "sec.asked_to_merge"


class StandsFor(Func):
    """True for the worker who holds a post, and for who covers her today."""

    function = "sec.stands_for"
    output_field = BooleanField()


class MergingStands(Func):
    """True while a proposal waits for an answer, and while a merge can be undone."""

    function = "sec.merging_stands"
    output_field = BooleanField()


keeps_one_of_them = Ground(
    name="keeps_one_of_them",
    says="looks after the place of one of the two, covers who does, or is asked whether they are one",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(KeepsOneOf(F("one_id"), F("other_id"))) | Q(AskedToMerge(F("one_id"), F("other_id"))),
)

is_asked_to_merge = Ground(
    name="is_asked_to_merge",
    says="looks after the place of one of the two lines, or covers who does, and is asked",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(StandsFor(F("asked_kept_id"))) | Q(StandsFor(F("asked_merged_id"))),
)

neither_line_is_hidden = Ground(
    name="neither_line_is_hidden",
    says="of neither line is an address protected, and neither is kept apart from somebody",
    holds=lambda actor: True,
    rows=lambda actor, model: ~Q(InNoPair(F("kept_id"))) & ~Q(InNoPair(F("merged_id"))),
)

it_stands = Ground(
    name="it_stands",
    says="while it waits for an answer, or can be undone",
    holds=lambda actor: True,
    rows=lambda actor, model: Q(MergingStands(F("proposed_at"), F("merged_at"))),
)

neither_is_hidden = Ground(
    name="neither_is_hidden",
    says="of neither of the two is an address protected, and neither is kept apart from somebody",
    holds=lambda actor: True,
    rows=lambda actor, model: ~Q(InNoPair(F("one_id"))) & ~Q(InNoPair(F("other_id"))),
)
