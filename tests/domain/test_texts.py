# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A free text fits on paper and in files."""

import pytest

from fieldkit.domain.texts import LONGEST_TEXT, check_text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("京南示例物流有限公司", []),
        ("字" * LONGEST_TEXT + "  ", []),
        ("字" * (LONGEST_TEXT + 1), ["text-too-long"]),
        ("示例\n公司", ["text-characters"]),
        ("示例\ud800" * LONGEST_TEXT, ["text-too-long", "text-characters"]),
    ],
)
def test_a_text_is_judged(text, codes):
    assert [(fault.field, fault.code) for fault in check_text("employer", text)] == [
        ("employer", code) for code in codes
    ]
