"""The partnership that carries the support cell: presentations, funding and its gaps, what is left without relay, a year in figures."""
