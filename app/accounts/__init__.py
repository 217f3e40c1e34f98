"""Who may come in: users, their roles at providers, sessions and API keys."""
