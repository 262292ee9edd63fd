"""What the worker does each night: one report a company and day of what crossed, signed and chained."""

import json
from typing import Any

from palier.access.rights import exports

AT_MOST_DAYS = 400  # of a worker that stood still; more come with the next round


def write_reports(cursor: Any) -> int:
    """Write every report that is due, the oldest day first, by the job’s own cursor. Returns how many."""
    written = 0
    for _day in range(AT_MOST_DAYS):
        cursor.execute("SELECT organisation, slug, day, number, former_body, counts FROM sec.report_due()")
        due = cursor.fetchall()
        for organisation, slug, day, number, former, counts in due:
            text = exports.text_of(slug, day, number, former, json.loads(counts))
            row = [organisation, day, number, text, exports.signature_of(text), exports.public_key()]
            cursor.execute("SELECT sec.keep_report(%s, %s, %s, %s, %s, %s)", row)
        if not due:
            break
        written += len(due)
    return written
