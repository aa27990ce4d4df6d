# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store of schema 1 that was worked with: its numbers and signatures find their new places, nothing is lost."""

import base64
import json

import pytest

from fieldkit.acts.amend import draft_of
from fieldkit.acts.look_up import search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.papers import receipt
from fieldkit.acts.retell import retell
from fieldkit.domain.outbox import Counts
from fieldkit.problems import NotBriefed
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.seals import tags
from fieldkit.store import briefing, checkup, identity, schema, trust
from fieldkit.store.driver import connected
from fieldkit.store.migrations import _run, steps
from fieldkit.store.vault import STORE_FILE, create_store, open_store
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    SIGNATURE,
    TAG_KEY,
    changes,
    keep_identity,
    name_of,
    phone,
    resident,
    trust_list,
)
from tests.support.told import answer, opened, waiting

LIFE = "0123abcd"
BY = {"operator": CLERK, "desk": DESK, "now": TEN}
AT = "2023-11-29T02:00:00.000+00:00"
SIGNED = base64.b64encode(SIGNATURE).decode()
ENROL = {
    "uid": "u1",
    "name": name_of(1),
    "document_kind": "resident",
    "document_number": resident(1),
    "phone": phone(1),
    "serial": "FK-0000-0001-1",
    "tag": tags.document_tag(TAG_KEY, "resident", resident(1)).hex(),
    "phone_tag": tags.phone_tag(TAG_KEY, phone(1)).hex(),
    "employment_group": "guard",
    "org_code": "DX-1",
    "consents": [{"kind": "upper_union", "given": True, "version": "1"}],
    "signature": SIGNED,
}
ACTS = [
    ("enrol", ENROL, 1),
    ("enrol", {**ENROL, "uid": "u2", "document_number": resident(2), "phone": phone(2)}, 0),
    ("update", {"uid": "u1", "phone": phone(3)}, 0),
    ("update", {"uid": "u1", "employer": "示例"}, 0),
    ("issue", {"goods": "leaflet", "receipt_number": "R-D07-0001", "signature": SIGNED}, 0),
    ("serve", {"service": "haircut"}, 0),
    (
        "amend",
        {"replaces": f"D07-{LIFE}-000001", "as_kind": "enrol", "body": {**ENROL, "phone": phone(7)}},
        0,
    ),
]


@pytest.fixture
def old(tmp_path):
    """Give the folder of a store of schema 1 with an act of every shape, the first of them told."""
    db = connected(tmp_path / STORE_FILE, KEY)
    first = type(steps)("fieldkit")

    @first(name="m0001_the_first")
    def m0001(db):
        _run(db, schema.FIRST)
        db.conn.execute("PRAGMA user_version = 1")

    first.apply(db)
    run = db.conn.execute
    run("INSERT INTO counters (one, life, sequence, latest) VALUES (1, ?, ?, ?)", (LIFE, len(ACTS), AT))
    run(
        "INSERT INTO identities VALUES (1, 'D07', 'dx', '示例', ?, ?, 'https://x', '', ?, 'DX-1', ?)",
        (b"\x01" * 32, b"\x02" * 32, TAG_KEY, AT),
    )
    worked_with(db)
    db.conn.close()
    return tmp_path


def worked_with(db):
    """Enter the acts by hand, as the program of that time did, and what they left."""
    run = db.conn.execute
    for number, (kind, body, standing) in enumerate(ACTS, 1):
        id_ = f"D07-{LIFE}-{number:06d}"
        raw = {"id": id_, "sequence": number, "kind": kind, "at": AT, "event": "E1", "site": "S1"}
        raw |= {"booth": "1", "operator": "c01", "body": body}
        run(
            "INSERT INTO operations (id, life, sequence, kind, uid, replaces, at, site, operator, standing, raw)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'S1', 'c01', ?, ?)",
            (
                id_,
                LIFE,
                number,
                kind,
                "u1" if kind == "amend" else body.get("uid", ""),
                body.get("replaces", ""),
                AT,
                standing,
                json.dumps(raw).encode(),
            ),
        )
    for uid, number in (("u1", 1), ("u2", 2)):
        run(
            "INSERT INTO members (uid, known, here, standing, enrolment, name, document_number, phone, serial)"
            " VALUES (?, 0, 1, 0, ?, ?, ?, ?, ?)",
            (
                uid,
                f"D07-{LIFE}-{number:06d}",
                name_of(number),
                resident(number),
                phone(number),
                f"FK-0000-000{number}-1",
            ),
        )
    run(
        "INSERT INTO issues (operation, receipt_number, goods, quantity, uid, tag, number, event, site, at, operator,"
        " collector) VALUES (?, 'R-D07-0001', 'leaflet', 1, '', '', '', 'E1', 'S1', ?, 'c01', '')",
        (f"D07-{LIFE}-000005", AT),
    )


@pytest.fixture
def store(old):
    """Give it migrated, joined again and briefed."""
    made = open_store(old, KEY)
    keep_identity(made)
    briefing.apply(made, changes(), 1)
    trust.keep(made, trust_list(), b"")
    yield made
    made.close()


def test_a_migrated_store_has_to_join_again(old):
    made = open_store(old, KEY)
    who = identity.identity(made)
    assert (who.device, who.has_joined, who.life) == ("D07", False, LIFE)
    with pytest.raises(NotBriefed):
        retell(made, operation=f"D07-{LIFE}-000002", **BY)
    assert checkup.check(made).operations == len(ACTS)
    made.close()


def test_no_number_and_no_signature_is_left_in_what_may_be_told(store):
    for raw in waiting(store):
        assert b"phone" not in raw
        assert b"document_number" not in raw
        assert SIGNED.encode() not in raw
    kinds = [from_bytes(raw, Operation).kind for raw in waiting(store)]
    assert kinds == ["update", "issue", "serve"]


def test_what_was_never_told_and_had_a_number_is_put_to_the_clerk_and_sealed_when_told_anew(store):
    assert counts(store) == Counts(7, 1, 3, 3)
    assert {one.code for one in rejections(store)} == {"conflict"}
    second, changed, amended = (one.operation for one in rejections(store))
    for one in (second, changed, amended):
        retell(store, operation=one, **BY)
    assert opened(store)[-3:] == [(resident(2), phone(2)), ("", phone(3)), (resident(1), phone(7))]
    assert answer(store).accepted == 6
    assert (counts(store), rejections(store)) == (Counts(10, 10, 0, 0), ())


def test_the_index_of_known_members_is_made_anew_as_a_new_store_has_it(old, tmp_path_factory):
    db = connected(old / STORE_FILE, KEY)
    for number, (name, serial) in enumerate((("王小示例", "FK-0000-0700-2"), ("李示例", "")), 1):
        db.conn.execute(
            "INSERT INTO members (uid, known, here, standing, name, document_tail, phone_tail, serial)"
            " VALUES (?, 1, 0, 0, ?, ?, ?, ?)",
            (f"m{number}", name, f"070{number}", f"540{number}", serial),
        )
    db.conn.close()  # the first program's own words for them are dropped with its index: none are written here
    made, fresh = open_store(old, KEY), create_store(tmp_path_factory.mktemp("fresh"), KEY, now=TEN)
    for text, uids in (
        ("王", ["m1"]),
        ("wangxiao", ["m1"]),
        ("wxs", ["m1"]),
        ("0702", ["m2"]),
        ("5401", ["m1"]),
        ("FK-0000-0700", ["m1"]),
        ("示例", ["m1", "m2"]),
    ):
        assert sorted(one.uid for one in search(made, text=text) if one.uid.startswith("m")) == uids, text
    said = "SELECT sql FROM sqlite_master WHERE name LIKE 'seek%' OR type = 'index' ORDER BY name"
    with made.reading() as db, fresh.reading() as new:
        assert db.conn.execute(said).fetchall() == new.conn.execute(said).fetchall()
    made.close()
    fresh.close()


def test_papers_and_forms_still_show_it(store):
    first = draft_of(store, operation=f"D07-{LIFE}-000002")
    assert (first.document_number, first.phone, first.signature) == (resident(2), phone(2), SIGNATURE)
    assert receipt(store, operation=f"D07-{LIFE}-000005", copy=1).signature == SIGNATURE
