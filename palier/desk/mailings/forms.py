"""To whom, which template, and the one date when the letters have one; then the words, once for all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.registry.messaging.forms import PLACE_AT_MOST, TemplateForm
from palier.registry.messaging.labels import TEMPLATE_KINDS
from palier.registry.messaging.rules import LetterKind
from palier.registry.messaging.rules.batches import BATCH_AT_MOST, To
from palier.ui.forms import Day, Hour, one_of


class Ticked(forms.Field):
    """What was ticked: `To`s, each once, in the order of the page. One field may hold several, parted by spaces."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"required": _("Tick at least one person."), "most": _("Tick fewer: make two times.")}

    def to_python(self, value: Any) -> tuple[To, ...]:
        try:
            found = dict.fromkeys(To.read(one) for part in value or () for one in part.split())
        except ValueError as spoilt:
            raise ValidationError(self.error_messages["required"], code="required") from spoilt
        if len(found) > BATCH_AT_MOST:
            raise ValidationError(self.error_messages["most"], code="most")
        return tuple(found)


class ManyForm(forms.Form):
    """The first step."""

    kind = one_of(TEMPLATE_KINDS, label=_("What it is"), initial=LetterKind.CALL_US)
    day = Day(label=_("Day, if it says one"), required=False)
    hour = Hour(label=_("Hour, if it says one"), required=False)
    place = forms.CharField(label=_("Place, if it says one"), max_length=PLACE_AT_MOST, required=False)
    to = Ticked(label=_("To whom"))


class WordsForm(TemplateForm):
    """The second step: the words of all the letters, with the place of the name still open."""

    def __init__(self, data: QueryDict | None, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ("title_fr", "title_nl"):
            self.fields[name].help_text = _("Says in about five words what it is.")
