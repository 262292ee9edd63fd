"""New tenants: who moved in, a task of the worker who looks after the place, nothing on the tenant (P14)."""
