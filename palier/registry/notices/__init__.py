"""Ten short notices, to read and to hear in many languages."""
