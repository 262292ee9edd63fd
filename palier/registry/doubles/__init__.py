"""Two lines of the register that may be one person: found, told apart, said to be one."""
