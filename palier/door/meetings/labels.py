"""What came of a promise, as tenants read it."""

from django.utils.translation import gettext_lazy as _

from palier.participation.meetings.rules import PromiseState

PROMISES = {
    PromiseState.OPEN: _("We work on it."),
    PromiseState.KEPT: _("It is done."),
    PromiseState.LATE: _("It is late."),
    PromiseState.DROPPED: _("It is not done. We say why."),
}
