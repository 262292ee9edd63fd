"""Run an engine on a file: pure algorithms that decide, each with its reasons. No database is needed."""

import argparse
import json
import pkgutil
import sys
from importlib import import_module

import palier.engines
from palier.engines.bad_input import BadInput


def configure(parser: argparse.ArgumentParser) -> None:
    """One engine a word; `palier engine NAME --help` gives its formats and an example that runs."""
    engines = parser.add_subparsers(dest="engine", required=True, metavar="ENGINE")
    for name in sorted(found.name for found in pkgutil.iter_modules(palier.engines.__path__) if found.ispkg):
        module = import_module(f"palier.engines.{name}.command")
        words = str(module.__doc__)
        sub = engines.add_parser(
            name,
            help=words.partition("\n")[0],
            description=words,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.configure(sub)
        sub.set_defaults(answer=module.answer)


def run(options: argparse.Namespace) -> int:
    try:
        answer = options.answer(options)
    except BadInput as problem:
        print(f"palier engine {options.engine}: {problem}", file=sys.stderr)
        return 2
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0
