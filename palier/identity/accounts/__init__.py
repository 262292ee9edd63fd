"""Sign-in accounts. An account proves who signs in; what she may know is decided elsewhere (palier.access)."""
