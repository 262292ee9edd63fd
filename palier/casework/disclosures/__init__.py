"""What leaves the social service without the person's agreement: four closed grounds, two heads, and she is told."""
