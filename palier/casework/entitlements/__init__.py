"""Rights to check: ten dated questions, what to bring and where to ask; nothing is computed (practice E 2)."""
