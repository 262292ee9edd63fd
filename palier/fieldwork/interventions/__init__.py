"""What agents of proximity are asked, what they saw and did, and what the asker is told (P22)."""
