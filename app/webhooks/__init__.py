"""Webhooks: what happens at a provider is told to the programs that asked for it, signed, and at least once."""
