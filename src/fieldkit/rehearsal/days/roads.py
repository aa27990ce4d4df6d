# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a day's requests travel: by a wire that loses, cuts, doubles, delays and mixes up, and by sticks that suffer."""

from __future__ import annotations

import re

from fieldkit.problems import DistrictUnreachable
from fieldkit.rehearsal.days.office import Office
from fieldkit.rehearsal.days.world import Died, World, Wrong
from fieldkit.uplink.line import Came, Line

PORTAL = (
    b"<html><head><title>Free Wi-Fi</title></head><body><form action='/login'>Accept</form></body></html>"
)
FAULTS = (
    "lost",
    "lost after",
    "cut reply",
    "doubled",
    "withheld",
    "late reply",
    "garbage",
    "portal",
    "redirect",
    "busy",
)
MOST_REQUESTS = 100
"""Of one round: a day has a hundred operations a booth, and a request carries more than that."""

_SNAPSHOT = re.compile(r"/v1/snapshots/([0-9a-f]+)/([0-9]+)")


class Wire:
    """The wire of one booth. What it withheld, and old replies, stay with it and may come at any later time."""

    def __init__(self, world: World, office: Office, name: str, *, share: float = 0.3) -> None:
        self.world, self.office, self.name, self.share = world, office, name, share
        self.withheld: list[tuple[str, bytes]] = []
        self.replies: list[bytes] = []
        self.asked = 0

    def dial(self, address: str, ca_pem: str) -> Line:
        """Return a line that is this wire; the authority was compared when the device joined."""
        self.asked = 0
        return _Line(self, address, ca_pem)

    def get(self, path: str) -> Came:
        """Return what is at ``path``."""
        if self.world.happens(self.share / 3):
            raise DistrictUnreachable(why="timeout")
        if found := _SNAPSHOT.fullmatch(path):
            return Came(200, self.office.piece(found[1], int(found[2])))
        return Came(200, self.office.hello())

    def post(self, path: str, body: bytes) -> Came:
        """Return what comes of asking: mostly the district's answer."""
        self.asked += 1
        if self.asked > MOST_REQUESTS:
            raise Wrong("endless", f"{self.name}: one round makes more than {MOST_REQUESTS} requests")
        self._old_ones_arrive()
        if not self.world.happens(self.share):
            return self._ask(path, body)
        fault = self.world.chance.choice(FAULTS)
        self.world.figures[f"wire {fault}"] += 1
        self.world.tell(self.name, f"wire: {fault}")
        return self._faulty(fault, path, body)

    def _faulty(self, fault: str, path: str, body: bytes) -> Came:
        chance = self.world.chance
        match fault:
            case "lost":
                raise DistrictUnreachable(why=chance.choice(("timeout", "cut", "refused")))
            case "withheld":
                self.withheld.append((path, body))
                raise DistrictUnreachable(why="timeout")
            case "garbage":
                return Came(chance.choice((200, 500)), chance.randbytes(chance.randrange(400)))
            case "portal":
                return Came(200, PORTAL)
            case "redirect":
                return Came(302, b"", location="http://login.invalid/")
            case "busy":
                return Came(503, b"busy", wait=1)
        came = self._ask(path, body)
        match fault:
            case "lost after":
                raise DistrictUnreachable(why=chance.choice(("timeout", "cut")))
            case "cut reply":
                return Came(200, came.body[: chance.randrange(len(came.body) or 1)])
            case "doubled":
                again = self._ask(path, body)
                return chance.choice((came, again))
            case _:
                return Came(200, chance.choice([*self.replies, came.body]))

    def _ask(self, path: str, body: bytes) -> Came:
        try:
            reply = self._deliver(path, body)
        except Died:
            raise DistrictUnreachable(why="cut") from None
        if path == "/v1/exchange":
            self.replies = [*self.replies[-5:], reply]
        return Came(200 if reply else 400, reply)

    def _deliver(self, path: str, body: bytes) -> bytes:
        if path == "/v1/exchange":
            return self.office.exchange(body)
        return self.office.parcel(body) if path == "/v1/parcels" else self.office.join(body)

    def _old_ones_arrive(self) -> None:
        """Let what was withheld arrive at last, in any order; nobody hears the answers, or hears them later."""
        while self.withheld and self.world.happens(0.5):
            path, body = self.withheld.pop(self.world.chance.randrange(len(self.withheld)))
            self.world.tell(self.name, "wire: an old request arrives")
            try:
                self.replies.append(self._deliver(path, body))
            except Died:
                continue


class _Line(Line):
    """A line that ends in this process."""

    def __init__(self, wire: Wire, address: str, _ca_pem: str) -> None:
        self.address = address
        self._wire = wire

    def get(self, path: str) -> Came:
        """Return what is at ``path``."""
        return self._wire.get(path)

    def post(self, path: str, body: bytes, _kind: str = "") -> Came:
        """Return what ``path`` answers to ``body``."""
        return self._wire.post(path, body)

    def close(self) -> None:
        """There is nothing to close."""


def damaged(world: World, content: bytes) -> bytes:
    """Return ``content`` as a bad stick gives it back: a byte turned, or its end gone."""
    if not content or world.happens(0.5):
        return content[: world.chance.randrange(len(content) or 1)]
    at = world.chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << world.chance.randrange(8))]) + content[at + 1 :]
