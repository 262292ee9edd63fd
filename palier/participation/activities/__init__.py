"""Collective activities, from the problem observed to what the group achieved."""
