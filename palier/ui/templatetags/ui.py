"""The components. One mechanism: tags that draw the templates of `ui/components/`.

    {% load ui %}

Words come from the caller, already translated; the components themselves hold no domain word.
"""

import functools
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, Form
from django.template import defaultfilters
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide as draw

from palier.ui import notices
from palier.ui.frame import LANGUAGES, ClearSwitch, Language
from palier.ui.frame import languages as mark_current
from palier.ui.maps import Picture

register = template.Library()

BOXES = {"checkboxinput"}
CHOICES = {"radioselect", "checkboxselectmultiple"}
COUNTED_UP_TO = 50
_FIRST_OF_A_MONTH = re.compile(r"(?<!\d)1 (?=[^\W\d]{3})")


@register.filter(expects_localtime=True)
def date(value: Any, arg: str | None = None) -> str:
    """Django's own, with the first of a month as French says it: 1er mai 2024."""
    said = str(defaultfilters.date(value, arg))
    return _FIRST_OF_A_MONTH.sub("1er ", said) if (get_language() or "").startswith("fr") else said


@functools.lru_cache(maxsize=512)
def _strokes(name: str) -> SafeString:
    """The drawing inside an icon, without its <svg>. An unknown name is an error."""
    svg = str(draw(name, size=None))
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", svg.strip())
    drawing = re.sub(r">\s+<", "><", inside).strip().replace(" />", "/>")
    return mark_safe(drawing)  # noqa: S308 - comes from the icon library, never from a person


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """{% icon "phone" %} beside words; {% icon "phone" label=_("Call") %} when it stands alone."""
    return _icon(name, extra, label) if label else _silent_icon(name, extra)


@register.simple_tag
def colon() -> str:
    """{{ what }}{% colon %}{{ says }}: between two values, with the space before it that French alone wants."""
    return _(": ")


@functools.lru_cache(maxsize=512)
def _silent_icon(name: str, extra: str) -> SafeString:
    return _icon(name, extra, "")


def _icon(name: str, extra: str, label: str) -> SafeString:
    classes = f"ico {extra}".strip()
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            classes,
            label,
            _strokes(name),
        )
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, _strokes(name))


@register.inclusion_tag("ui/components/mark.html")
def mark() -> dict[str, Any]:
    """{% mark %}: the name above three landings."""
    return {}


@register.simple_tag
def idempotency_key() -> SafeString:
    """{% idempotency_key %}: the hidden key that makes a repeated send harmless."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4())


# --- forms ---------------------------------------------------------------------------------


def _kind(bound: BoundField) -> str:
    return type(bound.field.widget).__name__.lower()


def _described_by(bound: BoundField, also: str) -> str:
    names = []
    if bound.help_text:
        names.append(f"{bound.auto_id}_help")
    if bound.errors:
        names.append(f"{bound.auto_id}_errors")
    if also:
        names.append(also)
    return " ".join(names)


def _attributes(bound: BoundField, described_by: str, given: Mapping[str, Any]) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        name.replace("_", "-"): value for name, value in given.items() if value not in ("", None)
    }
    # Django would name the help text by its own id; ours is said once, here.
    attributes["aria-describedby"] = None if _kind(bound) in CHOICES else described_by or None
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if _kind(bound) not in BOXES | CHOICES:
        own = bound.field.widget.attrs.get("class", "")
        attributes["class"] = f"form-control {own}".strip()
    return attributes


@register.inclusion_tag("ui/components/field.html")
def field(
    bound: BoundField,
    label: str = "",
    help: str = "",
    margin: bool = False,
    must: bool = False,
    hide_label: bool = False,
    describedby: str = "",
    **attributes: Any,
) -> dict[str, Any]:
    """{% field form.text %}: label, control, help and errors, wired together.

    margin=True  the label stands in the margin (inside `.slipform`)
    must=True    the one field asked for
    Other arguments become attributes of the control: rows=4 autofocus=True data_preview_url=url
    """
    if help:
        bound.help_text = help
    described_by = _described_by(bound, describedby)
    widget_attributes = {
        name: value for name, value in _attributes(bound, described_by, attributes).items() if value is not None
    }
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=widget_attributes),
        "label": label or bound.label,
        "margin": margin,
        "must": must,
        "hide_label": hide_label,
        "box": _kind(bound) in BOXES,
        "choices": _kind(bound) in CHOICES,
        "described_by": described_by,
    }


@register.inclusion_tag("ui/components/picks.html")
def picks(
    bound: BoundField,
    label: str = "",
    icons: Mapping[str, str] | None = None,
    margin: bool = False,
    three: bool = False,
    optional: bool = False,
) -> dict[str, Any]:
    """{% picks form.channel icons=channel_icons %}: radios or checkboxes as keys to press.

    icons     {value: icon name}
    three     a grid of three on a phone
    optional  a radio pressed again is let go (with JavaScript)
    """
    several = "multiple" in _kind(bound)
    chosen = bound.value()
    values = {str(one) for one in (chosen if several else [chosen]) or [] if one is not None}
    offered = [
        {
            "value": str(value),
            "label": words,
            "icon": (icons or {}).get(str(value), ""),
            "checked": str(value) in values,
            "id": f"{bound.auto_id}_{number}",
        }
        for number, (value, words) in enumerate(bound.field.choices)  # type: ignore[attr-defined]
        if str(value)
    ]
    return {
        "bound": bound,
        "label": label or bound.label,
        "margin": margin,
        "three": three,
        "optional": optional,
        "kind": "checkbox" if several else "radio",
        "offered": offered,
        "described_by": _described_by(bound, ""),
    }


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: Form) -> dict[str, Any]:
    """{% form_errors form %}: the list of what to mend, first in the page; takes the focus."""
    rows = [
        {
            "url": f"#{form[name].id_for_label or form[name].auto_id}",
            "label": form[name].label,
            "text": text,
        }
        for name, errors in form.errors.items()
        if name in form.fields
        for text in errors
    ]
    general = list(form.non_field_errors()) if form.is_bound else []
    return {"rows": rows, "general": general, "points": len(rows) + len(general)}


# --- explaining ----------------------------------------------------------------------------


@register.simple_block_tag(takes_context=False)
def chip(content: str, icon: str = "", label: str = "", value: str = "", group: str = "") -> str:
    """{% chip icon="eye" label=why value=since group="why" %}<p>detail</p>{% endchip %}

    The answer stands inside the chip; opening it gives the detail. One of a group is open at once.
    """
    return render_to_string(
        "ui/components/chip.html",
        {"content": content, "icon_name": icon, "label": label, "value": value, "group": group},
    )


@register.inclusion_tag("ui/components/tier.html")
def tier(icon: str, word: str) -> dict[str, Any]:
    """{% tier icon="users" word=_("...") %}: who may read, as icon and word."""
    return {"icon_name": icon, "word": word}


@register.inclusion_tag("ui/components/empty.html")
def empty(title: str, text: str = "", url: str = "", act: str = "", icon: str = "") -> dict[str, Any]:
    """{% empty title=_("…") text=_("what this is for") url=… act=_("first act") %}"""
    return {"title": title, "text": text, "url": url, "act": act, "icon_name": icon}


NOTICES = {"info": "info", "done": "check", "todo": "sun", "danger": "triangle-alert"}


@register.simple_block_tag(takes_context=False)
def notice(content: str, kind: str = "info", icon: str = "", live: bool = False) -> str:
    """{% notice kind="todo" %}words{% endnotice %}; kinds: info, done, todo, danger."""
    return render_to_string(
        "ui/components/notice.html",
        {"content": content, "kind": kind, "icon_name": icon or NOTICES[kind], "live": live},
    )


@register.simple_tag
def count(number: int, more: bool = False, up_to: int = COUNTED_UP_TO) -> SafeString:
    """{% count total %} gives 12 or 50+; more=True when the true number was not counted."""
    shown = f"{up_to}+" if number > up_to else f"{number}+" if more else str(number)
    if not shown.endswith("+"):
        return format_html('<span class="count">{}</span>', shown)
    words = _("more than %(number)s") % {"number": shown[:-1]}
    return format_html(
        '<span class="count"><span aria-hidden="true">{}</span><span class="unseen">{}</span></span>',
        shown,
        words,
    )


@register.simple_block_tag(takes_context=False)
def entry(
    content: str,
    date: str = "",
    time: str = "",
    machine_date: str = "",
    icon: str = "",
    title: str = "",
    by: str = "",
    tier_icon: str = "",
    tier_word: str = "",
    line: str = "",
) -> str:
    """One entry of a timeline, inside <ol class="trail">.

    {% entry date="19 nov." time="10 h 40" icon="phone" title=… by=… tier_icon=… tier_word=… %}
      <p class="said">…</p>
    {% endentry %}
    line: "" solid, "pair" double, "own" dotted, "fact" hairline, "shut" grey double.
    """
    return render_to_string(
        "ui/components/entry.html",
        {
            "content": content,
            "date": date,
            "time": time,
            "machine_date": machine_date,
            "icon_name": icon,
            "title": title,
            "by": by,
            "tier_icon": tier_icon,
            "tier_word": tier_word,
            "line": line,
        },
    )


# --- moving about --------------------------------------------------------------------------


def _address(context: template.Context, **changes: str | int) -> str:
    request = context.get("request")
    if request is None:
        return "?" + "&".join(f"{name}={value}" for name, value in changes.items())
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}"


@register.inclusion_tag("ui/components/languages.html", takes_context=True)
def languages(
    context: template.Context, offered: tuple[Language, ...] = LANGUAGES, long: bool = False
) -> dict[str, Any]:
    """{% languages frame.languages %}: the switch; stays on the same page."""
    now = get_language() or "fr"
    rows = [
        {"language": one, "url": one.url or _address(context, lang=one.code)}
        for one in mark_current(now, offered or LANGUAGES)
    ]
    return {"rows": rows, "long": long}


@register.inclusion_tag("ui/components/clear_switch.html", takes_context=True)
def clear_switch(context: template.Context, switch: ClearSwitch, home_url: str) -> dict[str, Any]:
    """{% clear_switch frame.clear frame.home_url %}: stays on the page; from one that was sent, to the first."""
    asked = "usual" if switch.on else "clear"
    request = context.get("request")
    stays = request is not None and request.method == "GET"
    return {"switch": switch, "url": _address(context, words=asked) if stays else f"{home_url}?words={asked}"}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: template.Context, page: Any, name: str = "page") -> dict[str, Any]:
    """{% pager page %} for a Django Page; filters in the address stay."""
    before = _address(context, **{name: page.previous_page_number()}) if page.has_previous() else ""
    after = _address(context, **{name: page.next_page_number()}) if page.has_next() else ""
    return {"page": page, "before": before, "after": after}


@register.inclusion_tag("ui/components/area_map.html")
def area_map(picture: Picture) -> dict[str, Any]:
    """{% area_map picture %}: a `palier.ui.maps.Picture` as SVG with its legend; the page puts its table beside it."""
    return {"picture": picture}


@register.filter
def undo_url(message: Message) -> str:
    """{{ message|undo_url }}: where to post to undo it."""
    return notices.undo_url(message)
