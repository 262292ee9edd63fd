"""The hours agreed with me, and asking to move one."""
