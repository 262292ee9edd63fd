"""What django-allauth asks of this installation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from palier.identity.accounts import queries


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by an organisation; nobody signs herself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong guesses are counted by account, and apart on a machine where that person signed in before.

        So a stranger's guesses close the account to strangers, not to her at her own desk.
        """
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        token = request.COOKIES.get(settings.MACHINE_COOKIE_NAME, "")
        if token and queries.is_known(credentials.get("username", ""), token):
            key += ":" + queries.digest(token).hex()
        return key
