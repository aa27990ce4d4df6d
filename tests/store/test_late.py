# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who came by the thousand is found before being indexed, while it goes on, and after; each once."""

import pytest

from fieldkit.acts import look_up
from fieldkit.protocol.messages import Change
from fieldkit.store import briefing, late, members, search
from tests.support.factories import known

NAMES = ("王伟伟", "王伟", "单于花桂", "古丽·米热", "John Smith", "尉迟恭", "李\ue863")
TYPED = (
    "王", "王伟", "伟", "ww", "wang", "wangwei", "wangweiwei", "单于", "cyhg", "syhg", "yuhuagui", "米热", "glmr",
    "smith", "js", "yuchi", "李\ue863", "1999", "王 1999", "wang wei", "nobody", "0", "z",
)  # fmt: skip


MANY = late.LEAST + len(NAMES)


def page(count=MANY, *, start=0):
    return [known(f"m{n}", NAMES[n % len(NAMES)]) for n in range(start, start + count)]


def waiting(store):
    with store.reading() as db:
        return late.waiting(db)


def every(store, text):
    with store.reading() as db:
        return search.rows_for(db, text)


def test_few_are_indexed_at_once(store):
    briefing.apply(store, page(late.LEAST - 1), 2)
    assert waiting(store) == 0
    assert not look_up.index_some(store)


def test_the_same_are_found_before_and_after(store, monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 100_000)
    monkeypatch.setattr(late, "PART", 50)
    people = page()
    briefing.apply(store, people, 2)
    assert waiting(store) == len(people)
    before = {text: every(store, text) for text in TYPED}
    assert before["王伟"]
    assert before["cyhg"]
    assert not before["nobody"]
    parts = 0
    while look_up.index_some(store):
        parts += 1
        assert {text: sorted(every(store, text)) for text in TYPED} == {
            text: sorted(rows) for text, rows in before.items()
        }
    assert parts > 2
    assert waiting(store) == 0
    assert {text: set(every(store, text)) for text in TYPED} == {
        text: set(rows) for text, rows in before.items()
    }


def test_the_whole_word_comes_first_and_at_most_a_window(store):
    briefing.apply(store, page(1000), 2)
    rows = every(store, "王伟")
    whole = len([n for n in range(1000) if NAMES[n % len(NAMES)] == "王伟"])
    assert whole < len(rows) <= search.WINDOW
    with store.reading() as db:
        assert search.rows_named(db, "王伟") == rows[:whole]


@pytest.mark.parametrize("gone", [False, True])
def test_one_who_changes_or_goes_is_found_by_nothing_of_before(store, gone):
    people = page()
    briefing.apply(store, people, 2)
    change = Change(table="member", key="m2", row=None) if gone else known("m2", "赵示例")
    briefing.apply(store, [change], 3)
    with store.reading() as db:
        kept = members.find(db, "m2")
        assert (kept is None) == gone
        assert 3 not in search.rows_for(db, "单于")
        assert (3 in search.rows_for(db, "赵示例")) != gone


def test_no_more_wait_than_a_search_can_read(store, monkeypatch):
    monkeypatch.setattr(late, "MOST", 300)
    monkeypatch.setattr(late, "PART", 100)
    briefing.apply(store, page(250), 2)
    briefing.apply(store, page(250, start=250), 3)
    assert 0 < waiting(store) <= 300
    assert sorted(_all(store)) == [(row,) for row in range(1, 501)]


def _all(store):
    with store.reading() as db:
        indexed = db.execute("SELECT rowid FROM seek_known").fetchall()
        waits = db.execute("SELECT first, last FROM seek_late").fetchall()
    return indexed + [(row,) for first, last in waits for row in range(first, last + 1)]


def test_signs_in_a_tail_end_a_word_as_they_do_in_the_index(store, monkeypatch):
    monkeypatch.setattr(late, "LEAST", 1)
    with store.writing() as db:
        late.keep(db, 7, iter(["aB 23(4)", "c-d"]))
        found = [
            late.rows_with(db, [word], begun=False, most=9) for word in ("ab", "23", "4", "c", "d", "23(4)")
        ]
        assert found == [[7], [7], [7], [8], [8], []]
        assert late.rows_with(db, ["a"], begun=True, most=9) == [7]
        assert late.rows_with(db, ["a"], begun=True, most=0) == []
        late.settle(db, 8)
        assert late.waiting(db) == 0
        assert search.rows_for(db, "ab") == [7]


def test_a_page_that_was_not_kept_leaves_nothing_to_find(store, monkeypatch):
    def dies(point):
        raise RuntimeError(point)

    monkeypatch.setattr(briefing, "fault_point", dies)
    with pytest.raises(RuntimeError):
        briefing.apply(store, page(), 2)
    assert waiting(store) == 0
    assert every(store, "王") == []
