"""Settles households: persons, declared memberships, who speaks for whom; applicants and those who left."""

import datetime as dt
from typing import Any

from palier.demo import cast, names
from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, at
from palier.demo.dwellings import Dwellings
from palier.demo.make_up import Ages, Kind, Somebody, Template, household
from palier.demo.world import Company, Home, Inhabitant, Stage, Worker
from palier.kernel.days import add_months, age_on
from palier.kernel.sort_keys import sort_key
from palier.registry.people.models import (
    ContactDetails,
    Household,
    HouseholdMember,
    KeepApart,
    NationalNumber,
    NetTaxableIncome,
    Person,
    Representation,
    SafeContact,
)

SAFE_WAYS = {
    "fr": ("En personne, au bureau, le matin", "Appeler seulement entre 9 h et 11 h", "Par la maison médicale"),
    "nl": ("Persoonlijk, op kantoor, in de voormiddag", "Enkel bellen tussen 9 u. en 11 u.", "Via de huisarts"),
}
WHEN = {
    "fr": ("le matin", "après 16 h", "le mercredi", "pas le vendredi"),
    "nl": ("’s morgens", "na 16 u.", "op woensdag", "niet op vrijdag"),
}
WAYS = (("call", 40.0), ("text", 25.0), ("letter", 12.0), ("email", 10.0), ("visit", 5.0), ("in_person", 8.0))
WAYS_WITHOUT_READING = (("call", 60.0), ("visit", 20.0), ("in_person", 20.0))
NOT_READ = ("ary", "rif")  # spoken here, hardly written
PARTS = ("minors", "apart", "protected", "ordinary")  # what the first homes of the first company play
WRITTEN_TWICE = 3  # who left the first company and asks it for a home again
PEOPLE_A_HOUSEHOLD = 3  # more than there are, so that numbers of two companies never meet


class Settler:
    """Fills one company's homes from its share of the deck."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.stage, self.company = sheaf, stage, company
        self.dice = Dice(stage.size.name, stage.as_of, "homes", company.slug)
        self.ages = Ages(self.dice)
        self.numbers = {"M": 0, "P": 0}
        self.now = at(stage.calendar.before(stage.as_of), 6, 30)
        self.dwellings = Dwellings(sheaf, stage, company, self.dice, self.now)

    def settle(
        self, cards: list[Template], leaving: list[Template], asking: list[Template], incomes: list[int]
    ) -> list[Home]:
        """Homes of all cards, each head with an income; then households that left and those that ask for a home."""
        places = [building for building in self.company.buildings for _ in range(building.capacity)]
        homes = []
        for number, (card, building, income) in enumerate(zip(cards, places, incomes, strict=True)):
            home, people = self._household(card, building.worker, "tenant", self._part(number))
            self.dwellings.give(home, building, people)
            self._declare_income(home, income)
            homes.append(home)
        former = [self._former(card, homes) for card in leaving]
        back = self._coming_back(former)
        asked = [
            self._household(card, self.company.workers[0], "applicant", self._asks(n), again=back.get(n))[0]
            for n, card in enumerate(asking)
        ]
        self._keep_apart(homes)
        return homes + former + asked

    def _part(self, number: int) -> str:
        plays = self.company.number == 0 and self.stage.size.cast and number < len(PARTS)
        return PARTS[number] if plays else ""

    def _asks(self, number: int) -> str:
        return "applicant" if number == 0 and self.company.number == 0 and self.stage.size.cast else ""

    def _coming_back(self, former: list[Home]) -> dict[int, Inhabitant]:
        """By the number of an application: who left and asks again, and whom the counter wrote down a second time."""
        if self.company.number or not self.stage.size.cast:
            return {}
        heads = [home.people[0] for home in former if home.people[0].adult and not home.protected]
        return dict(enumerate(heads[:WRITTEN_TWICE], 1))  # the first application is the cast's

    def _put(self, model: Any, moment: dt.datetime, **values: Any) -> str:
        """A row of this company; answers its id."""
        made = self.dice.id(moment)
        self.sheaf.add(model, id=made, organisation_id=self.company.id, **values)
        return made

    def _source(self, letter: str) -> str:
        self.numbers[letter] += 1
        return f"{letter}{self.company.number + 1:02d}-{self.numbers[letter]:06d}"

    # -- a household -------------------------------------------------------------------------------------------

    def _household(
        self,
        card: Template,
        worker: Worker,
        standing: str,
        part: str = "",
        before: dt.date | None = None,
        again: Inhabitant | None = None,
    ) -> tuple[Home, list[Somebody]]:
        dice, family = self.dice, names.origin(self.dice)
        people = household(card, self.stage.as_of, self.ages, dice)
        self._play(people, part)
        if again:
            people[0].born, people[0].sex = again.somebody.born, again.somebody.sex
        since = min(self._since(people), before or self.stage.as_of)
        name, other = names.family_name(dice), names.family_name(dice)
        if again:
            name = names.heard(again.last_name)
        two = len(people) > 1 and people[1].role != "child" and dice.chance(0.7)
        label = f"{name} – {other}" if two else name
        source = self._source("M")
        key = sort_key(label)
        made = self._put(
            Household, at(since), source_id=source, label=label, sort_key=key, standing=standing, changed_at=self.now
        )
        home = Home(made, card, [], worker, since, standing, part=part)
        writing = self._writing(family)
        for number, somebody in enumerate(people):
            last_name = other if two and number == 1 else name
            first_name = again.first_name if again and number == 0 else ""
            home.people.append(self._person(home, somebody, family, (first_name, last_name), writing))
        self._speak_for(home)
        return home, people

    def _play(self, people: list[Somebody], part: str) -> None:
        """Ages and sexes that a part of the cast asks for; the bands stay as the card had them."""
        if part == "minors":
            for child, age in zip(people[2:4], (16, 14), strict=True):
                child.born = add_months(self.stage.as_of, -12 * age - 5)
            for parent in people[:2]:
                parent.born = add_months(self.stage.as_of, -12 * 44)
        if part == "apart":
            people[0].sex, people[1].sex = "f", "m"

    def _since(self, people: list[Somebody]) -> dt.date:
        """The first day of the lease: a first of the month, the head of age."""
        of_age = age_on(people[0].born, self.stage.as_of) - 19
        years = min(of_age, int(self.dice.chance_of.expovariate(1 / 9)), 40)
        return add_months(self.stage.as_of.replace(day=1), -12 * years - self.dice.between(0, 11))

    def _writing(self, family: names.Origin) -> tuple[str, list[str], list[str]]:
        """Language of letters (none: both), languages spoken, languages read (none: explained in person, P24)."""
        spoken = list(family.spoken)
        language = "nl" if spoken[0] == "nl" else self.dice.weighted((("fr", 84), ("nl", 6), ("", 10)))
        if language and language not in spoken:
            spoken.append(language)
        read = [] if self.dice.chance(0.07) else [code for code in spoken if code not in NOT_READ]
        return language, spoken, read

    # -- a person ----------------------------------------------------------------------------------------------

    def _person(
        self,
        home: Home,
        somebody: Somebody,
        family: names.Origin,
        name: tuple[str, str],
        writing: tuple[str, list[str], list[str]],
    ) -> Inhabitant:
        first, last_name = name[0] or names.first_name(self.dice, family, somebody.sex), name[1]
        since, age = max(home.since, somebody.born), age_on(somebody.born, self.stage.as_of)
        source = self._source("P")
        number = self.company.households_before * PEOPLE_A_HOUSEHOLD + self.numbers["P"]
        language, spoken, read = writing
        safe, protected = self._protection(home, age, language)
        made = self._put(
            Person,
            at(since),
            source_id=source,
            last_name=last_name,
            first_name=first,
            sort_key=sort_key(f"{last_name} {first}"),
            born=somebody.born,
            sex=somebody.sex,
            language=language,
            languages_spoken=spoken,
            languages_read=read,
            changed_at=self.now,
            protected_address=protected,
        )
        self._reached(made, since, safe, self._ways_to_reach(age, first, number, bool(read), language))
        self._declare(home, made, somebody, since, number)
        return Inhabitant(made, somebody, first, last_name, age >= 18)

    def _declare(self, home: Home, person: str, somebody: Somebody, since: dt.date, number: int) -> None:
        self._put(
            HouseholdMember,
            at(since),
            household_id=home.id,
            person_id=person,
            role=somebody.role,
            custody=f"{somebody.custody:.2f}",
            disabled=somebody.disabled,
            valid=span(since),
        )
        if self.dice.chance(0.95):
            national = names.national_number(somebody.born.year, number)
            self._put(NationalNumber, at(since), person_id=person, number=national)

    def _declare_income(self, home: Home, income: int) -> None:
        """What the head declared for the latest year that is known: two years back."""
        self._put(
            NetTaxableIncome,
            at(home.since),
            person_id=home.people[0].id,
            year=self.stage.as_of.year - 2,
            amount=f"{income}.00",
        )

    def _ways_to_reach(self, age: int, first: str, number: int, reads: bool, language: str) -> dict[str, Any]:
        dice, phone, email = self.dice, "", ""
        if age >= 14 and dice.chance(0.93):
            fixed = age > 70 and dice.chance(0.6)
            phone = names.landline(number) if fixed else names.mobile(number)
        if age >= 16 and dice.chance(0.25 if age > 70 else 0.55):
            email = f"{sort_key(first).replace(' ', '.')}.{number}@example.org"
        adult = age >= 18
        return {
            "phone": phone,
            "email": email,
            "reach": dice.weighted(WAYS if reads else WAYS_WITHOUT_READING) if adult else "",
            "reach_when": dice.pick(WHEN[language or "fr"]) if adult and dice.chance(0.2) else "",
        }

    def _reached(self, person: str, since: dt.date, safe: str, ways: dict[str, Any]) -> None:
        """How she is reached, when anything is known; withheld where one way was agreed (P10)."""
        if any(ways.values()):
            values = {**ways, "withheld": bool(safe), "changed_at": self.now}
            self._put(ContactDetails, at(since), person_id=person, **values)
        if safe:
            self._put(SafeContact, at(since), person_id=person, way=safe, agreed_on=since)

    def _protection(self, home: Home, age: int, language: str) -> tuple[str, bool]:
        """The one way in which she is reached, if one was agreed; and, more rarely, an address no list shows (P11)."""
        flag = ""
        if home.part:
            flag = {"apart": "safe", "protected": "protected"}.get(home.part, "") if not home.people else ""
        elif home.standing == "tenant" and age >= 18:
            flag = self.dice.weighted((("", 994), ("safe", 4), ("protected", 2)))
        home.protected = home.protected or flag == "protected"
        return self.dice.pick(SAFE_WAYS[language or "fr"]) if flag else "", flag == "protected"

    def _speak_for(self, home: Home) -> None:
        """Who speaks for whom: parents, a guardian now and then, administrators, trusted persons."""
        for person in home.people:
            age = age_on(person.somebody.born, self.stage.as_of)
            if person.somebody.role == "child" and age < 18:
                if home.part == "minors" or self.dice.chance(0.3):
                    self._representation(person, "parent", home.people[0].id)
                elif self.dice.chance(0.004):
                    self._representation(person, "guardian", None)
            elif age >= 75 and self.dice.chance(0.06):
                kind = self.dice.pick(("administrator_of_goods", "administrator_of_person", "trusted_person"))
                self._representation(person, kind, None)

    def _representation(self, person: Inhabitant, kind: str, speaker: str | None) -> None:
        since = self.stage.as_of - dt.timedelta(days=self.dice.between(30, 1500))
        since = max(since, person.somebody.born)
        first = names.first_name(self.dice, names.origin(self.dice), "x")
        self._put(
            Representation,
            at(since),
            person_id=person.id,
            kind=kind,
            representative_id=speaker,
            name="" if speaker else f"{first} {names.family_name(self.dice)}",
            phone="" if speaker else names.landline(700_000 + self.dice.between(0, 90_000)),
            valid=span(since),
        )

    # -- those without a home here, and those who must not meet --------------------------------------------------

    def _former(self, card: Template, homes: list[Home]) -> Home:
        """A household that left in the last years; what it left has not been let again."""
        left = self.stage.as_of - dt.timedelta(days=self.dice.between(20, 700))
        worker, before = self.company.workers[0], left - dt.timedelta(days=400)
        home, _ = self._household(card, worker, "former_tenant", before=before)
        building = self.dice.pick(homes).building
        if building is not None:
            self.dwellings.leave(home, building, left)
        return home

    def _keep_apart(self, homes: list[Home]) -> None:
        """Pairs who must not meet, without the reason: the partners of the cast, and now and then two households."""
        for home in homes:
            if home.part == "apart":
                one, other = sorted((home.people[0].id, home.people[1].id))
            elif home.protected:
                one, other = sorted((home.people[0].id, self.dice.pick(homes[len(homes) // 2 :]).people[0].id))
            else:
                continue
            if one != other:
                self._put(KeepApart, self.now, one_id=one, other_id=other)


def deal(cards: list[Template], companies: list[Company], with_cast: bool) -> list[list[Template]]:
    """Each company's share of the deck; the first company's begins with what the cast needs."""
    left, needed = list(cards), []
    if with_cast:
        for kind, adults, children in WANTED:
            fits = (kind, adults, children)
            needed.append(left.pop(next(n for n, c in enumerate(left) if (c.kind, c.adults, c.children) == fits)))
    hands, first = [], 0
    for company in companies:
        own = needed if company.number == 0 else []
        count = company.households - len(own)
        hands.append([*own, *left[first : first + count]])
        first += count
    return hands


WANTED = (
    (Kind.COUPLE_WITH_CHILDREN, "aa", 2),
    (Kind.COUPLE_WITH_CHILDREN, "aa", 1),
    (Kind.SINGLE_PARENT, "a", 1),
    (Kind.SINGLE, "a", 0),
)  # in the order of PARTS


def play_residents(homes: list[Home], slug: str, since: dt.datetime) -> list[cast.Account]:
    """Accounts of tenants and applicants, once their households stand."""
    by_part = {home.part: home for home in homes if home.part}
    dice, made = Dice("residents"), []
    for resident in cast.RESIDENTS:
        home = by_part[resident.part]
        account = cast.Account(resident.key, dice.id(since), resident.role, slug, "fr", resident.about)
        account.person, account.household = home.people[resident.member].id, home.id
        made.append(account)
    return made
