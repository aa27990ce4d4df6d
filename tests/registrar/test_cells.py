# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No text becomes a formula, whatever it begins with, and each one comes back as it was (X7)."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fieldkit.registrar.cells import as_csv, guarded, unguarded

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://x","看")',
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "|cmd",
    "%0A",
    "'=1+1",
    "\0=1",
    "-",
    "+",
    "=",
    "−1+2",
]
KEPT = [
    "+8615400138000",
    "+213612345678",
    "15400138000",
    "-5",
    "王小明",
    "119999199001010015",
    "",
    "A-1",
    "甲=乙",
    "1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_guarded(text):
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", KEPT)
def test_what_is_none_stays_readable(text):
    assert guarded(text) == text
    assert unguarded(guarded(text)) == text


@given(st.text(max_size=30))
@example("''")
@example("＇=")
def test_everything_comes_back_and_nothing_begins_like_a_formula(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    bare = cell.lstrip(" \t\r\n\u00a0\u3000\ufeff\u200b\0")
    assert bare[:1] not in set("=@|%＝＠") or cell.startswith("'")


def test_csv_has_every_field_quoted_and_guarded():
    raw = as_csv([["姓名", "电话"], ['=1+"1"', "+8615400138000"], ["两\n行", "0015"]])
    assert raw.startswith("\ufeff".encode())
    text = raw.decode("utf-8-sig")
    assert text.startswith('"姓名","电话"\r\n"\'=1+""1""","+8615400138000"')
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [[unguarded(cell) for cell in row] for row in rows[1:]] == [
        ['=1+"1"', "+8615400138000"],
        ["两\n行", "0015"],
    ]
