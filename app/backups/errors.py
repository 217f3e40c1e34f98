"""What stands in the way of a backup or of putting one back; each message says what a person can do."""


class BackupError(Exception):
    """The backup cannot be taken, read or put back."""
