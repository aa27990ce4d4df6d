# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Use of services: a record where a member is noted, a tally where no name is needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """That a member (``uid``) or an anonymous visitor ('' ) used a service; ``count`` is 1 for a member."""

    operation: str
    service: str
    uid: str
    count: int
    site: str
    booth: str
    at: dt.datetime
    operator: str
    voided: bool = False


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """How often a service was used at this desk today."""

    service: str
    count: int
