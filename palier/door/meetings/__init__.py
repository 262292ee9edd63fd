"""Meetings of tenants at one's own door: the invitation, will I come, a question, what was said."""
