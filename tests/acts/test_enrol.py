# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enrol: checked, numbered, kept and entered at once; once for one uid."""

import datetime as dt

import pytest

from fieldkit.acts.enrol import AlreadyMember, Faulty, Lookalikes, enrol, lookalikes, new_uid
from fieldkit.acts.look_up import member
from fieldkit.acts.outbox import counts
from fieldkit.acts.void import void
from fieldkit.domain.desk import Desk
from fieldkit.domain.members import MemberStanding
from fieldkit.problems import NotBriefed
from fieldkit.protocol.bodies import EnrolBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.seals import tags
from fieldkit.store import briefing
from fieldkit.store.vault import create_store, open_store
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    TAG_KEY,
    VOLUNTEER,
    consents,
    draft,
    keep_identity,
    known,
    make_store,
    name_of,
    phone,
    resident,
)
from tests.support.told import opened, waiting


def do(store, uid="u1", number=1, now=TEN, desk=DESK, **more):
    return enrol(store, uid=uid, draft=draft(number, **more), operator=VOLUNTEER, desk=desk, now=now)


def told(store):
    return [from_bytes(from_bytes(one, Operation).body, EnrolBody) for one in waiting(store)]


def test_a_person_is_enrolled_numbered_and_told(store):
    enrolled = do(store)
    assert enrolled.member.serial == "FK-0000-0001-1"
    assert enrolled.member.standing is MemberStanding.APPLYING
    assert enrolled.member.enrolled_here
    assert enrolled.member.enrolment == enrolled.operation
    assert enrolled.touched.kinds == {"members", "outbox"}
    (body,) = told(store)
    assert (body.uid, body.serial, body.provisional) == ("u1", "FK-0000-0001-1", "")
    assert body.name == name_of(1)
    assert opened(store) == [(resident(1), phone(1))]
    assert (body.sex, body.birth_date, body.org_code) == (1, "1978-07-04", "DX-1")
    assert len(bytes.fromhex(body.tag)) == 16
    assert [(one.kind, one.given) for one in body.consents] == [
        ("upper_union", True),
        ("bank", True),
        ("publicity", False),
    ]


def test_it_is_there_after_the_next_start(store):
    enrolled = do(store)
    store.close()
    again = open_store(store.folder, KEY)
    assert member(again, uid="u1").serial == enrolled.member.serial
    assert counts(again).recorded == 1
    again.close()


def test_the_same_uid_again_is_the_same_enrolment(store):
    first = do(store)
    again = do(store, now=TEN + dt.timedelta(minutes=3))
    assert (again.member, again.operation) == (first.member, first.operation)
    assert counts(store).recorded == 1


def test_all_faults_are_told_at_once_and_nothing_is_kept(store):
    with pytest.raises(Faulty) as caught:
        do(store, name="", phone="12", consents=consents(upper=False), notice_read=False)
    fields = {fault.field for fault in caught.value.faults if fault.stops}
    assert fields == {"name", "phone", "consent_upper_union", "notice_read"}
    assert counts(store).recorded == 0
    assert do(store).member.serial == "FK-0000-0001-1"


def test_notes_do_not_stop(store):
    enrolled = do(store, document_number=resident(1, born="19400101"))
    assert [fault.code for fault in enrolled.notes] == ["age-high"]


def test_a_known_member_is_not_enrolled_anew(store):
    briefing.apply(store, [known("m1", "王示例", document=resident(1), serial="FK-0000-0900-8")], 2)
    with pytest.raises(AlreadyMember) as caught:
        do(store)
    assert (caught.value.line.uid, caught.value.line.number) == ("m1", "FK-0000-0900-8")
    assert "王示例" not in repr(caught.value) + str(caught.value.args) + str(caught.value.facts)


def test_somebody_enrolled_here_is_not_enrolled_anew(store):
    do(store)
    with pytest.raises(AlreadyMember) as caught:
        do(store, uid="u2", name="另一个名")
    assert caught.value.line.uid == "u1"
    assert caught.value.line.enrolled_here


@pytest.mark.parametrize("kept", [0, 1, 2, 3, 4, 5])
def test_whoever_keeps_the_membership_is_a_member(store, kept):
    briefing.apply(store, [known("m1", "王示例", document=resident(1), standing=kept)], 2)
    with pytest.raises(AlreadyMember):
        do(store)


@pytest.mark.parametrize("left", [6, 7, 8, 9, 10])
def test_whoever_left_may_apply_again(store, left):
    briefing.apply(store, [known("m1", "王示例", document=resident(1), standing=left)], 2)
    assert do(store).member.uid == "u1"


def test_a_voided_enrolment_is_no_membership(store):
    first = do(store)
    void(store, operation=first.operation, reason="", operator=CLERK, desk=DESK, now=TEN)
    assert do(store, uid="u2").member.serial == "FK-0000-0002-0"


def test_without_a_document_the_phone_tells_who_it_is(store):
    later = {"document_kind": "later", "document_number": "", "birth_date": "1990-01-01", "sex": "1"}
    enrolled = do(store, **later)
    assert [fault.code for fault in enrolled.notes] == ["document-later"]
    (body,) = told(store)
    assert body.tag == tags.phone_tag(TAG_KEY, phone(1)).hex()
    assert opened(store) == [("", phone(1))]
    with pytest.raises(AlreadyMember):
        do(store, uid="u2", **later)
    assert do(store, uid="u3", number=3, **later).member.uid == "u3"


def test_one_phone_may_be_several_peoples(store):
    do(store)
    assert do(store, uid="u2", number=2, phone=phone(1)).member.uid == "u2"


def test_a_chosen_union_stays_chosen(store):
    assert do(store, org_code="DX-2").member.org_code == "DX-2"


def test_a_booth_never_stops_for_want_of_serials(tmp_path):
    store = make_store(tmp_path / "s", serials=1)
    assert do(store).member.serial
    second = do(store, uid="u2", number=2).member
    assert (second.serial, second.provisional, second.shown_number) == ("", "临-D07-0001", "临-D07-0001")
    assert (told(store)[1].serial, told(store)[1].provisional) == ("", "临-D07-0001")
    store.close()


def test_a_lost_clock_enrols_by_the_events_day_and_says_so(store):
    lost = dt.datetime(1970, 1, 1, 0, 5, tzinfo=dt.UTC)
    do(store, now=lost)
    (packed,) = waiting(store)
    assert from_bytes(packed, Operation).clock == "doubtful"
    with pytest.raises(Faulty):
        do(store, uid="u2", document_number=resident(2, born="20071130"), now=lost)


def test_before_the_first_briefing_nobody_is_enrolled(tmp_path):
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    with pytest.raises(NotBriefed):
        do(store)
    store.close()


def test_a_paper_form_typed_later_keeps_its_own_time(store):
    do(store, occurred_at="2023-11-28T10:00:00+08:00")
    (body,) = told(store)
    assert body.occurred_at.startswith("2023-11-28T02:00:00")
    assert {one.at for one in body.consents} == {body.occurred_at}


def test_a_site_that_the_briefing_does_not_know_gives_no_union(store):
    assert do(store, desk=Desk("E1", "S9", "1")).member.org_code == ""


def test_lookalikes_are_shown_while_typing(store):
    do(store)
    do(store, uid="u2", number=2, phone=phone(1))
    briefing.apply(store, [known("m1", name_of(1)), known("m2", name_of(1) + "伟")], 2)
    found = lookalikes(
        store, document_kind="resident", document_number=f" {resident(1)} ", phone=phone(1), name=name_of(1)
    )
    assert found.same_document.uid == "u1"
    assert [line.uid for line in found.same_phone] == ["u1", "u2"]
    assert [line.uid for line in found.same_name] == ["u1", "m1"]


def test_an_empty_form_has_no_lookalikes(store, tmp_path):
    do(store)
    nobody = {"document_kind": "resident", "document_number": "", "phone": "", "name": ""}
    assert lookalikes(store, **nobody) == Lookalikes()
    bare = create_store(tmp_path / "bare", KEY, now=TEN)
    assert lookalikes(bare, **nobody) == Lookalikes()
    keep_identity(bare, district_key=b"")
    assert lookalikes(bare, **nobody) == Lookalikes()
    bare.close()


def test_a_uid_says_nothing_and_comes_once():
    made = {new_uid() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(uid) == 16 for uid in made)
