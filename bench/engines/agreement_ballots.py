"""How the ballots engine agrees with the known answers of ../shared/cases: Scottish counts, and recounts of approvals."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from palier.engines.ballots import Conditions, read_blt, read_table, to_json, verdict

Line = tuple[str, int, int, list[str]]
SCOTTISH = "scotland-fixed-p5-d5"


def agreement(cases: Path) -> list[Line]:
    """By collection: cases, how many agree, and what to say of those that do not."""
    folder = cases / "b_elections" / "dev"
    glasgow = json.loads((folder / "stv_glasgow_2007_expected.json").read_text())
    small = json.loads((folder / "stv_small_expected.json").read_text())
    return [
        _line(
            "b_elections (Glasgow 2007, every round)",
            [(ward, _agrees(folder / "stv_glasgow_2007" / f"{ward}.blt", known)) for ward, known in glasgow.items()],
        ),
        _line(
            "b_elections (small Scottish counts)",
            [
                (name, _agrees(folder / "stv_small" / f"{name}.blt", rules[SCOTTISH]))
                for name, rules in small.items()
                if SCOTTISH in rules
            ],
        ),
        _line(
            "b_elections (first preferences of Glasgow)",
            [(ward, _first(folder, ward, known)) for ward, known in glasgow.items()],
        ),
        _line(
            "b_elections (approval recounts)",
            [(path.stem, _recount(path)) for path in sorted(folder.glob("approval_multiwinner_abcvoting/*.yaml"))],
        ),
    ]


def _line(collection: str, cases: list[tuple[str, bool]]) -> Line:
    return (
        collection,
        len(cases),
        sum(agrees for _, agrees in cases),
        [f"{name}: another count" for name, agrees in cases if not agrees],
    )


def _agrees(path: Path, known: dict[str, object]) -> bool:
    """The elected, the quota, the last stage, and, where it is published, every stage to the fifth decimal."""
    said = to_json(verdict(read_blt(path), "scottish-stv", Conditions(int(str(known["seats"])))))
    rounds = said["rounds"]
    assert isinstance(rounds, list)
    events = known.get("events")
    stages = (
        [one["votes"] for one in events if one["tag"] in ("begin", "transfer")] if isinstance(events, list) else None
    )
    return (
        set(said["elected"]) == set(known["elected"])
        and f"{said['quota']}.00000" == known["quota"]
        and (rounds[-1]["votes"], rounds[-1]["exhausted"]) == (known["final"], known["nontransferable"])
        and (stages is None or stages == [one["votes"] for one in rounds])
    )


def _first(folder: Path, ward: str, known: dict[str, object]) -> bool:
    poll = read_blt(folder / "stv_glasgow_2007" / f"{ward}.blt")
    found = verdict(poll, "plurality", Conditions(int(str(known["seats"]))))
    return list(found.elected) == known["plurality_top_n_first_preferences"]


def _recount(path: Path) -> bool:
    """Approvals may be more than the seats, so as many marks are allowed as there are candidates."""
    text = path.read_text(encoding="utf-8")
    profile = json.loads(re.search(r"profile: (\[\[.*?\]\])", text, re.DOTALL)[1])
    candidates, seats = (int(re.search(rf"{key}: (\d+)", text)[1]) for key in ("num_cand", "committeesize"))
    best = json.loads(re.search(r"rule_id: av\n\s+result: (\[\[.*?\]\])", text, re.DOTALL)[1])
    rows = [[str(int(one in ballot)) for one in range(candidates)] for ballot in profile]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "ballots.csv"
        table.write_text("\n".join(",".join(row) for row in [[f"c{one}" for one in range(candidates)], *rows]))
        found = verdict(read_table(table, candidates), "plurality", Conditions(seats))
    return sorted(int(name[1:]) for name in found.elected) in [sorted(one) for one in best] and bool(found.ties) == (
        len(best) > 1
    )
