# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the registrar's desk says on a terminal."""

from __future__ import annotations

import sys
from typing import TextIO


def say(text: str, where: TextIO | None = None) -> None:
    """Say ``text`` on standard output, or ``where``, as one line without signs that could steer a terminal."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text)
    print(shown, file=where or sys.stdout)
