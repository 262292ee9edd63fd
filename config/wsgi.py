"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _move_the_clock_of_a_demonstration() -> None:
    """PALIER_NOW counts for the application as for its database, in a demonstration and nowhere else (D9)."""
    from django.db import connection, transaction

    from palier.kernel import clock

    if not os.environ.get(clock.VARIABLE):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT demo FROM access_installation")
        row = cursor.fetchone()
    clock.allow_moved_clock(bool(row and row[0]))
    connection.close()


_move_the_clock_of_a_demonstration()
