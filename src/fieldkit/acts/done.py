# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an act without a person of its own returns: its operation, and what it touched."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.work import Touched


@dataclass(frozen=True, slots=True)
class Done:
    """An act is entered: it is on the disk, and will be told to the district."""

    operation: str
    touched: Touched
