# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Issue: whom the rule allows, once, out of this site's stock."""

import datetime as dt

import pytest

from fieldkit.acts.day import day_book
from fieldkit.acts.enrol import Faulty, enrol
from fieldkit.acts.issue import entitlements, issue
from fieldkit.acts.void import void
from fieldkit.domain.desk import Desk
from fieldkit.domain.packs import Collector
from fieldkit.problems import AlreadyTaken, NotEntitled, OutOfStock, Unknown
from fieldkit.protocol.bodies import IssueBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.store import briefing, parts
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, SIGNATURE, VOLUNTEER, draft, known, resident
from tests.support.told import waiting

SERIAL = "FK-0000-0900-8"


@pytest.fixture
def people(store):
    """Enrol two people; know a third."""
    for number in (1, 2):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=CLERK, desk=DESK, now=TEN)
    briefing.apply(store, [known("m1", "王示例", document=resident(10), serial=SERIAL)], 2)
    return store


def do(store, uid="u1", goods="pack", now=TEN, desk=DESK, **more):
    return issue(store, uid=uid, goods=goods, operator=VOLUNTEER, desk=desk, now=now, **more)


def left(store, goods):
    return next(stock.left for stock in day_book(store).stocks if (stock.site, stock.goods) == ("S1", goods))


def test_a_new_member_takes_a_pack(people):
    collector = Collector("代领人", "0042", "同事")
    issued = do(people, collector=collector, signature=SIGNATURE)
    assert issued.issue.receipt_number == "R-D07-0001"
    assert issued.touched.kinds == {"stock", "outbox"}
    body = from_bytes(from_bytes(waiting(people)[-1], Operation).body, IssueBody)
    assert (body.goods, body.uid, body.quantity, body.receipt_number) == ("pack", "u1", 1, "R-D07-0001")
    assert (body.collector.name, body.signature) == ("代领人", parts.id_of(SIGNATURE))
    with people.reading() as db:
        assert parts.read(db, body.signature) == SIGNATURE
    assert body.tag
    assert left(people, "pack") == 49


def test_one_pack_a_person(people):
    do(people)
    with pytest.raises(AlreadyTaken) as caught:
        do(people, now=TEN + dt.timedelta(hours=1))
    assert caught.value.facts == {"goods": "pack", "at": TEN.isoformat(), "site": "S1"}
    do(people, uid="u2")
    assert left(people, "pack") == 48


def test_the_lock_is_the_events(people):
    do(people)
    other = Desk("E2", "S1", "1")
    assert do(people, desk=other).issue.operation


def test_a_voided_issue_does_not_count(people):
    issued = do(people)
    void(people, operation=issued.issue.operation, reason="拿错", operator=VOLUNTEER, desk=DESK, now=TEN)
    assert left(people, "pack") == 50
    assert do(people).issue.receipt_number == "R-D07-0002"


def test_packs_for_new_members_are_not_for_others(people):
    with pytest.raises(NotEntitled) as caught:
        do(people, uid="m1")
    assert caught.value.facts == {"goods": "pack", "rule": "new"}
    assert do(people, uid="m1", goods="soap").issue.uid == "m1"


def test_members_goods_are_not_for_visitors(people):
    with pytest.raises(NotEntitled):
        do(people, uid="", goods="soap")


def test_what_is_given_by_need_goes_to_anybody_and_in_any_number(people):
    for _ in range(2):
        do(people, uid="", goods="leaflet", quantity=3)
    assert left(people, "leaflet") == 94


def test_one_a_person_is_one_and_not_two(people):
    with pytest.raises(NotEntitled):
        do(people, quantity=2)
    with pytest.raises(ValueError, match="at least one"):
        do(people, quantity=0)


def test_the_stock_of_this_site_is_the_end(people):
    do(people, uid="u1", goods="soap")
    do(people, uid="u2", goods="soap")
    with pytest.raises(OutOfStock) as caught:
        do(people, uid="m1", goods="soap")
    assert caught.value.facts == {"goods": "soap", "left": "0"}
    with pytest.raises(OutOfStock):
        do(people, uid="", goods="leaflet", quantity=101)
    with pytest.raises(OutOfStock):
        do(people, uid="u1", desk=Desk("E1", "S2", "1"))


def test_the_card_of_another_site_is_proof_enough_once(people):
    card = "FK-0000-5042-8"
    do(people, uid="", number="000050428")
    body = from_bytes(from_bytes(waiting(people)[-1], Operation).body, IssueBody)
    assert (body.uid, body.number) == ("", card)
    with pytest.raises(AlreadyTaken):
        do(people, uid="", number=card)
    with pytest.raises(Unknown):
        do(people, uid="", number="000000424")


def test_a_card_of_somebody_known_here_is_that_person(people):
    do(people, uid="m1", goods="soap")
    with pytest.raises(AlreadyTaken):
        do(people, uid="", number=SERIAL, goods="soap")


def test_who_took_by_card_cannot_take_again_when_they_become_known(people):
    do(people, uid="", number="FK-0000-5042-8", goods="soap")
    briefing.apply(people, [known("m2", "李示例", serial="FK-0000-5042-8")], 3)
    with pytest.raises(AlreadyTaken):
        do(people, uid="m2", goods="soap")


def test_the_same_document_under_another_uid_is_the_same_person(people):
    do(people, uid="u1", goods="soap")
    briefing.apply(people, [known("m5", "同一人", document=resident(1))], 3)
    with pytest.raises(AlreadyTaken):
        do(people, uid="m5", goods="soap")


def test_what_is_not_there_is_named_as_unknown(people):
    for more in ({"goods": "none"}, {"uid": "nobody"}):
        with pytest.raises(Unknown):
            do(people, **more)


def test_what_is_no_longer_given_is_not_given(people):
    with pytest.raises(NotEntitled):
        do(people, goods="old")


def test_before_handing_out_the_booth_sees_what_is_allowed(people):
    do(people, uid="u1", goods="soap")
    found = {one.goods: one for one in entitlements(people, uid="u1", desk=DESK)}
    assert set(found) == {"pack", "soap", "leaflet"}
    assert (found["pack"].allowed, found["pack"].left) == (True, 50)
    assert (found["soap"].allowed, found["soap"].reason, found["soap"].taken_at) == (
        False,
        "already-taken",
        TEN.isoformat(),
    )
    by_card = {one.goods: one.allowed for one in entitlements(people, uid="", number="000050428", desk=DESK)}
    assert by_card == {"pack": True, "soap": True, "leaflet": True}
    nobody = {one.goods: one.reason for one in entitlements(people, uid="", desk=DESK)}
    assert nobody == {"pack": "not-entitled", "soap": "not-entitled", "leaflet": ""}


def test_who_collects_and_what_they_sign_is_checked_as_a_whole(store):
    enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN)
    for collector, signature, fields in (
        (
            Collector("", "00421234", "同\x00事"),
            b"x",
            ["signature", "collector_name", "collector_document_tail"],
        ),
        (Collector("代领人", "0042", "长" * 500), b"", ["collector_relation"]),
    ):
        with pytest.raises(Faulty) as caught:
            issue(
                store,
                uid="u1",
                goods="pack",
                collector=collector,
                signature=signature,
                operator=VOLUNTEER,
                desk=DESK,
                now=TEN,
            )
        found = [fault.field for fault in caught.value.faults]
        assert [field for field in fields if field not in found] == []


def test_a_serial_of_this_device_that_nobody_was_given_is_no_card(store):
    with pytest.raises(Unknown) as caught:
        issue(store, uid="", number="FK-0000-0002-0", goods="leaflet", operator=VOLUNTEER, desk=DESK, now=TEN)
    assert caught.value.facts == {"what": "card"}
