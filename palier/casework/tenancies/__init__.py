"""Tenancies: what the lease and the law say of a household's dwelling. Here, for now, the eviction clock."""
