"""Files kept with an item of work: cleaned when they come in, stored outside the database, served apart."""
