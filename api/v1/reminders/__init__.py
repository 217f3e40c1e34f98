"""How reminders are set, and what their next run will send."""
