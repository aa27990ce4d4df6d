# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema, step by step; ``migrations`` runs it. A released step is never edited."""

from __future__ import annotations

NEWEST = 4

FIRST = """
CREATE TABLE counters (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    life TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    provisionals INTEGER NOT NULL DEFAULT 0,
    receipts INTEGER NOT NULL DEFAULT 0,
    sheets INTEGER NOT NULL DEFAULT 0,
    cursor INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    members_known INTEGER NOT NULL DEFAULT 0,
    latest TEXT NOT NULL,
    trusted TEXT NOT NULL DEFAULT ''
);
CREATE TABLE identities (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device TEXT NOT NULL,
    district TEXT NOT NULL,
    district_name TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    district_key BLOB NOT NULL,
    address TEXT NOT NULL,
    ca_pem TEXT NOT NULL,
    tag_key BLOB NOT NULL,
    town TEXT NOT NULL,
    joined_at TEXT NOT NULL
);
CREATE TABLE operators (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE briefings (
    place INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    row BLOB NOT NULL,
    UNIQUE (kind, key)
);
CREATE TABLE serial_blocks (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= first),
    next INTEGER NOT NULL
);
CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    known INTEGER NOT NULL,
    here INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    enrolment TEXT NOT NULL DEFAULT '',
    serial TEXT NOT NULL DEFAULT '',
    provisional TEXT NOT NULL DEFAULT '',
    certificate_number TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    print_as TEXT NOT NULL DEFAULT '',
    sex INTEGER NOT NULL DEFAULT 0,
    birth_date TEXT NOT NULL DEFAULT '',
    document_kind TEXT NOT NULL DEFAULT '',
    document_number TEXT NOT NULL DEFAULT '',
    document_tail TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    phone_tail TEXT NOT NULL DEFAULT '',
    tag TEXT NOT NULL DEFAULT '',
    phone_tag TEXT NOT NULL DEFAULT '',
    employment_group TEXT NOT NULL DEFAULT '',
    employer TEXT NOT NULL DEFAULT '',
    platform TEXT NOT NULL DEFAULT '',
    org_code TEXT NOT NULL DEFAULT ''
);
CREATE INDEX members_tag ON members (tag) WHERE tag <> '';
CREATE INDEX members_phone_tag ON members (phone_tag) WHERE phone_tag <> '';
CREATE INDEX members_serial ON members (serial) WHERE serial <> '';
CREATE INDEX members_provisional ON members (provisional) WHERE provisional <> '';
CREATE INDEX members_here ON members (id) WHERE here = 1;
CREATE VIRTUAL TABLE seek_known USING fts5(
    terms, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6', tokenize="ascii"
);
CREATE VIRTUAL TABLE seek_here USING fts5(
    terms, content='', contentless_delete=1, detail=none, prefix='1 2', tokenize="ascii"
);
CREATE TABLE operations (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    life TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    replaces TEXT NOT NULL,
    at TEXT NOT NULL,
    site TEXT NOT NULL,
    operator TEXT NOT NULL,
    standing INTEGER NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0,
    settled_by TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    field TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '',
    raw BLOB NOT NULL
);
CREATE INDEX operations_standing ON operations (standing);
CREATE INDEX operations_uid ON operations (uid) WHERE uid <> '';
CREATE INDEX operations_kind ON operations (kind, at);
CREATE INDEX operations_replaces ON operations (replaces) WHERE replaces <> '';
CREATE TABLE held_changes (
    uid TEXT PRIMARY KEY,
    row BLOB
) WITHOUT ROWID;
CREATE TABLE service_records (
    operation TEXT PRIMARY KEY REFERENCES operations (id),
    service TEXT NOT NULL,
    uid TEXT NOT NULL,
    count INTEGER NOT NULL,
    event TEXT NOT NULL,
    site TEXT NOT NULL,
    booth TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX service_records_desk ON service_records (event, site, at);
CREATE TABLE issues (
    operation TEXT PRIMARY KEY REFERENCES operations (id),
    receipt_number TEXT NOT NULL UNIQUE,
    goods TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    uid TEXT NOT NULL,
    tag TEXT NOT NULL,
    number TEXT NOT NULL,
    event TEXT NOT NULL,
    site TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    collector TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX issues_uid ON issues (uid) WHERE uid <> '';
CREATE INDEX issues_tag ON issues (tag) WHERE tag <> '';
CREATE INDEX issues_number ON issues (number) WHERE number <> '';
CREATE INDEX issues_site ON issues (site, goods);
CREATE TABLE prints (
    place INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    document_number TEXT NOT NULL,
    copy INTEGER NOT NULL,
    reason TEXT NOT NULL,
    operator TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    print_place TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, document_number, copy)
);
CREATE INDEX prints_about ON prints (about, kind);
CREATE TABLE drafts (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    uid TEXT NOT NULL,
    draft BLOB NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE looks (
    place INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    operator TEXT NOT NULL,
    site TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE rounds (
    place INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT NOT NULL DEFAULT '',
    sent INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    acknowledgement TEXT NOT NULL DEFAULT ''
);
CREATE VIEW enrolments AS SELECT uid, id AS operation, at, standing, voided FROM operations WHERE kind = 'enrol';
"""
