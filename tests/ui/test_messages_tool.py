"""Extraction from each construct, a merge that loses nothing, a check that finds each fault."""

import gettext as standard_gettext
from pathlib import Path

import pytest

from palier.ui import messages_tool

PALIER = Path(messages_tool.__file__).parents[1]
TEMPLATE = """{% load i18n %}
  <div>
    {% translate "translate" %}
    {% trans 'trans' %}
  {% translate "with context" context "menu" %}
        {% blocktranslate trimmed %}
          trimmed
          block
        {% endblocktranslate %}
    {% blocktranslate with name=person.name %}hello {{ name }}, 5 %{% endblocktranslate %}
    {% blocktranslate count number=n %}{{ number }} line{% plural %}{{ number }} lines{% endblocktranslate %}
    {% blocktranslate context "room" count number=n %}one seat{% plural %}{{ number }} seats{% endblocktranslate %}
    {{ _("variable") }} {{ value|default:_("filtered") }} {% include "x" with a=_("argument") %}
    {# Translators: a comment #}
    {% comment %}{% translate "commented out" %}{% endcomment %}
    l'apostrophe "quote" ((( [
  </div>
"""
CODE = '''"""A module."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext_lazy, pgettext

ONE = _("plain")
TWO = gettext_lazy(
    "joined "
    "words"
)
def f(n, name):
    return (
        ngettext("%(n)s day", "%(n)s days", n) % {"n": n},
        pgettext("month", "May"),
        npgettext_lazy("box", "%d item", "%d items", n),
        _("hello {name}").format(name=name),
        _(name),
    )
'''


@pytest.fixture
def app(tmp_path):
    folder = tmp_path / "wing" / "things"
    (folder / "templates").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "templates" / "page.html").write_text(TEMPLATE)
    (folder / "rules.py").write_text(CODE)
    return folder


def fill(app, words=None):
    """Give every message a translation."""
    for language in messages_tool.LANGUAGES:
        path = messages_tool._po(app, language)
        catalogue = messages_tool.read(path, language)
        for message in catalogue:
            if message.id and not isinstance(message.id, str):
                message.string = tuple(message.id)
            elif message.id:
                message.string = (words or {}).get(message.id, message.id)
        messages_tool.write(catalogue, path, language)


def test_each_construct_is_found(app):
    found = messages_tool.extract(app)

    assert set(found) == {
        ("", "translate"),
        ("", "trans"),
        ("menu", "with context"),
        ("", "trimmed block"),
        ("", "hello %(name)s, 5 %%"),
        ("", "%(number)s line"),
        ("room", "one seat"),
        ("", "variable"),
        ("", "filtered"),
        ("", "argument"),
        ("", "plain"),
        ("", "joined words"),
        ("", "%(n)s day"),
        ("month", "May"),
        ("box", "%d item"),
        ("", "hello {name}"),
    }
    assert found["", "%(number)s line"].plural == "%(number)s lines"
    assert found["room", "one seat"].plural == "%(number)s seats"
    assert found["box", "%d item"].plural == "%d items"


def test_a_new_catalogue_is_all_empty_and_said_so(app):
    messages_tool.update([app.parent])

    faults = messages_tool.check([app.parent])

    assert len(faults) == 2 * 16
    assert all(": empty: " in fault for fault in faults)


def test_a_complete_catalogue_passes_and_is_stable(app):
    messages_tool.update([app.parent])
    fill(app)
    messages_tool.update([app.parent])
    before = messages_tool._po(app, "fr").read_text()

    messages_tool.update([app.parent])

    assert messages_tool.check([app.parent]) == []
    assert messages_tool._po(app, "fr").read_text() == before
    assert "POT-Creation-Date" not in before
    assert "#:" not in before


def test_what_the_code_no_longer_says_goes_and_the_rest_stays(app):
    messages_tool.update([app.parent])
    fill(app, {"trans": "vertaald"})
    (app / "rules.py").write_text("")
    assert any("obsolete: 'plain'" in fault for fault in messages_tool.check([app.parent]))

    messages_tool.update([app.parent])

    text = messages_tool._po(app, "nl").read_text()
    assert "vertaald" in text
    assert '"plain"' not in text
    assert messages_tool.check([app.parent]) == []


def test_a_missing_catalogue_is_a_fault(app):
    faults = messages_tool.check([app.parent])

    assert len(faults) == 2 * 16
    assert all(": missing: " in fault for fault in faults)


def test_a_fuzzy_entry_is_a_fault(app):
    messages_tool.update([app.parent])
    fill(app)
    path = messages_tool._po(app, "nl")
    path.write_text(path.read_text().replace('msgid "trans"', '#, fuzzy\nmsgid "trans"'))

    assert messages_tool.check([app.parent]) == [f"{path}: fuzzy: 'trans'"]
    messages_tool.update([app.parent])
    assert messages_tool.check([app.parent]) == [f"{path}: fuzzy: 'trans'"]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("hello %(name)s, 5 %%", "dag, 5 %%"),
        ("hello %(name)s, 5 %%", "dag %(naam)s, 5 %%"),
        ("hello {name}", "dag {naam}"),
        ("hello {name}", "dag"),
        ("plain", "gewoon %s"),
    ],
)
def test_a_placeholder_that_does_not_fit_is_a_fault(app, message, text):
    messages_tool.update([app.parent])
    fill(app, {message: text})

    faults = messages_tool.check([app.parent])

    assert len(faults) == 2
    assert all(f"placeholder mismatch: {message!r}" in fault for fault in faults)


def test_french_spaces_and_apostrophes_are_mended(app):
    assert messages_tool.mend_french("l'eau : « oui » ? non !") == "l’eau\u00a0: «\u00a0oui\u00a0»\u00a0? non\u00a0!"
    messages_tool.update([app.parent])
    fill(app, {"plain": "l'eau : oui"})
    assert [fault for fault in messages_tool.check([app.parent]) if "typography" in fault]

    messages_tool.update([app.parent])

    assert messages_tool.check([app.parent]) == []
    assert "l’eau\u00a0: oui" in messages_tool._po(app, "fr").read_text()
    assert "l'eau : oui" in messages_tool._po(app, "nl").read_text()


def test_words_outside_any_app_are_a_fault(app):
    (app.parent / "stray.py").write_text('from django.utils.translation import gettext as _\n_("lost")\n')
    messages_tool.update([app.parent])
    fill(app)

    assert messages_tool.check([app.parent]) == [
        f"{app.parent / 'stray.py'}: says messages but stands in no app, so they have no catalogue"
    ]


def test_a_folder_with_a_locale_of_its_own_counts_as_an_app(app):
    (app.parent / "stray.py").write_text('_("found")\n')
    (app.parent / "locale").mkdir()

    assert ("", "found") in messages_tool.extract(app.parent, messages_tool.app_folders([app.parent]))


def test_a_file_belongs_to_its_nearest_app(app):
    inner = app / "inner"
    inner.mkdir()
    (inner / "apps.py").write_text("")
    (inner / "views.py").write_text('_("inside")')
    apps = messages_tool.app_folders([app.parent])

    assert ("", "inside") in messages_tool.extract(inner, apps)
    assert ("", "inside") not in messages_tool.extract(app, apps)


def test_two_wordings_of_one_message_are_a_fault(app):
    other = app.parent / "other"
    other.mkdir()
    (other / "apps.py").write_text("")
    (other / "views.py").write_text('_("trans")')
    messages_tool.update([app.parent])
    fill(app)
    fill(other)
    assert messages_tool.check([app.parent]) == []

    fill(other, {"trans": "autrement"})
    assert [fault.split(": ")[-1] for fault in messages_tool.check([app.parent])] == ["'trans'"] * 2


def test_compiled_catalogues_speak(app):
    messages_tool.update([app.parent])
    fill(app, {"trans": "vertaald"})

    messages_tool.compile_all([app.parent])

    words = standard_gettext.translation("django", app / "locale", ["nl"])
    assert words.gettext("trans") == "vertaald"
    assert words.npgettext("room", "one seat", "%(number)s seats", 3) == "%(number)s seats"


def test_the_command_line_answers_with_its_exit_code(app, capsys):
    assert messages_tool.main(["update", str(app.parent)]) == 0
    assert messages_tool.main(["check", str(app.parent)]) == 1
    fill(app)
    assert messages_tool.main(["check", str(app.parent)]) == 0
    assert messages_tool.main(["compile", str(app.parent)]) == 0
    assert messages_tool.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().err


def test_our_own_words_are_complete():
    assert messages_tool.check([PALIER]) == []
