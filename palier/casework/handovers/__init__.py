"""When a worker leaves: what the next one needs, what must not pass, and that the tenant is told who follows."""
