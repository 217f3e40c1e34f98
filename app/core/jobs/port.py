"""The port behind which the job library stays: wake the worker now. Losing a ring loses nothing but time."""

from typing import Protocol


class Doorbell(Protocol):
    """Tells the worker that something waits for it in PostgreSQL."""

    async def ring(self, name: str) -> None:
        """Wake the worker for `name` (`mail`, `jobs`, or `work` for both); never raises, since the worker also looks."""
        ...

    async def close(self) -> None:
        """Let go of what the bell hangs on."""
        ...


class SilentDoorbell:
    """No queue is at hand: the worker finds the work by polling."""

    async def ring(self, name: str) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """There is nothing to let go of."""
