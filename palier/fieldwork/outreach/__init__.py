"""Evenings of meeting young people and what is seen in the neighbourhood: themes and counts, no names."""
