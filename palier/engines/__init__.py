"""Engines: pure, typed algorithms. No Django, no database, no clock, no solver until one is called.

Same input, same answer, byte for byte, whatever the order of the input.
"""
