# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who is at the device, and what each role may do."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Role(enum.Enum):
    """``VOLUNTEER`` enrols and serves; ``CLERK`` also amends, voids, counts stock and settles rejections."""

    VOLUNTEER = "volunteer"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever is signed in; ``id`` is short and appears in records, ``name`` is shown."""

    id: str
    name: str
    role: Role
