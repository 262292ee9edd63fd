"""What a professional does on a link, in the transaction of its session: closed functions of the database decide."""

import datetime as dt
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.casework.referrals.rules import State
from palier.casework.referrals.rules.links import Reply, Said
from palier.kernel.errors import InvalidInput, Refused


def stay() -> bool:
    """Twenty minutes more on this link. False: it, or its session, has ended."""
    return _asked("keep_link()", [])


def confirm(*, version: dt.date) -> None:
    """The declaration in its version of that day is confirmed: the pack opens, its sender is told. Raises Refused."""
    if not _asked("confirm_link(%s)", [version]):
        raise Refused()


def answer(*, said: Said, today: dt.date) -> None:
    """The answer is written where one noted by hand would be.

    Raises InvalidInput for a no without its reason, a proposal without a day to come, an empty question or no news;
    Refused when it was answered already, a question still waits, or there is news of what was not taken up.
    """
    _check(said, today)
    if said.reply == Reply.ASK:
        written = _asked("ask_by_link(%s)", [said.question.strip()])
    elif said.reply == Reply.TELL:
        written = _asked("tell_by_link(%s)", [said.news])
    else:
        states = {Reply.ACCEPT: State.ACCEPTED, Reply.REFUSE: State.REFUSED, Reply.PROPOSE: State.SENT}
        refused = said.reply == Reply.REFUSE
        why = said.why.value if refused and said.why else ""
        day = None if refused else said.day
        written = _asked("answer_by_link(%s, %s, %s)", [states[said.reply].value, why, day])
    if not written:
        raise Refused()


def _check(said: Said, today: dt.date) -> None:
    if said.reply == Reply.REFUSE and said.why is None:
        raise InvalidInput({"why": [_("Choose a reason: it counts what is missing, not the person.")]})
    if said.reply == Reply.PROPOSE and said.day is None:
        raise InvalidInput({"day": [_("Choose the day.")]})
    if said.reply in {Reply.PROPOSE, Reply.ACCEPT} and said.day is not None and said.day < today:
        raise InvalidInput({"day": [_("This day is over: choose one to come.")]})
    if said.reply == Reply.TELL and said.news is None:
        raise InvalidInput({"news": [_("Choose what you tell.")]})
    if said.reply == Reply.ASK and not said.question.strip():
        raise InvalidInput({"question": [_("Write your question in a few words.")]})


def _asked(call: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{call}", values)
        return bool(cursor.fetchone()[0])
