"""Kernel: the small words every wing speaks: languages, days, money, identifiers, errors, tables.

No models, no Django, no database. Values in, values out; only `clock` looks at the time.
"""
