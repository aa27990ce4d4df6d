# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A QR symbol of digits, as rows of dark runs that a printer can draw in whole dots."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData

QUIET = 4  # modules of white on every side
MASK = 3  # fixed: trying all eight takes six times as long, and every reader takes any of them
SMALLEST_MODULE = 0.42  # millimetres; below this a laptop's camera fails (paper.md §2.3)


@dataclass(frozen=True, slots=True)
class Run:
    """Dark modules side by side: first column, row, how many."""

    column: int
    row: int
    count: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone: modules on a side, and its dark runs."""

    modules: int
    runs: tuple[Run, ...]


def symbol(digits: str) -> Symbol:
    """Return the symbol of a card's code; only digits, so that any scanner can type it under a Chinese keyboard."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a card's code holds digits only")
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=MASK, border=0)
    code.add_data(QRData(digits), optimize=0)  # digits alone are taken in numeric mode
    code.make(fit=True)
    runs: list[Run] = []
    for row, modules in enumerate(code.get_matrix()):
        column = 0
        for dark, group in groupby(modules):
            count = len(list(group))
            if dark:
                runs.append(Run(column, row, count))
            column += count
    return Symbol(code.modules_count, tuple(runs))
