"""The table between the services of one company: one line a question of a household (P9)."""
