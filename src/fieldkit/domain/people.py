# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who a person is on paper: names as they are kept, shown, masked and looked for."""

from __future__ import annotations

import enum


class Sex(enum.IntEnum):
    """GB/T 2261.1 sex codes."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
    NOT_STATED = 9
