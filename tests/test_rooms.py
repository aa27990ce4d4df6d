# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Imports point one way: a room may import only what its row of the table names, and the standard library."""

import pytest

from tests.support.rooms import ROOT, breaches, imports, room, room_of

HALL = "problems work"  # values only; open to every room of fieldkit but protocol and seals
ROOMS = {
    # values and rules
    "domain": room(f"{HALL} domain"),
    "protocol": room("protocol", "msgspec"),
    "seals": room("seals", "cryptography cbor2 pyrage zstandard"),
    # what is kept, done, printed, sent, seen
    "store": room(
        f"{HALL} wiping store domain protocol seals.chain seals.identities seals.envelope seals.keys",
        "sqlite_utils sqlcipher3 pypinyin",
    ),
    "acts": room(f"{HALL} acts domain store seals.tags seals.cards seals.card_signers"),
    "printing": room(f"{HALL} printing domain paths", "reportlab qrcode zxingcpp"),
    "printers": room(f"{HALL} printers", "pypdfium2"),
    "uplink": room(f"{HALL} uplink protocol store seals", "requests urllib3"),
    "ui": room(f"{HALL} ui acts domain printing printers uplink settings paths", "PySide6 zxingcpp PIL"),
    # the registrar's desk
    "registrar": room("registrar protocol seals", "msgspec cryptography xlsxwriter"),
    # the invented day, and the plays that use everything
    "sample": room(f"{HALL} sample domain paths"),
    "rehearsal": room("* sync", "*"),
    # single modules
    "problems": room(),
    "work": room(),
    "settings": room("printers.ticket"),
    "paths": room(),
    "tries": room(HALL),
    "wiping": room(),
    "recovery": room(HALL),
    "keyrings": room(HALL, "keyring"),
    "keyfile": room(f"{HALL} tries seals.boxes seals.envelope", "cryptography"),
    "keys": room(
        f"{HALL} tries keyfile keyrings recovery store.rekeying"
    ),  # of two keys, the one that opens it
    "rekey": room(f"{HALL} keys keyfile store"),
    "heads": room(f"{HALL} keyfile keyrings tries store"),
    "app": room("*", "PySide6"),
    "__main__": room("app"),
    "__init__": room(),
    # the district; what stands at its bottom knows nothing of what stands on it
    "sync.db": room("protocol seals sync.db", "sqlalchemy alembic sqlcipher3 cryptography msgspec psycopg"),
    "sync.outgoing": room("protocol seals sync.db sync.outgoing", "sqlalchemy msgspec"),
    "sync": room(
        "protocol seals sync",
        "fastapi starlette uvicorn sqlalchemy sqlcipher3 cryptography msgspec argon2 prometheus_client pyrage",
    ),
}
FILES = sorted(
    file.relative_to(ROOT) for place in ("src/fieldkit", "sync") for file in (ROOT / place).rglob("*.py")
)
ELSEWHERE = sorted(
    file.relative_to(ROOT)
    for place in ("tests", "benchmarks", "packaging")
    for file in (ROOT / place).rglob("*.py")
)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_imports_only_what_its_room_may(file):
    here = room_of(file)
    assert here in ROOMS, f"{here} is not in the table of rooms"
    found = breaches((ROOT / file).read_text(encoding="utf-8"), ROOMS[here])
    assert found == [], f"{here} may not import this: {found}"


@pytest.mark.parametrize("file", ELSEWHERE, ids=str)
def test_nothing_uses_the_sqlite_of_the_standard_library(file):
    names = {name.split(".")[0] for _, name in imports((ROOT / file).read_text(encoding="utf-8"))}
    assert "sqlite3" not in names


@pytest.mark.parametrize(
    ("where", "planted"),
    [
        ("domain", "import requests"),
        ("domain", "from fieldkit.store.vault import Vault"),
        ("domain", "from fieldkit import store"),
        ("domain", "from ..store import vault"),
        ("protocol", "from fieldkit.problems import Problem"),
        ("seals", "import fieldkit.work"),
        ("store", "import sqlite3"),
        ("store", "from sqlite3 import dbapi2"),
        ("acts", "from fieldkit.seals import envelope"),
        ("acts", "def f():\n    import requests"),
        ("acts", "from fieldkit.uplink import round"),
        ("printing", "import PIL.Image"),
        ("printers", "from PySide6.QtGui import QImage"),
        ("printers", "from fieldkit.domain.papers import PaperKind"),
        ("uplink", "from fieldkit.domain.members import Member"),
        ("ui", "from fieldkit.store import vault"),
        ("ui", "import importlib\nimportlib.import_module('fieldkit.store')"),
        ("ui", "import importlib\nimportlib.import_module(chosen)"),
        ("ui", "from fieldkit import app"),
        ("ui", "from fieldkit.keys import device_key"),
        ("app", "import requests"),
        ("app", "from sync.serving import app"),
        ("sync.db", "from sync.intake import chain"),
        ("sync.outgoing", "from sync.office import reports"),
        ("rehearsal", "import sqlite3"),
        ("sync", "from fieldkit.domain.members import Member"),
        ("sync", "from fieldkit.problems import Problem"),
        ("sync", "import requests"),
    ],
)
def test_a_planted_import_is_caught(where, planted):
    assert len(breaches(planted, ROOMS[where])) == 1


@pytest.mark.parametrize(
    ("where", "allowed"),
    [
        (
            "domain",
            "import re\nfrom fieldkit.domain.people import Person\nfrom fieldkit.work import Progress",
        ),
        ("acts", "from fieldkit.seals import tags\nfrom fieldkit.seals.tags import tag"),
        ("printing", "from fieldkit import paths"),
        ("ui", "from PySide6.QtWidgets import QWidget\nfrom fieldkit import __version__, paths"),
        ("app", "from fieldkit import keys\nfrom fieldkit.store import vault"),
        (
            "sync",
            "import fieldkit.protocol.messages\nfrom sync.intake import accept\nimport sqlalchemy as sa",
        ),
        ("rehearsal", "from sync.serving import app\nimport PIL"),
    ],
)
def test_what_the_table_names_is_let_in(where, allowed):
    assert breaches(allowed, ROOMS[where]) == []
