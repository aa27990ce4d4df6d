# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district sends down."""

import pytest

from fieldkit.acts.day import day_book
from fieldkit.protocol.messages import Change, SerialBlock
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.store import briefing, counters
from tests.support import factories


def test_a_page_and_its_cursor_are_kept_together(store):
    assert briefing.cursor(store) == 1
    touched = briefing.apply(store, [factories.known("m1", "王示例")], 7)
    assert briefing.cursor(store) == 7
    assert touched.kinds == {"members"}


def test_a_page_that_breaks_the_protocol_leaves_nothing(store):
    bad = [factories.known("m1", "王示例"), Change(table="site", key="s", row=b'{"code":1}')]
    with pytest.raises(TheirMistake):
        briefing.apply(store, bad, 7)
    with pytest.raises(TheirMistake):
        briefing.apply(
            store, [factories.known("m1", "王示例"), Change(table="member", key="m2", row=b"{}")], 7
        )
    assert briefing.cursor(store) == 1
    assert day_book(store).members_known == 0


def test_the_day_book_says_what_came_in_the_order_it_came(store):
    book = day_book(store)
    assert [site.code for site in book.sites] == [factories.SITE, factories.OTHER_SITE]
    assert [code.code for code in book.table("employment_group")] == ["courier", "guard"]
    assert [item.order for item in book.programme] == [2, 10]
    assert book.district_name == "示例区总工会"
    assert book.device == "D07"
    assert book.serials_left == 1000
    assert book.setting("quiet_notes").startswith("document")


def test_a_changed_row_keeps_its_place_and_a_tombstone_takes_it_away(store):
    first = next(change for change in factories.changes() if change.table == "site")
    renamed = Change(table="site", key=first.key, row=bytes(first.row).replace(b'"booths"', b'"booths"'))
    briefing.apply(store, [renamed, Change(table="site", key="site-1")], 8)
    assert [site.code for site in day_book(store).sites] == [factories.SITE]


def test_every_lane_sees_a_new_briefing(store):
    from fieldkit.store.vault import open_store

    other = open_store(store.folder, factories.KEY)
    assert len(day_book(other).services) == 3
    briefing.apply(store, [Change(table="service", key="service-0")], 9)
    assert len(day_book(other).services) == 2
    other.close()


def test_a_table_only_a_newer_program_knows_is_kept(store):
    assert briefing.apply(store, [Change(table="weather", key="w", row=b'{"sun":1}')], 9).kinds == {
        "briefing"
    }
    with store.reading() as db:
        assert db.execute("SELECT row FROM briefings WHERE kind = 'weather'").fetchone() == (b'{"sun":1}',)


def test_a_serial_block_that_comes_twice_is_used_once(store):
    block = SerialBlock(first=5000, last=5009)
    assert briefing.apply(store, [], 9, [block]).kinds == {"briefing"}
    briefing.apply(store, [], 9, [block])
    assert day_book(store).serials_left == 1010


def test_an_empty_page_moves_the_cursor_only(store):
    assert briefing.apply(store, [], 12).kinds == set()
    assert briefing.cursor(store) == 12


def test_a_row_with_an_impossible_hour_is_left_out_and_work_goes_on(store):
    with store.writing() as db:
        db.conn.execute(
            "INSERT INTO briefings (kind, key, row) VALUES ('programme', 'x', ?)",
            (b'{"site": "S1", "order": 3, "starts": "29:70:00", "title": "x"}',),
        )
        counters.new_generation(db)
    with store.reading() as db:
        book = briefing.book(store, db)
    assert len(book.events) == 1
    assert all(item.order != 3 for item in book.programme)
