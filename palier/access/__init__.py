"""THE ROOM: who may know what, and why. Nothing else decides."""
