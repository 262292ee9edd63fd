"""Asking that an agent comes by, and the sentence with which she is answered."""
