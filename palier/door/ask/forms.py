"""One form a page; what was answered before travels along in hidden fields, and is stored nowhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.door.ask.labels import WHENS, WISHES
from palier.door.ask.rules import TEXT_AT_MOST, Answers, Page, When, Wish
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.ui.forms import Words, one_of


class AskForm(forms.Form):
    """Everything that can be answered; `page` says which question is asked now."""

    wish = forms.ChoiceField(choices=[(one, words) for one, words, _help, _icon in WISHES], required=False)
    phone = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    when = one_of(WHENS, label=_("When?"), required=False)
    text = Words(rows=5, label=_("In a few words"), required=False, max_length=TEXT_AT_MOST)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_phone(self) -> str:
        given = self.cleaned_data["phone"].strip()
        if not given:
            return ""
        try:
            return phone_number(given, in_use=False)
        except InvalidIdentifier as problem:
            raise forms.ValidationError(_("Write it like 0470 12 34 56.")) from problem

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wish = data.get("wish")
        if not wish:
            self.add_error("wish", _("Choose one of the three."))
        elif self.page != Page.WISH:
            if wish == Wish.CALL_ME and "phone" in data and not data["phone"]:
                self.add_error("phone", _("Write the number on which you want to be called."))
            if wish == Wish.I_WRITE and not data.get("text", "").strip():
                self.add_error("text", _("Write a few words, or choose to be called."))
        return data

    def answers(self) -> Answers:
        data = self.cleaned_data
        return Answers(
            wish=Wish(data["wish"]) if data.get("wish") else None,
            phone=data.get("phone", ""),
            when=When(data["when"]) if data.get("when") else None,
            text=data.get("text", ""),
        )
