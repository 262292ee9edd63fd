"""Requests, contacts and social files: individual social work from the first call to closure. The reference app."""
