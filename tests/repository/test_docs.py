"""What the documents promise: guides that are twins, labels that stand on a screen, links that lead somewhere."""

import csv
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from palier.access.rules import Tier
from palier.casework.cases.rules import Approach, Channel, Domain, Goal, Outcome, RequesterKind, StepState
from palier.identity.organisations.rules import Role
from palier.registry.housing.rules import DwellingKind

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs/guides"
ROLES = {
    "README.md",
    "social-worker.md",
    "hours-and-documents.md",
    "tenants-door.md",
    "tenant.md",
    "partner.md",
    "at-the-counter.md",
    "at-the-door.md",
    "doubles-and-questions.md",
    "transfers.md",
    "unpaid-rent.md",
    "inter-service-table.md",
    "keep-the-home.md",
    "support-cell-partnership.md",
    "support-cell.md",
    "proximity-agent.md",
    "collective-work.md",
    "tenants-meeting.md",
    "head-of-service.md",
    "front-desk.md",
    "data-protection-officer.md",
    "organisation-administrator.md",
    "works-council-note.md",
}
LONGEST_GUIDE = 130  # lines: one or two screens
NO_BREAK = "\u00a0"


def documents() -> list[Path]:
    """Every Markdown file of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).exists()]


def headings(path: Path) -> list[int]:
    """The levels of a document's headings, in order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", path.read_text(), flags=re.MULTILINE)]


def plain(text: str) -> str:
    """Text without line breaks, no-break spaces or marks of a page."""
    return " ".join(re.sub(r"<[^>]+>", "", text).replace(NO_BREAK, " ").split())


@cache
def shown(language: str) -> frozenset[str]:
    """Every translation of that language: what a screen may show."""
    words: set[str] = set()
    for path in (ROOT / "palier").glob(f"**/locale/{language}/LC_MESSAGES/django.po"):
        with open(path, "rb") as file:
            for message in read_po(file, locale=language):
                said = message.string if isinstance(message.string, list | tuple) else [message.string]
                words |= {plain(text) for text in said if text and message.id}
    return frozenset(words)


def labels(text: str) -> list[str]:
    """What stands in bold: in a guide, a label of the screen."""
    return [plain(found) for found in re.findall(r"\*\*(.+?)\*\*", text, flags=re.DOTALL)]


def guides(language: str) -> Iterator[Path]:
    return (GUIDES / language).glob("*.md")


# -- guides ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_there_is_a_guide_for_each_role_in_each_language(language):
    assert {path.name for path in guides(language)} == ROLES


@pytest.mark.parametrize("name", sorted(ROLES))
def test_both_languages_have_the_same_headings(name):
    assert headings(GUIDES / "fr" / name) == headings(GUIDES / "nl" / name)
    assert headings(GUIDES / "fr" / name)[0] == 1


@pytest.mark.parametrize("name", sorted(ROLES))
def test_both_languages_name_as_many_labels_and_keys(name):
    french, dutch = ((GUIDES / language / name).read_text() for language in ("fr", "nl"))

    assert len(labels(french)) == len(labels(dutch))
    assert french.count("`") == dutch.count("`")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_label_of_a_guide_stands_on_a_screen(language):
    unknown = [
        f"{path.name}: {label}"
        for path in guides(language)
        for label in labels(path.read_text())
        if label not in shown(language)
    ]

    assert unknown == []


def test_a_label_that_no_screen_shows_is_noticed():
    assert labels("puis **Enregistrer\nle tableau**, et **Bouton Imaginaire**") == [
        "Enregistrer le tableau",
        "Bouton Imaginaire",
    ]
    assert "Enregistrer le tableau" in shown("fr")
    assert "Bouton Imaginaire" not in shown("fr")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_guide_is_read_in_one_or_two_screens(language):
    assert {path.name for path in guides(language) if len(path.read_text().splitlines()) > LONGEST_GUIDE} == set()


def test_the_guides_say_nothing_of_a_tenant_that_accuses():
    accusing = re.compile(r"ne collabore pas|werkt niet mee|\brefus|\bweiger", re.IGNORECASE)

    assert [
        path.name for language in ("fr", "nl") for path in guides(language) if accusing.search(path.read_text())
    ] == []


def test_french_has_its_no_break_spaces_and_apostrophes():
    wrong = [
        f"{path.name}: {line}"
        for path in guides("fr")
        for line in re.sub(r"`[^`]*`|\]\([^)]*\)|^\|[-| ]+\|$", "", path.read_text(), flags=re.MULTILINE).splitlines()
        if re.search(rf"[^{NO_BREAK}\d][;?!](?:\s|$)|[^{NO_BREAK}]:(?:\s|$)|[^\W\d_]'[^\W\d_]", line)
    ]

    assert wrong == []


# -- all documents -----------------------------------------------------------------------------------------------


def test_links_lead_somewhere():
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
        if "://" not in target and not (path.parent / target).exists()
    ]

    assert broken == []


def test_no_document_names_a_path_of_a_machine_or_a_registry():
    foreign = re.compile(
        r"(?<![\w.])/(?:root|home|work|tmp|Users|mnt|opt)/|\bpypi\b|index-url|artifactory|files\.pythonhosted",
        re.IGNORECASE,
    )

    assert [str(path.relative_to(ROOT)) for path in documents() if foreign.search(path.read_text())] == []


@pytest.mark.parametrize("name", ["add-a-field", "add-a-capability", "add-a-page", "add-a-word"])
def test_a_recipe_has_ten_lines_and_names_files_that_exist(name):
    text = (ROOT / f"docs/recipes/{name}.md").read_text()
    named = re.findall(r"`((?:palier|docs|tests|config)/[\w./-]+)`", text)

    assert re.findall(r"^(\d+)\. ", text, flags=re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_the_tour_names_is_in_the_files_it_names():
    for stop in re.split(r"^\d+\. ", (ROOT / "docs/tour.md").read_text(), flags=re.MULTILINE)[1:]:
        file, *names = re.findall(r"`([^`]+)`", stop)
        text = (ROOT / file).read_text()
        own = [name for name in names if re.fullmatch(r"_?[a-zA-Z_]+", name) and name not in ELSEWHERE]
        assert [name for name in own if name not in text] == [], file


ELSEWHERE = {"whoami", "once"}  # called there, defined next door


# -- what docs/traceability.csv leans on ---------------------------------------------------------------------------


def test_the_closed_lists_hold_the_words_of_the_seeds():
    seven_themes = ["social_rights", "family", "health", "financial", "socio_professional", "safety", "civic_life"]
    assert {*seven_themes, "administrative", "neighbourhood"} <= set(Domain)
    assert {"drop_in", "office", "home", "phone", "letter", "field"} <= set(Channel)
    assert {"social_worker", "works_social_worker", "proximity_agent", "collective_social_worker"} <= set(Role)
    assert {"caretaker"} <= set(Role)
    assert {"service", "partner", "worker"} <= set(RequesterKind)
    assert set(Goal) == {"fit_in", "use_the_dwelling", "know_the_duties", "reach_help"}
    assert set(Approach) == {"preventive", "curative"}
    assert {"transit", "insertion", "supported"} <= set(DwellingKind)
    assert "not_now" in set(StepState)
    assert {"tenancy_kept", "evicted", "no_change_possible", "withdrew"} <= set(Outcome)
    assert set(Tier) == {"team", "pair", "author", "reinforced"}


@pytest.mark.parametrize(
    ("identifier", "column", "word"),
    [
        ("axis_individual", "fr", "travail social individuel"),
        ("axis_collective", "fr", "travail social collectif"),
        ("axis_community", "fr", "travail social communautaire"),
        ("works_social_worker", "fr", "travaux"),
        ("empowerment", "fr", "pouvoir d'agir"),
        ("social_accompaniment", "definition", "Means used by surrounding social actors to help occupants"),
        ("housing_company", "nl", "OVM"),
        ("mental_health_support_cell", "nl", "Ondersteuningscel"),
        ("secondment", "nl", "detachering"),
        ("tenancy_sustainment", "nl", "behoud van huisvesting"),
    ],
)
def test_the_glossary_keeps_the_words_of_the_seeds(identifier, column, word):
    with open(ROOT / "docs/glossary.csv", newline="") as file:
        terms = {row["code_identifier"]: row for row in csv.DictReader(file)}

    assert word in terms[identifier][column]
