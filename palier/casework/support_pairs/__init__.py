"""What the pair of the support cell does once it is named: three doors, its notes, contact after an eviction."""
