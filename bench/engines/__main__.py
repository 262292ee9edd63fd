"""`python -m bench.engines`: every engine measured. `python -m bench.engines agreement`: every engine on all known answers.

python -m bench.engines [NAME …] [--write]     the ratios; --write keeps them in docs/performance.md
python -m bench.engines agreement [NAME …]     cases and agreement by collection; also `make engines`
"""

import argparse
import sys

from bench.engines import agreement, measured
from bench.engines.modules import CASES, named


def main(words: list[str] | None = None) -> int:
    """0, or 1 when an engine disagrees without an explanation."""
    options = _options(words)
    if options.names[:1] == ["agreement"]:
        return agreement.run(named("agreement_", options.names[1:]), CASES)
    return measured.run(named("", options.names), write=options.write)


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench.engines", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="[agreement] NAME", help="these engines only")
    parser.add_argument("--write", action="store_true", help="write the section Engines of docs/performance.md")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
