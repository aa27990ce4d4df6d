# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Invented people to look at a layout with: a plain name, the hard ones of domain.md §3.3, and the longest."""

from __future__ import annotations

import datetime as dt

from fieldkit.domain.papers import MemberCard

SIGNED = "2" + "8051739264" * 70  # as long as a signed code is; it says nothing and no booth takes it
_UNION, _LONG_UNION = "示例区示例镇总工会", "北京市示例区示例生物医药产业基地（示例临空经济区）联合工会委员会"
_DAY = dt.date(2028, 8, 28)

SAMPLES = (
    MemberCard("王示例", "FK-0001-2345-6", "000123456", _UNION, _DAY, signed=SIGNED),
    MemberCard("王𠅤", "临-D07-0003", "9000700003", _UNION, _DAY, provisional=True, signed=SIGNED),
    MemberCard(
        "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木",
        "FK-0001-2345-6",
        "000123456",
        _LONG_UNION,
        _DAY,
        signed=SIGNED,
    ),
    MemberCard(
        "Alexandra Konstantinovna Ivanova", "FK-0001-2345-6", "000123456", _UNION, _DAY, signed=SIGNED
    ),
    MemberCard(
        "古丽" * 12 + "·" + "米热" * 12 + "木",
        "FK-0001-2345-6",
        "000123456",
        _LONG_UNION,
        _DAY,
        signed=SIGNED,
    ),
)
"""All of them invented; the last has 50 characters."""
