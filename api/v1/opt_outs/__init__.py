"""Who is left out of reminders."""
