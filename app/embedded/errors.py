"""Why the one-process mode cannot run here; each message says what to do about it."""


class EmbeddedError(RuntimeError):
    """Base of everything that the embedded servers refuse; the command prints it without a traceback."""


class BinariesMissingError(EmbeddedError):
    """No PostgreSQL programs were found on this machine."""


class DatabaseStartError(EmbeddedError):
    """The private PostgreSQL could not be made or started."""


class DataDirectoryInUseError(EmbeddedError):
    """Another portal runs on the same data directory."""
