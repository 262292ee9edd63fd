"""The round of a day: who goes where, when and why; walked on a telephone without network (D19)."""
