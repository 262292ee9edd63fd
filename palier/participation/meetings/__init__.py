"""The monthly meeting of the tenants of a neighbourhood, from topics to minutes for all of them."""
