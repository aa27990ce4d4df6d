# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of questions made from the OpenAPI page: right ones and wrong ones, to every road, signed in and not.

Schemathesis makes them; each answer must have a code, a type and a form that the page tells, and none may be 5xx.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from fieldkit.protocol.codec import to_bytes
from fieldkit.rehearsal.briefing import briefing_lines, write_briefing
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.samples import request_frames, request_told, sign
from fieldkit.sample.day import sample_day
from fieldkit.seals import envelope
from sync.commands.console import main as console
from sync.district import District, found_district, open_district
from sync.office import sessions, staff
from sync.office.office_door import COOKIE
from sync.serving.app import Bounds, make_app
from sync.serving.limits import Limits, Share

PLANTS = ("fault", "code", "form")
NOW = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)
KNOWN_SITE, KNOWN_TOWN = "PGZ", "DX-PGZ"
_NO_LIMIT = 10**9
_PASSWORD = "四季 缤纷 二〇二三 长"  # noqa: S105 - of an invented person in a district that lives for a minute
_PLANTED = "/v1/office/overlaps"


def lacking() -> str:
    """Return the sentence that says why nothing can be asked here, '' where it can."""
    found = importlib.util.find_spec("schemathesis")
    return (
        ""
        if found
        else "the storm of questions needs schemathesis (pip install fieldkit[dev]), which is not here"
    )


@dataclass(slots=True)
class Desk:
    """A district admin at work; signs in anew when a question has ended the session."""

    district: District
    now: dt.datetime = NOW
    token: str = ""
    _secret: bytes = b""

    def hire(self) -> Desk:
        """Make the account and settle it."""
        member = staff.Member("admin", "样例", "district-admin", "", "", must_change=True)
        with self.district.database.writing() as writing:
            first = staff.add_staff(writing, member, self.now)
        self._secret = first.totp
        who, _ = sessions.sign_in(self.district.database, "admin", first.password, self._word(), self.now)
        staff.change_password(self.district.database, who, first.password, _PASSWORD, self.now)
        self.sign_in()
        return self

    def sign_in(self) -> None:
        """Have a session, whatever became of the last one."""
        if not self.token or sessions.who_is(self.district.database, self.token, self.now) is None:
            word = self._word()
            _, self.token = sessions.sign_in(self.district.database, "admin", _PASSWORD, word, self.now)

    def _word(self) -> str:
        self.now += dt.timedelta(hours=1)  # each word works once; and an account that was shut is open again
        totp = TOTP(self._secret, 6, SHA1(), 30)  # noqa: S303 - as authenticators do
        return totp.generate(int(self.now.timestamp())).decode()


@dataclass(slots=True)
class _Heard:
    figures: Counter[str] = field(default_factory=Counter)

    def complaint(self, road: str, fault: BaseException) -> None:
        """Count what schemathesis complains of."""
        for one in getattr(fault, "exceptions", (fault,)):
            kind = "server_errors" if type(one).__name__ == "ServerError" else "undocumented"
            self.figures[kind] += 1
            self.figures[f"{type(one).__name__} at {road}"] += 1


def storm_of_questions(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Ask ``times`` questions in all, the same number of each road, every other one without a session."""
    import schemathesis  # noqa: PLC0415 - a tool for tests, slow to import

    heard = _Heard(Counter(server_errors=0, undocumented=0))
    _teach_envelopes(schemathesis)
    with _district(folder) as district, _silence():
        desk = Desk(district).hire()
        app = _planted(_app(desk), plant)
        schema: Any = schemathesis.openapi.from_asgi("/openapi.json", app)
        roads = [found.ok() for found in schema.get_all_operations()]
        each = max(1, times // (2 * len(roads)))
        for number, road in enumerate(roads, start=1):
            for signed_in in (True, False):
                _ask(road, desk if signed_in else None, heard, each, seed)
            tell(number, len(roads))
    figures = heard.figures
    return result(
        "api",
        {"roads": len(roads), **dict(sorted(figures.items()))},
        tried="questions",
        seed=seed,
        plant=plant,
        target="no 5xx, no code and no form that the page does not tell",
        bad=("server_errors", "undocumented"),
    )


def _ask(road: Any, desk: Desk | None, heard: _Heard, times: int, seed: int) -> None:
    import hypothesis  # noqa: PLC0415
    from schemathesis import GenerationMode, checks  # noqa: PLC0415

    wanted = [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]
    name = f"{road.method.upper()} {road.path}"

    def ask(case: Any) -> None:
        if desk is not None:
            desk.sign_in()
        heard.figures["questions"] += 1
        try:
            reply = case.call(cookies={COOKIE: desk.token} if desk else None)
            heard.figures[f"code {reply.status_code}"] += 1
            case.validate_response(reply, checks=wanted)
        except BaseExceptionGroup as fault:
            heard.complaint(name, fault)
        except Exception as fault:  # noqa: BLE001 - the program itself may have failed: that is what is looked for
            heard.complaint(name, fault)

    right_and_wrong = road.as_strategy(generation_mode=GenerationMode.POSITIVE) | road.as_strategy(
        generation_mode=GenerationMode.NEGATIVE
    )
    settings = hypothesis.settings(
        max_examples=times,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    given: Any = hypothesis.given(right_and_wrong)
    seeded: Any = hypothesis.seed(seed)
    seeded(settings(given(ask)))()
    if any(one.name == "site" for one in road.query):
        for part in ({"site": KNOWN_SITE}, {"town": KNOWN_TOWN}, {}):
            ask(road.Case(query=part))


def _teach_envelopes(schemathesis: Any) -> None:
    """Let schemathesis make bodies of sealed roads: envelopes of nobody known, parcels, and any bytes."""
    from hypothesis import strategies  # noqa: PLC0415

    told = [sign(request_frames(), envelope.EXCHANGE), sign(to_bytes(request_told()), envelope.JOIN), b""]
    made = strategies.sampled_from(told) | strategies.binary(max_size=300)
    for kind in ("application/cose", "application/octet-stream"):
        schemathesis.openapi.media_type(kind, made)
    schemathesis.serializer("application/cose")(lambda _context, value: {"data": value})


def _app(desk: Desk) -> Any:
    limits = Limits(*(Share(_NO_LIMIT, who) for who in ("device", "address", "address")))
    app = make_app(desk.district, lambda: NOW, lambda: desk.now, Bounds(limits=limits))
    page = app.openapi()
    del page["components"]["securitySchemes"]  # the storm itself says who asks
    for road in (road for methods in page["paths"].values() for road in methods.values()):
        road.pop("security", None)
    setattr(app, "openapi", lambda: page)  # noqa: B010 - the way that FastAPI's own page names
    return app


@contextmanager
def _district(folder: Path) -> Iterator[District]:
    """Give a district with the sample day's briefing, without a server around it."""
    found_district(folder / "district", name="样例", now=NOW).close()
    file = write_briefing(folder / "briefing.jsonl", briefing_lines(sample_day()))
    with contextlib.redirect_stdout(None):
        code = console(["--data", str(folder / "district"), "brief", str(file)])
    if code:
        raise RuntimeError("the briefing was not taken in")
    district = open_district(folder / "district")
    try:
        yield district
    finally:
        district.close()


@contextmanager
def _silence() -> Iterator[None]:
    """Let the program's log say nothing meanwhile: each question would be a line."""
    logger = logging.getLogger("fieldkit.district")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _planted(app: Any, plant: str | None) -> Any:
    """Return ``app`` with one road that fails now and then, or says what its page does not."""
    if plant is None:
        return app
    code, body = {"fault": (500, b"{}"), "code": (418, b"{}"), "form": (200, b'{"two_sites":7}')}[plant]

    async def broken(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") == _PLANTED and b"=" in scope.get("query_string", b""):
            head = {
                "type": "http.response.start",
                "status": code,
                "headers": [(b"content-type", b"application/json")],
            }
            await send(head)
            await send({"type": "http.response.body", "body": body})
        else:
            await app(scope, receive, send)

    return broken
