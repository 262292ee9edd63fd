"""Who works where: sign-in accounts, organisations, staff, posts and the places they serve."""
