# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema's fourth step: paper.

By what word of the district this device signs cards, what is on its way to a printer, and runs of sheets. A line that
says ``printing`` was cut by a crash of an earlier program: it becomes an order with a question.

Not released yet: whoever adds to it removes ``tests/golden/store/v4.sqlcipher`` and makes it anew.
"""

from __future__ import annotations

COLUMNS = (("identities", "card_certificate", "BLOB NOT NULL DEFAULT x''"),)
"""Added where they are missing, as in the third step."""

FOURTH = """
CREATE TABLE print_orders (
    place INTEGER PRIMARY KEY,
    printer TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    ticket TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    paper TEXT NOT NULL DEFAULT '',
    run INTEGER NOT NULL DEFAULT 0,
    first_sheet INTEGER NOT NULL DEFAULT 0,
    last_sheet INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX print_orders_open ON print_orders (printer, state, run, first_sheet, place)
    WHERE state IN ('queued', 'sending', 'sent', 'failed', 'unknown');
CREATE INDEX print_orders_run ON print_orders (run, state) WHERE run <> 0;
CREATE TABLE print_runs (
    place INTEGER PRIMARY KEY,
    document_number TEXT NOT NULL UNIQUE,
    layout TEXT NOT NULL,
    cards INTEGER NOT NULL,
    sheets INTEGER NOT NULL,
    printer TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL,
    operator TEXT NOT NULL
);
ALTER TABLE prints ADD COLUMN print_order INTEGER NOT NULL DEFAULT 0;
ALTER TABLE prints ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE prints ADD COLUMN sheet INTEGER NOT NULL DEFAULT 0;
ALTER TABLE prints ADD COLUMN ordered_of TEXT NOT NULL DEFAULT '';
ALTER TABLE prints ADD COLUMN drawn_of TEXT NOT NULL DEFAULT '';
UPDATE prints SET outcome = 'unknown' WHERE outcome = 'printing';
INSERT INTO print_orders (place, printer, state, since, why)
    SELECT place, print_place, 'unknown', at, 'crashed' FROM prints WHERE outcome = 'unknown';
UPDATE prints SET print_order = place WHERE outcome = 'unknown';
CREATE INDEX prints_order ON prints (print_order) WHERE print_order <> 0;
CREATE INDEX prints_run ON prints (run, sheet, copy) WHERE run <> 0;
"""
