"""What lies in a file or an inbox: contacts and what was confided, requests, analyses, steps."""

import datetime as dt
from typing import Any

from palier.access.models import NamedReader
from palier.access.rights.rules import TermKey, presets
from palier.access.rules import Tier
from palier.casework.cases.models import Analysis, Confidence, Contact, Request, Step
from palier.casework.cases.rules import AccompanimentType, RequestState, StepState, item_ends, no_demand_ends
from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, at
from palier.demo.words import Words
from palier.demo.words_fr import FRENCH
from palier.demo.words_nl import DUTCH
from palier.demo.world import Company, File, Folder, Home, Stage, Worker
from palier.identity.organisations.rules import Role

TERMS = presets()

CHANNELS = (
    ("phone", 30),
    ("drop_in", 26),
    ("office", 14),
    ("home", 12),
    ("mail", 6),
    ("letter", 5),
    ("field", 4),
    ("accompaniment", 3),
)
CALLS = (("i_called", 45), ("they_came", 35), ("no_answer", 12), ("message_left", 8))
REQUEST_CHANNELS = (("drop_in", 45), ("phone", 40), ("mail", 10), ("letter", 5))
REQUESTERS = (("tenant", 78), ("household_member", 10), ("service", 5), ("partner", 4), ("neighbour", 1), ("worker", 2))
STEP_STATES = ((StepState.DONE, 48), (StepState.PLANNED, 28), (StepState.UNDER_WAY, 14), (StepState.NOT_NOW, 10))
DAY = dt.timedelta(days=1)


class Items:
    """Writes items with the words of their author's language."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company, dice: Dice, words: Any = None) -> None:
        self.sheaf, self.stage, self.company, self.dice = sheaf, stage, company, dice
        self.search_words = words
        self.as_of, self.yesterday = stage.as_of, stage.calendar.before(stage.as_of)

    def of(self, worker: Worker) -> Words:
        """The sentences of a worker's language."""
        return DUTCH if worker.language == "nl" else FRENCH

    def moment(self, day: dt.date) -> dt.datetime:
        """A moment of an office day."""
        return at(day, self.dice.between(8, 15), 5 * self.dice.between(6, 11))

    def recent(self, days: int) -> dt.date:
        """A working day of the last `days`."""
        return self.dice.pick(self.stage.calendar.between(self.as_of - dt.timedelta(days=days), self.yesterday))

    # -- contacts ----------------------------------------------------------------------------------------------

    def contacts(self, file: File, count: int) -> dt.date:
        """The contacts of a file; answers the day of the last one."""
        days = self._days(file, count)
        for day in days:
            self._contact_of(file, day)
        return days[-1]

    def _days(self, file: File, count: int) -> list[dt.date]:
        """Working days from the opening on; a file at work has one in the last weeks, a silent one none for months."""
        last = file.closed or self.yesterday
        if file.silent:
            last = self.as_of - dt.timedelta(days=self.dice.between(66, 140))
        among = self.stage.calendar.between(file.opened, last)
        days = [self.dice.pick(among) for _ in range(count)]
        if not file.closed and not file.silent:
            days[-1] = max(file.opened, self.recent(50))
        return sorted(days)

    def _contact_of(self, file: File, day: dt.date) -> None:
        dice = self.dice
        author = file.worker
        tier = self._tier(file, day)
        if tier == Tier.TEAM and dice.chance(0.08):
            author = dice.pick(self.company.workers)
        domain = file.domain if dice.chance(0.7) else dice.pick(tuple(FRENCH.facts))
        made = self.contact(day, author, tier, domain, file.folder)
        if tier in (Tier.PAIR, Tier.REINFORCED):
            self._name(file, made, day)
        if author is file.worker and tier != Tier.AUTHOR and dice.chance(0.14):
            self._confide(file, made, tier, day)

    def _tier(self, file: File, day: dt.date) -> Tier:
        """Mostly the team. An aide-mémoire lives thirty days (P17), so only late ones are still there."""
        luck = self.dice.chance_of.random()
        if luck < 0.015:
            return Tier.REINFORCED
        if luck < 0.07 and file.pair:
            return Tier.PAIR
        if luck > 0.9 and not file.closed and (self.as_of - day).days < 29:
            return Tier.AUTHOR
        return Tier.TEAM

    def contact(self, day: dt.date, author: Worker, tier: Tier, domain: str, folder: Folder, who: str = "") -> str:
        """One contact; answers its id. Without a file it ends after twelve months (P14)."""
        dice, moment = self.dice, self.moment(day)
        channel = dice.weighted(CHANNELS)
        result = dice.weighted(CALLS) if channel == "phone" else "they_came" if channel == "drop_in" else ""
        facts = self._facts(author, tier, channel, result, domain)
        late = (self.as_of - day).days < 7  # some are completed at the end of the day, some not yet
        written = moment + dt.timedelta(minutes=dice.between(5, 90))
        return self._put(
            Contact,
            moment,
            **folder.columns,
            **folder.owners,
            who=who,
            at=moment,
            channel="" if late and dice.chance(0.1) else channel,
            result=result,
            domain="" if late and dice.chance(0.35) else domain,
            facts=facts,
            tier=tier,
            author_id=author.post,
            written_at=written,
            changed_at=written,
            ends_on=item_ends(tier, folder.case is not None, day, TERMS),
            **self._searched(facts, tier),
        )

    def _put(self, model: Any, moment: dt.datetime, **values: Any) -> str:
        """A row of this company; answers its id."""
        made = self.dice.id(moment)
        self.sheaf.add(model, id=made, organisation_id=self.company.id, **values)
        return made

    def _searched(self, facts: str, tier: Tier) -> dict[str, str | None]:
        """The column that the table's trigger fills, when rows are written without it."""
        if self.search_words is None:
            return {}
        return {"words": self.search_words(facts) if tier in (Tier.TEAM, Tier.PAIR) else None}

    def _facts(self, author: Worker, tier: Tier, channel: str, result: str, domain: str) -> str:
        words, dice = self.of(author), self.dice
        if tier == Tier.AUTHOR:
            return dice.pick(words.reminders)
        if result in ("no_answer", "message_left"):
            return words.no_answer[0 if result == "no_answer" else 1]
        said = (dice.pick(words.openings[channel]), dice.pick(words.facts[domain]), dice.pick(words.follow))
        return " ".join(part for part in said if part)

    def _confide(self, file: File, contact: str, tier: Tier, day: dt.date) -> None:
        """The second box; never below the tier of its contact (P12)."""
        if tier == Tier.TEAM:
            tier = self.dice.weighted(((tier, 70.0), (Tier.REINFORCED, 20.0), (Tier.PAIR, 10.0 if file.pair else 0.0)))
        moment = at(day, 17, self.dice.between(0, 50))
        made = self._put(
            Confidence,
            moment,
            subject_id=file.subject,
            contact_id=contact,
            confided_by=file.concerns[:1],
            concerns=file.concerns[:1],
            text=self.dice.pick(self.of(file.worker).confided),
            tier=tier,
            author_id=file.worker.post,
            written_at=moment,
        )
        if tier in (Tier.PAIR, Tier.REINFORCED):
            self._name(file, made, day)

    def _name(self, file: File, item: str, day: dt.date) -> None:
        """The colleague of the pair is named to read the item; without one, its author reads alone."""
        if file.pair:
            named, by = file.pair.post, file.worker.post
            made = self.dice.id(at(day, 18))
            self.sheaf.add(NamedReader, id=made, item=item, post_id=named, valid=span(day), added_by_id=by)

    # -- requests ----------------------------------------------------------------------------------------------

    def first_request(self, file: File) -> None:
        """What was asked at the beginning, joined to the file."""
        day = self.stage.calendar.before(file.opened - self.dice.between(0, 15) * DAY)
        self.request(day, file.worker, file.home, file.domain, RequestState.JOINED, file.folder)

    def request(
        self,
        day: dt.date,
        worker: Worker,
        home: Home,
        domain: str,
        state: RequestState,
        folder: Folder,
        no_demand: bool = False,
    ) -> None:
        """A request, written down by the front desk or by the worker herself. `no_demand`: not by whom it concerns."""
        dice, moment = self.dice, self.moment(day)
        channel = dice.weighted(REQUEST_CHANNELS)
        by_the_desk = channel in ("drop_in", "phone") and dice.chance(0.6)
        author = self.company.others[Role.FRONT_DESK] if by_the_desk else worker
        owners = folder.owners | ({"confided_by": []} if no_demand else {})
        self._put(
            Request,
            moment,
            **folder.columns,
            **owners,
            requester_kind=dice.weighted(REQUESTERS) if home.standing == "tenant" else home.standing,
            no_demand=no_demand,
            domain=domain if folder.case or dice.chance(0.85) else "",
            channel=channel,
            text=dice.pick(self.of(author).requests[domain]),
            author_id=author.post,
            received_at=moment,
            state=state,
            ends_on=no_demand_ends(day, TERMS[TermKey.NO_DEMAND]) if no_demand else None,
        )

    # -- reading and plan --------------------------------------------------------------------------------------

    def analyses(self, file: File) -> None:
        """None, one or two readings of the situation, each dated."""
        for share in (0.7, 0.25):
            if not self.dice.chance(share):
                return
            last = file.closed or self.yesterday
            day = self.dice.pick(self.stage.calendar.between(min(file.opened + 10 * DAY, last), last))
            moment = self.moment(day)
            self._put(
                Analysis,
                moment,
                subject_id=file.subject,
                case_id=file.id,
                on=day,
                text=self.dice.pick(self.of(file.worker).analyses),
                accompaniment_type=self.dice.pick(tuple(AccompanimentType)),
                author_id=file.worker.post,
                written_at=moment,
            )

    def steps(self, file: File) -> None:
        """The plan as small steps: climbed, under way, next, and *not now*, which is an answer too (P36)."""
        last = file.closed or self.yesterday
        for _ in range(self.dice.between(1, 5)):
            state = StepState.DONE if file.closed else self.dice.weighted(STEP_STATES)
            self.step(file.worker, state, file.opened, last, file.folder)

    def step(
        self,
        worker: Worker,
        state: StepState,
        first: dt.date,
        last: dt.date,
        folder: Folder,
        contact: str | None = None,
    ) -> None:
        """One step, due around these days when it is still to be climbed."""
        dice, words = self.dice, self.of(worker)
        day = dice.pick(self.stage.calendar.between(first, last))
        climbed, due = None, None
        if state == StepState.DONE:
            climbed = dice.pick(self.stage.calendar.between(day, last))
            due = climbed + dice.between(-5, 10) * DAY
        elif state != StepState.NOT_NOW:
            due = self.stage.calendar.on_or_after(self.as_of + dice.between(-4, 24) * DAY)
        call = state == StepState.PLANNED and dice.chance(0.35)
        goal = dice.pick(tuple(words.steps))
        self._put(
            Step,
            at(day, 16),
            **folder.columns,
            **folder.owners,
            contact_id=contact,
            goal="" if call else goal,
            text=dice.pick(words.calls if call else words.steps[goal]),
            due=due,
            call_back=call,
            state=state,
            climbed_on=climbed,
            author_id=worker.post,
            written_at=at(day, 16),
            version=2 if climbed else 1,
        )
