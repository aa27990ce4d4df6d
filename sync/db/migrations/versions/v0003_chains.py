# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches are kept as they came, in chains; identities are sealed; what a device hears has a scope.

1. Nothing of the form before was ever served to anybody but ourselves: what operations were told in is not carried over
   (``operation.raw``), and a device of that time has no key to seal answers for, so it joins again.
2. A table whose keys change is made anew beside the old one and takes its name.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.db.migrations.making import (
    count,
    integer,
    moment,
    octets,
    row_number,
    some,
    table,
    truth,
    word,
    words,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OF_DEVICE = (
    "id, name, site, town, signing_key, key_id, program, joined_at, revoked_at, exchanged_at, cursor,"
    " seconds_ahead"
)
_OF_TICKET = "code_hash, name, site, town, expires_at, used_at, device"
_OF_OPERATION = (
    "id, device, life, sequence, kind, at, clock, event, site, booth, operator, digest, received_at, verdict, code,"
    " field, facts, serial, root, settled_by, voided_by"
)
_ACT = "root, device, event, site, uid"


def upgrade() -> None:
    """Make the tables of chains and snapshots, and give the others their new form."""
    _devices()
    _serials()
    _operations()
    _the_briefing()
    _acts()
    _chains()
    _identities()
    _snapshots()


def _devices() -> None:
    table(
        "device",
        word("id"),
        word("name", 400),
        *(word(name) for name in ("site", "town")),
        *(octets(name) for name in ("signing_key", "key_id")),
        word("program"),
        *(moment(name) for name in ("joined_at", "revoked_at", "exchanged_at")),
        count("cursor", default="0"),
        sa.Column("seconds_ahead", sa.BigInteger(), nullable=True),
        octets("sealing_key"),
        word("nonce", 32),
        word("last_heard"),
        words("revoked_chains", default="[]"),
        word("revoked_reason"),
        *(words(name, default="") for name in ("hears", "has_heard")),
        count("turn", default="0"),
        sa.UniqueConstraint("signing_key", name="uq_device_signing_key"),
        sa.UniqueConstraint("key_id", name="uq_device_key_id"),
        key=("id",),
        keep=(_OF_DEVICE, "sealing_key, nonce, last_heard, revoked_reason", "x'', '', '', ''"),
    )
    table(
        "joining_ticket",
        word("code_hash"),
        word("name", 400),
        *(word(name) for name in ("site", "town")),
        *(moment(name) for name in ("expires_at", "used_at")),
        word("device"),
        octets("tag_key_box"),
        key=("code_hash",),
        keep=(_OF_TICKET, "tag_key_box", "x''"),
    )


def _serials() -> None:
    table(
        "serial_block",
        row_number("first"),
        count("last"),
        word("device"),
        moment("given_at"),
        word("heard"),
        sa.Column("life", sa.String(64), nullable=False, server_default=""),
        key=("first",),
        keep=("first, last, device, given_at, heard, life",),
    )
    op.create_index("ix_serial_block_device", "serial_block", ["device"])
    table("serial_use", row_number("number"), word("root"), key=("number",), keep=("number, root",))


def _operations() -> None:
    table(
        "operation",
        *(word(name) for name in ("id", "device", "life")),
        count("sequence"),
        *(word(name) for name in ("kind", "at", "clock", "event", "site", "booth", "operator")),
        octets("digest"),
        count("told_batch"),
        integer("told_place"),
        moment("received_at"),
        *(word(name) for name in ("verdict", "code", "field")),
        words("facts"),
        *(word(name) for name in ("serial", "root", "settled_by", "voided_by")),
        key=("id",),
        keep=(_OF_OPERATION, "told_batch, told_place", "0, 0"),
        rows_by_key=True,
    )
    op.create_index("ix_operation_site_verdict", "operation", ["site", "verdict"])
    some("ix_operation_root", "operation", "root", "root <> id")
    some("ix_operation_rejected", "operation", "received_at", "verdict = 'rejected'")
    table(
        "mark",
        *(word(name) for name in ("operation", "root", "kind", "uid")),
        word("tag", 32),
        *(word(name) for name in ("serial", "provisional")),
        truth("accepted"),
        moment("received_at"),
        key=("operation",),
        keep=("operation, root, kind, uid, tag, serial, provisional, accepted, received_at",),
        rows_by_key=True,
    )
    some("ix_mark_root", "mark", "root", "root <> operation")
    some("ix_mark_provisional", "mark", "provisional", "provisional <> ''")


def _the_briefing() -> None:
    op.execute(
        "DELETE FROM briefing_row WHERE topic = 'member'"
    )  # without a scope nobody may hear them: brief again
    table(
        "briefing_row",
        row_number("cursor"),
        word("topic"),
        word("key", 160),
        word("scope"),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("topic", "key", "scope", name="uq_briefing_row_topic_key_scope"),
        key=("cursor",),
        keep=("topic, key, cursor, body", "scope", "''"),
    )
    table(
        "known_member",
        word("uid"),
        word("tag", 32),
        sa.Column("number", sa.BigInteger(), nullable=True),
        word("serial"),
        word("name", 400),
        word("org_code"),
        integer("standing"),
        key=("uid",),
        keep=("uid, tag, number, serial, name, org_code, standing",),
        rows_by_key=True,
    )
    for column in ("tag", "number"):
        op.create_index(f"ix_known_member_{column}", "known_member", [column])


def _acts() -> None:
    own: dict[str, tuple[sa.Column[str] | sa.Column[int], ...]] = {
        "enrolment": (word("tag", 32), word("name", 400), word("serial"), word("provisional")),
        "transfer": (word("tag"), word("serial"), word("name", 400)),
        "service_record": (word("service"), integer("count")),
        "issue": (
            *(word(name) for name in ("tag", "number", "goods", "receipt_number")),
            integer("quantity"),
        ),
    }
    for act, columns in own.items():
        shared = [word(name) for name in _ACT.split(", ")]
        kept = ", ".join([_ACT, *(column.name for column in columns), "active"])
        table(act, *shared, *columns, truth("active"), key=("root",), keep=(kept,), rows_by_key=True)
    op.create_index("ix_enrolment_tag", "enrolment", ["tag"])
    op.create_index("ix_issue_goods", "issue", ["goods"])


def _chains() -> None:
    table(
        "chain",
        *(word(name) for name in ("device", "life")),
        count("number"),
        octets("head"),
        word("state"),
        moment("told_at"),
        key=("device", "life"),
    )
    table(
        "batch",
        row_number("place"),
        *(word(name) for name in ("device", "life")),
        count("number"),
        *(octets(name) for name in ("prev", "head", "raw")),
        integer("operations"),
        octets("words"),
        moment("received_at"),
        sa.UniqueConstraint("device", "life", "number", name="uq_batch_device_life_number"),
        key=("place",),
    )
    table(
        "held_batch",
        word("device"),
        octets("head"),
        word("life"),
        count("number"),
        *(octets(name) for name in ("prev", "raw")),
        integer("operations"),
        word("why"),
        moment("received_at"),
        word("settled"),
        moment("settled_at"),
        octets("words"),
        count("place", default="0"),
        key=("device", "head"),
    )
    op.create_index("ix_held_batch_place", "held_batch", ["place"])
    table("part", word("id"), octets("content"), word("device"), moment("received_at"), key=("id",))


def _identities() -> None:
    table(
        "seal_session",
        *(word(name) for name in ("device", "life")),
        count("number"),
        words("boxes"),
        key=("device", "life", "number"),
        rows_by_key=True,
    )
    table(
        "sealed_identity",
        *(word(name) for name in ("operation", "root", "device", "life")),
        *(count(name) for name in ("session", "sequence")),
        octets("sealed"),
        key=("operation",),
        rows_by_key=True,
    )


def _snapshots() -> None:
    table(
        "snapshot",
        *(word(name) for name in ("id", "scope")),
        count("cursor"),
        octets("key"),
        count("rows"),
        words("digests"),
        moment("made_at"),
        key=("id",),
    )
    table("snapshot_piece", word("id"), integer("number"), octets("content"), key=("id", "number"))
