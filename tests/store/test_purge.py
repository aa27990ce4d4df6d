# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Identities are forgotten once they are safe and the day is over: not before, and then from every byte of the file."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fieldkit.acts.amend import amend, draft_of
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.look_up import search, unmask
from fieldkit.acts.outbox import counts
from fieldkit.acts.papers import application, card, receipt
from fieldkit.acts.serve import serve
from fieldkit.acts.transfer import update
from fieldkit.problems import StoreLocked, Unknown
from fieldkit.protocol.codec import to_raw
from fieldkit.protocol.messages import Change, Standing
from fieldkit.protocol.rows import EventRow
from fieldkit.store import batches, briefing, checkup, parts, settle
from fieldkit.store.purge import purge
from fieldkit.store.vault import STORE_FILE, open_store
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    SIGNATURE,
    TAG_KEY,
    draft,
    known,
    name_of,
    phone,
    rejected,
    resident,
)
from tests.support.told import MUCH, answer, standings, to_send, waiting

BY = {"operator": CLERK, "desk": DESK, "now": TEN}
EVENING = TEN + dt.timedelta(hours=10)
TOMORROW = TEN + dt.timedelta(days=1)
DAY = dt.timedelta(days=1)


def enrolled(store, number=1):
    return enrol(store, uid=f"u{number}", draft=draft(number), **BY).operation


def all_told(store):
    """Let everything be told, safe, and its parts too."""
    answer(store)
    settle.settle(store, [], standings(store, safe=99), TEN)
    parts.told(store, [name for name, _ in parts.to_send(store, most_bytes=MUCH)], TEN)


def another_is_safe(store):
    """Let a batch be frozen and safe that no part was told after."""
    serve(store, service="haircut", **BY)
    answer(store)
    settle.settle(store, [], standings(store, safe=99), TEN)


def numbers_kept(store):
    with store.reading() as db:
        return db.execute("SELECT document, phone FROM identities_in_clear ORDER BY operation").fetchall()


def contents(store):
    with store.reading() as db:
        return [bool(row[0]) for row in db.execute("SELECT length(raw) FROM operations ORDER BY place")]


@pytest.mark.parametrize("level", ["received", "held"])
def test_nothing_goes_before_it_is_safe_however_old(store, level):
    enrolled(store)
    answer(store, level=level)
    assert purge(store, TEN + 400 * DAY) == 0
    assert numbers_kept(store) == [(resident(1), phone(1))]


def test_what_is_safe_goes_when_the_day_is_over(store):
    enrolled(store)
    all_told(store)
    assert purge(store, EVENING) == 0
    assert purge(store, TOMORROW) == 1
    assert purge(store, TOMORROW) == 0
    assert (numbers_kept(store), contents(store)) == ([], [False])
    assert counts(store).safe == 1


def test_what_is_safe_goes_after_seven_days_also_before_its_event(store):
    told = to_raw(
        EventRow(
            code="E1",
            title="样例",
            short_title="样",
            level="city",
            day="2023-12-31",
            starts="10:00",
            ends="14:00",
        )
    )
    briefing.apply(store, [Change(table="event", key="event-0", row=told)], 2)
    enrolled(store)
    all_told(store)
    assert purge(store, TEN + 6 * DAY) == 0
    assert purge(store, TEN + 7 * DAY) == 1


def test_what_a_clerk_still_has_to_settle_stays_thirty_days(store):
    first = enrolled(store)
    answer(store, [rejected(first)])
    settle.settle(store, [], standings(store, safe=99), TEN)
    assert purge(store, TEN + 29 * DAY) == 0
    assert draft_of(store, operation=first).document_number == resident(1)
    assert purge(store, TEN + 30 * DAY) == 1
    with pytest.raises(Unknown):
        amend(store, operation=first, draft=draft(1), **BY)


def test_a_later_act_that_waits_keeps_what_was_told_of_the_person(store):
    enrolled(store)
    all_told(store)
    update(store, uid="u1", phone=phone(5), **BY)
    assert purge(store, TOMORROW) == 0
    all_told(store)
    assert purge(store, TOMORROW) == 2


def test_serial_masked_name_and_tag_stay(store):
    made = enrolled(store)
    handed = issue(store, uid="u1", goods="pack", signature=SIGNATURE, **BY).issue.operation
    serial = card(store, uid="u1").number
    all_told(store)
    another_is_safe(store)
    purge(store, TOMORROW)
    whole = unmask(store, uid="u1", **BY)
    assert (whole.document_number, whole.phone, whole.birth_date, whole.serial) == ("", "", None, serial)
    assert whole.name[1] == "*"
    assert search(store, text=name_of(1)[1:]) == ()
    assert [line.uid for line in search(store, text=serial)] == ["u1"]
    assert [line.uid for line in search(store, text=resident(1))] == ["u1"]
    printed = receipt(store, operation=handed, copy=2)
    assert (printed.number, printed.signature) == (serial, b"")
    for ask in (lambda: application(store, uid="u1"), lambda: draft_of(store, operation=made)):
        with pytest.raises(Unknown):
            ask()


def test_somebody_whom_the_district_names_keeps_the_name(store):
    enrolled(store)
    all_told(store)
    briefing.apply(store, [known("u1", name_of(1), document=resident(1))], 2)
    purge(store, TOMORROW)
    whole = unmask(store, uid="u1", **BY)
    assert (whole.name, whole.document_number, whole.document_tail) == (name_of(1), "", resident(1)[-6:])


def test_a_part_stays_until_a_batch_is_safe_that_was_frozen_after_it_was_told(store):
    """Its own batch may be in a copy that was made before the part came."""
    enrolled(store)
    answer(store)
    settle.settle(store, [], standings(store, safe=99), TEN)
    assert purge(store, TOMORROW) == 1
    assert parts.to_send(store, most_bytes=MUCH) == ((parts.id_of(SIGNATURE), SIGNATURE),)
    parts.told(store, [parts.id_of(SIGNATURE)], TOMORROW)
    serve(store, service="haircut", **BY)
    answer(store)  # received, and not safe
    purge(store, TOMORROW + 400 * DAY)
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE))
    settle.settle(store, [], standings(store, safe=99), TEN)
    purge(store, TOMORROW + DAY)
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE)) == b""


def test_a_part_stays_thirty_days_after_the_last_batch_before_it_was_heard_to_be_safe(store):
    enrolled(store)
    answer(store)
    parts.told(store, [name for name, _ in parts.to_send(store, most_bytes=MUCH)], TEN)
    settle.settle(store, [], standings(store, safe=99), TEN + 31 * DAY)
    for days, kept in ((31, 1), (60, 1), (61, 0)):
        purge(store, TEN + days * DAY)
        with store.reading() as db:
            assert db.execute("SELECT count(*) FROM parts").fetchone()[0] == kept


def test_a_part_that_no_batch_follows_goes_thirty_days_after_it_was_told(store):
    """The last signatures of a last day: nothing is frozen behind them any more."""
    enrolled(store)
    all_told(store)
    purge(store, TEN + 30 * DAY - dt.timedelta(seconds=1))
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE))
    purge(store, TEN + 30 * DAY)
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE)) == b""


def test_a_part_that_was_never_told_stays(store):
    enrolled(store)
    answer(store)
    settle.settle(store, [], standings(store, safe=99), TEN)
    purge(store, TEN + 400 * DAY)
    assert parts.to_send(store, most_bytes=MUCH) == ((parts.id_of(SIGNATURE), SIGNATURE),)


def test_a_part_of_what_is_lost_goes_too(store):
    """A district made anew lacks its act, which was purged here: it would never be told again, nor forgotten."""
    enrolled(store)
    all_told(store)
    purge(store, TOMORROW)
    settle.settle(
        store, [], [Standing(life=batches.chains(store)[0].life, number=0, head="00" * 32)], TOMORROW
    )
    assert counts(store).lost == 1
    assert parts.to_send(store, most_bytes=MUCH) == ()
    purge(store, TOMORROW + DAY)
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE))  # the district may hold its act after all
    purge(store, TOMORROW + 30 * DAY)
    with store.reading() as db:
        assert parts.read(db, parts.id_of(SIGNATURE)) == b""


def test_what_was_forgotten_is_out_of_the_file_also_when_a_reader_or_a_cut_held_it_up(store, monkeypatch):
    enrolled(store)
    all_told(store)
    reader = open_store(store.folder, KEY)
    monkeypatch.setattr(store, "compact", _locked)
    with pytest.raises(StoreLocked):
        purge(store, TOMORROW)
    monkeypatch.undo()
    assert (numbers_kept(store), owes(store)) == ([], 1)
    store._db.conn.execute("PRAGMA busy_timeout = 50")
    with reader.reading() as db:
        db.execute("SELECT count(*) FROM operations").fetchone()
        with pytest.raises(StoreLocked):
            purge(store, TOMORROW)
    assert owes(store) == 1
    assert purge(store, TOMORROW) == 0
    assert owes(store) == 0
    assert not any(row[0] for row in store._db.conn.execute("PRAGMA freelist_count"))
    reader.close()


def _locked():
    raise StoreLocked


def owes(store):
    with store.reading() as db:
        return db.execute("SELECT owes_compacting FROM counters").fetchone()[0]


def test_the_chains_still_check_afterwards_and_work_goes_on(store):
    enrolled(store, 1)
    all_told(store)
    enrolled(store, 2)
    purge(store, TOMORROW)
    assert contents(store) == [False, True]
    assert checkup.check(store) == checkup.Checked(2, 1)
    assert to_send(store)[0].number == 2
    answer(store)
    assert checkup.check(store) == checkup.Checked(2, 2)
    assert waiting(store) == []


def test_no_byte_of_it_is_left_in_the_file(store, tmp_path):
    for number in range(1, 40):
        enrolled(store, number)
    all_told(store)
    canaries = [resident(7).encode(), phone(7).encode(), SIGNATURE]
    assert all(canary in plain(store, tmp_path) for canary in canaries)
    another_is_safe(store)
    purge(store, TOMORROW + DAY)
    found = plain(store, tmp_path)
    assert not any(canary in found for canary in canaries)
    assert len(TAG_KEY) == 32
    assert TAG_KEY in found
    assert not (store.folder / f"{STORE_FILE}-wal").stat().st_size
    store.close()
    again = open_store(store.folder, KEY)
    checkup.check(again)
    again.close()


def plain(store, folder):
    """Return every page of the store, free ones too, opened with its key."""
    store._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw = (store.folder / STORE_FILE).read_bytes()
    size, reserve = 4096, 80
    pages = []
    for start in range(0, len(raw), size):
        page = raw[start : start + size]
        body = page[16 if start == 0 else 0 : size - reserve]
        cipher = Cipher(algorithms.AES256(KEY), modes.CBC(page[size - reserve : size - reserve + 16]))
        opener = cipher.decryptor()
        pages.append(opener.update(body) + opener.finalize())
    return b"".join(pages)
