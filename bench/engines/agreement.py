"""Every engine on every known answer: how many cases, how many agree, and what to say of the others.

An engine's own module, agreement_NAME.py, gives `agreement(cases)`: for each collection its name, the number of cases,
how many agree, and one sentence for each that does not, "CASE: why". docs/engines.md says those sentences too.
"""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

Collection = tuple[str, int, int, list[str]]


def run(modules: Mapping[str, ModuleType], cases: Path) -> int:
    """Prints the table; 1 when a disagreement has no sentence, or when the cases are not there."""
    if not cases.is_dir():
        print("The shared cases are not beside this clone.")
        return 1
    unexplained = 0
    print(f"{'engine':<12} {'collection':<44} {'cases':>6} {'agree':>6}", flush=True)
    for name, module in modules.items():
        for collection in module.agreement(cases):
            print("\n".join(lines(name, collection)), flush=True)
            unexplained += silent(collection)
    print(f"Disagreements without an explanation: {unexplained}")
    return int(unexplained > 0)


def lines(engine: str, collection: Collection) -> list[str]:
    """A collection as a row, and its explanations under it."""
    title, count, agreeing, words = collection
    row = f"{engine:<12} {title:<44} {count:>6} {agreeing:>6}"
    return [row, *(f"{'':<12}   {sentence}" for sentence in words)]


def silent(collection: Collection) -> int:
    """How many of its cases disagree and are not explained."""
    _, count, agreeing, words = collection
    return max(0, count - agreeing - len(words))
