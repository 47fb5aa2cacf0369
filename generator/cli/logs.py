"""Log lines on the terminal, for --debug."""

from __future__ import annotations

import logging

from generator.masking import masked


class _Masking(logging.Formatter):
    """Log lines, tracebacks included, with personal data masked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to write."""
        return masked(super().format(record))


def log_everything() -> None:
    """Send every log line to stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Masking("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.DEBUG, handlers=[handler])
