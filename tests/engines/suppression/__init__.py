"""Tests of the suppression engine; `oracle` is written apart from it."""
