"""Collective and community work: activities and tenants' meetings. It never reads a file."""
