"""Which modules of this folder measure an engine, and which compare it with known answers."""

import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import palier.engines

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
ENGINES = tuple(sorted(found.name for found in pkgutil.iter_modules(palier.engines.__path__) if found.ispkg))


def named(prefix: str, wanted: list[str]) -> dict[str, ModuleType]:
    """By engine, the module `prefix`NAME of this folder, for all engines or those `wanted`; an unknown name ends the run."""
    if strange := sorted(set(wanted) - set(ENGINES)):
        raise SystemExit(f"No such engine: {', '.join(strange)}. There are: {', '.join(ENGINES)}.")
    here = Path(__file__).parent
    names = [name for name in wanted or ENGINES if (here / f"{prefix}{name}.py").exists()]
    return {name: import_module(f"bench.engines.{prefix}{name}") for name in names}
