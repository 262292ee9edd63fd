"""In which order a day is best gone through, and how fast one goes."""
