# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose cards are printed at once: by venue, by group, by a range of numbers; who had one before needs a reason."""

from dataclasses import replace

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_runs import begin_run, choose, groups
from fieldkit.acts.printing import order_paper
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice
from fieldkit.domain.serials import kind_of, number_typed, serial_of
from fieldkit.problems import AlreadyPrinted
from fieldkit.store import members
from tests.acts.test_print_runs import BY, to_the_end
from tests.support.clock import TEN
from tests.support.factories import DESK, OTHER_SITE, VOLUNTEER, draft
from tests.support.spool import Spool


def chosen(store, **choice):
    return choose(store, choice=CardChoice(**choice)).uids


@pytest.fixture
def four(store):
    """Enrol four people: the last at the other venue, the second a courier."""
    for number in range(1, 5):
        enrol(
            store,
            uid=f"u{number}",
            draft=draft(
                number, **({"employment_group": "courier", "platform": "示例优送"} if number == 2 else {})
            ),
            operator=VOLUNTEER,
            desk=replace(DESK, site=OTHER_SITE) if number == 4 else DESK,
            now=TEN,
        )
    return store


def test_by_venue_and_by_group(four):
    found = groups(four)
    assert found.sites == ((DESK.site, 3), (OTHER_SITE, 1))
    assert dict(found.groups)["courier"] == 1
    assert chosen(four, site=OTHER_SITE) == ("u4",)
    assert chosen(four, group="courier") == ("u2",)
    assert chosen(four, group="courier", site=OTHER_SITE) == ()


def test_by_a_range_of_numbers_of_one_kind(four):
    with four.writing() as db:
        for number, serial in (("u1", 98), ("u2", 99), ("u3", 100)):
            db.conn.execute("UPDATE members SET serial = ? WHERE uid = ?", (serial_of(serial), number))
        db.conn.execute("UPDATE members SET serial = '', provisional = '临-D07-9999' WHERE uid = 'u4'")
    assert chosen(four, first=serial_of(99)) == ("u2", "u3")
    assert chosen(four, last=serial_of(99)) == ("u1", "u2")
    assert chosen(four, first=serial_of(99), last=serial_of(99)) == ("u2",)
    assert chosen(four, last="临-D07-10000") == ("u4",)  # a longer number is a later one
    assert chosen(four, first="临-D07-10000") == ()


def test_a_number_is_typed_as_it_comes():
    whole = serial_of(101)
    assert {number_typed(text) for text in ("101", "00000101", "fk-0000-0101", whole, whole[3:])} == {whole}
    assert number_typed("临-D07-0003") == "临-D07-0003"
    wrong = f"{whole[:-1]}{(int(whole[-1]) + 1) % 10}"
    assert [number_typed(text) for text in ("", "0", "王伟", wrong)] == [None] * 4
    assert (kind_of(whole), kind_of("临-D07-0003")) == ("FK-", "临-D07-")


def test_who_has_a_card_is_printed_again_only_with_a_reason_which_their_sheets_keep(four):
    order_paper(four, kind=PaperKind.CARD, about="u3", printer="A", **BY)
    to_the_end(four, Spool(mute=True))
    everybody = choose(four, choice=CardChoice(unprinted=False))
    assert (everybody.before, choose(four, choice=CardChoice()).before) == (1, 0)
    run = {"uids": everybody.uids, "places": 2, "layout": "standard", "printer": "A", **BY}
    with pytest.raises(AlreadyPrinted):
        begin_run(four, **run)
    assert len(prints(four)) == 1
    begin_run(four, reason="换新版式", **run)
    assert [line.reason for line in prints(four)[:2]] == [
        "换新版式",
        "",
    ]  # the newest first: u3 is on sheet 2


def test_who_is_gone_is_told_of_when_the_run_is_over(four):
    uids = chosen(four)
    run = begin_run(four, uids=uids, places=2, layout="standard", printer="A", **BY)
    with four.writing() as db:
        kept = members.find(db, "u2")
        db.conn.execute("DELETE FROM members WHERE id = ?", (kept.row,))
    to_the_end(four, Spool(mute=True))
    ended = print_runs.how_far(four, run=run.place)
    assert (ended.over, ended.cards_out, ended.lost) == (True, 3, 1)
