"""Sent mails over HTTP (**Verzonden mails**)."""
