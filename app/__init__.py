"""C-BOT: what the portal knows and does. The HTTP side lives in `api`."""
