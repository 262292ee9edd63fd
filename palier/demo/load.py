"""Puts the sector into the database: one transaction behind the locks, all of it or nothing."""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction

from config.database import data_folder
from palier.access.models import Installation
from palier.casework.cases.models import Contact
from palier.demo import cast, make_up
from palier.demo.bulk import SearchWords, SetAside
from palier.demo.copying import Sheaf
from palier.demo.dice import Calendar, Dice, at
from palier.demo.founding import Founder
from palier.demo.histories import Historian
from palier.demo.settling import Settler, deal, play_residents
from palier.demo.supporting import Supporter
from palier.demo.world import Company, Home, Size, Stage
from palier.identity.accounts.models import ApiToken, User
from palier.kernel.errors import Message, Problem

Say = Callable[[str], None]
TOKENS_LAST = dt.timedelta(days=3650)
FORMER, ASKING = 0.02, 0.03  # households that left, households that ask, beside those that live here


class NotEmpty(Problem):
    """This database holds data that is not a demonstration; nothing was changed."""

    code = "not_empty"


class NotMigrated(Problem):
    """This database has no tables yet."""

    code = "not_migrated"


class NoAccounts(Problem):
    """There are no demonstration accounts here."""

    code = "no_accounts"


@dataclass
class Loaded:
    """What a load left behind: rows written by table, accounts, and what a measurement asks for."""

    counts: dict[str, int] = field(default_factory=dict)
    accounts: list[cast.Account] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)


def accounts_file() -> Path:
    """Where the accounts of this database are kept, readable by its owner only."""
    database = "" if settings.DATABASE_NAME == "palier" else f"-{settings.DATABASE_NAME}"
    return data_folder() / f"demo-accounts{database}.json"


def kept_accounts() -> list[dict[str, Any]]:
    """The accounts as printed; NoAccounts before the first load."""
    try:
        return json.loads(accounts_file().read_text())  # type: ignore[no-any-return]
    except FileNotFoundError:
        raise NoAccounts(how_to_mend=Message("Run palier demo first.")) from None


def is_demo() -> bool:
    """True when the sector is already here. Raises NotEmpty when something else is, NotMigrated without tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.access_installation')")
        if cursor.fetchone()[0] is None:
            raise NotMigrated(how_to_mend=Message("Run palier migrate, then this again."))
        cursor.execute("SELECT coalesce(bool_or(demo), false) FROM public.access_installation")
        if cursor.fetchone()[0]:
            return True
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM public.organisations_organisation)"
            " OR EXISTS (SELECT 1 FROM public.accounts_user)"
        )
        if cursor.fetchone()[0]:
            raise NotEmpty(
                how_to_mend=Message(
                    "Give the demonstration a data folder or a database of its own (PALIER_DATA, DATABASE_URL)."
                )
            )
    return False


def load(size: Size, as_of: dt.date, say: Say) -> Loaded:
    """Draw and write the sector of that size as it stands on `as_of`. The database must be empty (see `is_demo`)."""
    stage = Stage(as_of, size, Calendar(as_of))
    with transaction.atomic(), connection.cursor() as cursor:
        # Behind the locks, and without the trigger that would draw other ids at each load (see Founder._inbox).
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute("ALTER TABLE public.organisations_post DISABLE TRIGGER make_inbox")
        aside = SetAside(cursor, "public.cases_contact") if size.bulk else None
        loaded = _Loading(stage, cursor, say).run()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE public.organisations_post ENABLE TRIGGER make_inbox")
        if aside is not None:
            say("putting indexes back")
            aside.put_back()
        if size.cast:
            _keep_accounts(loaded.accounts)
    with connection.cursor() as cursor:
        say("gathering statistics")
        cursor.execute("ANALYZE")
    return loaded


class _Loading:
    """One load: founds, settles, tells the histories, company by company."""

    def __init__(self, stage: Stage, cursor: Any, say: Say) -> None:
        self.stage, self.cursor, self.say = stage, cursor, say
        self.sheaf = Sheaf({Contact: ("words",)} if stage.size.bulk else None)
        self.words = SearchWords(cursor) if stage.size.bulk else None
        self.loaded = Loaded()

    def run(self) -> Loaded:
        founder = Founder(self.sheaf, self.stage)
        companies = founder.found()
        accounts = founder.accounts
        self.sheaf.add(Installation, id=1, demo=True)
        self._accounts(list(accounts.values()))
        self.sheaf.write(self.cursor)
        for company, homes in self._settled(companies):
            if company.number == 0 and self.stage.size.cast:
                self._accounts(play_residents(homes, company.slug, founder.long_ago))
            historian = Historian(self.sheaf, self.stage, company, self.words)
            historian.tell(homes)
            self.loaded.measured |= historian.measured
            if company.number == 0 and self.stage.size.cast:
                self._support(founder, companies, homes)
            self.sheaf.write(self.cursor)
            self.say(f"{company.slug}: {company.households} households")
        self.loaded.counts = self.sheaf.counts
        return self.loaded

    def _support(self, founder: Founder, companies: list[Company], homes: list[Home]) -> None:
        """What two companies asked of the support cell, the second one the other half of who is seconded there."""
        selma, sam, maud = (founder.accounts[key].posts[-1]["id"] for key in ("selma", "sam", "maud"))
        supporter = Supporter(self.sheaf, self.stage, founder.houses["cell"], (selma, sam), by_halves=maud)
        supporter.tell(companies[0], homes)
        supporter.asked_by_her_other_half(companies[cast.AT_HALVES.company or 0])

    def _settled(self, companies: list[Company]) -> Any:
        """Each company with its homes, one after the other so that memory stays small."""
        size = self.stage.size
        name = f"{size.name} deck"
        hands = deal(make_up.deck(size.households, Dice(name)), companies, size.cast)
        incomes = make_up.incomes(sum(len(hand) for hand in hands), Dice(name, "incomes"))
        leaving = _spread(make_up.deck(max(16, round(size.households * FORMER)), Dice(name, "former")), len(companies))
        asking = _spread(make_up.deck(max(16, round(size.households * ASKING)), Dice(name, "asking")), len(companies))
        for n, company in enumerate(companies):
            own, incomes = incomes[: len(hands[n])], incomes[len(hands[n]) :]
            yield company, Settler(self.sheaf, self.stage, company).settle(hands[n], leaving[n], asking[n], own)

    def _accounts(self, accounts: list[cast.Account]) -> None:
        """Accounts with password, token and second factor. The salt too comes from the seed: same rows each time."""
        now = at(self.stage.as_of, 6)
        hasher = Argon2PasswordHasher()
        for account in accounts:
            dice = Dice("account", account.key)
            salt = "".join(dice.pick("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(22))
            password = hasher.encode(account.password, salt) if self.stage.size.cast else "!"
            self.loaded.accounts.append(account)
            self.sheaf.add(
                User,
                id=account.user,
                username=account.key,
                password=password,
                email=f"{account.key}@example.org",
                language=account.language,
                person=account.person,
            )
            if not self.stage.size.cast:
                continue
            self.sheaf.add(
                ApiToken,
                id=dice.id(now),
                user_id=account.user,
                expires_at=now + TOKENS_LAST,
                token_hash=hashlib.sha256(account.token.encode()).digest(),
            )
            if account.totp_secret:
                self.sheaf.add(
                    Authenticator,
                    user_id=account.user,
                    type=Authenticator.Type.TOTP.value,
                    created_at=now,
                    data={"secret": encrypt(account.totp_secret)},
                )


def _spread(cards: list[make_up.Template], hands: int) -> list[list[make_up.Template]]:
    return [cards[n::hands] for n in range(hands)]


def _keep_accounts(accounts: list[cast.Account]) -> None:
    """Write the accounts' file, mode 0600."""
    file = accounts_file()
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        json.dump([account.shown() for account in accounts], stream, indent=1)
