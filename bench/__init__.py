"""Side-by-side measurements. Never part of the tests; never a verdict."""
