# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Goods handed out: who is entitled, what an issue is, what a receipt must say (domain.md §2.10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Collector:
    """Somebody who collects on behalf of the person (代领): name, last four of the document, relation."""

    name: str
    document_tail: str
    relation: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Goods given to one person, or to an anonymous visitor when ``uid`` is '' (only ``audience`` need)."""

    operation: str
    receipt_number: str
    uid: str
    goods: str
    quantity: int
    site: str
    at: dt.datetime
    operator: str
    collector: Collector | None = None
    signature: bytes = b""
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether a person may take an item now. ``reason`` is '' when allowed, else a problem's code."""

    goods: str
    name: str
    allowed: bool
    reason: str
    taken_at: str
    left: int
