"""Agreement of the suppression engine with the known answers of the shared cases."""

import csv
import json
from pathlib import Path

from palier.engines.suppression import Entry, Rules, Table, protect

FOLDER = "g_disclosure_control"


def agreement(cases: Path) -> list[tuple[str, int, int, list[str]]]:
    """Per collection: its name, how many questions, how many agree, and a sentence per disagreement."""
    known = json.loads((cases / FOLDER / "dev_expected.json").read_text())
    asked, agreed, disagreements = 0, 0, []
    for name, case in sorted(known.items()):
        for question in case["cases"]:
            for problem in _asked(name, case, question, cases):
                asked += 1
                agreed += problem is None
                if problem is not None:
                    disagreements.append(f"{name}, {question['rule']}: {problem}")
    return [(FOLDER, asked, agreed, disagreements)]


def _asked(name, case, question, cases):
    """None or what differs, for each of: sensitive cells, least cells, least inner cells, least value, the file itself."""
    rules = Rules(threshold=float(question["rule"].partition(">=")[2].split()[0]))
    table = Table(name, ("row", "col"), tuple(Entry((c["row"], c["col"]), c["value"]) for c in case["cells"]))
    any_cell = protect([table], rules)
    inner = protect([table], rules, keep_totals=True)
    value = protect([table], rules, keep_totals=True, cost="value")
    told = {any_cell.figures.cells[need.cell] for need in any_cell.needs}
    primary = {tuple(cell) for cell in question["primary"]}
    yield None if told == primary else f"sensitive {sorted(told)}, expected {sorted(primary)}"
    for answer, key, patterns in (
        (any_cell, "min_secondary_any_cell", "min_secondary_any_cell_patterns"),
        (inner, "min_secondary_inner_cells_only", "min_inner_patterns"),
    ):
        hidden = {answer.figures.cells[cell] for cell in answer.secondary}
        same = hidden in [{tuple(cell) for cell in pattern} for pattern in question[patterns]]
        is_right = answer.is_released and answer.is_optimal and answer.cost == question[key] and same
        yield None if is_right else f"{key}: {answer.cost:g}, expected {question[key]}"
    expected = question["min_inner_total_value"]
    yield None if value.cost == expected else f"least value {value.cost:g}, expected {expected:g}"
    counted = protect([_file(cases / FOLDER / "dev" / f"{name}.csv")], rules)
    yield None if counted.secondary == any_cell.secondary else "the file itself gives another pattern"


def _file(path):
    """The table of a file of figures `n`, or the counts of a file of persons."""
    counted = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            labels = tuple(list(row.values())[:2])
            counted[labels] = counted.get(labels, 0.0) + (float(row["n"]) if "n" in row else 1.0)
    return Table(path.stem, ("row", "col"), tuple(Entry(labels, value) for labels, value in counted.items()))
