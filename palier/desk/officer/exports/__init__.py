"""What leaves towards the data-protection officer: after a breach, who saw what of one person (GDPR art. 33 and 34)."""
