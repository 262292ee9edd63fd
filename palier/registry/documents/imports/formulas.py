"""Formulas of sheets: which ones reach outside the file. Their last result stays in the cell; they go."""

import re

STRINGS = re.compile(r'"[^"]*"')
ADDRESSES = re.compile(r"^(https?://|mailto:|tel:|#)", re.IGNORECASE)
OUTSIDE = re.compile(
    r"\|"  # DDE: =program|topic!item. Excel has no other use for this sign
    r"|\[\d+\][^\[\]]*!"  # another workbook, by its number
    r"|'[^']*\[[^']*'\s*!|\[[^\]]*\.\w{2,5}\]"  # another workbook, by its name
    r"|(?<!\w)(WEBSERVICE|IMAGE|RTD|CALL|REGISTER|REGISTER\.ID|EXEC|FILTERXML|SQL\.REQUEST|DDE|COM\.\w+\.DDE"
    r"|COM\.MICROSOFT\.WEBSERVICE|COM\.MICROSOFT\.IMAGE|STYLE)\s*\("
    r"|(file|https?|ftp)\s*:|'\s*\\\\",
    re.IGNORECASE,
)
LINK = re.compile(r"HYPERLINK\s*\(", re.IGNORECASE)


def reaches_outside(formula: str) -> bool:
    """True for DDE, another workbook, and functions that fetch or call something; for links to anything but the web."""
    if OUTSIDE.search(STRINGS.sub('""', formula)):
        return True
    if not LINK.search(formula):
        return False
    return any(":" in text or "\\" in text for text in _texts(formula) if not ADDRESSES.match(text))


def _texts(formula: str) -> list[str]:
    return [found[1:-1].strip() for found in STRINGS.findall(formula)]
