"""The pages of the table between services: the lines, one line, a new one, the sheet of the weekly meeting."""
