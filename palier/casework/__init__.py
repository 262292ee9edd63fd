"""Social work with persons and households, bound by professional secrecy."""
