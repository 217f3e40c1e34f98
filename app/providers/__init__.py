"""The training provider: the tenant, its settings, locations and the modules that are on."""
