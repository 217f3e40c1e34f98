"""Logs as one JSON object a line: what happened, when, with the trace id; never names, addresses or tokens."""

import logging
import re
from typing import Any, TextIO

import orjson
import structlog
from structlog.typing import EventDict

# PostgreSQL shows the row that it refuses, and asyncpg the value that it cannot send.
_SHOWN_ROW = re.compile(r"^DETAIL: .*?(?=\n\[SQL|\nHINT: |\n\n|\Z)", re.MULTILINE | re.DOTALL)
_SHOWN_VALUE = re.compile(r"(invalid input for query argument \$\d+): .*")


def configure_logging(stream: TextIO) -> None:
    """Send our events, and warnings of the libraries, to a stream."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_rows,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _without_rows(_logger: object, _method: str, event: EventDict) -> EventDict:
    """An error's words without the values that the database repeats in them."""
    if "exception" in event:
        event["exception"] = _bare(event["exception"])
    return event


def _bare(words: str) -> str:
    return _SHOWN_VALUE.sub(r"\1", _SHOWN_ROW.sub("DETAIL: …", words))


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """A library's record in the form of ours."""
        event = {
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": self.formatTime(record),
        }
        if record.exc_info:
            event["exception"] = _bare(self.formatException(record.exc_info))
        return _dumps(event)


def _dumps(value: Any, **_options: object) -> str:
    return orjson.dumps(value, default=str).decode()
