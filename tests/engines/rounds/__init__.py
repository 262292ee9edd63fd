"""Tests of the rounds engine."""
