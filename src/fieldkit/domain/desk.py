# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where an act happens: the site and booth a device stands at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """The event, site and booth of this device now; part of every record."""

    event: str
    site: str
    booth: str
