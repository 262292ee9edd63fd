"""What is sent about somebody around a household. Who it is: all the rest may stay unsaid."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.access.rules import Tier
from palier.casework.cases.labels import TIES
from palier.casework.network.labels import LIVES, STRENGTHS
from palier.casework.network.rules import CIRCLE_OF, FUNCTION_AT_MOST, NAME_AT_MOST, Side, TieDraft
from palier.ui.forms import Day, one_of, some_of

Named = Mapping[uuid.UUID, str]
PERSONS = ("confided_by", "concerns")


def _listed(named: Named, *, none: Any, **options: Any) -> forms.TypedChoiceField:
    choices = [("", none), *((str(pk), name) for pk, name in named.items())]
    return forms.TypedChoiceField(choices=choices, coerce=uuid.UUID, empty_value=None, **options)


class TieForm(forms.Form):
    """The same for the three sides: how it is felt, since when, by whom it was told, about whom."""

    side = Side.PERSON

    strength = one_of(STRENGTHS, label=_("How the tie is felt"), required=False)
    since = Day(label=_("Since"), required=False)
    until = Day(label=_("Until"), required=False)

    def __init__(self, data: QueryDict | None, *, persons: Named, listed: Named, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(str(pk), name) for pk, name in persons.items()]
        self.fields["confided_by"] = some_of(choices, coerce=uuid.UUID, required=False, label=_("Told by"))
        self.fields["concerns"] = some_of(choices, coerce=uuid.UUID, required=False, label=_("For whom"))
        self.list_choices(listed)

    def list_choices(self, listed: Named) -> None:
        """Gives a list to choose from to the sides that have one."""

    def columns(self) -> dict[str, Any]:
        """What was said, by the names of the model, with the version when there is one."""
        said = dict(self.cleaned_data)
        return {name: value for name, value in said.items() if name not in {"reinforced", "readers"}}


class PersonForm(TieForm):
    """Family, a friend, a neighbour."""

    name = forms.CharField(label=_("Name, as it was told"), required=False, max_length=NAME_AT_MOST)
    tie = one_of(TIES, label=_("Tie"), required=False)
    lives = one_of(LIVES, label=_("Where"), required=False)


class DepartmentForm(TieForm):
    """A department of the company."""

    side = Side.DEPARTMENT

    def list_choices(self, listed: Named) -> None:
        self.fields["service"] = _listed(
            listed,
            none=_("choose"),
            label=_("Department of the company"),
            error_messages={"required": _("Choose a department: this is all that is asked.")},
        )


class OutsideForm(TieForm):
    """A service of the directory, or somebody in own words."""

    side = Side.OUTSIDE

    name = forms.CharField(label=_("Or a name, as it was told"), required=False, max_length=NAME_AT_MOST)
    function = forms.CharField(label=_("Function, in your words"), required=False, max_length=FUNCTION_AT_MOST)

    def list_choices(self, listed: Named) -> None:
        self.fields["partner"] = _listed(
            listed, none=_("none of these"), required=False, label=_("A service of the directory")
        )


FORMS: dict[Side, type[TieForm]] = {Side.PERSON: PersonForm, Side.DEPARTMENT: DepartmentForm, Side.OUTSIDE: OutsideForm}


def add_form(side: Side, data: QueryDict | None, *, team: Named, **options: Any) -> TieForm:
    """A form to say somebody new, with who will read it."""
    form = FORMS[side](data, **options)
    form.fields["reinforced"] = forms.BooleanField(
        label=_("Reinforced: only I and those I name read it"), required=False
    )
    form.fields["readers"] = some_of(
        [(str(pk), name) for pk, name in team.items()], coerce=uuid.UUID, required=False, label=_("Named readers")
    )
    return form


def change_form(side: Side, data: QueryDict | None, **options: Any) -> TieForm:
    """A form on what was seen; who reads it does not change."""
    form = FORMS[side](data, **options)
    form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
    return form


def draft_of(form: TieForm) -> TieDraft:
    """What an add form says."""
    said: dict[str, Any] = {name: tuple(value) if name in PERSONS else value for name, value in form.columns().items()}
    reinforced = form.cleaned_data["reinforced"]
    return TieDraft(
        circle=CIRCLE_OF[form.side],
        **said,
        tier=Tier.REINFORCED if reinforced else Tier.TEAM,
        readers=tuple(form.cleaned_data["readers"]) if reinforced else (),
    )


class EndForm(forms.Form):
    """Until when it counted."""

    until = Day(label=_("It counted until"))
    version = forms.IntegerField(widget=forms.HiddenInput)
