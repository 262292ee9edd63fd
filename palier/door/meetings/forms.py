"""Two questions: do you come, and what would you like to ask?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.participation.meetings.rules import PERSONS_AT_MOST, WORDS_AT_MOST, ReplyDraft
from palier.ui.forms import Words, one_of


class ComeForm(forms.Form):
    """Does she come, with how many?"""

    comes = one_of([("yes", _("Yes, I come")), ("no", _("No, I do not come"))], label=_("Do you come?"))
    persons = forms.IntegerField(
        label=_("How many people come with you? (you too)"), min_value=1, max_value=PERSONS_AT_MOST, required=False
    )
    child_corner = forms.BooleanField(label=_("A child comes too"), required=False)

    @property
    def draft(self) -> ReplyDraft:
        data = self.cleaned_data
        return ReplyDraft(data["comes"] == "yes", data["persons"] or 1, data["child_corner"])


class AskForm(forms.Form):
    """A question for the meeting."""

    words = Words(rows=4, label=_("What is your question?"), required=False, max_length=WORDS_AT_MOST)
