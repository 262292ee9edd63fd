"""The bag of letters: what a person brings to the counter, one line a letter."""
