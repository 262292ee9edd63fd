"""The engines measured, and their agreement with cases nobody here wrote. Never part of the tests; never a verdict."""
