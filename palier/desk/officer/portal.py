"""What may pass from the social service to the landlord, told to everybody from the list that the code counts by."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palier.access.rights import queries as rights
from palier.access.rights.exports import public_key
from palier.access.rights.labels import CROSSINGS
from palier.access.routes import public
from palier.desk.officer.labels import NEVER_CROSSES, SEEN_CLOSED
from palier.ui.frame import Language, PublicFrame

ADDRESSES = {"fr": "/fr/ce-qui-passe/", "nl": "/nl/wat-doorgaat/"}
NAMES = (("fr", "Français"), ("nl", "Nederlands"))


@public
@require_safe
def what_crosses(request: HttpRequest) -> HttpResponse:
    """No sign-in, no company, no number: the rule itself."""
    open_ways = rights.may_cross()
    context = {
        "frame": PublicFrame(
            languages=tuple(Language(code, code.upper(), name, url=ADDRESSES[code]) for code, name in NAMES)
        ),
        "may": [*(words for kind, words in CROSSINGS if kind in open_ways), SEEN_CLOSED],
        "no_way": [words for kind, words in CROSSINGS if kind not in open_ways],
        "never": NEVER_CROSSES,
        "key": public_key(),
    }
    return render(request, "officer/what_crosses.html", context)
