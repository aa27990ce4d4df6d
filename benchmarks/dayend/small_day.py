# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What one device has to tell at the end of its day: eight enrolments with a pack each, nine services."""

import datetime as dt
import random
from typing import Any

from fieldkit.protocol.bodies import ConsentBody, EnrolBody, IssueBody, ServeBody
from fieldkit.protocol.codec import to_raw
from fieldkit.protocol.messages import Batch, Operation, SealSession, SessionBox
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.sample.day import SampleDay
from fieldkit.seals import boxes, chain, identities
from fieldkit.seals.keys import key_id
from sync.outgoing.serials import serial_of

RECORDS = 25
ENROLLED = 8
LIFE = "00000001"
_BEGAN = dt.datetime(2023, 11, 29, 1, tzinfo=dt.UTC)


class SmallDay:
    """The day of ``device`` at ``site``, with serials from ``first``."""

    def __init__(self, day: SampleDay, chance: random.Random, device: str, site: str, first: int) -> None:
        self._day, self._chance = day, chance
        self._device, self._site, self._first = device, site, first
        self._session = identities.new_session_key()
        self._operations: list[Any] = []
        self._group = next(code.code for code in day.codes if code.table == "employment_group")

    def batch(self, district: str) -> Batch:
        """Return all of it in one batch."""
        for place in range(ENROLLED):
            self._enrol(place)
        while len(self._operations) < RECORDS:
            self._tell("serve", ServeBody(service=self._chance.choice(self._day.services).code))
        registrar = boxes.sealing_public_bytes(boxes.new_sealing_key())
        box = identities.box_session(self._session, registrar, device=self._device, life=LIFE, session=1)
        boxed = SessionBox(registrar=key_id(registrar).hex(), box=box)
        return Batch(
            protocol=PROTOCOL_VERSION,
            district=district,
            device=self._device,
            life=LIFE,
            number=1,
            prev=chain.START.hex(),
            operations=tuple(self._operations),
            sessions=(SealSession(number=1, boxes=(boxed,)),),
        )

    def _enrol(self, place: int) -> None:
        uid, tag = self._chance.randbytes(8).hex(), self._chance.randbytes(16).hex()
        sequence = len(self._operations) + 1
        sealed = identities.seal_identity(
            self._session,
            operation=self._id(sequence),
            sequence=sequence,
            document=f"119999198001{place + 1:02d}{self._chance.randrange(1000):03d}X",
            phone=f"1540000{self._chance.randrange(10_000):04d}",
        )
        enrolled = EnrolBody(
            uid=uid,
            name=self._chance.choice("王李张刘") + "示例",
            document_kind="resident",
            serial=serial_of(self._first + place),
            sealed=sealed,
            session=1,
            sex=1,
            birth_date="1980-01-01",
            tag=tag,
            employment_group=self._group,
            consents=(ConsentBody(kind="upper_union", given=True, version="1"),),
        )
        self._tell("enrol", enrolled)
        goods, receipt = self._day.goods[0].code, f"{self._device}-{place:04d}"
        self._tell("issue", IssueBody(goods=goods, receipt_number=receipt, uid=uid, tag=tag))

    def _tell(self, kind: str, body: Any) -> None:
        sequence = len(self._operations) + 1
        told = Operation(
            id=self._id(sequence),
            sequence=sequence,
            kind=kind,
            at=(_BEGAN + dt.timedelta(minutes=sequence)).isoformat(),
            event=self._day.event.code,
            site=self._site,
            booth="1",
            operator="v01",
            body=to_raw(body),
        )
        self._operations.append(to_raw(told))

    def _id(self, sequence: int) -> str:
        return f"{self._device}-{LIFE}-{sequence:06d}"
