"""What lies on Amina's desk in these tests."""

import datetime

from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft, StepDraft
from palier.identity.organisations.models import Service
from palier.identity.organisations.rules import ServiceKind
from palier.registry.signals.models import Signal
from tests.stage import put, without_locks


class Work:
    """What Amina has on her desk."""

    def __init__(self, stage):
        self.stage = stage
        self.today = datetime.date.today()

    def file(self, home=0):
        place = self.stage.homes[home]
        with self.stage.amina.acting() as amina:
            return actions.open_case(
                actor=amina, draft=CaseDraft(place.household, (place.persons[0],), datetime.date(2026, 3, 3))
            )

    def contact(self, text="La caisse a rappelé.", **more):
        with self.stage.amina.acting() as amina:
            return actions.record_contact(actor=amina, draft=ContactDraft(text, **more))

    def step(self, case, text="Téléphoner ensemble à la caisse", *, days=0, call=False):
        due = self.today + datetime.timedelta(days=days)
        with self.stage.amina.acting() as amina:
            return actions.plan_step(actor=amina, case=case, draft=StepDraft(text, due, call_back=call))

    def request(self, text="Souhaite qu'on l'appelle.", home=0, **more):
        with self.stage.amina.acting() as amina:
            return actions.add_request(actor=amina, draft=RequestDraft(text, self.stage.homes[home].household, **more))

    def signal(self, theme="repair", text="Humidité de la chambre.", home=0, post=None):
        with without_locks():
            origin = put(
                Service(
                    organisation=self.stage.company,
                    kind=ServiceKind.TECHNICAL,
                    name_fr="Service technique",
                    name_nl="Technische dienst",
                )
            )
            return put(
                Signal(
                    organisation=self.stage.company,
                    origin_service=origin,
                    recipient_service=self.stage.service,
                    recipient_post_id=post,
                    household_id=self.stage.homes[home].household,
                    theme=theme,
                    text=text,
                )
            ).pk

    def silence(self, case):
        with without_locks() as cursor:
            cursor.execute("UPDATE cases_case SET last_contact_on = sec.today() - 80 WHERE id = %s", [case])

    def everything(self):
        """One of each kind."""
        case = self.file()
        self.contact("Relire ensemble la lettre de la caisse.\nPuis le reste.", case=case)
        self.step(case)
        self.step(case, "Rappeler après 10 h", call=True)
        self.step(case, "Chercher les factures", days=-3)
        self.request()
        self.signal()
        self.signal("arrears", "312,50 euros de retard", home=1)
        quiet = self.file(1)
        self.silence(quiet)
        return case
