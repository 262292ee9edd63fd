"""Tests of palier.engines.caseload."""
