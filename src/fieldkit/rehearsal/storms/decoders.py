# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every decoder that reads a stranger's bytes, each with honest samples and the refusals that it may give.

1. What is signed is read in two ways: as it comes, and with the signature right around a content that is not: by a
   device or a district whose program has gone wrong, or that is not ours.
2. ``whole`` says that no bit of a sample may change unnoticed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from fieldkit import recovery
from fieldkit.problems import JoiningRefused, RecoveryCodeMistyped
from fieldkit.protocol import messages, trust
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.frames import split_frames
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.rehearsal.storms.both_readers import message
from fieldkit.rehearsal.storms.samples import (
    DEVICE,
    DISTRICT,
    LIFE,
    OPERATION,
    Keys,
    batch_told,
    certificate_told,
    enrolment,
    every_message,
    list_told,
    member_row,
    request_frames,
    server_certificate,
    sign,
    vouch_told,
)
from fieldkit.seals import (
    answers,
    boxes,
    card_signers,
    cards,
    certificates,
    envelope,
    identities,
    keytexts,
    packing,
    parcels,
)
from fieldkit.seals.card_signers import CardRefused
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import key_id, private_bytes
from fieldkit.seals.pieces import open_piece, seal_piece
from fieldkit.seals.tickets import open_tag_key, seal_tag_key
from fieldkit.uplink.tickets import read_ticket
from fieldkit.uplink.trusting import read_vouch

MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Decoder:
    """``read`` raises one of ``refusals`` or nothing; ``samples`` are what it takes."""

    read: Callable[[bytes], object]
    samples: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...]
    whole: bool = False


def _open(raw: bytes, aad: bytes) -> bytes:
    keys = {key_id(Keys.public): Keys.signing.public_key()}
    return envelope.open_envelope(raw, keys, aad)[1]


@cache
def decoders() -> dict[str, Decoder]:
    """Return every decoder by name."""
    return {**_enveloped(), **_boxed(), **_plain(), **_signed_right(), **_cards(), **_texts()}


def _enveloped() -> dict[str, Decoder]:
    """Return those that read what is signed, as it comes."""
    told = {
        "batch": (envelope.BATCH, packing.pack(to_bytes(batch_told()))),
        "exchange": (envelope.EXCHANGE, request_frames()),
        "certificate": (envelope.CERTIFICATE, to_bytes(certificate_told())),
        "trust list": (envelope.TRUST, to_bytes(list_told())),
    }
    return {
        **{
            f"{name} envelope": Decoder(
                partial(_open, aad=aad), (sign(content, aad),), (Refused,), whole=True
            )
            for name, (aad, content) in told.items()
        },
        "vouch": Decoder(
            _whole_vouch, (sign(to_bytes(vouch_told()), envelope.VOUCH),), (Refused,), whole=True
        ),
        "claimed key": Decoder(envelope.claimed_key_id, (sign(b"x", envelope.JOIN),), (Refused,)),
    }


def _boxed() -> dict[str, Decoder]:
    """Return those that open what is sealed for one reader."""
    batch, request = to_bytes(batch_told()), request_frames()
    answer = answers.close_answer(batch, Keys.sealing_public), answers.close_answer(batch, b"")
    opens: dict[str, tuple[Callable[[bytes], object], bytes]] = {
        "box": (
            lambda raw: boxes.open_box(raw, Keys.sealing, boxes.REPLY),
            boxes.seal_box(batch, Keys.sealing_public, boxes.REPLY),
        ),
        "parcel": (
            lambda raw: parcels.open_parcel(raw, [Keys.parcel.identity]),
            parcels.seal_parcel(request, [Keys.parcel.card.recipient]),
        ),
        "piece": (
            lambda raw: open_piece(raw, Keys.session, snapshot="a1", place=0, most=MOST),
            seal_piece(batch, Keys.session, snapshot="a1", place=0),
        ),
        "session box": (
            lambda raw: identities.open_session(raw, Keys.sealing, device=DEVICE, life=LIFE, session=1),
            identities.box_session(Keys.session, Keys.sealing_public, device=DEVICE, life=LIFE, session=1),
        ),
        "sealed identity": (_open_identity, _identity("11999919900101004X", "15400000017")),
        "sealed passport": (_open_identity, _identity("EA8812345", "")),
        "tag key box": (
            lambda raw: open_tag_key(raw, "ABCDEFGHIJKLMNOP"),
            seal_tag_key(bytes(32), "ABCDEFGHIJKLMNOP"),
        ),
    }
    return {
        **{name: Decoder(read, (sample,), (Refused,), whole=True) for name, (read, sample) in opens.items()},
        "answer": Decoder(lambda raw: answers.open_answer(raw, Keys.sealing, most=MOST), answer, (Refused,)),
    }


def _identity(document: str, phone: str) -> bytes:
    return identities.seal_identity(
        Keys.session, operation=OPERATION, sequence=1, document=document, phone=phone
    )


def _open_identity(raw: bytes) -> object:
    return identities.open_identity(Keys.session, raw, operation=OPERATION, sequence=1)


def _plain() -> dict[str, Decoder]:
    batch = to_bytes(batch_told())
    return {
        "packed": Decoder(
            lambda raw: packing.unpack(raw, most=MOST),
            tuple(packing.pack(batch, coding) for coding in (packing.ZSTD, packing.ZLIB, 0)),
            (Refused,),
        ),
        "frames": Decoder(lambda raw: split_frames(raw, most=64), (request_frames(),), (TheirMistake,)),
        "certificate of a server": Decoder(
            lambda raw: certificates.name_on(raw, "127.0.0.1"), (server_certificate(),), ()
        ),
        **{
            f"message {type(one).__name__}": Decoder(
                partial(message, kind=type(one)), (to_bytes(one),), (TheirMistake,)
            )
            for one in (*every_message(), member_row(), enrolment())
        },
    }


def _signed_right() -> dict[str, Decoder]:
    """Return those that read a content which a known key has signed, whatever it is."""

    def batch(content: bytes) -> object:
        opened = _open(sign(content, envelope.BATCH), envelope.BATCH)
        return from_bytes(packing.unpack(opened, most=MOST), messages.Batch)

    def trust_list(content: bytes) -> object:
        return from_bytes(_open(sign(content, envelope.TRUST), envelope.TRUST), trust.TrustList)

    def certificate(content: bytes) -> object:
        opened = _open(sign(content, envelope.CERTIFICATE), envelope.CERTIFICATE)
        return from_bytes(opened, trust.Certificate)

    def parcel(content: bytes) -> object:
        sealed = parcels.seal_parcel(content, [Keys.parcel.card.recipient])
        return split_frames(parcels.open_parcel(sealed, [Keys.parcel.identity]), most=64)

    both = (Refused, TheirMistake)
    return {
        "batch signed right": Decoder(
            batch, (packing.pack(to_bytes(batch_told())), b"\0" + to_bytes(batch_told())), both
        ),
        "trust list signed right": Decoder(trust_list, (to_bytes(list_told()),), both),
        "certificate signed right": Decoder(certificate, (to_bytes(certificate_told()),), both),
        "vouch signed right": Decoder(
            lambda content: read_vouch(sign(content, envelope.VOUCH), Keys.public, DISTRICT),
            (to_bytes(vouch_told()),),
            (),
        ),
        "parcel sealed right": Decoder(parcel, (request_frames(),), both),
    }


def _cards() -> dict[str, Decoder]:
    """Return those that read the signed code of a member card: its bytes, its digits, and who may sign it."""
    known = {key_id(Keys.public): Keys.signing.public_key()}
    claims = cards.CardClaims("000010066", "0123456789abcdef", "示例", "DX-1", dt.date(2023, 11, 29))
    said = card_signers.certify(DEVICE, Keys.public, ((1001, 1200),))
    signer = sign(said, card_signers.SIGNER)
    raw = cards.sign_card(claims, private_bytes(Keys.signing), signer)
    long = cards.sign_card(replace(claims, name="示" * 50), private_bytes(Keys.signing), signer)

    def digits(text: bytes) -> object:
        return cards.open_card(cards.from_digits(_text(text)), known)

    return {
        "member card": Decoder(
            lambda one: cards.open_card(one, known), (raw, long), (CardRefused,), whole=True
        ),
        "member card in digits": Decoder(
            digits, (cards.to_digits(raw).encode(),), (CardRefused,), whole=True
        ),
        "card signer": Decoder(
            lambda one: card_signers.read_certificate(one, known), (signer,), (CardRefused,), whole=True
        ),
        "card signer signed right": Decoder(
            lambda content: card_signers.read_certificate(sign(content, card_signers.SIGNER), known),
            (said,),
            (CardRefused,),
        ),
    }


def _texts() -> dict[str, Decoder]:
    ticket = "FK1 https://192.0.2.7:8443 ABCD-EFGH-IJKL-MNOP " + "A7" * 26
    plain = keytexts.write_key(Keys.parcel)
    return {
        "ticket": Decoder(lambda raw: read_ticket(_text(raw)), (ticket.encode(),), (JoiningRefused,)),
        "recovery code": Decoder(
            lambda raw: recovery.read_code(_text(raw)),
            (recovery.written(bytes(range(20))).encode(),),
            (RecoveryCodeMistyped,),
        ),
        "card": Decoder(
            lambda raw: keytexts.read_card(raw, keytexts.RECOVERY),
            (keytexts.write_card(Keys.parcel.card),),
            (Refused,),
        ),
        "key file": Decoder(lambda raw: keytexts.read_key(raw, keytexts.RECOVERY), (plain,), (Refused,)),
    }


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="surrogateescape")


def _whole_vouch(raw: bytes) -> object:
    told = read_vouch(raw, Keys.public, DISTRICT)
    if told is None:
        raise Refused("vouch")
    return told
