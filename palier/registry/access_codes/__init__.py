"""Codes with which a tenant opens her own door."""
