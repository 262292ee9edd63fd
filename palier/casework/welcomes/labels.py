"""The words shown for the closed lists of the welcome, and their icons."""

from django.utils.translation import gettext_lazy as _

from palier.casework.welcomes.rules import Told, WelcomeState, WelcomeWay

WAYS = [
    (WelcomeWay.VISIT, _("At home")),
    (WelcomeWay.COLLECTIVE, _("Together with other newcomers")),
    (WelcomeWay.OFFICE, _("At the office")),
]
WAY_ICONS = {WelcomeWay.VISIT: "house", WelcomeWay.COLLECTIVE: "users", WelcomeWay.OFFICE: "armchair"}
TOLD = [
    (Told.WELCOME, _("Welcome")),
    (Told.THE_COMPANY, _("How the company works")),
    (Told.THE_SERVICE, _("How the social service works")),
    (Told.FREE_TO_SAY_NO, _("You are free to say no; it changes nothing in your lease")),
    (Told.FOLDER_GIVEN, _("Welcome folder given")),
    (Told.CARD_GIVEN, _("Card of the worker given")),
]
STATES = [
    (WelcomeState.TO_MEET, _("To meet")),
    (WelcomeState.OFFERED, _("Offered")),
    (WelcomeState.MET, _("Met")),
    (WelcomeState.OFF_MY_LIST, _("Off my list")),
]
