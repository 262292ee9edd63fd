"""`palier COMMAND`: finds the command's file, hands it its arguments, turns problems into one clear line.

JSON on standard output; messages and progress on standard error; exit 2 for input that cannot be used.
"""

import argparse
import sys
from importlib import import_module
from keyword import iskeyword

from config.database import DatabaseProblem
from palier.kernel.errors import Problem

COMMANDS = (
    "setup-database",
    "database-url",
    "migrate",
    "serve",
    "worker",
    "demo",
    "scale",
    "access",
    "keys",
    "messages",
    "import",
    "export",
    "engine",
    "clock",
    "pseudonymise",
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is its answer."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="palier", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        # `import` is a word of Python: its file is import_.py.
        module = import_module(f"palier.cli.{name.replace('-', '_')}{'_' if iskeyword(name) else ''}")
        sub = commands.add_parser(name, help=module.__doc__, description=module.__doc__)
        module.configure(sub)
        sub.set_defaults(run=module.run)
    options = parser.parse_args(given)
    try:
        return int(options.run(options) or 0)
    except (Problem, DatabaseProblem) as problem:
        print(f"palier {options.command}: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
