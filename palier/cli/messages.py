"""Extract, check or compile the French and Dutch catalogues."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["update", "compile", "check"])


def run(options: argparse.Namespace) -> int:
    from palier.ui import messages_tool

    return int(messages_tool.main([options.action]) or 0)
