# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The index of members, asked as it is by the act; see tests/acts/test_look_up.py for what clerks type."""

from fieldkit.store import briefing, search
from tests.support.factories import known


def test_no_words_find_nobody(store):
    with store.reading() as db:
        assert search.rows_for(db, " · ") == []
        assert search.rows_named(db, "·") == []


def test_at_most_a_window_of_rows_is_looked_at(store):
    briefing.apply(store, [known(f"m{n}", "王示例") for n in range(search.WINDOW + 50)], 2)
    with store.reading() as db:
        assert len(search.rows_for(db, "王")) == search.WINDOW
        assert len(search.rows_for(db, "王示例")) == search.WINDOW


def test_words_with_signs_of_the_query_language_do_no_harm(store):
    with store.reading() as db:
        for text in ('"', "a*", "NOT", "near(", "terms:x", "a AND", "^a", "-"):
            assert search.rows_for(db, text) == []


def test_the_whole_word_comes_before_what_only_begins_with_it(store):
    briefing.apply(store, [known("m1", "王伟伟"), known("m2", "王伟")], 2)
    with store.reading() as db:
        rows = search.rows_for(db, "王伟")
        assert [db.execute("SELECT uid FROM members WHERE id = ?", [row]).fetchone()[0] for row in rows] == [
            "m2",
            "m1",
        ]
