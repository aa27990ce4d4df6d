# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district in this process and devices that speak to it without a line: for models that ask it a thousand times."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from fieldkit.protocol.messages import ExchangeReply, JoinReply
from fieldkit.seals import boxes, envelope
from fieldkit.seals.keys import new_signing_key
from sync.district import District, open_district
from sync.intake.exchange import exchange
from sync.trust.devices import invite
from sync.trust.joining import joining
from tests.support import district as served
from tests.support.devices import Device


@contextlib.contextmanager
def near_district(folder: Path) -> Iterator[District]:
    """Give a district with its sample rows, in a file of its own below ``folder``."""
    shutil.copytree(Path(served._founded("").name, "district"), folder / "district")
    opened = open_district(folder / "district")
    try:
        yield opened
    finally:
        opened.close()


class NearDevice(Device):
    """A device whose requests are handed to the district's own function."""

    def __init__(self, district: District, *, site: str = "S1", life: str = "3f2a91c4"):
        self.district = district
        self.key, self.sealing_key = new_signing_key(), boxes.new_sealing_key()
        self.sequence = self.cursor = self.trust = 0
        self.serials: list[int] = []
        self.begin_life(life)
        with district.database.writing() as writing:
            code = invite(
                writing,
                district.reference.current(writing),
                name="近",
                site=site,
                town="",
                tag_key=bytes(32),
                now=served.NOON,
                minutes=15,
            )
        came = joining(district, self.joining(code), served.NOON, served.NOON)
        self.joined, _ = self.opened(came.body, envelope.JOINED, JoinReply)
        self.device, self.nonce = self.joined.device, self.joined.nonce
        self.district_key = self.joined.district_key

    def post(self, raw: bytes, road: str = "wire") -> tuple[int, ExchangeReply]:
        """Hand exactly ``raw`` to the district; return the HTTP code and the reply."""
        came = exchange(self.district, raw, served.NOON, road=road)
        reply, self.boxed = self.opened(came.body, envelope.REPLY, ExchangeReply, self.district_key)
        if reply.nonce:
            self.nonce = reply.nonce
        return came.code, reply
