"""A tenant's appointments: hers alone; another hour is asked for and the hour stands until it is answered."""

import datetime as dt

from palier.registry.calendar import actions as calendar
from palier.registry.calendar.rules.appointments import AppointmentDraft
from tests.door.comers import come_in, give, plain, with_account
from tests.door.test_ask import requests_of


def agree(worker, home, persons, hour=10):
    with worker.acting() as actor:
        start = (actor.moment + dt.timedelta(days=3)).replace(hour=hour, minute=0, second=0, microsecond=0)
        draft = AppointmentDraft(
            start=start, minutes=30, household=home.household, persons=tuple(persons), kind="phone"
        )
        return calendar.make_appointment(actor=actor, draft=draft)


def test_she_sees_her_hours_and_asks_for_another(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    hers = agree(stage.amina, home, [zoe])
    his = agree(stage.amina, home, [omer], hour=12)
    both = agree(stage.amina, home, [zoe, omer], hour=14)
    client = with_account(zoe)
    page = plain(client.get("/door/appointments/"))
    assert f"/door/appointments/{hers}/other-hour/" in page
    assert str(his) not in page and str(both) not in page
    for pk in (his, both):
        assert client.get(f"/door/appointments/{pk}/other-hour/").status_code == 404
    answer = client.post(f"/door/appointments/{hers}/other-hour/", {"text": "Le soir, si possible."}, follow=True)
    assert "C’est noté" in plain(answer)
    [row] = requests_of(zoe)
    assert row[0].startswith("Demande une autre heure que") and row[0].endswith("Le soir, si possible.")
    assert f"/door/appointments/{hers}/other-hour/" in plain(client.get("/door/appointments/"))


def test_a_partner_signed_in_at_once_sees_none_of_them(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    agree(stage.amina, home, [zoe])
    assert "Aucun rendez-vous" in plain(with_account(omer).get("/door/appointments/"))
    assert "Aucun rendez-vous" not in plain(come_in(give(stage.amina, zoe)).get("/door/appointments/"))
