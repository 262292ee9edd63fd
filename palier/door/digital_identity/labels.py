"""What she is told when the door did not open: never more than she can mend."""

from django.utils.translation import gettext_lazy as _

from palier.door.digital_identity.rules import Refusal

WORDS = {
    Refusal.SIGNED_IN: _("Somebody is signed in on this machine. Sign out there first."),
    Refusal.TOO_OFTEN: _("Too many tries. Wait five minutes, or call."),
    Refusal.SILENT: _("The site where you show who you are does not answer. Try again in a few minutes."),
    Refusal.GIVEN_UP: _("You came back before showing who you are. Nothing was kept."),
    Refusal.STALE: _("This page was used already, or stood open too long. Begin again."),
    Refusal.UNTRUSTED: _("What came back is not certain, so the door stays shut. Try again later, or come by."),
    Refusal.TOO_LOW: _("This way of showing who you are is not safe enough here. Use your identity card or itsme."),
    Refusal.NOBODY: _("No door opens here in this way. Ask at the counter: all of it can be done there too."),
}
