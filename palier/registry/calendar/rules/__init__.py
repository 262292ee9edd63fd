"""Pure decisions about time: what takes place when, what closes it, which slots are free, what an appointment is."""
