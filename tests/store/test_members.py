# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Members as kept."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.problems import Unknown
from fieldkit.store import briefing, members
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, draft, known, resident


def plan(db, statement, *values):
    return " ".join(row[3] for row in db.execute("EXPLAIN QUERY PLAN " + statement, values))


@pytest.mark.parametrize(
    "where",
    [
        "uid = ?",
        "tag = ? AND tag <> ''",
        "phone_tag = ? AND phone_tag <> ''",
        "serial = ? AND serial <> ''",
        "provisional = ? AND provisional <> ''",
        "here = 1 ORDER BY id",
    ],
)
def test_every_question_about_a_member_is_answered_by_an_index(store, where):
    with store.reading() as db:
        found = plan(db, members._SELECT + where, *(["x"] if "?" in where else []))
    assert "USING" in found
    assert "SCAN members" not in found or "members_here" in found


def test_the_statements_are_those_the_plan_was_looked_at_for():
    import inspect

    source = inspect.getsource(members)
    for where in (
        "tag = ? AND tag <> ''",
        "phone_tag = ? AND phone_tag <> ''",
        "serial = ? AND serial <> ''",
    ):
        assert where in source


def test_a_member_is_shown_without_full_numbers(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    with store.reading() as db:
        whole, shown = members.whole(db, "u1").member, members.member(db, "u1")
    assert whole.document_number == resident(1)
    assert (shown.document_number, shown.phone) == ("", "")
    assert (shown.document_tail, shown.phone_tail) == (whole.document_tail, whole.phone_tail)


def test_somebody_unknown_is_named_as_unknown(store):
    with store.reading() as db, pytest.raises(Unknown):
        members.whole(db, "nobody")


def test_of_two_with_one_document_the_one_the_district_knows_comes_first(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    briefing.apply(store, [known("m1", "王示例", document=resident(1))], 2)
    with store.reading() as db:
        tag = members.whole(db, "u1").tag
        assert members.by_tag(db, tag).member.uid == "m1"
        assert members.by_tag(db, tag, besides="m1").member.uid == "u1"
        assert members.by_tag(db, "") is None


def test_a_line_is_masked_and_short(store):
    enrol(store, uid="u1", draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN)
    with store.reading() as db:
        line = members.line(members.whole(db, "u1").member)
    assert line.masked_name == "王*例"
    assert len(line.document_tail) == 4
    assert line.enrolled_here


def test_rows_that_are_gone_are_passed_over(store):
    with store.reading() as db:
        assert members.by_rows(db, [77]) == []
        assert members.likeliest(db, [], name="", limit=5) == ()


def test_a_birth_date_that_no_calendar_has_is_none():
    assert members.date_of("2023-02-30") is None
    assert members.date_of("") is None
