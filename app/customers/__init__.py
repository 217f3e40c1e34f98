"""Business customers and their contact person (klantenbestand)."""
