"""Measurements of the engines: one module each, with `measure()`."""
