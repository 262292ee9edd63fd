"""What goes to a named professional about one person, with her agreement, and what came of it."""
