"""Coming in by showing who one is, with an identity card or itsme."""
