"""Who came to a session: from the door to the way out, for twenty-four hours; then counts only."""
