"""PostgreSQL: table conventions, sessions bound to a tenant, and locks."""
