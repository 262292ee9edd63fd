"""How Palier is wired and started: settings, root addresses, the server, the database's supervisor."""
