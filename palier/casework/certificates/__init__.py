"""The certificate of help offered: dates and channels, chosen by the worker's hand, for the tenant (P3)."""
