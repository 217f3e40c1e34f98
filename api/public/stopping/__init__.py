"""The page behind the link with which a reader asks for no more reminders."""
