"""The tenant's own door: pages of one column, one question at a time."""
