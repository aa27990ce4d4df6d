# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Things tests need: a small briefing, invented people, stores that are ready for work.

Numbers obey domain.md §3: county 9999 of a province, phones 154…, names that are in no registry.
"""

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.desk import Desk
from fieldkit.domain.documents import check_digit
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.operators import Operator, Role
from fieldkit.protocol.messages import Acknowledgement, Change, SerialBlock
from fieldkit.protocol.trust import Registrar, TrustList
from fieldkit.seals import boxes, tags
from fieldkit.seals.keys import key_id
from fieldkit.store import briefing, identity, trust
from fieldkit.store.vault import Store, create_store
from tests.support.clock import TEN

KEY = b"\x11" * 32
TAG_KEY = b"\x22" * 32
SEALING_KEY = b"\x33" * 32
REGISTRAR_KEY = boxes.load_sealing_key(b"\x44" * 32)
"""Opens the identities that devices of the sample district seal."""
EVENT, SITE, OTHER_SITE = "E1", "S1", "S2"
DESK = Desk(EVENT, SITE, "1")
CLERK = Operator("c01", "示例干部", Role.CLERK)
VOLUNTEER = Operator("v01", "示例志愿者", Role.VOLUNTEER)
OTHER_VOLUNTEER = Operator("v02", "示例志愿者二", Role.VOLUNTEER)
SIGNATURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24
SURNAMES = "王李张刘陈杨赵黄周吴"
GIVEN = "伟芳娜敏静丽强磊军洋"

BRIEFING = {
    "organisation": [
        {"code": "DX", "parent": "", "level": "district", "name": "示例区总工会"},
        {"code": "DX-1", "parent": "DX", "level": "town", "name": "示例镇总工会"},
        {"code": "DX-2", "parent": "DX", "level": "town", "name": "示例街道总工会"},
    ],
    "event": [
        {
            "code": EVENT, "title": "样例沟通会", "short_title": "样例", "level": "city", "day": "2023-11-29",
            "starts": "10:00:00", "ends": "14:00:00", "organiser": "示例区总工会",
        }
    ],
    "site": [
        {"code": SITE, "event": EVENT, "role": "main", "org_code": "DX-1", "name": "主会场", "venue": "示例馆"},
        {"code": OTHER_SITE, "event": EVENT, "role": "branch", "org_code": "DX-2", "name": "分会场", "venue": "示例园"},
    ],
    "service": [
        {"code": "legal", "group": "advice", "name": "法律咨询", "named": True},
        {"code": "haircut", "group": "convenience", "name": "理发"},
        {"code": "closed", "group": "convenience", "name": "停办", "active": False},
    ],
    "goods": [
        {"code": "pack", "name": "福利包", "audience": "new", "once": True, "components": ["毛巾", "手套"]},
        {"code": "soap", "name": "香皂", "audience": "members", "once": True, "face_value": "10 元"},
        {"code": "leaflet", "name": "折页", "audience": "need", "once": False},
        {"code": "old", "name": "旧物", "audience": "need", "once": False, "active": False},
    ],
    "stock": [
        {"site": SITE, "goods": "pack", "opening": 50},
        {"site": SITE, "goods": "soap", "opening": 2},
        {"site": SITE, "goods": "leaflet", "opening": 100},
    ],
    "code": [
        {"table": "employment_group", "code": "courier", "name": "快递员", "flags": ["platform"]},
        {"table": "employment_group", "code": "guard", "name": "保安员"},
        {"table": "document", "code": "resident", "name": "居民身份证"},
        {"table": "document", "code": "passport", "name": "护照"},
        {"table": "document", "code": "later", "name": "后补"},
    ],
    "consent_text": [{"kind": "upper_union", "version": "1", "title": "提供给上级工会", "text": "……"}],
    "programme": [
        {"site": SITE, "order": 10, "starts": "10:40:00", "title": "领誓"},
        {"site": SITE, "order": 2, "starts": "10:00:00", "title": "舞龙"},
    ],
    "setting": [{"name": "quiet_notes", "value": "document-county-unknown phone-unallocated"}],
}  # fmt: skip
"""A small district's briefing, by table."""


def changes(tables: dict[str, list[dict[str, object]]] | None = None) -> Iterator[Change]:
    """Yield the rows of a briefing as changes."""
    for table, rows in (BRIEFING if tables is None else tables).items():
        for number, row in enumerate(rows):
            yield Change(table=table, key=f"{table}-{number}", row=json.dumps(row).encode())


def known(uid: str, name: str, **more: object) -> Change:
    """Return a known member's row. ``document`` and ``phone`` become tag and tails, as the district makes them."""
    document = str(more.pop("document", ""))
    phone = str(more.pop("phone", ""))
    row = {
        "uid": uid,
        "name": name,
        "tag": tags.document_tag(TAG_KEY, "resident", document).hex() if document else "",
        "document_tail": document[-6:],
        "phone_tail": phone[-4:],
        **more,
    }
    return Change(table="member", key=uid, row=json.dumps(row).encode())


def gone(uid: str) -> Change:
    """Return the tombstone of a known member."""
    return Change(table="member", key=uid)


def make_store(folder: Path, *, now: dt.datetime = TEN, serials: int = 1000, device: str = "D07") -> Store:
    """Return a store that has joined and been briefed."""
    store = create_store(folder, KEY, now=now)
    keep_identity(store, device=device, now=now)
    trust.keep(store, trust_list(), b"sealed")
    blocks = [SerialBlock(first=1, last=serials)] if serials else []
    briefing.apply(store, changes(), 1, blocks)
    return store


def keep_identity(
    store: Store, *, device: str = "D07", district_key: bytes = b"\x02" * 32, now: dt.datetime = TEN
) -> identity.Identity:
    """Let the store's device be one of the sample district."""
    return identity.keep_identity(
        store,
        device=device,
        district="dx",
        district_name="示例区总工会",
        signing_key=b"\x01" * 32,
        district_key=district_key,
        address="https://localhost:1",
        ca_pem="",
        tag_key=TAG_KEY if district_key else b"",
        town="DX-1",
        joined_at=now,
        sealing_key=SEALING_KEY,
        root_key=b"\x03" * 32 if district_key else b"",
        certificate=b"",
    )


def registrar(town: str = "", *, key: boxes.X25519PrivateKey = REGISTRAR_KEY) -> Registrar:
    """Return somebody who may read the identities of ``town``, or of the whole district."""
    public = boxes.sealing_public_bytes(key)
    return Registrar(key_id=key_id(public).hex(), name="示例登记员", town=town, sealing_key=public)


def trust_list(version: int = 1, **more: object) -> TrustList:
    """Return a trust list of the sample district: one registrar for all of it, nobody else."""
    given = {"registrars": (registrar(),), **more}
    return TrustList(
        district="dx",
        version=version,
        issued="2023-11-01T00:00:00Z",
        expires="2023-12-31T00:00:00Z",
        **given,  # type: ignore[arg-type]
    )


def resident(number: int, *, born: str = "19780704", male: bool = True) -> str:
    """Return the ``number``-th resident identity number of the unassigned county."""
    provinces = ("119999", "139999", "379999", "419999")
    province, sequence = divmod(number, 400)
    body = f"{provinces[province % 4]}{born[:4]}{born[4:]}{sequence * 2 + 1 + (not male):03d}"
    return body + check_digit(body)


def phone(number: int) -> str:
    """Return the ``number``-th phone of the range that is never allocated."""
    return f"154{number:08d}"


def consents(upper: bool = True, bank: bool = True, publicity: bool = False) -> tuple[Consent, ...]:
    """Return an answer to each of the three questions."""
    answers = (upper, bank, publicity)
    return tuple(Consent(kind, given, "1") for kind, given in zip(ConsentKind, answers, strict=True))


def draft(number: int = 1, **more: object) -> EnrolmentDraft:
    """Return the faultless draft of the ``number``-th invented person."""
    given = {
        "document_number": resident(number),
        "name": name_of(number),
        "phone": phone(number),
        "employment_group": "guard",
        "employer": "示例保安服务公司",
        "consents": consents(),
        "notice_read": True,
        "signature": SIGNATURE,
        **more,
    }
    return EnrolmentDraft(**given)  # type: ignore[arg-type]


def name_of(number: int) -> str:
    """Return the name of the ``number``-th invented person."""
    rest, surname = divmod(number, len(SURNAMES))
    first, second = divmod(rest, len(GIVEN))
    return SURNAMES[surname] + GIVEN[first % len(GIVEN)] + GIVEN[second]


def accepted(operations: Iterable[str], **more: str) -> tuple[Acknowledgement, ...]:
    """Return the district's yes to ``operations``."""
    return tuple(Acknowledgement(operation=one, verdict="accepted", **more) for one in operations)


def rejected(operation: str, code: str = "already-member", **more: object) -> Acknowledgement:
    """Return the district's no to ``operation``."""
    return Acknowledgement(operation=operation, verdict="rejected", code=code, **more)  # type: ignore[arg-type]


def counter() -> Iterator[int]:
    """Return the numbers from one on, for people who differ."""
    return itertools.count(1)
