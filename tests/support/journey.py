# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A journey's devices: each with its own store on the disk, joined to the real district, working by the real acts."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from fieldkit.acts import enrol, issue, outbox, papers, serve
from fieldkit.domain.desk import Desk
from fieldkit.domain.outbox import Counts, Rejection
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.printing import cards, forms, receipts
from fieldkit.protocol.rows import ROWS, key_of
from fieldkit.rehearsal.filing import filed
from fieldkit.sample.signatures import signature_png
from fieldkit.store.vault import Store, create_store, open_store
from fieldkit.uplink.joining import join
from fieldkit.uplink.round import RoundOutcome, sync
from fieldkit.work import Quiet
from tests.support import district as districts
from tests.support.clock import TEN, Clock
from tests.support.district import District
from tests.support.factories import BRIEFING, CLERK, EVENT, KEY, VOLUNTEER, draft

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]

AT_S2 = [{"site": "S2", "goods": "pack", "opening": 20}, {"site": "S2", "goods": "leaflet", "opening": 50}]

TEXTS = [
    {"kind": kind, "version": "1", "title": f"示例{kind}", "text": "示例文本。"}
    for kind in ("notice", "upper_union", "bank", "publicity")
]


def brief(district: District, folder: Path, rows: Rows) -> None:
    """Let the office take in ``rows``; members may carry the numbers that their tags and tails are made of."""
    file = folder / "journey.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for table, some in rows.items():
            for row in some:
                key = row["uid"] if table == "member" else key_of(table, ROWS[table](**row))
                out.write(json.dumps({"table": table, "key": key, "row": row}, ensure_ascii=False) + "\n")
    district.console("brief", str(file))


def member_of(uid: str, number: int, name: str, **more: Any) -> dict[str, Any]:
    """Return the office's line about a member with the document and phone of the ``number``-th invented person."""
    person = draft(number)
    row = {"uid": uid, "name": name, "document_kind": "resident", "org_code": "DX-1"}
    return row | {"document_number": person.document_number, "phone": person.phone} | more


@contextmanager
def office(folder: Path, *, members: list[dict[str, Any]] | None = None) -> Iterator[District]:
    """Give the district's office, briefed, with its server on loopback."""
    with districts.serving(folder) as district:
        rows: Rows = {**BRIEFING, "stock": [*BRIEFING["stock"], *AT_S2], "consent_text": TEXTS}
        brief(district, folder, rows | {"member": members or []})
        yield district


class FieldDevice:
    """A device at a site: its folder, where it stands, its clock; ``store`` while it is open."""

    def __init__(self, folder: Path, *, site: str, start: dt.datetime = TEN, key: bytes = KEY):
        self.folder = folder
        self._key = key
        self.desk = Desk(EVENT, site, "1")
        self.clock = Clock(start)
        self.store: Store = create_store(folder, key, now=start)
        self.printed: list[Path] = []

    def join(self, district: District, *, address: str = "") -> None:
        """Join by a ticket of the office, dialling ``address`` instead of its own where given; take in the briefing."""
        mark, own, *rest = district.ticket(site=self.desk.site).split()
        join(
            self.store,
            ticket=" ".join([mark, address or own, *rest]),
            device_name="示例设备",
            now=self.clock(),
        )
        self.sync()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def reopen(self) -> None:
        """Open the store again, as the next start does."""
        self.store.close()
        self.store = open_store(self.folder, self._key)

    # -- acts -----------------------------------------------------------------------------------------------

    def act(self, call: Callable[..., T], *, by: Any = VOLUNTEER, **what: Any) -> T:
        """Do an act here and now."""
        self.clock.move(seconds=20)
        return call(self.store, operator=by, desk=self.desk, now=self.clock(), **what)

    def enrol(self, number: int, *, uid: str = "", **changed: Any) -> enrol.Enrolled:
        """Enrol the ``number``-th invented person."""
        typed = draft(number, **{"signature": signature_png(number), **changed})
        return self.act(enrol.enrol, uid=uid or enrol.new_uid(), draft=typed)

    def give(self, goods: str = "pack", **to: Any) -> issue.Issued:
        """Hand out ``goods``."""
        return self.act(issue.issue, **{"uid": "", "signature": signature_png(goods), **to}, goods=goods)

    def serve(self, service: str = "haircut", **to: Any) -> str:
        """Note a service; return the operation."""
        return self.act(serve.serve, service=service, **to).operation

    def print_card(self, uid: str) -> Print:
        """Put a member card on paper."""
        return self._print(
            PaperKind.CARD, uid, lambda _copy: cards.member_card(papers.card(self.store, uid=uid))
        )

    def print_application(self, uid: str) -> Print:
        """Put an application on paper."""
        draw = lambda _copy: forms.application(papers.application(self.store, uid=uid))  # noqa: E731
        return self._print(PaperKind.APPLICATION, uid, draw)

    def print_receipt(self, operation: str) -> Print:
        """Put a welfare-pack receipt on paper."""
        receipt = partial(papers.receipt, self.store, operation=operation)
        return self._print(
            PaperKind.RECEIPT, operation, lambda copy: receipts.pack_receipt(receipt(copy=copy), "A5")
        )

    def _print(self, kind: PaperKind, about: str, draw: Callable[[int], bytes]) -> Print:
        def file(line: Print, pdf: bytes) -> str:
            place = self.folder / f"{line.document_number}-{line.copy}.pdf"
            place.write_bytes(pdf)
            self.printed.append(place)
            return place.name

        return filed(
            self.store,
            kind=kind,
            about=about,
            draw=lambda line: draw(line.copy),
            file=file,
            operator=VOLUNTEER,
            now=self.clock(),
        )

    # -- the district ---------------------------------------------------------------------------------------

    def sync(self) -> RoundOutcome:
        """Do one round with the district."""
        self.clock.move(seconds=20)
        return sync(self.store, report=Quiet(), clock=self.clock)

    @property
    def counts(self) -> Counts:
        """Return the three numbers."""
        return outbox.counts(self.store)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Return what is in need of attention."""
        return outbox.rejections(self.store)

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what the store answers to a question in SQL."""
        with self.store.reading() as db:
            return [tuple(row) for row in db.conn.execute(question, values).fetchall()]


__all__ = ["CLERK", "VOLUNTEER", "FieldDevice", "brief", "member_of", "office"]
