"""Django's `{% load i18n %}`; its `translate` looks a fixed sentence up once a wording (settings, TEMPLATES)."""

import copy
from typing import Any

from django import template
from django.templatetags import i18n

from palier.ui.clear import wording

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


def _is_fixed(expression: Any) -> bool:
    """A text between quotes, without a filter."""
    said_as_is = not expression.is_var or expression.var.literal is not None
    return said_as_is and not expression.filters


class _Sentence(i18n.TranslateNode):
    def __init__(self, node: i18n.TranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self._said: dict[str, str] = {}

    def render(self, context: template.Context) -> str:
        language = wording()
        if language not in self._said:
            aloud = copy.copy(self)  # templates are shared by threads: the node itself stays as it is
            aloud.asvar = None
            self._said[language] = i18n.TranslateNode.render(aloud, context)
        if self.asvar:
            context[self.asvar] = self._said[language]
            return ""
        return self._said[language]


@register.tag("translate")
@register.tag("trans")
def translate(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """{% translate "My day" %}"""
    node: Any = i18n.do_translate(parser, token)
    fixed = all(_is_fixed(one) for one in (node.filter_expression, node.message_context) if one)
    return _Sentence(node) if fixed else node
