"""Every page renders in both languages, with everything defined and nothing inline."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from palier.ui import errors, notices
from palier.ui.templatetags import ui

from . import pages

UI = Path(ui.__file__).resolve().parents[1]
SOURCES = sorted((UI / "templates").rglob("*.html"))
ERRORS = ("400", "403_csrf", "404", "409", "413", "429", "500")
both_languages = pytest.mark.parametrize("language", ["fr", "nl"])


@both_languages
@pytest.mark.parametrize("name", ["staff", "plain", "public"])
@pytest.mark.parametrize("bound", [None, {}, {"text": "x", "how": "call", "several": ["a"]}])
def test_a_frame_renders_with_every_variable_defined(name, language, bound):
    form = pages.SampleForm(bound)
    with translation.override(language):
        html = pages.page(name, form=form)

    assert "UNDEFINED" not in html
    assert f'<html lang="{language}"' in html


@both_languages
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_what_and_how_to_mend(name, language):
    with translation.override(language):
        html = pages.engine().get_template(f"{name}.html").render({}, pages.request())

    assert "UNDEFINED" not in html
    assert html.count("<p") >= 3
    assert 'href="/"' in html


def test_the_page_of_a_fault_needs_no_context_and_speaks_both_languages():
    html = Template((UI / "templates/500.html").read_text()).render(Context({}))

    assert 'lang="fr"' in html
    assert 'lang="nl"' in html
    assert "{" not in html


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.unusable, 400),
        (errors.stale_form, 403),
        (errors.not_there, 404),
        (errors.conflict, 409),
        (errors.too_large, 413),
        (errors.too_often, 429),
        (errors.broken, 500),
    ],
)
def test_error_views_carry_their_status(view, status):
    assert view(pages.request()).status_code == status


def test_refused_and_absent_look_the_same():
    absent = errors.not_there(pages.request(), FileNotFoundError())
    refused = errors.not_there(pages.request(), PermissionError("not in the team"))

    assert absent.status_code == refused.status_code
    assert absent.content == refused.content


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_nothing_inline(source):
    text = source.read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(?:href|src)=[\"'](?:https?:)?//", text)


DOMAIN = re.compile(
    r"tenan|household|social|landlord|\blease|\brent|worker|dossier|locataire|ménage|bailleur|loyer|huurder|huishoud|dienst",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", [*ERRORS, "ui/error"])
def test_error_pages_hold_no_domain_word(name):
    shown = []
    for language in ("fr", "nl"):
        with translation.override(language):
            shown.append(pages.engine().get_template(f"{name}.html").render({}, pages.request()))

    for html in shown:
        body = html[html.index("<body") :]
        assert not DOMAIN.search(re.sub(r"<svg.*?</svg>", "", body))


def test_every_icon_named_in_a_template_exists():
    names = {
        name for source in SOURCES for name in re.findall(r"""\{% icon ["']([a-z0-9-]+)["']""", source.read_text())
    }

    assert len(names) > 10
    for name in names | set(ui.NOTICES.values()):
        assert "<path" in ui.icon(name) or "<circle" in ui.icon(name) or "<rect" in ui.icon(name)


def test_an_unknown_icon_is_an_error():
    with pytest.raises(Exception, match="no-such-icon"):
        ui.icon("no-such-icon")


def test_an_icon_alone_has_a_name_and_escapes_it():
    assert 'aria-hidden="true"' in ui.icon("phone")
    assert 'aria-label="&lt;b&gt;"' in ui.icon("phone", label="<b>")


@pytest.mark.parametrize(
    ("number", "more", "shown"),
    [(0, False, ">0<"), (50, False, ">50<"), (51, False, "50+"), (1000, True, "50+")],
)
def test_counts_stop_at_fifty(number, more, shown):
    assert shown in ui.count(number, more)


def test_a_field_in_error_is_wired_to_its_words():
    html = pages.page("plain", form=pages.SampleForm({}))

    control = re.search(r"<textarea[^>]*>", html).group()
    assert 'aria-invalid="true"' in control
    described_by = re.search(r'aria-describedby="([^"]*)"', control).group(1).split()
    assert described_by == ["id_text_help", "id_text_errors"]
    for name in described_by:
        assert f'id="{name}"' in html
    assert 'rows="4"' in control
    assert 'data-preview-url="/p"' in control
    assert "autofocus" in control
    assert 'href="#id_text"' in html


def test_each_link_of_the_summary_leads_somewhere():
    html = pages.page("plain", form=pages.SampleForm({}))

    summary = html[html.index('id="to-mend"') : html.index("</ul>", html.index('id="to-mend"'))]
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in html


def test_ids_are_not_repeated():
    html = pages.page("staff", form=pages.SampleForm({}))

    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_language_switch_stays_on_the_page_with_its_filters():
    html = pages.page("staff")

    assert 'href="/here?filter=x&amp;lang=nl"' in html


def test_changing_post_comes_back_to_the_same_page():
    html = pages.page("staff")

    assert '<input type="hidden" name="next" value="/here?filter=x">' in html


def test_the_pager_keeps_the_filters():
    html = pages.page("staff")

    assert 'href="/here?filter=x&amp;page=3"' in html
    assert 'href="/here?filter=x&amp;page=1"' in html


def test_undo_is_a_form_and_only_where_there_is_something_to_undo():
    html = pages.page("staff")

    assert html.count("data-undo-seconds") == 1
    assert 'action="/undo/1"' in html


def test_undo_url_reads_only_its_own_tag():
    class Said:
        extra_tags = "other"

    assert notices.undo_url(Said()) == ""


def test_public_pages_load_no_htmx_and_say_nothing_in_the_title():
    with translation.override("nl"):
        html = pages.page("public")

    assert "htmx" not in html
    assert "<title>Dag</title>" in html
    assert "data-leave" in html


def test_htmx_keeps_no_page_on_the_machine_and_evaluates_nothing():
    html = pages.page("staff")

    assert '"historyCacheSize":0' in html
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html


def test_components_escape_what_they_are_given():
    body = (
        "{% load ui %}{% block content %}{% entry title=bad by=bad %}{{ bad }}{% endentry %}"
        '{% tier icon="users" word=bad %}{% chip label=bad value=bad %}{{ bad }}{% endchip %}'
        "{% empty title=bad text=bad %}{% endblock %}"
    )
    template = pages.engine().from_string('{% extends "ui/plain.html" %}' + body)

    html = template.render({"bad": "<script>x</script>"}, pages.request())

    assert "<script>x" not in html
    assert html.count("&lt;script&gt;x") == 9


@pytest.mark.parametrize(("language", "said"), [("fr", "Loyer\u00a0: 500"), ("nl", "Loyer: 500")])
def test_a_colon_between_two_values_has_its_space_in_french_alone(language, said):
    page = Template("{% load ui %}{{ what }}{% colon %}{{ says }}")

    with translation.override(language):
        assert page.render(Context({"what": "Loyer", "says": "500"})) == said


COLON = re.compile(r"(</\w+>|\}\}|%\}): ")  # glued to what stands before: French wants a space there
TOLD = re.compile(r"\{%\s*blocktrans.*?endblocktrans(?:late)?\s*%\}", re.DOTALL)


def test_no_template_writes_a_colon_of_its_own_between_two_values():
    found = [
        f"{path.relative_to(UI.parent)}: {wrong.group()}"
        for path in sorted(UI.parent.rglob("templates/**/*.html"))
        for wrong in COLON.finditer(TOLD.sub("", path.read_text()))
    ]

    assert found == []
    assert COLON.search("<b>{{ words }}</b>: {{ names }}"), "the twin: it would be seen"
