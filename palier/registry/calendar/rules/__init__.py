"""Pure decisions about time: which session takes place when, what closes it, which slots are free, what an appointment is."""
