# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Transfer and update: membership follows the person."""

import pytest

from fieldkit.acts.day import day_numbers
from fieldkit.acts.enrol import AlreadyMember, Faulty, enrol
from fieldkit.acts.look_up import member, search, unmask
from fieldkit.acts.outbox import counts
from fieldkit.acts.transfer import transfer, update
from fieldkit.domain.desk import Desk
from fieldkit.problems import Unknown
from fieldkit.protocol.bodies import TransferBody, UpdateBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.store import briefing
from tests.support.clock import DAY, TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, accepted, consents, draft, known, phone, resident
from tests.support.told import hear, opened, waiting


@pytest.fixture
def people(store):
    """Know one member of another union."""
    row = known("m1", "王示例", document=resident(1), phone=phone(1), org_code="DX-2", employer="旧单位示例")
    briefing.apply(store, [row], 2)
    return store


def do(store, uid="m1", desk=DESK, **more):
    told = {
        "employer": "新单位示例",
        "phone": phone(9),
        "employment_group": "guard",
        "consents": consents(),
    } | more
    return transfer(store, uid=uid, operator=VOLUNTEER, desk=desk, now=TEN, **told)


def change(store, uid="m1", **more):
    return update(store, uid=uid, operator=VOLUNTEER, desk=DESK, now=TEN, **more)


def last(store, kind):
    return from_bytes(from_bytes(waiting(store)[-1], Operation).body, kind)


def test_who_is_found_a_member_is_transferred(people):
    with pytest.raises(AlreadyMember) as found:
        enrol(people, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN)
    done = do(people, uid=found.value.line.uid)
    assert done.touched.kinds == {"members", "outbox"}
    body = last(people, TransferBody)
    assert (body.uid, body.to_org, body.employer) == ("m1", "DX-1", "新单位示例")
    assert opened(people)[-1] == ("", phone(9))
    assert body.tag
    assert len(body.consents) == 3
    now = member(people, uid="m1")
    assert (now.org_code, now.employer, now.phone_tail) == ("DX-1", "新单位示例", phone(9)[-4:])
    assert [line.uid for line in search(people, text=phone(9))] == ["m1"]
    assert day_numbers(people, desk=DESK, day=DAY).transferred == 1


def test_what_is_left_empty_stays_as_it_is(people):
    do(people, employer="", phone="", employment_group="")
    body = last(people, TransferBody)
    assert (body.employer, body.sealed, body.employment_group) == ("", b"", "")
    now = member(people, uid="m1")
    assert (now.employer, now.phone_tail) == ("旧单位示例", phone(1)[-4:])


def test_the_same_transfer_again_is_entered_once_while_it_waits(people):
    first = do(people)
    assert do(people).operation == first.operation
    other = do(people, employer="别家示例")
    assert other.operation != first.operation
    hear(people, accepted([first.operation, other.operation]))
    assert do(people, employer="别家示例").operation != other.operation
    assert counts(people).recorded == 3


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"phone": "123"}, "phone"),
        ({"employer": "长" * 101}, "employer"),
        ({"employment_group": "none"}, "employment_group"),
        ({"consents": consents(upper=False)}, "consent_upper_union"),
        ({"consents": ()}, "consent_bank"),
    ],
)
def test_faults_are_told_and_nothing_is_kept(people, more, field):
    with pytest.raises(Faulty) as caught:
        do(people, **more)
    assert field in {fault.field for fault in caught.value.faults}
    assert counts(people).recorded == 0


def test_somebody_unknown_is_named_as_unknown(people):
    with pytest.raises(Unknown):
        do(people, uid="nobody")
    with pytest.raises(Unknown):
        change(people, uid="nobody", phone=phone(2))


def test_at_a_site_without_a_union_the_union_stays(people):
    do(people, desk=Desk("E1", "S9", "1"))
    assert member(people, uid="m1").org_code == "DX-2"


def test_an_update_tells_only_what_was_given(people):
    done = change(people, phone=f" {phone(3)} ", platform="示例平台")
    body = last(people, UpdateBody)
    assert (body.platform, body.employer, body.employment_group) == ("示例平台", None, None)
    assert opened(people)[-1] == ("", phone(3))
    assert change(people, phone=phone(3), platform="示例平台").operation == done.operation
    now = unmask(people, uid="m1", operator=CLERK, desk=DESK, now=TEN)
    assert (now.phone, now.platform, now.employer) == (phone(3), "示例平台", "旧单位示例")


def test_an_update_may_empty_a_detail(people):
    change(people, employer="", phone="")
    now = member(people, uid="m1")
    assert (now.employer, now.phone_tail) == ("", "")


def test_an_update_of_nothing_is_told_all_the_same(people):
    assert change(people).operation
    with pytest.raises(Faulty):
        change(people, platform="\x00")
