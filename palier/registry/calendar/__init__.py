"""When people can come, call or be visited: sessions, closures, appointments, and calendars other programs read."""
