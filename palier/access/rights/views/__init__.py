"""How long things are kept, and what goes before its time by two persons."""
