# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The small values: what they say about themselves."""

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.members import Member
from fieldkit.sample.day import sample_day


def test_a_member_shows_the_serial_and_until_then_the_provisional_number():
    assert Member(uid="1", serial="", name="王明", provisional="临-D07-0003").shown_number == "临-D07-0003"
    assert (
        Member(uid="1", serial="FK-0001-2345-2", name="王明", provisional="x").shown_number
        == "FK-0001-2345-2"
    )


def test_a_note_does_not_stop():
    assert Fault("name", "name-missing").stops
    assert not Fault("name", "name-one-character", Weight.NOTE).stops


def test_a_day_book_finds_tables_settings_and_sites():
    book = sample_day().book
    assert {row.code for row in book.table("sex")} == {"1", "2"}
    assert book.setting("age_high") == "70"
    assert book.setting("nothing", "else") == "else"
    site = book.site("PGZ")
    assert site is not None
    assert site.role == "main"
    assert DayBook().site("PGZ") is None
