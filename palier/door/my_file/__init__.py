"""What is held of me, and who opened it."""
