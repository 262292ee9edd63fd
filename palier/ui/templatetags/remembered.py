"""Django's `url`, `date` and `time`, which remember: a list of fifty lines says the same few days over and over.

Loaded for every template (settings, TEMPLATES) in the place of those they are named after; they say what those say.
"""

import datetime
import functools
import uuid
from typing import Any

from django import template
from django.template import defaultfilters, defaulttags
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from palier.ui.addresses import address

register = template.Library()


class _Url(defaulttags.URLNode):
    def render(self, context: template.Context) -> str:
        given = [argument.resolve(context) for argument in self.args]
        if self.kwargs or len(given) > 1 or any(not isinstance(one, uuid.UUID) for one in given):
            return str(super().render(context))
        try:
            found = address(str(self.view_name.resolve(context)), *given)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """{% url "household_file" household.pk %}"""
    node: Any = defaulttags.url(parser, token)
    return _Url(node.view_name, node.args, node.kwargs, node.asvar)


@functools.lru_cache(maxsize=8192)
def _said(value: datetime.date | datetime.time, form: str | None, _language: str | None, filter_name: str) -> str:
    return str(getattr(defaultfilters, filter_name)(value, form))


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """{{ file.opened_on|date:"DATE_FORMAT" }}"""
    if isinstance(value, datetime.date):
        return _said(value, form, get_language(), "date")
    return str(defaultfilters.date(value, form))


@register.filter(expects_localtime=True, is_safe=False)
def time(value: Any, form: str | None = None) -> str:
    """{{ contact.at|time:"H:i" }}"""
    if isinstance(value, datetime.datetime):
        return _said(value, form, get_language(), "time")
    return str(defaultfilters.time(value, form))
