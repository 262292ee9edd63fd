"""Sites, buildings, dwellings and rooms, their leases, and the territories they lie in."""
