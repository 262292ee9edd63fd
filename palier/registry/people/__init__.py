"""Persons and the households they declared to the landlord."""
