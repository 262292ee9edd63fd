"""A request with its pair, and a door in it."""

from palier.casework.support_pairs import actions
from palier.casework.support_pairs.rules import Answer, Door, DoorDraft, How, Part
from palier.casework.support_requests import actions as requests
from palier.casework.support_requests.rules import Discipline, Pair
from tests.casework.support_requests.cells import a_cell, ask
from tests.stage import without_locks

NAME, STREET, CALL = "Zulma Zoubirane", "14 rue des Tisserands", "sonner deux fois"


class Paired:
    """`stage` with a cell of three, one request of Amina's about her first household, and Selma and Sam as its pair."""

    def __init__(self, stage, named=True, cell=None):
        self.stage, self.people = stage, stage.people
        self.home = stage.homes[0]
        self.cell = cell or a_cell(stage, "selma", "sam", "third")
        self.asking, self.request = ask(stage, self.cell, household=self.home.household)
        if named:
            self.name_pair("selma", "sam")

    def name_pair(self, first, second):
        pair = Pair(self.people[first].post, Discipline.NURSE, self.people[second].post, Discipline.PSYCHOLOGIST)
        with self.people[first].acting() as actor:
            requests.name_pair(actor=actor, pk=self.request, pair=pair, version=self.version())

    def version(self):
        with without_locks() as cursor:
            cursor.execute("SELECT version FROM support_requests_supportrequest WHERE id = %s", [self.request])
            return cursor.fetchone()[0]

    def accord(self, **changes):
        values = {
            "asking": self.asking, "door": Door.ACCORD, "name": NAME, "address": STREET, "reach": CALL,
            "person": self.home.persons[0], "given_on": self.today(), "how": How.ORALLY, "language": "fr",
            "parts": tuple(Part), "may_take_back": True, "her_words": "oui, à deux",
        }  # fmt: skip
        return DoorDraft(**(values | changes))

    def visit(self, **changes):
        values = {
            "asking": self.asking, "door": Door.ANNOUNCED_VISIT, "name": NAME, "address": STREET, "given_on": self.today(),
            "how": How.INTERPRETER, "language": "ary", "who_named": True, "may_refuse": True, "answer": Answer.NOTHING_YET,
        }  # fmt: skip
        return DoorDraft(**(values | changes))

    def danger(self, **changes):
        values = {
            "asking": self.asking, "door": Door.GRAVE_DANGER, "name": NAME, "address": STREET, "feared": "elle ne mange plus",
            "not_otherwise": "personne n'entre", "second": self.people["bart"].post, "told_on": self.today(),
        }  # fmt: skip
        return DoorDraft(**(values | changes))

    def today(self):
        with self.people["amina"].acting() as actor:
            return actor.today

    def open(self, draft=None):
        with self.people["amina"].acting() as amina:
            return actions.open_door(actor=amina, draft=draft or self.accord())

    def declare(self, *names):
        for name in names or ("selma", "sam"):
            with self.people[name].acting() as actor:
                actions.declare(actor=actor, pk=self.request)

    def rows(self, table, column="request_id"):
        """Each row as one text, looked at behind the locks."""
        with without_locks() as cursor:
            value = self.request if column == "request_id" else self.cell.pk
            cursor.execute(f"SELECT to_jsonb(t)::text FROM support_pairs_{table} t WHERE t.{column} = %s", [value])
            return [row for (row,) in cursor.fetchall()]

    def subject_of_door(self):
        with without_locks() as cursor:
            cursor.execute(
                "SELECT subject_id FROM support_pairs_opening WHERE request_id = %s ORDER BY id DESC", [self.request]
            )
            return cursor.fetchone()[0]
