# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema's second step: frozen batches in chains, sealed identities, trust, what a salvage left."""

from __future__ import annotations

SECOND = """
DROP VIEW enrolments;
DROP INDEX operations_standing;
DROP INDEX operations_uid;
DROP INDEX operations_kind;
DROP INDEX operations_replaces;
ALTER TABLE counters ADD COLUMN nonce TEXT NOT NULL DEFAULT '';
ALTER TABLE counters ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN owes_compacting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identities ADD COLUMN sealing_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE identities ADD COLUMN root_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE identities ADD COLUMN certificate BLOB NOT NULL DEFAULT x'';
UPDATE identities SET district_key = x'';
CREATE TABLE lives (
    place INTEGER PRIMARY KEY,
    life TEXT NOT NULL UNIQUE,
    began TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
);
INSERT INTO lives (life, began) SELECT life, min(at) FROM operations GROUP BY life ORDER BY min(place);
INSERT OR IGNORE INTO lives (life, began) SELECT life, latest FROM counters;
CREATE TABLE batches (
    place INTEGER PRIMARY KEY,
    life TEXT NOT NULL,
    number INTEGER NOT NULL,
    prev BLOB NOT NULL,
    head BLOB NOT NULL,
    operations INTEGER NOT NULL,
    level INTEGER NOT NULL DEFAULT 0,
    frozen_at TEXT NOT NULL,
    safe_at TEXT NOT NULL DEFAULT '',
    heard_at TEXT NOT NULL DEFAULT '',
    envelope BLOB NOT NULL,
    UNIQUE (life, number)
);
CREATE INDEX batches_level ON batches (level);
CREATE TABLE operations_anew (
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
    batch INTEGER NOT NULL DEFAULT 0,
    session INTEGER NOT NULL DEFAULT 0,
    part TEXT NOT NULL DEFAULT '',
    head BLOB NOT NULL,
    digest BLOB NOT NULL DEFAULT x'',
    raw BLOB NOT NULL
);
INSERT INTO operations_anew (place, id, life, sequence, kind, uid, replaces, at, site, operator, standing, voided,
    settled_by, code, field, facts, head, raw)
    SELECT place, id, life, sequence, kind, uid, replaces, at, site, operator, standing, voided, settled_by, code,
    field, facts, x'', raw FROM operations;
DROP TABLE operations;
ALTER TABLE operations_anew RENAME TO operations;
CREATE INDEX operations_standing ON operations (standing);
CREATE INDEX operations_uid ON operations (uid) WHERE uid <> '';
CREATE INDEX operations_kind ON operations (kind, at);
CREATE INDEX operations_replaces ON operations (replaces) WHERE replaces <> '';
CREATE INDEX operations_batch ON operations (batch) WHERE batch <> 0;
CREATE VIEW enrolments AS SELECT uid, id AS operation, at, standing, voided FROM operations WHERE kind = 'enrol';
CREATE TABLE identities_in_clear (
    operation TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    phone TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE seal_sessions (
    life TEXT NOT NULL,
    number INTEGER NOT NULL,
    boxes BLOB NOT NULL,
    PRIMARY KEY (life, number)
) WITHOUT ROWID;
CREATE TABLE parts (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    operation TEXT NOT NULL,
    told_at TEXT NOT NULL DEFAULT '',
    content BLOB NOT NULL
);
CREATE INDEX parts_told_at ON parts (told_at);
CREATE TABLE trust (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    list BLOB NOT NULL,
    envelope BLOB NOT NULL
);
CREATE TABLE vouches (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    envelope BLOB NOT NULL
);
CREATE TABLE gaps (
    kind TEXT NOT NULL,
    place INTEGER NOT NULL,
    mark BLOB NOT NULL,
    missing INTEGER NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (kind, place)
) WITHOUT ROWID;
CREATE TABLE parcels (
    place INTEGER PRIMARY KEY,
    heard TEXT NOT NULL UNIQUE,
    asked TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL
);
"""
