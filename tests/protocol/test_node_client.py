# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A client in another language, written from docs/protocol.md alone, and the real district understand each other.

It joins, hears the briefing and tells a batch over TLS; it opens the golden files as this program does; and it refuses
what was changed on the way by one bit.
"""

import contextlib
import json
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import pytest
from sqlalchemy import select

from fieldkit.protocol import bodies, messages
from fieldkit.protocol.codec import from_bytes
from fieldkit.seals import chain, identities, keytexts, packing, tags
from fieldkit.uplink.line import Line
from sync.db.chain_tables import batch as batch_table
from sync.db.tables import enrolment, operation
from sync.district import open_district
from tests.support.district import District, serving
from tests.support.impostor import Script, http, impostor
from tests.support.messages import GOLDEN

CLIENT = Path(__file__).parent / "node" / "client.mjs"
NODE = shutil.which("node") or ""
pytestmark = pytest.mark.skipif(not NODE, reason="node is not on this machine")

DOCUMENT, PHONE = "11999919900307451X", "15400000001"
WHERE = {"at": "2023-11-29T04:05:06.789Z", "event": "E1", "site": "S1", "booth": "2", "operator": "v01"}
CONSENT = {"kind": "upper_union", "given": True, "version": "1", "at": WHERE["at"]}
ENROL = {"uid": "0011223344556677", "name": "示例·甲", "document_kind": "resident", "consents": [CONSENT]}
ISSUE = {"goods": "pack", "receipt_number": "R-D01-0001", "uid": ENROL["uid"]}
OPERATIONS = [
    {"kind": "enrol", **WHERE, "body": ENROL, "document": DOCUMENT, "phone": PHONE},
    {"kind": "serve", **WHERE, "body": {"service": "legal", "uid": ENROL["uid"]}},
    {"kind": "issue", **WHERE, "body": ISSUE},
]


def node(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the client with ``words``."""
    line = [NODE, str(CLIENT), *words]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Serve a district with three sites over TLS."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def told(tmp_path: Path) -> str:
    """Write the operations that the client tells; return the file."""
    file = tmp_path / "operations.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in OPERATIONS), encoding="utf-8")
    return str(file)


def test_the_client_joins_and_its_batch_is_taken(district, told):
    done = node(district.ticket(name="异语设备", site="S1"), told)
    assert done.returncode == 0, done.stderr
    verified = json.loads(done.stdout)
    assert (verified["device"], verified["boxes"], verified["receipt"]["words"]) == ("D01", 1, [])
    assert {"site", "organisation", "goods", "member"} <= set(verified["tables"])
    assert verified["serials"][0] == {"first": 1, "last": 200}
    (device,) = district.facts("devices")
    assert (device["name"], device["program"], device["seconds_ahead"] > 0) == ("异语设备", "node", True)
    (life,) = device["lives"]
    assert (life["life"], life["held"], life["missing"]) == (verified["receipt"]["life"], 3, 0)
    with contextlib.closing(open_district(district.folder)) as opened, opened.database.reading() as reading:
        kept = reading.execute(select(operation.c.kind, operation.c.verdict).order_by(operation.c.sequence))
        assert [tuple(row) for row in kept] == [(one["kind"], "accepted") for one in OPERATIONS]
        (row,) = reading.execute(select(batch_table.c.raw, batch_table.c.head)).all()
        entered = reading.execute(select(enrolment.c.uid, enrolment.c.tag)).one()
    assert row.head.hex() == verified["receipt"]["head"] == chain.head_after(chain.START, row.raw).hex()
    tag_key = bytes.fromhex((district.folder / "registrar" / "tag.key").read_text().strip())
    assert tuple(entered) == (ENROL["uid"], tags.document_tag(tag_key, "resident", DOCUMENT).hex())
    assert read_by_registrar(district, row.raw) == (DOCUMENT, PHONE)


def read_by_registrar(district: District, raw: bytes) -> tuple[str, str]:
    """Return the identity in the first operation of the batch ``raw``, opened with the registrar's key."""
    key = keytexts.read_key(
        (district.folder / "registrar" / "registrar.key").read_bytes(), keytexts.REGISTRAR
    )
    packed = cbor2.loads(raw).value[2]  # whose signature the district has seen
    batch = from_bytes(packing.unpack(packed, most=messages.MAX_BATCH_BYTES), messages.Batch)
    first = from_bytes(batch.operations[0], messages.Operation)
    body = from_bytes(first.body, bodies.EnrolBody)
    ((box,),) = [session.boxes for session in batch.sessions]
    assert box.registrar == key.card.key_id
    place = {"device": batch.device, "life": batch.life, "session": body.session}
    session = identities.open_session(box.box, keytexts.sealing_key_of(key.identity), **place)
    return identities.open_identity(session, body.sealed, operation=first.id, sequence=first.sequence)


@pytest.mark.parametrize(
    ("road", "place"),
    [
        ("/v1/authority", 0.5),
        *((road, place) for road in ("/v1/devices", "/v1/exchange") for place in (0, 0.5, -1)),
    ],
)
def test_one_bit_turned_on_the_way_is_refused(district, told, road, place):
    """Whoever holds the server's own certificate hands all on, and turns a bit of what one road answers."""
    with contextlib.closing(open_district(district.folder)) as opened:
        authority = opened.authority
    with impostor(relaying(district, authority.certificate, road, place), authority=authority) as between:
        done = node(ticket_for(district, between.address), told)
    assert (done.returncode, done.stdout) == (1, ""), done.stdout
    assert done.stderr.strip()
    assert any(road.encode() in asked for asked in between.asked)


def test_what_is_handed_on_as_it_is_is_taken(district, told):
    """So it is the bit that the client refuses, and not the one who hands on."""
    with contextlib.closing(open_district(district.folder)) as opened:
        authority = opened.authority
    with impostor(relaying(district, authority.certificate, "", 0), authority=authority) as between:
        done = node(ticket_for(district, between.address), told)
    assert done.returncode == 0, done.stderr


def test_the_ticket_of_another_district_is_refused(district, told):
    *rest, fingerprint = district.ticket(site="S1").split()
    other = ("B" if fingerprint[0] == "A" else "A") + fingerprint[1:]
    done = node(" ".join([*rest, other]), told)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("authority: ")
    assert district.facts("devices") == []


def test_a_refusal_is_believed_by_its_seal_and_told_by_its_code(district, told):
    ticket = district.ticket(site="S1")
    assert node(ticket, told).returncode == 0
    again = node(ticket, told)
    assert (again.returncode, again.stdout, again.stderr.strip()) == (1, "", "refused: used")


def ticket_for(district: District, address: str) -> str:
    """Return a ticket that leads to ``address``."""
    mark, _, *rest = district.ticket(site="S1").split()
    return " ".join([mark, address, *rest])


def relaying(district: District, authority: str, road: str, place: float) -> Script:
    """Return the script of one who hands everything on, a bit turned in what ``road`` answers."""

    def hand_on(asked: bytes, line: ssl.SSLSocket) -> None:
        head, _, body = asked.partition(b"\r\n\r\n")
        method, path, *_ = head.decode().split()
        with Line(district.address, authority) as on:
            came = on.post(path, body) if method == "POST" else on.get(path)
        line.sendall(http(came.code, turned(came.body, place) if path == road else came.body))

    return hand_on


def turned(raw: bytes, place: float) -> bytes:
    """Return ``raw`` with one bit turned: of the byte at ``place``, or at that part of it where it is less than 1."""
    at = place if isinstance(place, int) else int(len(raw) * place)
    changed = bytearray(raw)
    changed[at] ^= 4
    return bytes(changed)


# -- golden files ---------------------------------------------------------------------------------------------------

SEALED = json.loads((GOLDEN / "sealed.1.json").read_text(encoding="utf-8"))
BARE = json.loads((GOLDEN / "envelope.1.json").read_text(encoding="utf-8"))
HOLDERS = {
    "tag_key_box": "box",
    "session_box": "box",
    "identity": "sealed",
    "snapshot_piece": "piece",
    "parcel": "file",
}


def golden(folder: Path) -> tuple[int, dict[str, Any]]:
    """Return the client's exit code and what it found in the golden files of ``folder``."""
    done = node("--golden", str(folder))
    assert not done.stderr
    return done.returncode, json.loads(done.stdout)


def test_the_golden_files_open_alike():
    code, found = golden(GOLDEN)
    assert code == 0, found
    assert set(found) == set(SEALED) - {"keys"} | {"envelope"}
    assert found["envelope"] == {"content": BARE["content"], "made": BARE["envelope"]}
    for name in ("batch", "join", "vouch", "trust"):
        assert found[name]["content"] == SEALED[name]["content"]
    for name in ("reply", "snapshot_piece"):  # coded as zstd, which Node 20 does not read
        packed = bytes.fromhex(found[name]["packed"])
        assert packing.unpack(packed, most=messages.MAX_REPLY_BYTES).decode() == SEALED[name]["content"]
    assert found["batch"]["head"] == SEALED["batch"]["head"]
    asked, told = found["exchange"], SEALED["exchange"]
    assert (asked["request"], asked["batch"]) == (told["request"], SEALED["batch"]["envelope"])
    assert (asked["part"], [asked["id"]]) == (told["part"], json.loads(SEALED["reply"]["content"])["parts"])
    assert found["tag_key_box"]["key"] == SEALED["keys"]["tag"]
    assert found["session_box"]["key"] == SEALED["keys"]["session"]
    assert found["parcel"]["frames"] == [told["envelope"]]


def test_the_golden_identity_is_opened_sealed_and_tagged_alike():
    found, told = golden(GOLDEN)[1]["identity"], SEALED["identity"]
    assert (found["document"], found["phone"], found["made"]) == (
        told["document"],
        told["phone"],
        told["sealed"],
    )
    key = bytes.fromhex(SEALED["keys"]["tag"])
    assert found["tag"] == tags.document_tag(key, "resident", told["document"]).hex()


@pytest.mark.parametrize("place", [0, 0.5, -1])
def test_no_golden_thing_opens_with_a_wrong_bit(tmp_path, place):
    wrong = {name: dict(thing) for name, thing in SEALED.items()}
    for name in SEALED.keys() - {"keys"}:
        holder = HOLDERS.get(name, "envelope")
        wrong[name][holder] = turned(bytes.fromhex(SEALED[name][holder]), place).hex()
    bare = BARE | {"envelope": turned(bytes.fromhex(BARE["envelope"]), place).hex()}
    (tmp_path / "sealed.1.json").write_text(json.dumps(wrong), encoding="utf-8")
    (tmp_path / "envelope.1.json").write_text(json.dumps(bare), encoding="utf-8")
    code, found = golden(tmp_path)
    assert code == 1
    assert {name for name, thing in found.items() if set(thing) == {"refused"}} == set(found)
    assert set(found) == set(SEALED) - {"keys"} | {"envelope"}
