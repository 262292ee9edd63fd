"""Fills the frame around every staff page: what this actor may open, and nothing else (P13)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import may, permits
from palier.access.kept import kept
from palier.identity.accounts.queries import who
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.ui.addresses import address
from palier.ui.frame import Frame, Item, Me, PostChoice


@dataclass(frozen=True)
class Entry:
    """A page of the menu: the capabilities that must all hold, its words, route and icon.

    `low`: may it stand in the phone's bar, which has room for three? `rare`: whoever has many pages finds it folded.
    """

    needs: tuple[Capability, ...]
    label: Any
    route: str
    icon: str
    low: bool = True
    rare: bool = False


# Shown when the page can hold something for this actor: the list of requests opens to whoever left one, and is of use
# to whoever writes them down.
MENU = (
    Entry((Capability.DAY_OPEN,), _("My day"), "my_day", "sun"),
    Entry((Capability.DAY_OPEN,), _("Agenda"), "agenda", "calendar-days", False),
    Entry((Capability.DAY_OPEN,), _("My files"), "case_list", "folder-open"),
    Entry(
        (Capability.DAY_OPEN, Capability.CONTACT_SEARCH),
        _("My latest contacts"),
        "contact_list",
        "notebook-text",
        False,
    ),
    Entry((Capability.HOUSEHOLD_FIND,), _("Households"), "household_list", "house"),
    Entry((Capability.REQUEST_READ, Capability.REQUEST_ADD), _("Requests"), "request_list", "inbox"),
    Entry((Capability.ARRIVAL_READ,), _("Waiting room"), "waiting_room", "armchair", False),
    Entry(
        (Capability.WAITING_COUNT_READ,), _("Who came, in numbers"), "waiting_counts", "chart-column", False, rare=True
    ),
    Entry((Capability.HOUSEHOLD_FIND, Capability.REQUEST_ADD), _("Duty desk"), "duty_desk", "door-open"),
    Entry((Capability.INTERPRETER_FIND,), _("Interpreter now"), "interpreter", "languages", False),
    Entry((Capability.TEMPLATE_READ,), _("Letters"), "letters", "mail", False),
    Entry((Capability.WELCOME_WORK,), _("New tenants"), "newcomers", "key-round", False),
    Entry((Capability.DATA_REQUEST_ANSWER,), _("Data requests"), "data_request_list", "file-search", False, rare=True),
    Entry((Capability.KEPT_BACK_CONFIRM,), _("What is kept back"), "kept_back", "shield-question-mark", False),
    Entry((Capability.HANDOVER_READ,), _("Hand-overs"), "handovers", "arrow-right-left", False, rare=True),
    Entry((Capability.PROCEDURE_READ,), _("Unpaid rent"), "procedures", "calendar-clock", False, rare=True),
    Entry((Capability.PREVENTION_WORK,), _("Keep the home"), "prevention_list", "house-heart", False, rare=True),
    Entry((Capability.PREVENTION_COUNT,), _("Homes and dates"), "prevention_dates", "house-heart", False, rare=True),
    Entry((Capability.CANVAS_PROPOSE,), _("First contacts"), "canvas", "hand-heart", False, rare=True),
    Entry((Capability.TRANSFER_READ,), _("Transfers"), "transfers", "truck", rare=True),
    Entry((Capability.TRANSFER_KEEP,), _("Exchanges"), "proposals", "repeat", False, rare=True),
    Entry((Capability.SUPPORT_ASK,), _("Support cell"), "support_mine", "life-buoy", False, rare=True),
    Entry((Capability.SUPPORT_QUEUE,), _("Requests for support"), "support_queue", "life-buoy"),
    Entry((Capability.PARTNERSHIP_KEEP,), _("The partnership"), "partnership", "handshake"),
    Entry((Capability.SUPPORT_FROZEN,), _("Frozen years of the cell"), "support_frozen", "lock", False),
    Entry((Capability.SUPPORT_COUNT,), _("The cell, by year"), "support_asked", "life-buoy", False, rare=True),
    Entry((Capability.SUPPORT_PAIR,), _("Contact after an eviction"), "support_after", "message-square", False),
    Entry(
        (Capability.SUPPORT_SECOND, Capability.DISCLOSURE_OVERSEE),
        _("Asked as a second head"),
        "support_seconds",
        "users-round",
        False,
        rare=True,
    ),
    Entry((Capability.INTERVENTION_WORK,), _("What waits"), "interventions", "footprints"),
    Entry((Capability.PASSAGE_ASK,), _("Agents: ask"), "passages", "footprints", False, rare=True),
    Entry((Capability.OUTREACH_WORK,), _("Outreach"), "outreach", "moon"),
    Entry((Capability.ACTIVITY_READ,), _("Activities"), "activities", "users-round", False, rare=True),
    Entry((Capability.SIGNAL_ADD,), _("Signals"), "signals", "send"),
    Entry((Capability.MEETING_READ,), _("Tenants’ meetings"), "meetings", "users", False, rare=True),
    Entry((Capability.INTERSERVICE_READ,), _("Inter-service table"), "table", "table-2", False),
    Entry((Capability.ROUND_WORK,), _("Rounds"), "rounds", "route"),
    Entry((Capability.TERRITORY_READ,), _("Territories"), "territories", "map", rare=True),
    Entry((Capability.PARTNER_READ,), _("Partners"), "partners", "handshake", False, rare=True),
    Entry((Capability.LOAD_READ,), _("Service"), "service_load", "scale"),
    Entry((Capability.TOPIC_SET,), _("Words of our own"), "topics", "tag", False, rare=True),
    Entry((Capability.SESSION_SET,), _("Sessions"), "session_list", "armchair", False),
    Entry((Capability.IMPORT_RUN,), _("Import"), "imports", "file-up"),
    Entry((Capability.ORGANISATION_SET,), _("Services and people"), "administration", "building-2"),
    Entry((Capability.POST_CONFIRM,), _("Posts to confirm"), "posts_to_confirm", "user-check", False),
    Entry((Capability.YEAR_READ,), _("The year on one page"), "year", "file-chart-column", False, rare=True),
    Entry((Capability.IMPORT_RUN, Capability.DOUBLE_READ), _("Doubles"), "doubles", "users-round", rare=True),
    Entry((Capability.ENDING_READ,), _("What soon ends"), "ending_soon", "hourglass", False, rare=True),
    Entry((Capability.PURGE_DECIDE,), _("Erasures by two"), "purges", "eraser", False),
    Entry((Capability.PURGE_ASK,), _("What I asked to be erased"), "my_purges", "eraser", False, rare=True),
    Entry((Capability.HOLD_SET,), _("Legal holds"), "holds", "lock", False),
    Entry((Capability.TERM_READ,), _("How long things are kept"), "terms", "calendar-clock", False, rare=True),
    Entry((Capability.TERM_SIGN,), _("Register of processing"), "register", "notebook-text", False),
    Entry((Capability.FINDING_ANSWER,), _("Review of the read ledger"), "review", "search-check", False),
    Entry((Capability.CROSSING_READ,), _("What crossed to the landlord"), "crossings", "file-check", False),
    Entry((Capability.EMERGENCY_REVIEW,), _("Emergency accesses"), "emergency_list", "siren"),
    Entry((Capability.DISCLOSURE_OVERSEE,), _("Said without agreement"), "disclosure_list", "message-square", False),
)


MANY = 12  # pages; more of them do not fit a screen's height


@kept
def _posts(actor: Actor) -> "QuerySet[Post]":
    """The posts among which she may switch today, the largest first."""
    rows = Post.objects.filter(staff=actor.staff, valid__contains=actor.today)
    return rows.select_related("staff", "organisation").order_by("-full_time_fraction", "pk")


def _me(request: HttpRequest, actor: Actor) -> Me:
    posts = _posts(actor)
    names = {post.pk: getattr(post.organisation, f"name_{get_language()}") for post in posts}
    return Me(
        name=str(posts[0].staff) if posts else request.user.get_username(),
        role=str(ROLES.get(actor.role, "")) if actor.role else "",
        organisation=names.get(actor.post, ""),
        posts=tuple(
            PostChoice(str(post.pk), f"{ROLES[Role(post.role)]}, {names[post.pk]}", post.pk == actor.post)
            for post in posts
        )
        if len(posts) > 1
        else (),
        switch_url=address("switch_post"),
        account_url=address("mfa_index"),
        logout_url=address("account_logout"),
    )


def _is_folded(entry: Entry, entries: list[Entry]) -> bool:
    return entry.rare and len(entries) > MANY


def _item(request: HttpRequest, entry: Entry) -> Item:
    url = address(entry.route)
    return Item(str(entry.label), url, entry.icon, current=request.path.startswith(url))


def _frame(request: HttpRequest, actor: Actor | None) -> Frame:
    if actor is None or not actor.is_staff:
        return Frame(home_url="/")
    entries = [entry for entry in MENU if all(permits(actor, needed) for needed in entry.needs)]
    items = [_item(request, entry) for entry in entries if not _is_folded(entry, entries)]
    numbers, asked = address("emergency_numbers"), address("askers")
    items.append(Item(str(_("Emergency numbers")), numbers, "phone", request.path == numbers, gap=bool(items)))
    items.append(
        Item(
            str(_("I am asked for information")), asked, "message-circle-question-mark", request.path.startswith(asked)
        )
    )
    capture = address("capture") if permits(actor, Capability.CONTACT_ADD) else ""
    high = {address(entry.route) for entry in entries if not entry.low}
    low = [item for item in items if item.url not in high | {asked}]
    bottom = tuple(low[:3]) + (
        (Item(str(_("Write down")), capture, "plus", request.path == capture),) if capture else ()
    )
    return Frame(
        home_url="/",
        search_url=address("search") if permits(actor, Capability.HOUSEHOLD_FIND) else "",
        capture_url=capture,
        rail=tuple(items),
        more=tuple(_item(request, entry) for entry in entries if _is_folded(entry, entries)),
        bottom=bottom,
        me=_me(request, actor),
        unlock_url=address("screen_unlock"),
        lock_url=address("screen_lock"),
        here_url=address("screen_here"),
        who=who(request.user.pk) if request.user.pk else "",
        idle_minutes=settings.SCREEN_LOCK_MINUTES,
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context: `frame`, and `may`, the capabilities that can hold. Templates never see roles."""
    actor = getattr(request, "actor", None)
    return {"frame": SimpleLazyObject(lambda: _frame(request, actor)), "may": may(actor)}
