"""Tests of palier.engines: no Django, no database, no network."""
