"""Residential mobility, on the landlord's side (P16)."""
