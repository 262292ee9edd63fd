"""Tests of palier.kernel: no Django, no database, no network."""
