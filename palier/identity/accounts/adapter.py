"""What django-allauth asks of this installation."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by an organisation; nobody signs herself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
