"""What carries the support cell: funding and its gaps, presentations, who goes on when it stops, a year in figures."""
