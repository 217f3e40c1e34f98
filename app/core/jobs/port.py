"""The port behind which the job library stays: wake the worker now. Losing a ring loses nothing but time."""

from typing import Protocol


class Doorbell(Protocol):
    """Tells the worker that something waits for it in PostgreSQL."""

    async def ring(self, name: str) -> None:
        """Wake the worker for `name` (`mail` or `jobs`); never raises, since the worker also looks by itself."""
        ...


class SilentDoorbell:
    """No queue is at hand: the worker finds the work by polling."""

    async def ring(self, name: str) -> None:
        """Do nothing."""
