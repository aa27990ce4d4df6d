# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Catch every log line at WARNING or above, so that a test fails on one it did not expect."""

import logging


class LogGuard(logging.Handler):
    """Gather warnings and worse; know which fragments were expected."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.caught: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.caught.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, *fragments: str) -> None:
        """Allow, and ask for, log lines that hold each of these fragments."""
        self.expected.extend(fragments)

    def complaints(self) -> list[str]:
        """Say what was logged unexpectedly, and what was expected but never logged."""
        surprises = [line for line in self.caught if not any(part in line for part in self.expected)]
        missing = [part for part in self.expected if not any(part in line for line in self.caught)]
        return [f"unexpected log line: {line}" for line in surprises] + [
            f"no log line held {part!r}" for part in missing
        ]
