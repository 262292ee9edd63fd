"""The company's own words for what is asked: a list that the service extends by itself."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import TopicForm
from palier.casework.cases.views.answers import page
from palier.ui.forms import key_of, sent
from palier.ui.notices import done


@capability(Can.TOPIC_SET)
def topics(request: HttpRequest) -> HttpResponse:
    """The words in use under each theme, and a form to add one."""
    actor = actor_of(request)
    form = TopicForm(request.POST or None)
    if sent(form, lambda: actions.add_topic(actor=actor, key=key_of(request.POST), **form.cleaned_data)):
        done(request, _("The word is in the list."))
        return HttpResponseRedirect(reverse("topics"))
    return page(request, "topics", form, topics=queries.topics(actor))


@capability(Can.TOPIC_SET)
@require_POST
def topic_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a word out of the lists, or put it back."""
    offered = request.POST.get("offered") == "1"
    actions.offer_topic(actor=actor_of(request), pk=pk, offered=offered)
    done(request, _("The word is offered again.") if offered else _("The word is no longer offered."))
    return HttpResponseRedirect(reverse("topics"))
