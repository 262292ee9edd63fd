"""Keeping the home: causes, budget, plans and the five acts a tenant signs; the secret side of unpaid rent (P8)."""
