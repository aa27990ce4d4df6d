# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Three thousand cards in one run: each sheet comes out once; after a jam it goes on at sheet 37 and at no other."""

from collections import Counter

from fieldkit.acts import print_runs, run_continued
from fieldkit.acts.print_runs import begin_run
from fieldkit.acts.printing import step
from tests.support.clock import TEN
from tests.support.factories import CLERK
from tests.support.spool import Spool

CARDS, PLACES = 3_000, 10
SHEETS = CARDS // PLACES
JAM = 37
UIDS = tuple(f"{number:016x}" for number in range(CARDS))
BY = {"operator": CLERK, "now": TEN}


def to_the_end(store, spool):
    while step(store, printer="A", hands=spool, now=TEN).moved:
        spool.finish_all()


def came_out(spool):
    """Return how often each sheet came out."""
    names = [name for job in spool.jobs.values() for name in job[2].decode().split("|") if spool.out[name]]
    return Counter(int(name.partition("/")[0][-4:]) for name in names)


def test_each_sheet_of_a_large_run_comes_out_once(store):
    spool = Spool()
    run = begin_run(store, uids=UIDS, layout="standard", printer="A", places=PLACES, **BY)
    assert (run.cards, run.sheets, run.waiting) == (CARDS, SHEETS, SHEETS)
    to_the_end(store, spool)
    assert came_out(spool) == Counter(range(1, SHEETS + 1))
    now = print_runs.runs(store)[0]
    assert (now.over, now.out, now.next_sheet) == (True, SHEETS, 0)


def test_after_a_jam_it_goes_on_from_the_sheet_that_is_named(store):
    spool = Spool()
    run = begin_run(store, uids=UIDS, layout="standard", printer="A", places=PLACES, **BY)
    to_the_end(store, spool)
    told = run_continued.would_continue(store, run=run.place, sheet=JAM)
    run_continued.continue_from(store, run=run.place, told=told, hands=spool, reason="卡纸", **BY)
    to_the_end(store, spool)
    assert came_out(spool) == Counter(range(1, SHEETS + 1)) + Counter(range(JAM, SHEETS + 1))
