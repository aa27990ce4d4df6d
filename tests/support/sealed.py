# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Golden sealed things, each with the (synthetic) keys that it was made with, for a client in any language.

What is signed is the same bytes each time. Boxes and parcels are not, for they begin with a random key: so what lies in
the file must go on opening, and ``python -m tests.support.sealed`` makes the files anew when the protocol changes.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, cast

import msgspec

from fieldkit.protocol import messages, trust
from fieldkit.protocol.codec import to_bytes, to_raw
from fieldkit.protocol.frames import join_frames
from fieldkit.seals import boxes, chain, envelope, packing, parcels
from fieldkit.seals.answers import close_answer
from fieldkit.seals.identities import box_session, seal_identity
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.seals.pieces import seal_piece
from fieldkit.seals.tickets import proof_of, seal_tag_key
from tests.support.messages import AT, BLOCK, ENROL, LATER, MEMBER, OPERATION

FILE = Path(__file__).parents[1] / "golden" / "protocol" / "sealed.1.json"

SEEDS = {name: hashlib.sha256(name.encode()).digest() for name in ("root", "district", "device")}
OPENERS = {
    name: hashlib.sha256(b"x25519 " + name.encode()).digest() for name in ("device_sealing", "registrar")
}
DISTRICT, DEVICE, LIFE = "FKD-00000001", "D07", "3f2a91c4"
CODE, TAG_KEY, SNAPSHOT_KEY, SESSION_KEY = (
    "ABCDEFGHIJKLMNOP",
    bytes(range(32)),
    bytes(range(1, 33)),
    bytes(range(2, 34)),
)
DOCUMENT, PHONE = "11999919900307451X", "15400000001"
PART = b"\x89PNG\r\n\x1a\n synthetic"
PART_ID = hashlib.sha256(PART).hexdigest()[:32]


KEYS = {name: load_signing_key(seed) for name, seed in SEEDS.items()}
PUBLICS = {name: boxes.sealing_public_bytes(boxes.load_sealing_key(seed)) for name, seed in OPENERS.items()}


def make() -> dict[str, Any]:
    """Return every golden sealed thing in hex, with what is in it and the keys."""
    identity, recipient = parcels.new_parcel_key()
    told = {"keys": _keys() | {"parcel_identity": identity, "parcel_recipient": recipient}}
    told |= _batch()
    told |= _exchange(told["batch"])
    told |= _joining()
    told |= _trust(recipient)
    told |= _piece()
    told["parcel"] = {"file": parcels.seal_parcel(join_frames([told["exchange"]["envelope"]]), [recipient])}
    return cast("dict[str, Any]", _written(told))


def _keys() -> dict[str, bytes | str]:
    return {
        **SEEDS,
        **OPENERS,
        **{f"{name}_public": public_bytes(key) for name, key in KEYS.items()},
        **{f"{name}_public": public for name, public in PUBLICS.items()},
        "session": SESSION_KEY,
        "snapshot": SNAPSHOT_KEY,
        "tag": TAG_KEY,
        "code": CODE,
    }


def _signed(message: bytes, by: str, aad: bytes, named: bytes = b"") -> bytes:
    return envelope.sign(message, KEYS[by], named or key_id(public_bytes(KEYS[by])), aad)


def _batch() -> dict[str, Any]:
    operation, sealed = _enrolment()
    box = box_session(SESSION_KEY, PUBLICS["registrar"], device=DEVICE, life=LIFE, session=3)
    boxed = messages.SessionBox(registrar=key_id(PUBLICS["registrar"]).hex(), box=box)
    batch = messages.Batch(
        protocol=1,
        district=DISTRICT,
        device=DEVICE,
        life=LIFE,
        number=1,
        prev=chain.START.hex(),
        operations=(to_raw(operation),),
        sessions=(messages.SealSession(number=3, boxes=(boxed,)),),
    )
    frozen = _signed(packing.pack(to_bytes(batch), packing.ZLIB), "device", envelope.BATCH)
    head = chain.head_after(chain.START, frozen).hex()
    return {
        "identity": {"document": DOCUMENT, "phone": PHONE, "operation": OPERATION.id, "sealed": sealed},
        "session_box": {"device": DEVICE, "life": LIFE, "session": 3, "box": box},
        "batch": {"envelope": frozen, "content": to_bytes(batch).decode(), "head": head},
    }


def _exchange(batch: dict[str, Any]) -> dict[str, Any]:
    head = batch["head"]
    request = messages.ExchangeRequest(
        protocol=1,
        asked="0f" * 16,
        device=DEVICE,
        cursor=0,
        chains=(messages.Chain(life=LIFE, number=1, head=head),),
        batches=1,
        parts=1,
        takes=("zstd",),
    )
    frames = join_frames([to_bytes(request), batch["envelope"], PART])
    exchange = _signed(frames, "device", envelope.EXCHANGE)
    reply = messages.ExchangeReply(
        protocol=1,
        district=DISTRICT,
        asked=request.asked,
        heard=hashlib.sha256(exchange).hexdigest(),
        at=AT,
        receipts=(messages.Receipt(life=LIFE, number=1, head=head, level="received", operations=1),),
        standings=(messages.Standing(life=LIFE, number=1, head=head),),
        parts=(PART_ID,),
    )
    answer = _signed(close_answer(to_bytes(reply), PUBLICS["device_sealing"]), "district", envelope.REPLY)
    return {
        "exchange": {"envelope": exchange, "request": to_bytes(request).decode(), "part": PART},
        "reply": {"envelope": answer, "content": to_bytes(reply).decode()},
    }


def _joining() -> dict[str, Any]:
    public = public_bytes(KEYS["device"])
    joining = messages.JoinRequest(
        protocol=1,
        asked="0e" * 16,
        proof=proof_of(CODE),
        name="主会场一号",
        signing_key=public,
        sealing_key=PUBLICS["device_sealing"],
    )
    return {
        "join": {
            "envelope": _signed(to_bytes(joining), "device", envelope.JOIN, public),
            "content": to_bytes(joining).decode(),
        },
        "tag_key_box": {"box": seal_tag_key(TAG_KEY, CODE)},
    }


def _trust(recipient: str) -> dict[str, Any]:
    signing = trust.VouchedKey(key=public_bytes(KEYS["district"]), since=AT, until=LATER)
    vouch = trust.Vouch(district=DISTRICT, version=1, issued=AT, keys=(signing,))
    device = trust.TrustedDevice(
        device=DEVICE,
        signing_key=public_bytes(KEYS["device"]),
        site="S1",
        town="DX-01",
        until=LATER,
        serials=(BLOCK,),
    )
    registrar = trust.Registrar(
        key_id=key_id(PUBLICS["registrar"]).hex(),
        name="示例登记员",
        town="",
        sealing_key=PUBLICS["registrar"],
    )
    listed = trust.TrustList(
        district=DISTRICT,
        version=1,
        issued=AT,
        expires=LATER,
        devices=(device,),
        registrars=(registrar,),
        parcel_recipients=(recipient,),
    )
    vouched = _signed(to_bytes(vouch), "root", envelope.VOUCH)
    trusted = _signed(to_bytes(listed), "district", envelope.TRUST)
    return {
        "vouch": {"envelope": vouched, "content": to_bytes(vouch).decode()},
        "trust": {"envelope": trusted, "content": to_bytes(listed).decode()},
    }


def _piece() -> dict[str, Any]:
    member = messages.Change(table="member", key="m-1", row=to_raw(MEMBER))
    content = to_bytes(messages.SnapshotPiece(changes=(member,)))
    piece = seal_piece(content, SNAPSHOT_KEY, snapshot="7d" * 16, place=0)
    return {"snapshot_piece": {"id": "7d" * 16, "place": 0, "piece": piece, "content": content.decode()}}


def _enrolment() -> tuple[messages.Operation, bytes]:
    """Return an enrolment whose identity is sealed, and that seal."""
    sealed = seal_identity(
        SESSION_KEY, operation=OPERATION.id, sequence=OPERATION.sequence, document=DOCUMENT, phone=PHONE
    )
    body = msgspec.structs.replace(ENROL, sealed=sealed, session=3, signature=PART_ID, provisional="")
    return msgspec.structs.replace(OPERATION, kind="enrol", body=to_raw(body)), sealed


def _written(told: Any) -> Any:
    """Return ``told`` with bytes in hex."""
    if isinstance(told, dict):
        return {name: _written(one) for name, one in told.items()}
    return told.hex() if isinstance(told, bytes) else told


def golden() -> dict[str, Any]:
    """Return the golden file, its hex as bytes where ``bytes`` are meant: everything but text and numbers."""
    text = {"content", "request", "document", "phone", "operation", "device", "life", "id", "code", "head"}
    text |= {"parcel_identity", "parcel_recipient"}
    told = json.loads(FILE.read_text(encoding="utf-8"))

    def read(name: str, one: Any) -> Any:
        if isinstance(one, dict):
            return {inner: read(inner, value) for inner, value in one.items()}
        return one if name in text or not isinstance(one, str) else bytes.fromhex(one)

    told["keys"] = {
        name: value if name in {"parcel_identity", "parcel_recipient", "code"} else bytes.fromhex(value)
        for name, value in told["keys"].items()
    }
    return {name: value if name == "keys" else read(name, value) for name, value in told.items()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
