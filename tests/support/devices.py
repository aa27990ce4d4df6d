# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device without a store: it says to the district exactly what a test wants said."""

import datetime as dt
import hashlib
import secrets
from typing import Any

import msgspec

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.messages import (
    MAX_REPLY_BYTES,
    Acknowledgement,
    Batch,
    Chain,
    ConsentBody,
    EnrolBody,
    ExchangeReply,
    ExchangeRequest,
    IssueBody,
    JoinReply,
    JoinRequest,
    Message,
    Operation,
    Receipt,
    ServeBody,
    TransferBody,
    VoidBody,
)
from fieldkit.seals import boxes, chain, envelope, packing
from fieldkit.seals.answers import open_answer
from fieldkit.seals.keys import key_id, load_public_key, new_signing_key, private_bytes, public_bytes
from fieldkit.seals.tickets import open_tag_key, proof_of
from fieldkit.store.identity import Identity
from fieldkit.uplink.authority import fetch_authority
from fieldkit.uplink.line import Line
from fieldkit.uplink.tickets import read_ticket
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
        self.sealing_key = boxes.new_sealing_key()
        self.sequence = 0
        self.serials: list[int] = []
        self.cursor = self.trust = 0
        self.begin_life(life)
        with Line(self.address, self.ca_pem) as line:
            came = line.post("/v1/devices", self.joining(read.code, name))
        self.joined, self.boxed = self.opened(came.body, envelope.JOINED, JoinReply)
        self.device = self.joined.device
        self.district_key = self.joined.district_key
        self.nonce = self.joined.nonce
        self.tag_key = open_tag_key(self.joined.tag_key_box, read.code) if self.joined.tag_key_box else b""

    def begin_life(self, life: str) -> None:
        """Go on in another life, with a chain of its own."""
        self.life, self.number, self.head = life, 0, chain.START

    def joining(self, code: str, name: str = "示例设备", **fields: Any) -> bytes:
        """Return the sealed request to join by ``code``."""
        public = public_bytes(self.key)
        told = {
            "protocol": 1,
            "asked": secrets.token_hex(16),
            "proof": proof_of(code),
            "name": name,
            "signing_key": public,
            "sealing_key": boxes.sealing_public_bytes(self.sealing_key),
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

    def amend(
        self, replaces: bytes, as_kind: str, body: Message | bytes, *, meant: str = "", **fields: Any
    ) -> bytes:
        """Return the amendment of an earlier operation."""
        raw = body if isinstance(body, bytes) else to_bytes(body)
        told = {"replaces": id_of(replaces), "as_kind": as_kind, "body": msgspec.Raw(raw), "meant": meant}
        return self.operation("amend", msgspec.json.encode(told), **fields)

    def void(self, replaces: bytes, *, meant: str = "", **fields: Any) -> bytes:
        """Return the voiding of an earlier operation."""
        body = VoidBody(replaces=id_of(replaces), reason="输错", meant=meant)
        return self.operation("void", body, **fields)

    def next_serial(self) -> str:
        """Return the next serial of the blocks this device was given."""
        from sync.outgoing.serials import serial_of

        return serial_of(self.serials.pop(0))

    def batch(self, *operations: bytes, go_on: bool = True, **fields: Any) -> bytes:
        """Return the envelope of the next batch, which holds ``operations``; the chain goes on with it."""
        told = {
            "protocol": 1,
            "district": self.joined.district,
            "device": self.device,
            "life": self.life,
            "number": self.number + 1,
            "prev": self.head.hex(),
            "operations": tuple(msgspec.Raw(raw) for raw in operations),
        }
        raw = self.sealed(packing.pack(to_bytes(Batch(**{**told, **fields}))), envelope.BATCH)
        if go_on:
            self.number, self.head = self.number + 1, chain.head_after(self.head, raw)
        return raw

    def request(self, **fields: Any) -> ExchangeRequest:
        """Return the request that tells where this device stands."""
        told = {
            "protocol": 1,
            "asked": secrets.token_hex(16),
            "device": self.device,
            "cursor": self.cursor,
            "chains": (Chain(life=self.life, number=self.number, head=self.head.hex()),),
            "nonce": self.nonce,
            "trust": self.trust,
            "takes": ("zstd",),
            "at": NOON.isoformat(),
            "serials_left": len(self.serials),
        }
        return ExchangeRequest(**{**told, **fields})

    def ask(self, *batches: bytes, parts: tuple[bytes, ...] = (), **fields: Any) -> bytes:
        """Return the sealed request that carries envelopes of ``batches`` and ``parts``."""
        request = self.request(**{"batches": len(batches), "parts": len(parts), **fields})
        return self.seal(join_frames([to_bytes(request), *batches, *parts]))

    def seal(self, content: bytes) -> bytes:
        """Return the frames ``content`` in this device's envelope of an exchange."""
        return self.sealed(content, envelope.EXCHANGE)

    def sealed(self, content: bytes, aad: bytes) -> bytes:
        """Return ``content`` in this device's envelope for ``aad``."""
        return envelope.sign(content, self.key, key_id(public_bytes(self.key)), aad)

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
            "tag_key": self.tag_key,
            "town": self.joined.town,
            "joined_at": dt.datetime(2023, 11, 26, tzinfo=dt.UTC),
            "sealing_key": boxes.sealing_private_bytes(self.sealing_key),
            "root_key": self.joined.root_key,
            "certificate": self.joined.certificate,
        }
        return Identity(**{**told, **fields})

    def exchange(self, *operations: bytes, parts: tuple[bytes, ...] = (), **fields: Any) -> ExchangeReply:
        """Tell ``operations`` as one batch, if there are any; take in nonce, cursor and serials."""
        batches = (self.batch(*operations),) if operations else ()
        return self.tell(*batches, parts=parts, **fields)

    def tell(self, *batches: bytes, parts: tuple[bytes, ...] = (), **fields: Any) -> ExchangeReply:
        """Tell envelopes of ``batches``; take in nonce, cursor and serials."""
        _, reply = self.post(self.ask(*batches, parts=parts, **fields))
        self.take_in(reply)
        return reply

    def say(self, *operations: bytes, **fields: Any) -> tuple[Acknowledgement, ...]:
        """Exchange and return the district's word on each of ``operations``, also where it needs no saying."""
        reply = self.exchange(*operations, **fields)
        assert not reply.refused, reply.refused
        (receipt,) = reply.receipts
        return words(receipt, *operations)

    def post(self, raw: bytes) -> tuple[int, ExchangeReply]:
        """Send exactly ``raw``; return the HTTP code and the sealed reply."""
        with Line(self.address, self.ca_pem) as line:
            came = line.post("/v1/exchange", raw)
        reply, self.boxed = self.opened(came.body, envelope.REPLY, ExchangeReply, self.district_key)
        assert reply.heard == hashlib.sha256(raw).hexdigest()
        if reply.nonce:
            self.nonce = reply.nonce
        return came.code, reply

    def take_in(self, reply: ExchangeReply) -> None:
        """Take in the cursor and the serial blocks of a reply."""
        if not reply.refused:
            self.cursor = reply.cursor
        for block in reply.serial_blocks:
            self.serials.extend(range(block.first, block.last + 1))

    def opened(self, raw: bytes, aad: bytes, kind: type[Any], public: bytes = b"") -> tuple[Any, bool]:
        """Return the reply in ``raw``, and whether it was boxed for us."""
        if not public:  # a joining reply brings its key along; the line it came by is pinned
            plain, _ = open_answer(_content(raw), self.sealing_key, most=MAX_REPLY_BYTES)
            public = msgspec.json.decode(plain, type=JoinReply).district_key
        if public:
            _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, aad)
        else:  # a refusal to join names no key
            content = _content(raw)
        plain, boxed = open_answer(content, self.sealing_key, most=MAX_REPLY_BYTES)
        return from_bytes(plain, kind), boxed


def words(receipt: Receipt, *operations: bytes) -> tuple[Acknowledgement, ...]:
    """Return the word of ``receipt`` on each of ``operations``: accepted where it says nothing."""
    said = {one.operation: one for one in receipt.words}
    return tuple(
        said.get(id_of(raw), Acknowledgement(operation=id_of(raw), verdict="accepted")) for raw in operations
    )


def id_of(raw: bytes) -> str:
    """Return the id of an operation."""
    return msgspec.json.decode(raw)["id"]


def _content(raw: bytes) -> bytes:
    import cbor2

    return cbor2.loads(raw).value[2]
