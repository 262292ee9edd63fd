"""The service's own templates: numbered, previewed, put in use; nothing is overwritten."""

import pytest

from palier.kernel.errors import InvalidInput, Refused
from palier.registry.messaging import actions, queries
from palier.registry.messaging.rules import LetterKind

TEXTS = {"title_fr": "Venez", "body_fr": "Bonjour {personne}", "title_nl": "Kom", "body_nl": "Dag {persoon}"}


def keep(somebody, **more):
    with somebody.acting() as actor:
        return actions.keep_template(actor=actor, kind=LetterKind.CALL_US, texts=TEXTS | more)


def in_use(somebody):
    with somebody.acting() as actor:
        return queries.templates(actor)[LetterKind.CALL_US]


def test_a_draft_changes_nothing_until_it_is_put_in_use_and_the_one_before_remains(stage):
    first = keep(stage.amina)
    assert in_use(stage.amina).number == 0
    with stage.head.acting() as head:
        actions.use_template(actor=head, pk=first)
    assert (in_use(stage.trainee).number, in_use(stage.bart).title_fr) == (1, "Venez")

    second = keep(stage.head, title_fr="Passez")
    assert in_use(stage.amina).title_fr == "Venez"
    with stage.amina.acting() as amina:
        actions.use_template(actor=amina, pk=second)
    with stage.amina.acting() as amina:
        rows = queries.versions(amina, LetterKind.CALL_US)
        assert [(row.number, row.state, row.title_fr) for row in rows] == [
            (2, "current", "Passez"),
            (1, "former", "Venez"),
        ]


def test_an_unknown_place_is_named_with_those_that_exist(stage):
    with pytest.raises(InvalidInput) as problem:
        keep(stage.amina, body_nl="Dag {naam}")
    said = str(problem.value.fields["body_nl"][0])
    assert "{naam}" in said and "{persoon}" in said and "{personne}" not in said


def test_trainees_and_departments_write_none_and_another_company_sees_none(stage):
    pk = keep(stage.amina)
    for somebody in (stage.trainee, stage.accounts, stage.desk):
        with pytest.raises(Refused):
            keep(somebody)
    with stage.chloe.acting() as chloe, pytest.raises(Refused):
        queries.version(chloe, pk)
    with stage.trainee.acting() as trainee:
        assert queries.version(trainee, pk).title_fr == "Venez"
