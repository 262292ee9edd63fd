"""Tests of the exchanges engine."""
