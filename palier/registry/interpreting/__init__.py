"""Who interprets which language, and how much was interpreted: nothing here is about a tenant."""
