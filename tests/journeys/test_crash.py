# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Killed between every two steps of enrol → print → hand out → sync → settle: nothing told is lost, nothing is twice.

A real process is killed by SIGKILL at a fault point; its store is opened again and its operator goes on.
"""

import os
import signal
import subprocess
import sys

import pytest

from fieldkit.acts import papers
from fieldkit.acts.draft import kept_draft
from fieldkit.domain.serials import serial_of
from tests.support.crashing_booth import SAVED, go_all_the_way, uid_of
from tests.support.journey import FieldDevice, brief, member_of, office
from tests.support.rooms import ROOT

POINTS = (
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
    "issue-begin",
    "issue-entered",
    "issue-before-commit",
    "issue-committed",
    "serve-before-commit",
    "serve-committed",
    "freeze-begin",
    "freeze-signed",
    "freeze-before-commit",
    "freeze-committed",
    "settle-begin",
    "settle-one",
    "settle-before-commit",
    "settle-committed",
    "apply-before-commit",
    "apply-committed",
    "void-before-commit",
    "void-committed",
    "freeze-committed:2",
    "settle-begin:2",
    "settle-committed:2",
)
REFUSED = 5000


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    with office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def device(tmp_path, district, request):
    """A device with one refused enrolment in its outbox, which its clerk has still to settle."""
    number = POINTS.index(request.node.callspec.params["point"])
    made = FieldDevice(tmp_path / "S1", site="S1")
    made.join(district)
    late = member_of(f"late-{number}", REFUSED + number, "示例会员", serial=serial_of(91_000_000 + number))
    brief(district, tmp_path, {"member": [late]})
    made.enrol(REFUSED + number)
    made.sync()
    assert made.counts.attention == 1
    news = member_of(
        f"news-{number}", REFUSED + 500 + number, "示例会员", serial=serial_of(92_000_000 + number)
    )
    brief(district, tmp_path, {"member": [news]})
    yield made
    made.close()


def killed_at(device, point, number):
    """Let a process work on the device's store until it is killed; return what it told."""
    device.close()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.crashing_booth", str(device.folder), str(number)],
        cwd=ROOT,
        env={**os.environ, "FIELDKIT_KILL_AT": point, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return [tuple(line.split(" ")) for line in ended.stdout.splitlines()]


def site_line(district):
    return next(line for line in district.facts("sites") if line["site"] == "S1")


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_booth_killed_at_any_point_loses_nothing_and_does_nothing_twice(district, device, point):
    number = 1000 + POINTS.index(point)
    before = site_line(district)
    told = killed_at(device, point, number)

    device.reopen()
    device.store.check()
    kept = {row[0] for row in device.rows("SELECT id FROM operations")}
    assert {name for kind, name in told if kind == "entered"} <= kept
    assert all((device.folder / name).exists() for kind, name in told if kind == "printed")
    if ("drafted", uid_of(number)) in told and len(told) == 1:
        draft = kept_draft(device.store)
        assert draft is not None
        assert draft.draft.document_number
        assert draft.saved == bool(
            device.rows("SELECT 1 FROM operations WHERE uid = ? AND kind = 'enrol'", uid_of(number))
        )

    go_all_the_way(device.store, number, lambda _kind, _name: None)
    assert_once(device, number)
    counts, after = device.counts, site_line(district)
    assert (counts.waiting, counts.attention, counts.confirmed) == (0, 0, 5)
    assert [after[name] - before[name] for name in ("enrolled", "packs", "served")] == [1, 1, 1]
    assert after["recorded"] - before["recorded"] == 4  # and the refused one before
    assert district.facts("overlaps")["double_packs"] == []
    assert district.facts("overlaps")["two_sites"] == []


def assert_once(device, number):
    """Assert that each act is in the store once, without a gap, and each print has an outcome."""
    acts = device.rows("SELECT kind, count(*) FROM operations WHERE uid = ? GROUP BY kind", uid_of(number))
    assert sorted(acts) == [("enrol", 1), ("issue", 1), ("serve", 1)]
    sequences = [row[0] for row in device.rows("SELECT sequence FROM operations ORDER BY sequence")]
    assert sequences == list(range(1, len(sequences) + 1))
    lines = papers.prints(device.store, about=uid_of(number))
    assert len([line for line in lines if line.outcome in SAVED]) == 1
    assert {line.outcome for line in lines} <= set(SAVED)
    assert sorted(line.copy for line in lines) == list(range(1, len(lines) + 1))


def test_every_step_of_the_way_has_a_fault_point():
    """A step that is added to these acts must be added to the points above."""
    names = {point.partition(":")[0] for point in POINTS}
    for source in (
        "acts/draft",
        "acts/enrol",
        "acts/printing",
        "acts/issue",
        "acts/serve",
        "acts/void",
        "store/batches",
        "store/settle",
        "store/briefing",
    ):
        text = (ROOT / "src" / "fieldkit" / f"{source}.py").read_text(encoding="utf-8")
        passed = {part.split('"')[1] for part in text.split("fault_point(")[1:]}
        assert passed <= names, source
