"""Pages to look at in tests: each frame, with one of every component."""

from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from palier.ui.frame import Frame, Item, Me, PostChoice, PublicFrame, Way

UNDEFINED = "UNDEFINED(%s)"

BODY = """{% load ui %}{% block content %}<h1>Sample</h1>
{% chip icon="eye" label="why" value="since" group="g" %}<p>detail</p>{% endchip %}
{% tier icon="users" word="team" %}{% mark %}{% icon "phone" label="Call" %}{% idempotency_key %}
{% empty title="nothing" text="what for" url="/x" act="first" %}
{% notice kind="danger" %}<p>law</p>{% endnotice %}{% notice kind="todo" live=True %}<p>mend</p>{% endnotice %}
{% count 12 %}{% count 61 %}
<h2 class="head">Line</h2>
<ol class="trail">
{% entry date="19 nov." time="10 h" machine_date="2026-11-19" icon="phone" title="call" by="me" tier_icon="users" tier_word="team" line="pair" %}
<p class="said">words</p>{% endentry %}</ol>
{% pager page %}
{% if form %}<form method="post">{% form_errors form %}
{% field form.text rows=4 autofocus=True must=True margin=True data_preview_url="/p" %}{% field form.on help="when" %}{% field form.sure %}
{% field form.several %}{% picks form.how icons=icons three=True optional=True %}{% field form.hidden %}</form>{% endif %}
{% endblock %}"""


class SampleForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea, label="Text", help_text="only this")
    on = forms.DateField(required=False, label="On")
    sure = forms.BooleanField(required=False, label="Sure")
    several = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("a", "A"), ("b", "B")], required=False, label="Several"
    )
    how = forms.ChoiceField(widget=forms.RadioSelect, choices=[("call", "Call"), ("visit", "Visit")], label="How")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


STAFF = Frame(
    home_url="/day",
    search_url="/find",
    capture_url="/write",
    rail=(Item("Day", "/day", "sun", current=True), Item("Letters", "/letters", "mail", gap=True)),
    bottom=(Item("Day", "/day", "sun"), Item("Write", "/write", "plus")),
    me=Me(
        "C. Spécimen",
        "worker",
        "Logis-Exemple",
        (PostChoice("1", "Logis-Exemple", True), PostChoice("2", "Toit-Modèle")),
        "/switch",
        "/account",
        "/out",
    ),
)
PUBLIC = PublicFrame(leave_url="https://example.org/", ways=(Way("phone", "02 000 00 00", ("Claire",), "tel:+322"),))
FRAMES = {"staff": STAFF, "plain": None, "public": PUBLIC}


def engine() -> DjangoTemplates:
    """An engine that shows undefined variables."""
    return DjangoTemplates(
        {
            "NAME": "strict",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "string_if_invalid": UNDEFINED,
            },
        }
    )


def request(path: str = "/here?filter=x") -> HttpRequest:
    return RequestFactory().get(path)


def page(name: str, *, form: forms.Form | None = None, body: str = BODY, frame: Any = None) -> str:
    """One frame around one of every component."""
    template = engine().from_string('{% extends "ui/' + name + '.html" %}' + body)
    context = {
        "frame": frame or FRAMES[name],
        "form": form,
        "icons": {"call": "phone", "visit": "house"},
        "page": Paginator(range(100), 10).get_page(2),
        "messages": [
            Message(constants.SUCCESS, "kept", extra_tags="undo:/undo/1"),
            Message(constants.WARNING, "a date is missing"),
        ],
    }
    return template.render(context, request())
