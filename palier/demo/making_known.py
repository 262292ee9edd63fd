"""What reaches the social service without a file: simple contacts, requests that wait, words for the desk, signals."""

import datetime as dt

from palier.access.rules import Tier
from palier.casework.cases.models import DeskWord
from palier.casework.cases.rules import RequestState, StepState
from palier.demo.between import Table
from palier.demo.dice import at, shares
from palier.demo.items import DAY, Items
from palier.demo.unpaid import Bookkeeper
from palier.demo.world import Folder, Home
from palier.identity.organisations.rules import Role, ServiceKind
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import SignalState, Theme

STATES = ((RequestState.WAITING, 40.0), (RequestState.TAKEN, 15.0), (RequestState.ANSWERED, 45.0))
UNKNOWN_CALLERS = {
    "fr": ("Une voisine, nom non donné", "Un appelant, nom non donné", "Une dame au guichet, nom non donné"),
    "nl": (
        "Een buurvrouw, naam niet gegeven",
        "Een beller, naam niet gegeven",
        "Iemand aan het loket, naam niet gegeven",
    ),
}
# Theme: the role that sends it, its service, and of how many households in a thousand.
SENDERS = (
    (Theme.ARREARS, Role.ACCOUNTS, ServiceKind.ACCOUNTS, 30),
    (Theme.REPAIR, Role.TECHNICAL, ServiceKind.TECHNICAL, 12),
    (Theme.WORRY, Role.PROXIMITY_AGENT, ServiceKind.PROXIMITY, 6),
    (Theme.DEPARTMENT_QUESTION, Role.TECHNICAL, ServiceKind.TECHNICAL, 5),
)


class Correspondent:
    """Writes what comes in beside the files."""

    def __init__(self, items: Items) -> None:
        self.items, self.dice, self.sheaf = items, items.dice, items.sheaf
        self.company, self.as_of, self.size = items.company, items.as_of, items.stage.size
        self.bookkeeper = Bookkeeper(items.sheaf, items.stage, items.company)
        self.table = Table(items.sheaf, items.stage, items.company)

    def tell(self, tenants: list[Home], homes: list[Home]) -> None:
        """`homes` are the tenants and those who left or ask for a home."""
        self._simple_contacts(homes)
        self._requests(homes)
        self._words(tenants)
        if self.size.simple_contacts:
            self.table.lay(tenants)
        for theme, role, service, share in SENDERS:
            for home in self._some(tenants, share / 1000):
                self._signal(home, theme, service, self.company.others[role].post, self.items.recent(25))
                if theme == Theme.ARREARS:
                    self.bookkeeper.keep(home)
        for home in tenants:
            if (self.as_of - home.since).days <= 35:
                self._signal(home, Theme.LEASE_START, ServiceKind.RENTAL, None, min(home.since, self.items.yesterday))

    def _some(self, homes: list[Home], share: float) -> list[Home]:
        if not self.size.simple_contacts:
            return []
        return self.dice.sample(homes, max(1, round(len(homes) * share)))

    def _simple_contacts(self, homes: list[Home]) -> None:
        """Contacts without a file, in the inbox of the household's worker; some of callers nobody found."""
        for home in self._some(homes, self.size.simple_contacts):
            worker, known = home.worker, not self.dice.chance(0.06)
            domain = self.dice.pick(tuple(self.items.of(worker).facts))
            persons = [self.dice.pick(home.adults or home.people).id] if known else []
            folder = Folder(worker.post, household=home.id if known else None, persons=tuple(persons))
            who = "" if known else self.dice.pick(UNKNOWN_CALLERS[worker.language])
            made = self.items.contact(self.items.recent(340), worker, Tier.TEAM, domain, folder, who)
            if known and self.dice.chance(0.15):
                first, last = self.as_of - 20 * DAY, self.items.yesterday
                self.items.step(worker, StepState.PLANNED, first, last, folder, made)

    def _requests(self, homes: list[Home]) -> None:
        """Requests without a file: waiting, taken, answered. One in forty is about somebody who did not ask (P33)."""
        some = self._some(homes, self.size.requests)
        counts = shares(len(some), [share for _, share in STATES])
        states = [state for (state, _), count in zip(STATES, counts, strict=True) for _ in range(count)]
        for home, state in zip(some, states, strict=True):
            days = {RequestState.WAITING: 18, RequestState.TAKEN: 30}.get(state, 300)
            day = self.items.recent(days)
            unasked = state == RequestState.WAITING and self.dice.chance(0.06)
            domain = self.dice.pick(tuple(self.items.of(home.worker).requests))
            asker = self.dice.pick(home.adults or home.people).id
            folder = Folder(home.worker.post, household=home.id, persons=(asker,))
            self.items.request(day, home.worker, home, domain, state, folder, unasked)

    def _words(self, tenants: list[Home]) -> None:
        """Words left on purpose for whoever receives a household (P15)."""
        for home in self._some(tenants, 0.03):
            day = self.items.recent(20)
            self.sheaf.add(
                DeskWord,
                id=self.dice.id(at(day, 12)),
                organisation_id=self.company.id,
                subject_id=home.worker.post,
                household_id=home.id,
                text=self.dice.pick(self.items.of(home.worker).desk_words),
                author_id=home.worker.post,
                written_at=at(day, 12),
                until=self.as_of + self.dice.between(2, 25) * DAY,
            )

    def _signal(self, home: Home, theme: Theme, service: ServiceKind, author: str | None, day: dt.date) -> None:
        """One thing told to the assigned worker; neither amount nor reason travels with it (P8)."""
        moment = self.items.moment(day)
        states = ((SignalState.SENT, 55), (SignalState.RECEIVED, 25), (SignalState.DONE, 20))
        self.sheaf.add(
            Signal,
            id=self.dice.id(moment),
            organisation_id=self.company.id,
            origin_service_id=self.company.services[service],
            author_id=author,
            recipient_service_id=self.company.services[ServiceKind.SOCIAL],
            recipient_post_id=home.worker.post,
            place_id=home.building.id if home.building else None,
            household_id=home.id,
            theme=theme,
            text=self.dice.pick(self.items.of(home.worker).signals[theme]),
            sent_at=moment,
            state=self.dice.weighted(states),
        )
