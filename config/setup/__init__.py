"""What the Makefile runs: set-up, the suite, the checks, the pictures."""
