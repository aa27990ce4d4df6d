# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Run the district over TLS: certificate, socket, ASGI runner; say where it is once it can be reached."""

from __future__ import annotations

import datetime as dt
import gc
import os
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from sync.commands.founding import MOST_PER_ADDRESS
from sync.db.keyfile import write_private
from sync.db.notes import write_note
from sync.district import District
from sync.serving.app import BODY_SECONDS, Bounds, Clock, make_app
from sync.serving.figures import Figures, told_on
from sync.serving.guard import ANSWER_SECONDS, HANDSHAKE_SECONDS, HEAD_SECONDS, Patience, guarded
from sync.serving.limits import EXCHANGES_A_MINUTE, Limits, Share
from sync.serving.logs import log
from sync.trust.authority import Certified, names_of_this_machine, new_server, still_good

KEEP_ALIVE_SECONDS = 75
MOST_AT_ONCE = 600
BACKLOG = 2048
_BEGIN = "-----BEGIN CERTIFICATE-----"
GARBAGE_AFTER = 5_000
"""So many objects more than were let go until loops among them are looked for; Python itself does at 700.

Not many more: a connection that has ended is such a loop, and holds what TLS needed.
"""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the district shall be served. Without ``certificate`` and ``key`` its own authority makes them."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    address: str = ""
    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None
    ready_file: Path | None = None
    clock_at: dt.datetime | None = None
    handshake_seconds: float = HANDSHAKE_SECONDS
    head_seconds: float = HEAD_SECONDS
    body_seconds: float = BODY_SECONDS
    answer_seconds: float = ANSWER_SECONDS
    most_per_address: int = MOST_PER_ADDRESS
    exchanges_a_minute: int = EXCHANGES_A_MINUTE
    metrics_port: int | None = None


class Stand:
    """Where the district can be reached: its certificate, its socket, its address. Whoever dials now waits a moment."""

    def __init__(self, district: District, wish: Wish) -> None:
        self._district = district
        self._wish = wish
        self.certificate, self.key = certified(district, wish)
        self._authority = given_authority(wish)
        self.socket = _listening(wish.host, wish.port)
        port = self.socket.getsockname()[1]
        self.address = wish.address or f"https://{_shown_host(wish.host)}:{port}"

    def tell(self) -> None:
        """Note the address, and tell it: from now on there is an answer."""
        with self._district.database.writing() as writing:
            write_note(writing, "address", self.address)
            write_note(writing, "given_authority", self._authority)
        print(f"FieldKit district ready {self.address}", flush=True)  # noqa: T201 - what scripts wait for
        if self._wish.ready_file is not None:
            _write_whole(self._wish.ready_file, self.address + "\n")
        log.info("ready", extra={"address": self.address, "district": self._district.id})


class Serving:
    """A district being served by this process, from its socket on."""

    def __init__(self, district: District, wish: Wish) -> None:
        self._district = district
        self._metrics_port = wish.metrics_port
        self._stand = Stand(district, wish)
        self.address = self._stand.address
        self.figures = Figures()
        self.server = server_of(district, wish, self._stand.certificate, self._stand.key, self.figures)

    def run(self) -> None:
        """Note and tell the address, then serve until asked to stop."""
        try:
            with told_on(self._metrics_port, self._district, self.figures.registry):
                self._stand.tell()
                spare_what_stays()
                self.server.run(sockets=[self._stand.socket])
        finally:
            self._stand.socket.close()


def server_of(
    district: District, wish: Wish, certificate: Path, key: Path, figures: Figures
) -> uvicorn.Server:
    """Return the server of ``district``, not running yet."""
    limits = Limits(exchanges=Share(wish.exchanges_a_minute, "device"))
    bounds = Bounds(wish.body_seconds, limits, figures)
    config = Patience(
        make_app(district, clock_from(wish.clock_at), real_time, bounds),
        http=guarded(wish.head_seconds, wish.most_per_address, figures, wish.answer_seconds),
        ssl_certfile=certificate,
        ssl_keyfile=key,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        limit_concurrency=MOST_AT_ONCE,
        access_log=False,
        server_header=False,
        date_header=False,  # each answer says its time under its seal, and every byte counts on a bad line
        log_config=None,
        backlog=BACKLOG,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=10,
    )
    config.handshake_seconds = wish.handshake_seconds
    config.load()
    assert config.ssl is not None
    config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    config.ssl.num_tickets = (
        0  # no device resumes a session: they would be half a KiB on each line for nothing
    )
    config.ssl.options |= ssl.OP_NO_TICKET
    return uvicorn.Server(config)


def spare_what_stays() -> None:
    """Let Python look for loops seldom, and never among what this process has loaded before it serves.

    It is half a million objects that stay for good; to look through them took a sixth of each exchange.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 4, 10)


def certified(district: District, wish: Wish) -> tuple[Path, Path]:
    """Return the files of the server's certificate and key: those given, else our own, made anew when they must be."""
    if wish.certificate is not None:
        return wish.certificate, wish.key or wish.certificate
    folder = district.folder / "tls"
    folder.mkdir(exist_ok=True, mode=0o700)
    files = folder / "server.pem", folder / "server.key"
    names = tuple(dict.fromkeys([*wish.names, *names_to_certify(wish.host)]))
    now = real_time()
    try:
        kept = files[0].read_text(encoding="ascii")
        good = files[1].is_file() and still_good(kept, district.authority.certificate, names, now)
    except (OSError, ValueError):
        good = False
    if not good:
        made: Certified = new_server(district.authority, names, now)
        write_private(files[1], made.key.encode())
        write_private(files[0], made.certificate.encode())
    write_private(folder / "authority.pem", district.authority.certificate.encode())
    return files


def given_authority(wish: Wish) -> str:
    """Return the authority (PEM) of the certificate we were given: by its file, else the last of the chain."""
    if wish.certificate is None:
        return ""
    pem = (wish.authority or wish.certificate).read_text(encoding="ascii")
    return _BEGIN + pem.rpartition(_BEGIN)[2]


def names_to_certify(host: str) -> tuple[str, ...]:
    """Return the names to certify when served on ``host``: on loopback none but its own."""
    return LOOPBACK if host in LOOPBACK else tuple(dict.fromkeys([*_own(host), *names_of_this_machine()]))


def real_time() -> dt.datetime:
    """Return the moment it is."""
    return dt.datetime.now(dt.UTC)


def clock_from(start: dt.datetime | None) -> Clock:
    """Return the district's clock: the real one, or for a rehearsal one that runs on from ``start``."""
    if start is None:
        return real_time
    began = time.monotonic()
    return lambda: start + dt.timedelta(seconds=time.monotonic() - began)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP in so many words, or asyncio leaves Nagle's delay on and each reply waits 40 ms for its second half.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)  # from now on whoever dials waits a moment and is not refused
    except OSError:
        listening.close()
        raise
    return listening


def _shown_host(host: str) -> str:
    """Return the host for people: where all addresses are served, the first that another computer can use."""
    chosen = host
    if not _own(host):
        others = [name for name in names_of_this_machine() if name not in LOOPBACK]
        addresses = [name for name in others if name.rpartition(".")[2].isdecimal()]
        chosen = next(iter(addresses + others), "127.0.0.1")
    return f"[{chosen}]" if ":" in chosen else chosen


def _own(host: str) -> Sequence[str]:
    """Return the name that ``host`` is by itself; none where it means every address there is."""
    return () if host in ("0.0.0.0", "::") else (host,)  # noqa: S104 - compared, not bound


def _write_whole(file: Path, text: str) -> None:
    """Write ``file`` so that nobody ever reads half of it."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    new.replace(file)
