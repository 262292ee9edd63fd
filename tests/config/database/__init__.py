"""Tests of the embedded database's supervisor."""
