# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device without a store: it says to the district exactly what a test wants said."""

import datetime as dt
import hashlib
import secrets
from typing import Any

import msgspec

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import (
    Acknowledgement,
    Batch,
    ConsentBody,
    EnrolBody,
    ExchangeReply,
    ExchangeRequest,
    IssueBody,
    JoinReply,
    JoinRequest,
    Message,
    Operation,
    ServeBody,
    TransferBody,
    VoidBody,
)
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_public_key, new_signing_key, private_bytes, public_bytes
from fieldkit.store.identity import Identity
from fieldkit.uplink.district import Answer, District
from fieldkit.uplink.joining import fetch_authority, read_ticket
from fieldkit.uplink.line import Line
from tests.support.district import NOON

GIVEN = (ConsentBody(kind="upper_union", given=True, version="1"),)


def enrol_body(uid: str = "u-1", **fields: Any) -> EnrolBody:
    """Return the body of an enrolment that the district takes once it has a number."""
    told = {"uid": uid, "name": "示例甲", "document_kind": "resident", "consents": GIVEN, "tag": ""}
    return EnrolBody(**{**told, **fields})


class Device:
    """A joined device: its key, its number, its sequence."""

    def __init__(self, ticket: str, *, name: str = "示例设备", life: str = "3f2a91c4"):
        read = read_ticket(ticket)
        self.address = read.address
        self.ca_pem = fetch_authority(read)
        self.key = new_signing_key()
        self.life = life
        self.sequence = 0
        self.serials: list[int] = []
        self.cursor = 0
        with Line(self.address, self.ca_pem) as line:
            came = line.post("/v1/devices", self.joining(read.code, name))
        named = envelope.claimed_key_id(came.body)
        content = came.body
        self.joined = _unsealed(content, envelope.JOINED, JoinReply)
        self.device = self.joined.device
        self.district_key = self.joined.district_key
        assert named == key_id(self.district_key)

    def joining(self, code: str, name: str = "示例设备", **fields: Any) -> bytes:
        """Return the sealed request to join by ``code``."""
        public = public_bytes(self.key)
        told = {
            "protocol": 1,
            "asked": secrets.token_hex(16),
            "code": code,
            "name": name,
            "signing_key": public,
        }
        return envelope.sign(to_bytes(JoinRequest(**{**told, **fields})), self.key, public, envelope.JOIN)

    def operation(self, kind: str, body: Message | bytes, **fields: Any) -> bytes:
        """Return the bytes of the next operation."""
        self.sequence += 1
        raw = body if isinstance(body, bytes) else to_bytes(body)
        told = {
            "id": f"{self.device}-{self.life}-{self.sequence:06d}",
            "sequence": self.sequence,
            "kind": kind,
            "at": "2023-11-29T04:00:00Z",
            "event": "E1",
            "site": "S1",
            "booth": "1",
            "operator": "v01",
            "body": msgspec.Raw(raw),
        }
        return to_bytes(Operation(**{**told, **fields}))

    def enrol(self, uid: str = "u-1", *, site: str = "S1", **fields: Any) -> bytes:
        """Return an enrolment under the next serial, or under what ``fields`` give."""
        if not fields.keys() & {"serial", "provisional"}:
            fields["serial"] = self.next_serial()
        return self.operation("enrol", enrol_body(uid, **fields), site=site)

    def issue(self, *, site: str = "S1", goods: str = "pack", **fields: Any) -> bytes:
        """Return the issue of a pack."""
        body = IssueBody(goods=goods, receipt_number=f"R-{self.device}-{self.sequence + 1:04d}", **fields)
        return self.operation("issue", body, site=site)

    def serve(self, *, site: str = "S1", service: str = "legal", **fields: Any) -> bytes:
        """Return a use of a service."""
        return self.operation("serve", ServeBody(service=service, **fields), site=site)

    def transfer(self, *, site: str = "S1", uid: str = "m-1", tag: str = "", **fields: Any) -> bytes:
        """Return the transfer of a known member."""
        return self.operation(
            "transfer", TransferBody(uid=uid, tag=tag, to_org="DX-PGZ", **fields), site=site
        )

    def amend(self, replaces: bytes, as_kind: str, body: Message | bytes, **fields: Any) -> bytes:
        """Return the amendment of an earlier operation."""
        raw = body if isinstance(body, bytes) else to_bytes(body)
        told = {"replaces": id_of(replaces), "as_kind": as_kind, "body": msgspec.Raw(raw)}
        return self.operation("amend", msgspec.json.encode(told), **fields)

    def void(self, replaces: bytes, **fields: Any) -> bytes:
        """Return the voiding of an earlier operation."""
        return self.operation("void", VoidBody(replaces=id_of(replaces), reason="输错"), **fields)

    def next_serial(self) -> str:
        """Return the next serial of the blocks this device was given."""
        from sync.serials import serial_of

        return serial_of(self.serials.pop(0))

    def request(self, *operations: bytes, **fields: Any) -> ExchangeRequest:
        """Return the request that carries ``operations``."""
        device = fields.pop("device", self.device)
        told = {
            "protocol": 1,
            "asked": secrets.token_hex(16),
            "batch": Batch(
                device=device, life=self.life, operations=tuple(msgspec.Raw(raw) for raw in operations)
            ),
            "cursor": self.cursor,
            "at": NOON.isoformat(),
            "serials_left": len(self.serials),
        }
        return ExchangeRequest(**{**told, **fields})

    def seal(self, request: Message) -> bytes:
        """Return ``request`` in this device's envelope."""
        public = public_bytes(self.key)
        return envelope.sign(to_bytes(request), self.key, key_id(public), envelope.EXCHANGE)

    def identity(self, **fields: Any) -> Identity:
        """Return this device as a store would keep it."""
        told = {
            "device": self.device,
            "district": self.joined.district,
            "district_name": self.joined.district_name,
            "life": self.life,
            "signing_key": private_bytes(self.key),
            "district_key": self.district_key,
            "address": self.address,
            "ca_pem": self.ca_pem,
            "tag_key": self.joined.tag_key,
            "town": self.joined.town,
            "joined_at": dt.datetime(2023, 11, 26, tzinfo=dt.UTC),
        }
        return Identity(**{**told, **fields})

    def exchange(self, *operations: bytes, **fields: Any) -> Answer:
        """Exchange as the program does, and take in cursor and serials."""
        with District(self.identity()) as district:
            answer = district.exchange(self.request(*operations, **fields))
        self.take_in(answer.reply)
        return answer

    def say(self, *operations: bytes, **fields: Any) -> tuple[Acknowledgement, ...]:
        """Exchange and return the district's words."""
        return self.exchange(*operations, **fields).reply.acknowledgements

    def post(self, raw: bytes) -> tuple[int, ExchangeReply]:
        """Send exactly ``raw``; return the HTTP code and the sealed reply."""
        with Line(self.address, self.ca_pem) as line:
            came = line.post("/v1/exchange", raw)
        reply = _unsealed(came.body, envelope.REPLY, ExchangeReply, self.district_key)
        assert reply.heard == hashlib.sha256(raw).hexdigest()
        return came.code, reply

    def take_in(self, reply: ExchangeReply) -> None:
        """Take in the cursor and the serial blocks of a reply."""
        self.cursor = reply.cursor
        for block in reply.serial_blocks:
            self.serials.extend(range(block.first, block.last + 1))


def id_of(raw: bytes) -> str:
    """Return the id of an operation."""
    return msgspec.json.decode(raw)["id"]


def _unsealed(raw: bytes, aad: bytes, kind: type[Any], public: bytes = b"") -> Any:
    if not public:  # a joining reply brings its key along; the line it came by is pinned
        public = msgspec.json.decode(_content(raw), type=JoinReply).district_key
    _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, aad)
    return from_bytes(content, kind)


def _content(raw: bytes) -> bytes:
    import cbor2

    return cbor2.loads(raw).value[2]
