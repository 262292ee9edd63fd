"""What forms of every app share: fields as people here fill them in, and how a refused one comes back."""

import uuid
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palier.kernel.errors import InvalidInput, Message
from palier.kernel.money import NotAnAmount, read_euros

ASKED_TO_MEND = 422
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
HOUR_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M", "%H h %M", "%Hh", "%H"]
Choices = Iterable[tuple[Any, Any]]


def say(message: Message) -> str:
    """A sentence of the domain, in the language of the screen."""
    text = gettext(message.msgid)
    return text % message.params if message.params else text


def mend(form: forms.Form, problem: InvalidInput) -> None:
    """Puts what an action refused beside the fields it speaks of; what was typed stays."""
    for name, messages in problem.fields.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, say(message))


def key_of(data: QueryDict) -> uuid.UUID | None:
    """The hidden key that makes a repeated send harmless; None when it is absent or spoilt."""
    try:
        return uuid.UUID(data.get("idempotency_key", ""))
    except ValueError:
        return None


class Day(forms.DateField):
    """A day, with the browser's own calendar; typed by hand in the Belgian way too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **options,
        )


class Words(forms.CharField):
    """Free text in several lines, kept as written: no spaces are cut, nothing is changed."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


def one_of(choices: Choices, **options: Any) -> forms.ChoiceField:
    """One of a closed list, as keys to press."""
    return forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, **options)


def some_of(choices: Choices, **options: Any) -> forms.TypedMultipleChoiceField:
    """Some of a closed list, as keys to press."""
    return forms.TypedMultipleChoiceField(choices=list(choices), widget=forms.CheckboxSelectMultiple, **options)


def from_list(choices: Choices, **options: Any) -> forms.ChoiceField:
    """One of a long list; may stay unsaid."""
    return forms.ChoiceField(choices=[("", _("not said")), *choices], required=False, **options)


class Hour(forms.TimeField):
    """An hour, with the browser's own clock; typed by hand in the Belgian way too: 9h30, 9.30."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=HOUR_FORMATS,
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            **options,
        )


class Euros(forms.Field):
    """A sum in euros, typed as people write it: 1.234,50 and 1 234,5 and 1234.50 are the same. None when empty."""

    def __init__(self, *, at_most: Decimal, **options: Any) -> None:
        self.at_most = at_most
        widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "20"})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """A Decimal to the cent; the error says how to write it."""
        if isinstance(value, Decimal) or value in self.empty_values:
            return value or None
        try:
            amount = read_euros(value)
        except NotAnAmount as unread:
            raise forms.ValidationError(_("Write the sum like 1234,50.")) from unread
        if not 0 <= amount <= self.at_most:
            raise forms.ValidationError(_("This sum cannot be. Look at the digits."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


def sent(form: forms.Form, act: Callable[[], object]) -> bool:
    """True once `act` is done; else the form says what to mend."""
    if not form.is_valid():
        return False
    try:
        act()
    except InvalidInput as problem:
        mend(form, problem)
        return False
    return True
