"""Every route of the resolver, everybody, with what is not theirs: nothing but 302, 403, 404 or 405, and never a 500."""

import uuid
from collections import Counter

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from palier.access.capabilities import Capability
from palier.access.routes import WroteOnGet, capability
from tests.access import of_activities, of_meetings
from tests.access.cast import canary, sql, world
from tests.stage import without_locks

SIGN_IN = "accounts/"  # allauth's own pages declare nothing: they stand before any right
FOREIGN = {  # route argument -> ids of a file that is not the asker's, by what the route is about
    **of_activities.FOREIGN, **of_meetings.FOREIGN,
    "prevention_step": "case", "prevention_begin": "case", "prevention_": "prevention", "budgets/": "budget", "actacts/": "signed_act",
    "act_sheet": "signed_act", "act_send": "signed_act",
    "partners/organisations/": "partner", "partners/services/": "partner_service", "partners/contacts/": "partner_contact",
    "partners/agreements/": "agreement", "partners/steps/": "partnership_step", "interventions/motives/": "motive",
    "interventions/": "intervention", "passages/": "intervention",
    "tie_": "network_team", "code_": "person", "data_request": "data_request", "data_copy": "data_request", "kept_back": "copy_kept_back",
    "known": "known_team", "case": "case", "step": "step", "contact": "contact_team", "request": "request", "household": "household",
    "signal": "signal_to_post", "emergenc": "emergency", "draft": "draft", "desk": "household", "call": "step",
    "safety": "safety", "disclosure_second": "disclosure_asked", "disclosure": "disclosure", "referral_": "referral", "referral": "referral", "table_": "table_line","transfer_begin": "household", "transfer_": "transfer", "exchanges/": "transfer_round", "transfers/moves": "transfer_move", "transfers/": "transfer", "procedure_begin": "household", "procedure": "procedure", "fact_note": "procedure", "fact_": "procedure_fact", "brought": "brought_team", "interpreter_check": "interpreter_service", "photo_state": "photo_code",
    "question_": "question", "double_": "double", "merge_": "merging",
    "handover_note": "handover_note", "handover_pack": "handover_note", "handover_look": "handover_note", "handover_another": "handover_note",
    "handover_slip": "handover_note", "handover": "handover", "file": "case", "capture": "contact_team", "arrival": "arrival",
    "dispatch": "dispatch", "template": "template", "letter_batch": "letter_batch", "letter": "letter",
    "presentation_edit": "presentation", "funding_edit": "funding", "partnership_relay": "support_request",
    "support_mine_pair": "asking_of_paired", "support_mine_door": "asking_of_paired", "support_mine_shut": "asking_of_paired",
    "support_mine_tell": "asking_of_paired", "support_mine_step": "asking_of_paired", "support_mine_plan": "asking_of_paired",
    "support_mine_sheet": "asking_of_paired", "support_pair": "paired", "support_after": "after_contact",
    "support_second": "support_second", "support_mine": "support_asking", "support_": "support_request",
    "purge_": "purge",
}  # fmt: skip
OUTSIDERS = [
    ("A1", "nobody"), ("A4a", "former"), ("A4a", "same_service"), ("A4a", "other_organisation"), ("A4a", "emergency_expired"),
    ("A4b", "same_service"), ("A4d", "same_service"), ("A5", "former"), ("A7", "same_service"), ("A7b", "other_department"),
    ("A10a", "other_department"), ("A10c", "other_department"), ("A10d", "other_department"), ("A10e", "same_service"),
    ("A10f", "self"), ("A10g", "other_department"), ("A11", "other_department"), ("A13", "other_organisation"),
    ("A14", "other_department"), ("A16", "other_organisation"), ("A3", "other_department"),
]  # fmt: skip
SECRETS = ("case", "contact_team", "contact_pair", "contact_author", "contact_reinforced", "confidence_team",
           "confidence_reinforced", "analysis", "step", "request", "desk_word", "emergency", "signal_to_post", "draft", "known_team", "known_reinforced", "network_team", "network_reinforced", "arrival", "data_request", "data_decision", "safety_ground", "question", "double",
           "handover_note", "letter", "letter_batch", "brought_team", "brought_reinforced", "referral", "referral_link", "prevention", "budget_line", "support_request", "support_asking", "support_intake", "disclosure", "story", "support_opening", "support_second", "pair_note", "after_contact")  # fmt: skip


def routes():
    """(path as written, pattern, view) of every route."""

    def walk(patterns, before=""):
        for entry in patterns:
            path = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, path)
            elif isinstance(entry, URLPattern):
                yield path, entry

    return list(walk(get_resolver().url_patterns))


def test_every_route_says_what_it_needs():
    silent = [
        path
        for path, entry in routes()
        if not path.startswith(SIGN_IN)
        and not isinstance(getattr(entry.callback, "declares", None), Capability)
        and getattr(entry.callback, "declares", None) not in {"signed_in", "public"}
    ]
    assert silent == []


def test_every_route_has_a_name_of_its_own():
    """Two of one name: a link leads to whichever was declared last."""
    theirs = (SIGN_IN, "api/")  # in a namespace of their own
    names = Counter(entry.name for path, entry in routes() if entry.name and not path.startswith(theirs))
    assert [name for name, many in names.items() if many > 1] == []


def addresses():
    """Each route with ids of the prepared file, or of nothing where it has no id."""
    import re

    made = world()
    for path, entry in routes():
        if path.startswith(SIGN_IN):
            continue
        about = next((made.ids[key] for word, key in FOREIGN.items() if word in (entry.name or "") + path), None)
        filled = re.sub(r"<uuid:(\w+)>", lambda match: str(about or uuid.uuid4()), path)
        filled = re.sub(r"<int:\w+>", "1", filled)
        filled = re.sub(r"<\w+:\w+>|<\w+>", "x", filled)
        yield "/" + filled, entry


def test_nobody_gets_what_is_not_hers_by_any_route():
    made, answers, wrong = world(), Counter(), []
    words = {canary(name): name for name in (*SECRETS, *of_activities.SECRETS, *of_meetings.SECRETS)}
    allowed = {("A14", "other_department"): {"emergency"}, ("A10d", "other_department"): {"signal_to_post"}}
    at_the_desk = [("A4a", "former"), ("A4a", "same_service"), ("A4a", "emergency_expired"), ("A4d", "same_service"),
                   ("A5", "former"), ("A10f", "self")]  # fmt: skip
    allowed |= {key: {"arrival"} for key in at_the_desk}
    allowed[("A4a", "same_service")] |= {"question", "support_second"}  # she asked it; she is the second head
    allowed[("A11", "other_department")] = {"double"}
    for who, theirs in (*of_activities.THEIRS.items(), *of_meetings.THEIRS.items()):
        allowed[who] = allowed.get(who, set()) | theirs
    for who in OUTSIDERS:
        somebody = made.actors[who]
        browser = somebody.browser() if somebody else Client()
        browser.raise_request_exception = False
        for url, entry in addresses():
            for method in ("get", "post"):
                if method == "post" and entry.name in {"switch_post", "desk_receive", "double_apart", "merge_undo"}:
                    continue
                answer = getattr(browser, method)(url)
                answers[answer.status_code] += 1
                text = answer.content.decode(errors="replace") + str(answer.headers)
                shown = {name for word, name in words.items() if word in text} - allowed.get(who, set())
                if answer.status_code not in {200, 302, 303, 400, 401, 403, 404, 405, 409, 415, 422} or shown:
                    wrong.append(f"{who} {method} {url}: {answer.status_code} {sorted(shown)}")
    print("\ncrawl: " + ", ".join(f"{code}: {count}" for code, count in sorted(answers.items())))
    assert wrong == []


def test_what_the_crawl_sent_changed_nothing_of_the_file():
    made = world()
    assert sql(
        made.token(("A4a", "own_team")), "SELECT closed_on, version FROM cases_case WHERE id = %s", [made.case]
    ) == [(None, 2)]


def test_the_assigned_worker_gets_her_pages():
    """The positive twin of the crawl: the same addresses answer to who may open them."""
    made = world()
    browser = made.actors["A4a", "own_team"].browser()
    opened = [url for url, entry in addresses() if browser.get(url).status_code == 200]
    print(f"\nthe assigned worker opens {len(opened)} addresses")
    assert f"/households/{made.home.household}/" in opened
    assert f"/cases/{made.case}/close/" in opened


@pytest.mark.parametrize("statement", [
    "UPDATE cases_case SET domain = ''", "  update cases_case set domain = ''", "DELETE FROM cases_case",
    "WITH gone AS (DELETE FROM cases_case RETURNING 1) SELECT 1", "SELECT 1 FROM cases_case FOR UPDATE",
    "INSERT INTO access_oncekey DEFAULT VALUES", "SELECT 1; DELETE FROM cases_case", "TRUNCATE cases_case",
    "SELECT sec.open_subject('case', NULL)", "/* read */ DELETE FROM cases_case",
    "INSERT INTO access_read_event (what) VALUES ('x'); DELETE FROM cases_case",
])  # fmt: skip
def test_a_page_that_only_reads_cannot_write(stage, statement):
    @capability(Capability.DAY_OPEN)
    def page(request):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    request = RequestFactory().get("/")
    request.user = type("Somebody", (), {"is_authenticated": True, "pk": stage.amina.user})()
    with stage.amina.acting(), pytest.raises(WroteOnGet):
        page(request)
    with without_locks() as cursor:
        cursor.execute("SELECT 1")
