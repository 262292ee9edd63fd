"""Safety instructions: what to do at a door, from a closed list; never what a person is (P23)."""
