"""Coming in with a code, the first page behind the door, leaving."""
