"""Django's PostgreSQL backend, with the session token bound to every transaction."""
