# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A process killed between any two steps: what was told is there, and at most the one act nobody was told of."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fieldkit.acts import printing
from fieldkit.acts.draft import kept_draft
from fieldkit.acts.outbox import counts
from fieldkit.acts.print_answers import open_orders
from fieldkit.domain.print_orders import OrderState
from fieldkit.store import briefing, checkup
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import KEY, make_store
from tests.support.short_day import PRINTER, Line
from tests.support.told import to_send

ROOT = Path(__file__).resolve().parents[2]
POINTS = [
    "draft-kept",
    "enrol-begin",
    "enrol-numbered",
    "enrol-entered",
    "enrol-before-commit",
    "enrol-committed",
    "print-ordered",
    "print-sending",
    "print-submitted",
    "print-settled",
    "serve-before-commit",
    "serve-committed",
    "issue-begin",
    "issue-entered",
    "issue-before-commit",
    "issue-committed",
    "update-before-commit",
    "update-committed",
    "transfer-before-commit",
    "transfer-committed",
    "withdraw-before-commit",
    "withdraw-committed",
    "amend-before-commit",
    "amend-committed",
    "void-before-commit",
    "void-committed",
    "freeze-begin",
    "freeze-signed",
    "freeze-before-commit",
    "freeze-committed",
    "settle-begin",
    "settle-one",
    "settle-before-commit",
    "settle-committed",
    "purge-before-commit",
    "purge-committed",
    "apply-before-commit",
    "apply-committed",
]
"""Every fault point that the acts of the day pass."""

NO_DAY_PASSES = {
    "retell-before-commit",
    "retell-committed",
    "rekey-before-rename",
    "rekey-renamed",
    "print-answered",
    "run-begun",
    "run-continued",
}
"""Points of an act that needs a conflict first, one transaction like the others; a new key, answers and runs have their
own tests."""
CUT = {"print-sending", "print-submitted"}
"""Where nobody knows whether the paper came out."""


@pytest.mark.parametrize("passing", [1, 2])
@pytest.mark.parametrize("point", POINTS)
def test_a_kill_loses_nothing_that_was_told(tmp_path, point, passing):
    make_store(tmp_path / "store").close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.short_day", str(tmp_path / "store")],
        env={**os.environ, "FIELDKIT_KILL_AT": f"{point}:{passing}"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr.decode()
    told = done.stdout.decode().split()
    store = open_store(tmp_path / "store", KEY)
    with store.reading() as db:
        kept = [row[0] for row in db.execute("SELECT id FROM operations ORDER BY place")]
    assert kept[: len(told)] == told
    assert len(kept) - len(told) <= 1
    assert [int(one[-6:]) for one in kept] == list(range(1, len(kept) + 1))
    now = counts(store)
    assert now.recorded == now.confirmed + now.waiting == len(kept)
    printing.step(store, printer=PRINTER, hands=Line(), now=TEN)
    left = [order.state for order, _line in open_orders(store)]
    assert left == [OrderState.UNKNOWN] * (point in CUT)
    kept_uid = kept_draft(store)
    assert kept_uid is not None
    assert kept_uid.saved == bool(operation_of(store, kept_uid.uid))
    assert briefing.cursor(store) in (1, 11, 12)
    checkup.check(store)
    to_send(store)
    assert checkup.check(store).operations == len(kept)
    store.close()


def operation_of(store, uid):
    with store.reading() as db:
        return db.execute("SELECT operation FROM enrolments WHERE uid = ?", [uid]).fetchone()


def test_the_points_are_all_that_there_are():
    found = {
        name
        for room in ("acts", "store")
        for file in (ROOT / "src" / "fieldkit" / room).glob("*.py")
        for name in re.findall(r'fault_point\("([a-z-]+)"\)', file.read_text(encoding="utf-8"))
    }
    assert found == set(POINTS) | NO_DAY_PASSES
